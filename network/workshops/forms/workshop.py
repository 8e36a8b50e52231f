"""What comes in about a workshop."""

from typing import Self
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, StopValidation

from network.foundation.clock import today
from network.foundation.formats import show_date
from network.foundation.forms import DayField, Form, Length
from network.foundation.rendering import locale
from network.members.forms.seen import SeenForm
from network.workshops.forms.fields import ClockField, Given, named_fields
from network.workshops.models import Workshop
from network.workshops.naming import Nameable

MOST_DAYS = 7
MOST_CONTACTS = 3
_PLAIN = ("title", "theme", "starts_on", "starts_at", "ends_on", "ends_at", "place_name", "place_address", "map_link")
COLUMNS = (*_PLAIN, "note", "answers_due_on")
_DAY = Given(_l("Xin chị ghi ngày, ví dụ 21/9/2026."))
_TIME = Given(_l("Xin chị ghi giờ, ví dụ 8:30."))


class WorkshopForm(SeenForm):
    """When, where and what a workshop is."""

    title = StringField(_l("Tên hội thảo"), [DataRequired(_l("Xin chị ghi tên hội thảo.")), Length(200)])
    theme = StringField(_l("Chủ đề hội thảo"), [Length(200)])
    starts_on = DayField(_l("Khai mạc ngày"), [_DAY])
    starts_at = ClockField(_l("Khai mạc lúc"), [_TIME])
    ends_on = DayField(_l("Bế mạc ngày"), [_DAY])
    ends_at = ClockField(_l("Bế mạc lúc"), [_TIME])
    place_name = StringField(_l("Nơi họp"), [Length(200)])
    place_address = StringField(_l("Địa chỉ"), [Length(300)])
    map_link = StringField(_l("Đường dẫn bản đồ"), [Length(300)])
    note = TextAreaField(_l("Dặn thêm"), [Length(2000)])
    answers_due_on = DayField(_l("Hạn trả lời, hết ngày"), [_DAY])
    contacts: FieldList = named_fields(_l("Đầu mối"), MOST_CONTACTS)

    @staticmethod
    def values(workshop: Workshop) -> dict:
        values = {name: getattr(workshop, name) for name in COLUMNS}
        return {**values, "contacts": [contact.person_id for contact in workshop.contacts]}

    @classmethod
    def about(cls, workshop: Workshop, nameable: Nameable) -> Self:
        """The form for a workshop, as it is fetched and as it comes back."""
        form = cls(data={**cls.values(workshop), "contacts": [], "seen": cls.digest(workshop)})
        form.prepare(workshop.year, nameable, workshop)
        return form

    @classmethod
    def new(cls, year: int, nameable: Nameable, **filled: object) -> Self:
        form = cls(data=filled)
        form.prepare(year, nameable)
        return form

    def prepare(self, year: int, nameable: Nameable, workshop: Workshop | None = None) -> None:
        self.year, self.nameable, self.workshop = year, nameable, workshop
        if workshop and not self.is_submitted():
            for contact in workshop.contacts:
                self.contacts.append_entry(nameable.label_of(contact.person_id) or contact.person.full_name)
        while len(self.contacts) < MOST_CONTACTS:
            self.contacts.append_entry()

    def _is_new(self, name: str) -> bool:
        """Does the field say something else than what is kept?  What was agreed when it was ahead may be past now."""
        return self.workshop is None or getattr(self.workshop, name) != self[name].data

    def validate_starts_on(self, field: DayField) -> None:
        if field.data.year != self.year:
            raise ValidationError(_l("Hội thảo năm %(year)d khai mạc trong năm %(year)d.", year=self.year))
        if field.data < today() and self._is_new("starts_on"):
            raise ValidationError(_l("Ngày này đã qua. Xin chị chọn ngày khác."))

    def validate_ends_on(self, field: DayField) -> None:
        first = self.starts_on.data
        if first is None:
            return
        if field.data < first:
            raise ValidationError(_l("Hội thảo bế mạc trước khi khai mạc. Xin chị xem lại hai ngày này."))
        if (field.data - first).days >= MOST_DAYS:
            raise ValidationError(_l("Hội thảo dài hơn %(days)d ngày. Xin chị xem lại.", days=MOST_DAYS))

    def validate_ends_at(self, field: ClockField) -> None:
        same_day = self.starts_on.data is not None and self.starts_on.data == self.ends_on.data
        if same_day and self.starts_at.data and field.data <= self.starts_at.data:
            raise ValidationError(_l("Giờ bế mạc phải sau giờ khai mạc."))

    def validate_answers_due_on(self, field: DayField) -> None:
        if self.starts_on.data and field.data >= self.starts_on.data:
            first = show_date(self.starts_on.data, locale())
            raise ValidationError(_l("Hạn trả lời phải trước ngày khai mạc (%(day)s).", day=first))
        if field.data < today() and self._is_new("answers_due_on"):
            raise ValidationError(_l("Ngày này đã qua nên không ai kịp trả lời. Xin chị chọn ngày khác."))

    def validate_map_link(self, field: StringField) -> None:
        if field.data and not _is_web_address(field.data):
            raise ValidationError(_l("Đường dẫn bản đồ bắt đầu bằng https://. Xin chị chép lại từ trang bản đồ."))

    def validate_contacts(self, _field: FieldList) -> None:
        for entry in self.contacts:
            if not entry.data:
                continue
            _look_up(entry, self.nameable)

    @property
    def contact_ids(self) -> list[int]:
        return [entry.person_id for entry in self.contacts if entry.person_id]

    @property
    def fields(self) -> dict:
        """What goes into the workshop's columns."""
        return {name: self[name].data for name in COLUMNS}


def _look_up(entry: Field, nameable: Nameable) -> None:
    try:
        entry.look_up(nameable)
        if entry.person_id is None:
            raise ValidationError(_l("Chưa thấy tên này trong Mạng lưới. Xin chị chọn trong danh sách gợi ý."))
    except ValidationError as error:
        entry.errors = [*entry.errors, str(error)]
        raise StopValidation(str(error)) from error


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme == "https" and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


class CancelForm(Form):
    """Why a workshop is called off."""

    reason = TextAreaField(_l("Lý do"), [DataRequired(_l("Xin chị cho biết lý do, để các chị được rõ.")), Length(500)])
