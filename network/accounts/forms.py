"""What comes in at the door."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired

from network.accounts.passwords import WeakPassword, check_password
from network.foundation.forms import Form, Length, OnceForm, choices
from network.foundation.identifiers import InvalidIdentifier, identifier_key
from network.members.models import ROLE_WORDS, Role


class IdentifierForm(Form):
    """A form that asks for an e-mail address or a phone number; after it was checked, `kind` and `key` hold it."""

    kind = key = None
    identifier = StringField(
        _l("Thư điện tử hoặc số điện thoại"),
        [InputRequired(_l("Xin chị nhập thư điện tử hoặc số điện thoại.")), Length(200)],
    )

    def validate_identifier(self, field: StringField) -> None:
        try:
            self.kind, self.key = identifier_key(field.data)
        except InvalidIdentifier as error:
            raise ValidationError(str(error)) from error


class SignInForm(Form):
    """Identifier and password; whatever is wrong with them is said in one sentence for all cases."""

    identifier = StringField(
        _l("Thư điện tử hoặc số điện thoại"),
        [InputRequired(_l("Xin chị nhập thư điện tử hoặc số điện thoại.")), Length(300)],
    )
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Xin chị nhập mật khẩu."))])
    remember = BooleanField(_l("Giữ đăng nhập trên máy này trong 14 ngày"))
    next = HiddenField()
    packed = HiddenField()  # a form that came when her session was over


class NewPasswordForm(Form):
    """A new password; `known` is what it must not hold."""

    known: tuple[str, ...] = ()
    password = PasswordField(_l("Mật khẩu mới"), [InputRequired(_l("Xin chị nhập mật khẩu mới."))])

    def validate_password(self, field: Field) -> None:
        try:
            check_password(field.data, self.known)
        except WeakPassword as error:
            raise ValidationError(str(error)) from error


class ChangePasswordForm(NewPasswordForm):
    present_password = PasswordField(_l("Mật khẩu đang dùng"), [InputRequired(_l("Xin chị nhập mật khẩu đang dùng."))])


class CodeForm(IdentifierForm):
    """The short code of an invitation, with the address it is bound to."""

    invitation_code = StringField(_l("Mã mời"), [InputRequired(_l("Xin chị nhập mã mời.")), Length(20)])


class InviteForm(IdentifierForm, OnceForm):
    """To whom, by which address, for which role."""

    role = RadioField(_l("Vai trò"), choices=choices(ROLE_WORDS), coerce=Role, default=Role.MEMBER)


class RoleForm(OnceForm):
    """A role to give."""

    person_id = SelectField(_l("Người nhận"), coerce=int)
    role = RadioField(
        _l("Vai trò"),
        choices=choices({role: words for role, words in ROLE_WORDS.items() if role is not Role.MEMBER}),
        coerce=Role,
    )
