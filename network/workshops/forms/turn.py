"""What comes in about turns to host."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from network.foundation.clock import today
from network.foundation.forms import Form, Length, OnceForm
from network.workshops.forms.fields import Given, YearField
from network.workshops.models.host_turn import FIRST_YEAR


class DeclineForm(Form):
    """Why a ministry cannot host."""

    reason = TextAreaField(_l("Lý do"), [DataRequired(_l("Xin chị cho biết lý do.")), Length(500)])


class PastHostForm(OnceForm):
    """Who hosted a year that is past."""

    year = YearField(_l("Năm"), [Given(_l("Xin chị cho biết năm."))])
    organization = StringField(_l("Bộ, ngành đăng cai"), [DataRequired(_l("Xin chị ghi tên bộ, ngành.")), Length(200)])
    source = StringField(_l("Căn cứ"), [Length(300)])

    def validate_year(self, field: YearField) -> None:
        if not FIRST_YEAR <= field.data <= today().year:
            raise ValidationError(
                _l("Năm nằm ngoài khoảng %(first)d đến %(last)d.", first=FIRST_YEAR, last=today().year)
            )
