"""The parts of somebody's page, each changed by itself."""

from collections.abc import Callable
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField, ValidationError

from network.foundation.folding import fold
from network.foundation.forms import CheckboxesField, Length, choices
from network.foundation.identifiers import InvalidIdentifier, email_key, phone_key, show_phone
from network.foundation.text import clean_line
from network.members.forms.seen import SeenForm
from network.members.models import AUDIENCE_WORDS, MOST_EXPERTISE, Audience, Person

LONGEST_BIOGRAPHY, LONGEST_OFFER, LONGEST_FIELD, LONGEST_OFFICE_PHONE = 2000, 1000, 60, 60


class PartForm(SeenForm):
    """A part of a page."""

    def save(self, person: Person) -> None:
        raise NotImplementedError


class AboutForm(PartForm):
    """What she says of herself."""

    biography = TextAreaField(_l("Giới thiệu"), [Length(LONGEST_BIOGRAPHY)])
    offers = TextAreaField(_l("Tôi có thể giúp"), [Length(LONGEST_OFFER)])
    needs = TextAreaField(_l("Tôi đang cần"), [Length(LONGEST_OFFER)])

    @staticmethod
    def values(person: Person) -> dict:
        return {"biography": person.biography, "offers": person.offers, "needs": person.needs}

    def save(self, person: Person) -> None:
        person.edit("about", biography=self.biography.data, offers=self.offers.data, needs=self.needs.data)


def _audience(label: object) -> SelectField:
    return SelectField(label, choices=choices(AUDIENCE_WORDS), coerce=Audience)


class ContactForm(PartForm):
    """How to reach her, and who may see it."""

    email = StringField(_l("Thư điện tử"), [Length(254)])
    email_audience = _audience(_l("Ai thấy thư điện tử"))
    phone = StringField(_l("Điện thoại di động"), [Length(40)])
    phone_audience = _audience(_l("Ai thấy số di động"))
    office_phone = StringField(_l("Điện thoại cơ quan"), [Length(LONGEST_OFFICE_PHONE)])
    office_phone_audience = _audience(_l("Ai thấy số cơ quan"))

    @staticmethod
    def values(person: Person) -> dict:
        return {
            "email": person.email or "",
            "email_audience": person.email_audience,
            "phone": show_phone(person.phone) if person.phone else "",
            "phone_audience": person.phone_audience,
            "office_phone": person.office_phone,
            "office_phone_audience": person.office_phone_audience,
        }

    def validate_email(self, field: StringField) -> None:
        self.email_key = key_of(email_key, field)

    def validate_phone(self, field: StringField) -> None:
        self.phone_key = key_of(phone_key, field)

    def validate_office_phone(self, field: StringField) -> None:
        if field.data and sum(character.isdigit() for character in field.data) < 3:
            raise ValidationError(_l("Số này chưa đúng. Xin chị ghi, ví dụ, 024 0000 0000, máy lẻ 118."))

    def save(self, person: Person) -> None:
        person.edit(
            "contact",
            email=self.email_key,
            phone=self.phone_key,
            office_phone=self.office_phone.data,
            email_audience=self.email_audience.data,
            phone_audience=self.phone_audience.data,
            office_phone_audience=self.office_phone_audience.data,
        )


def key_of(make: Callable[[str], str], field: StringField) -> str | None:
    """What is stored of an address or a number; None of an empty field."""
    try:
        return make(field.data) if field.data else None
    except InvalidIdentifier as error:
        raise ValidationError(str(error)) from error


class ExpertiseForm(PartForm):
    """What she knows: those she keeps, ticked, and a few rows for new ones."""

    kept = CheckboxesField(_l("Lĩnh vực của tôi"), validate_choice=False)
    added_1 = StringField(_l("Thêm lĩnh vực"), [Length(LONGEST_FIELD)])
    added_2 = StringField(_l("Thêm lĩnh vực nữa"), [Length(LONGEST_FIELD)])
    added_3 = StringField(_l("Thêm lĩnh vực nữa"), [Length(LONGEST_FIELD)])

    @staticmethod
    def values(person: Person) -> dict:
        return {"kept": [field.name for field in person.expertise]}

    @classmethod
    def of(cls, person: Person) -> Self:
        form = super().of(person)
        shown = dict.fromkeys((*cls.values(person)["kept"], *(form.kept.data or ())))
        form.kept.choices = choices({name: name for name in shown})
        return form

    @property
    def added(self) -> tuple[StringField, ...]:
        return self.added_1, self.added_2, self.added_3

    @property
    def names(self) -> list[str]:
        """Those that she wants, each once."""
        wanted = [*map(clean_line, self.kept.data or ()), *(field.data for field in self.added)]
        return list({fold(name): name for name in reversed(wanted) if name}.values())[::-1]

    def validate_added_1(self, field: StringField) -> None:
        if len(self.names) > MOST_EXPERTISE:
            raise ValidationError(_l("Xin chị chọn nhiều nhất %(most)d lĩnh vực.", most=MOST_EXPERTISE))

    def validate_kept(self, field: CheckboxesField) -> None:
        if any(len(name) > LONGEST_FIELD for name in field.data or ()):
            raise ValidationError(_l("Xin chị chọn trong danh sách."))

    def save(self, person: Person) -> None:
        person.choose_expertise(self.names)
