"""Kinds of fields: an hour of the day, and somebody by name."""

import re
from datetime import time

from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, Form, IntegerField, StringField, ValidationError, widgets
from wtforms.validators import StopValidation

from network.foundation.formats import show_time
from network.foundation.forms import Length
from network.foundation.text import InvalidText, clean_line
from network.workshops.naming import Nameable, SeveralOfThatName

_HOUR = re.compile(r"(\d{1,2}) ?(?:[:h.]|giờ) ?(\d{2})?(?: ?phút)?|(\d{1,2})(\d{2})", re.ASCII | re.IGNORECASE)
LONGEST_NAME_AND_POST = 300


class UnreadableTime(InvalidText):
    """What is written is no hour of the day."""

    sentences = {"unreadable": _l("Chưa đọc được giờ “%(written)s”. Xin chị ghi giờ:phút, ví dụ 8:30 hoặc 14:00.")}


def read_time(written: str) -> time:
    """The time that somebody wrote: `8:30`, `8h30`, `14 giờ`, `0830`.  Raises UnreadableTime."""
    found = _HOUR.fullmatch(clean_line(written))
    hour, minute = (found[1] or found[3], found[2] or found[4] or "0") if found else ("99", "0")
    if int(hour) > 23 or int(minute) > 59:
        raise UnreadableTime("unreadable", written=clean_line(written)[:20])
    return time(int(hour), int(minute))


class ClockField(Field):
    """An hour of the day, written as one writes it, of 24 hours; what cannot be read stays as typed."""

    widget = widgets.TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return show_time(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = read_time(valuelist[0])


class YearField(IntegerField):
    """A year in digits."""

    widget = widgets.TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if valuelist and (written := clean_line(valuelist[0])):
            if not re.fullmatch(r"\d{4}", written, re.ASCII):
                raise ValueError(_l("Xin chị ghi năm bằng bốn chữ số, ví dụ 2019."))
            self.data = int(written)


class Given:
    """Something must have been written, and could be read; else the field says one thing, not two."""

    field_flags = {"required": True}

    def __init__(self, message: object) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if field.errors or field.process_errors:
            raise StopValidation
        if not field.data:
            raise StopValidation(str(self.message))


class NamedField(StringField):
    """Somebody by name, offered from a list: `person_id` of the one meant, None for somebody not on it."""

    person_id: int | None = None

    def look_up(self, nameable: Nameable) -> None:
        """Raises ValidationError when several people have that name."""
        try:
            self.person_id = nameable.find(self.data or "")
        except SeveralOfThatName as error:
            raise ValidationError(str(error)) from error


def _clean(text: str | None) -> str:
    return clean_line(text) if text else ""


def named_fields(label: object, most: int) -> FieldList:
    """So many people by name; a list's fields clean what comes in by themselves."""
    return FieldList(NamedField(label, [Length(LONGEST_NAME_AND_POST)], filters=[_clean]), max_entries=most)
