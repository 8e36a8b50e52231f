"""What comes in: text that is clean, a key against the double click, and errors in words."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField, ValidationError, widgets
from wtforms.validators import Length as _Length

from network.foundation.text import clean_line, clean_text, length


class Form(FlaskForm):
    """A form whose texts come clean: NFC, no hidden characters, trimmed; words on several lines keep their lines."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form, unbound_field, options):
            filters = [*unbound_field.kwargs.get("filters", ())]
            if issubclass(unbound_field.field_class, TextAreaField):
                filters.append(lambda text: clean_text(text) if isinstance(text, str) else text)
            elif issubclass(unbound_field.field_class, StringField) and not getattr(
                unbound_field.field_class, "as_typed", False
            ):
                filters.append(lambda text: clean_line(text) if isinstance(text, str) else text)
            return unbound_field.bind(form=form, **{**options, "filters": filters})


class OnceForm(Form):
    """A form that makes one thing however often its button is pressed: see `foundation/once.py`."""

    form_key = HiddenField()


class CheckboxesField(SelectMultipleField):
    """A choice of several, shown as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


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


def one_of(choices: Callable[[], object]) -> Callable:
    """A check that a chosen id is among those on offer."""

    def check(form: Form, field) -> None:
        if field.data not in set(choices()):
            raise ValidationError(_l("Xin chị chọn trong danh sách."))

    return check


__all__ = ["CheckboxesField", "Form", "Length", "OnceForm", "_Length", "one_of"]
