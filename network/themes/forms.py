"""What comes in about a theme."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField, ValidationError, widgets
from wtforms.validators import DataRequired, InputRequired, NumberRange

from network.foundation.clock import today
from network.foundation.forms import DayField, Length, OnceForm, choices
from network.members.models import Person
from network.themes.models import BANNER_WORDS, Banner, YearlyTheme

FIRST_YEAR = 2017  # the network's first
YEARS_AHEAD = 5
MOST_OBJECTIVES = 12
OBJECTIVE_LENGTH = 300


class LongLineField(StringField):
    """One line, too long for a small box: shown on several, kept on one."""

    widget = widgets.TextArea()


class ThemeForm(OnceForm):
    """A theme, its objectives a line each."""

    year = IntegerField(_l("Năm"), [InputRequired(_l("Xin chị cho biết năm."))])
    title = LongLineField(_l("Chủ đề"), [DataRequired(_l("Xin chị viết chủ đề.")), Length(300)])
    title_en = LongLineField(_l("Chủ đề bằng tiếng Anh"), [Length(300)])
    source = StringField(_l("Theo quyết định, nghị quyết"), [Length(300)])
    decided_on = DayField(_l("Ngày ban hành"))
    objectives = TextAreaField(_l("Mục tiêu"), [Length(4000)])
    banner = RadioField(_l("Nền"), choices=choices(BANNER_WORDS), coerce=Banner, default=Banner.POND)
    version = HiddenField(default="1")

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in (self.objectives.data or "").splitlines() if line.strip()]

    def validate_year(self, field: IntegerField) -> None:
        NumberRange(
            FIRST_YEAR,
            today().year + YEARS_AHEAD,
            _l("Năm nằm ngoài khoảng %(first)d đến %(last)d.", first=FIRST_YEAR, last=today().year + YEARS_AHEAD),
        )(self, field)

    def validate_objectives(self, field: TextAreaField) -> None:
        if len(self.lines) > MOST_OBJECTIVES:
            raise ValidationError(_l("Nhiều nhất %(n)d mục tiêu. Xin chị gộp lại.", n=MOST_OBJECTIVES))
        if any(len(line) > OBJECTIVE_LENGTH for line in self.lines):
            raise ValidationError(_l("Mỗi mục tiêu nhiều nhất %(n)d ký tự.", n=OBJECTIVE_LENGTH))

    def validate_decided_on(self, field: DayField) -> None:
        if field.data and not date(2000, 1, 1) <= field.data <= today():
            raise ValidationError(_l("Ngày ban hành phải là ngày đã qua."))

    @staticmethod
    def of(theme: YearlyTheme) -> "ThemeForm":
        """The form filled with a theme as it is."""
        kind = CorrectionForm if theme.is_published else ThemeForm
        form = kind(obj=theme)
        if not form.is_submitted():
            form.objectives.data = "\n".join(objective.text for objective in theme.objectives)
            form.version.data = str(theme.version)
        return form

    def write(self, theme: YearlyTheme, person: Person) -> None:
        """Put down what came in."""
        names = ("year", "title", "title_en", "source", "decided_on", "banner")
        fields = {name: self[name].data for name in names if name in self}
        theme.write(person, self.lines, self.reason.data if "reason" in self else "", **fields)


class CorrectionForm(ThemeForm):
    """A theme that all know already: its year stays, and why it is set right is said."""

    year = None
    reason = StringField(
        _l("Lý do đính chính"), [DataRequired(_l("Xin chị ghi lý do, để các chị hiểu vì sao sửa.")), Length(300)]
    )
