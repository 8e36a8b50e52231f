"""What comes in when somebody answers her invitation."""

from datetime import date
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from network.foundation.formats import show_day_month, show_weekday_date
from network.foundation.forms import CheckboxesField, Form, Length, choices
from network.foundation.names import LONGEST_NAME, NameProblem, check_name
from network.foundation.rendering import locale
from network.workshops.models import Choice, Workshop
from network.workshops.roll import Invited

FEW_DAYS = 2  # so many are offered one by one; of more she ticks hers


class AnswerForm(Form):
    """Yes, on all days or one; a deputy by name; or no, with a reason.  One press of a button sends `choice` alone."""

    choice = RadioField(_l("Xác nhận dự"), coerce=str, validate_choice=False)
    days = CheckboxesField(_l("Những ngày chị dự"), coerce=str, validate_choice=False)
    deputy_name = StringField(_l("Họ tên người dự thay"), [Length(LONGEST_NAME)])
    deputy_post = StringField(_l("Chức danh"), [Length(200)])
    reason = TextAreaField(_l("Lý do"), [Length(500)])
    part = HiddenField()  # which part of a page asks: the sheet, or the band of the home page

    @classmethod
    def about(cls, workshop: Workshop, mine: Invited | None) -> Self:
        """The form with what she answered before; with yes for who has not, so that one press suffices."""
        form = cls(data=_filled(workshop, mine))
        form.choice.choices = choices(_choices(workshop))
        form.days.choices = choices({day.isoformat(): show_weekday_date(day, locale()) for day in workshop.days})
        form.workshop = workshop
        return form

    @property
    def offers_days(self) -> bool:
        return len(self.workshop.days) > FEW_DAYS

    def validate_choice(self, field: RadioField) -> None:
        if not field.raw_data or field.data not in [value for value, *_rest in field.iter_choices()]:
            raise ValidationError(_l("Xin chị chọn một câu trả lời."))

    def validate_days(self, field: CheckboxesField) -> None:
        known = [day.isoformat() for day in self.workshop.days]
        if self.offers_days and any(day not in known for day in field.data or ()):
            raise ValidationError(_l("Hội thảo đã đổi ngày. Xin chị chọn lại những ngày chị dự."))

    def validate_deputy_name(self, field: StringField) -> None:
        if self.choice.data != Choice.DEPUTY:
            return
        try:
            check_name(field.data or "")
        except NameProblem as error:
            raise ValidationError(str(error)) from error

    @property
    def says(self) -> dict:
        """What she answers, as `give_answer` takes it."""
        chosen = self.choice.data
        if chosen not in set(Choice):
            return {"choice": Choice.YES, "days": [date.fromisoformat(chosen)]}
        days = [date.fromisoformat(day) for day in self.days.data or ()] if self.offers_days else []
        says = {"choice": Choice(chosen), "days": days}
        says |= {"reason": self.reason.data, "deputy_name": self.deputy_name.data}
        return says | {"deputy_post": self.deputy_post.data}


def _choices(workshop: Workshop) -> dict[str, object]:
    days = workshop.days
    if len(days) == 1:
        words = {Choice.YES: _l("Tôi sẽ dự")}
    elif len(days) == FEW_DAYS:
        words = {Choice.YES: _l("Dự cả hai ngày")}
        words |= {day.isoformat(): _l("Chỉ ngày %(day)s", day=show_day_month(day, locale())) for day in days}
    else:
        words = {Choice.YES: _l("Tôi sẽ dự")}
    return {**words, Choice.DEPUTY: _l("Cử người dự thay"), Choice.NO: _l("Không dự được")}


def _filled(workshop: Workshop, mine: Invited | None) -> dict:
    all_days = [day.isoformat() for day in workshop.days]
    if mine is None or not mine.has_answered:
        return {"choice": Choice.YES, "days": all_days}
    kept = [day for day in mine.days or () if day in all_days]
    chosen = kept[0] if mine.choice is Choice.YES and len(kept) == 1 and len(all_days) == FEW_DAYS else mine.choice
    return {
        "choice": chosen,
        "days": kept or all_days,
        "reason": mine.reason,
        "deputy_name": mine.deputy_name,
        "deputy_post": mine.deputy_post,
    }
