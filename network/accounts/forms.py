"""What comes in at the door."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired

from network.foundation.forms import Form


class SignInForm(Form):
    """Identifier and password."""

    identifier = StringField(_l("Thư điện tử hoặc số điện thoại"), [InputRequired()])
    password = PasswordField(_l("Mật khẩu"), [InputRequired()])
    remember = BooleanField(_l("Giữ đăng nhập trên máy này trong 14 ngày"))
