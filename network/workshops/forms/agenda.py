"""What comes in about an item of the agenda."""

from datetime import date, time
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, StopValidation

from network.foundation.formats import show_weekday_date
from network.foundation.forms import Length, choices
from network.foundation.names import NameProblem, check_name
from network.foundation.rendering import locale
from network.members.forms.seen import SeenForm
from network.workshops.date_words import days_in_words
from network.workshops.forms.fields import ClockField, Given, NamedField, named_fields
from network.workshops.models import KIND_WORDS, AgendaItem, AgendaKind, AgendaSpeaker, Workshop
from network.workshops.naming import Nameable

MOST_SPEAKERS = 8
SPARE_SPEAKERS = 2  # empty boxes behind those filled
_TIME = Given(_l("Xin chị ghi giờ, ví dụ 8:30."))


class AgendaItemForm(SeenForm):
    """An item: when, what, where, who speaks."""

    day = SelectField(_l("Ngày"), coerce=str, validate_choice=False)
    starts_at = ClockField(_l("Bắt đầu"), [_TIME])
    ends_at = ClockField(_l("Kết thúc"), [_TIME])
    title = StringField(_l("Nội dung"), [DataRequired(_l("Xin chị ghi nội dung.")), Length(200)])
    note = StringField(_l("Ghi chú dưới nội dung"), [Length(300)])
    kind = RadioField(_l("Loại mục"), choices=choices(KIND_WORDS), coerce=AgendaKind, default=AgendaKind.NORMAL)
    room = StringField(_l("Phòng"), [Length(120)])
    speakers: FieldList = named_fields(_l("Người trình bày"), MOST_SPEAKERS)

    @staticmethod
    def values(item: AgendaItem) -> dict:
        values = {name: getattr(item, name) for name in ("starts_at", "title", "note", "kind", "room")}
        return {**values, "day": item.day.isoformat(), "ends_at": item.end.time(), "speakers": _words(item)}

    @classmethod
    def about(cls, item: AgendaItem, workshop: Workshop, nameable: Nameable) -> Self:
        form = cls(data={**cls.values(item), "seen": cls.digest(item), "speakers": []})
        if not form.is_submitted():
            for speaker in item.speakers:
                known = speaker.person_id and nameable.label_of(speaker.person_id)
                form.speakers.append_entry(known or speaker.words)
        form.prepare(workshop, nameable)
        return form

    @classmethod
    def new(cls, workshop: Workshop, nameable: Nameable) -> Self:
        """An empty form that goes on where the agenda ends."""
        form = cls(data=_next_place(workshop))
        form.prepare(workshop, nameable)
        return form

    def prepare(self, workshop: Workshop, nameable: Nameable) -> None:
        self.workshop, self.nameable = workshop, nameable
        days = {day.isoformat(): show_weekday_date(day, locale()) for day in workshop.days}
        self.day.choices = choices(days)
        filled = len([entry for entry in self.speakers if entry.data])
        while len(self.speakers) < min(MOST_SPEAKERS, filled + SPARE_SPEAKERS):
            self.speakers.append_entry()

    @property
    def minutes(self) -> int:
        """From start to end; 0 or less where it ends too early, or one of them is missing."""
        if not self.starts_at.data or not self.ends_at.data:
            return 0
        return _minute_of(self.ends_at.data) - _minute_of(self.starts_at.data)

    def validate_day(self, field: SelectField) -> None:
        if field.data not in [day.isoformat() for day in self.workshop.days]:
            days = days_in_words(self.workshop.days)
            raise ValidationError(_l("Ngày này nằm ngoài hội thảo. Hội thảo diễn ra %(days)s.", days=days))

    def validate_ends_at(self, field: ClockField) -> None:
        if self.starts_at.data and self.minutes <= 0:
            raise ValidationError(_l("Giờ kết thúc phải sau giờ bắt đầu, trong cùng ngày."))

    def validate_speakers(self, _field: FieldList) -> None:
        for entry in self.speakers:
            if not entry.data:
                continue
            try:
                _check_speaker(entry, self.nameable)
            except ValidationError as error:
                entry.errors = [*entry.errors, str(error)]
                raise StopValidation(str(error)) from error

    def save(self, item: AgendaItem) -> None:
        """Write what came in to an item."""
        for name in ("starts_at", "title", "note", "kind", "room"):
            setattr(item, name, self[name].data)
        item.day, item.minutes = date.fromisoformat(self.day.data), self.minutes
        item.set_speakers([_speaker(entry) for entry in self.speakers if entry.data])


def _minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


def _words(item: AgendaItem) -> list[str]:
    return [speaker.words for speaker in item.speakers]


def _next_place(workshop: Workshop) -> dict:
    """The day and time at which the agenda goes on."""
    last = workshop.agenda[-1] if workshop.agenda else None
    if last and last.day in workshop.days:
        return {"day": last.day.isoformat(), "starts_at": last.end.time()}
    return {"day": workshop.starts_on.isoformat(), "starts_at": workshop.starts_at}


def _name_and_post(text: str) -> tuple[str, str]:
    """Of `Nguyễn Văn Bình, Thứ trưởng Bộ Y tế` the name and the post."""
    name, _comma, post = text.partition(",")
    return name.strip(), post.strip()


def _check_speaker(entry: NamedField, nameable: Nameable) -> None:
    entry.look_up(nameable)
    if entry.person_id is None:
        try:
            check_name(_name_and_post(entry.data)[0])
        except NameProblem as error:
            raise ValidationError(str(error)) from error


def _speaker(entry: NamedField) -> AgendaSpeaker:
    if entry.person_id:
        return AgendaSpeaker(person_id=entry.person_id)
    name, post = _name_and_post(entry.data)
    return AgendaSpeaker(guest_name=name, guest_post=post)
