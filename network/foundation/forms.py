"""What comes in: text that is clean, a key against the double click, and errors in words."""

from collections.abc import Callable, Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    FieldList,
    HiddenField,
    PasswordField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from network.foundation.formats import read_date, show_date
from network.foundation.text import clean_line, clean_text, length


class Form(FlaskForm):
    """A form whose texts come clean: NFC, no hidden characters, trimmed; words on several lines keep their lines."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form, formdata):
            """What is no form says nothing: JSON, which Flask-WTF would read too, may be nested without end."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

        def bind_field(self, form, unbound_field, options):
            if issubclass(unbound_field.field_class, FieldList):  # no text of its own; its fields bring their filters
                return unbound_field.bind(form=form, **options)
            filters = [*unbound_field.kwargs.get("filters", ()), _cleaner(unbound_field.field_class)]
            return unbound_field.bind(form=form, **{**options, "filters": filters})


def _cleaner(kind: type[Field]) -> Callable[[object], object]:
    """How a kind of field's text is cleaned; a text that did not come is empty.  Passwords stay as typed."""
    if not issubclass(kind, StringField):
        return lambda value: value
    clean = str if issubclass(kind, PasswordField) else clean_text if issubclass(kind, TextAreaField) else clean_line
    return lambda value: "" if value is None else clean(value) if isinstance(value, str) else value


class OnceForm(Form):
    """A form that makes one thing however often its button is pressed: see `foundation/once.py`."""

    form_key = HiddenField()


def choices(words: Mapping[str, object]) -> list[SelectChoice]:
    """What a field offers: each value with its words."""
    return [SelectChoice(value, label) for value, label in words.items()]


class CheckboxesField(SelectMultipleField):
    """A choice of several, shown as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class DayField(Field):
    """A day, written as one writes it: 21/9/2026.  `data` is a date; what cannot be read stays as typed."""

    widget = widgets.TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return show_date(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = read_date(valuelist[0])


class Length:
    """At most so many characters, as a person counts them."""

    def __init__(self, max: int) -> None:
        self.max = max
        self.field_flags = {"maxlength": max}

    def __call__(self, form: Form, field: StringField) -> None:
        if (size := length(field.data or "")) > self.max:
            raise ValidationError(
                _l("Dài %(size)d ký tự, nhiều hơn mức %(max)d. Xin chị rút gọn.", size=size, max=self.max)
            )
