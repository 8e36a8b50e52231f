"""What organisers keep about people: names, posts, memberships."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from network.foundation.forms import DayField, Length, OnceForm, choices
from network.foundation.identifiers import email_key, phone_key
from network.foundation.names import LONGEST_NAME, NameProblem, check_name
from network.members.forms.parts import key_of
from network.members.forms.seen import SeenForm
from network.members.models import (
    BASIS_WORDS,
    CATEGORY_WORDS,
    SALUTATION_WORDS,
    Appointment,
    AppointmentBasis,
    Membership,
    MembershipCategory,
    Person,
    Salutation,
    Term,
)
from network.organizations.models import Organization

LONGEST_TITLE, LONGEST_DECISION, LONGEST_REASON = 200, 100, 300
NOBODY = ""

REQUIRED_DAY = InputRequired(_l("Xin chị ghi ngày, ví dụ 21/9/2026."))


def _name_field() -> StringField:
    return StringField(_l("Họ và tên"), [InputRequired(_l("Xin chị nhập họ và tên.")), Length(LONGEST_NAME)])


def _given_name_field() -> StringField:
    return StringField(_l("Tên gọi"), [Length(LONGEST_NAME)])


def _salutation_field() -> SelectField:
    return SelectField(
        _l("Xưng hô trong thư"), choices=choices(SALUTATION_WORDS), coerce=Salutation, default=Salutation.CHI
    )


class _Names:
    """How the fields of a name are checked."""

    def validate_full_name(self, field: StringField) -> None:
        _check(field)

    def validate_given_name(self, field: StringField) -> None:
        if not field.data:
            return
        _check(field)
        if field.data.casefold() not in (self.full_name.data or "").casefold():
            raise ValidationError(_l("Tên gọi là một phần của họ tên. Xin chị xem lại."))


def _check(field: StringField) -> None:
    try:
        check_name(field.data or "")
    except NameProblem as error:
        raise ValidationError(str(error)) from error


class IdentityForm(_Names, SeenForm):
    """What somebody is called."""

    full_name = _name_field()
    given_name = _given_name_field()
    salutation = _salutation_field()

    @staticmethod
    def values(person: Person) -> dict:
        return {
            "full_name": person.full_name,
            "given_name": person.given_name,
            "salutation": person.salutation,
        }

    def save(self, person: Person) -> None:
        person.edit(
            "name",
            full_name=self.full_name.data,
            given_name=self.given_name.data,
            salutation=self.salutation.data,
        )


class NewPersonForm(_Names, OnceForm):
    """Somebody new, with the post she holds and how she belongs, as far as these are known."""

    full_name = _name_field()
    given_name = _given_name_field()
    salutation = _salutation_field()
    email = StringField(_l("Thư điện tử"), [Length(254)])
    phone = StringField(_l("Điện thoại di động"), [Length(40)])
    organization = SelectField(_l("Cơ quan"), coerce=str)
    title = StringField(_l("Chức danh"), [Length(LONGEST_TITLE)])
    appointed_from = DayField(_l("Giữ chức danh từ ngày"))
    category = SelectField(_l("Diện tham gia"), coerce=str)
    term = SelectField(_l("Nhiệm kỳ"), coerce=str)
    sponsor = SelectField(_l("Người giới thiệu"), coerce=str)
    joined_on = DayField(_l("Tham gia từ ngày"))
    confirmed = BooleanField(_l("Đây là người khác, vẫn thêm"))

    def offer(self, organizations: Iterable[Organization], terms: Iterable[Term], sponsors: dict[str, str]) -> None:
        """Say what can be chosen."""
        self.organization.choices = choices({NOBODY: _l("Chưa rõ"), **_organizations(organizations)})
        self.category.choices = choices({NOBODY: _l("Chưa ghi tham gia"), **CATEGORY_WORDS})
        self.term.choices = choices({NOBODY: _l("Không theo nhiệm kỳ"), **_terms(terms)})
        self.sponsor.choices = choices({NOBODY: _l("Không có"), **sponsors})

    def validate_email(self, field: StringField) -> None:
        self.email_key = key_of(email_key, field)

    def validate_phone(self, field: StringField) -> None:
        self.phone_key = key_of(phone_key, field)

    def validate_title(self, field: StringField) -> None:
        if bool(field.data) != bool(self.organization.data):
            raise ValidationError(_l("Cơ quan và chức danh đi cùng nhau. Xin chị ghi cả hai, hoặc để trống cả hai."))

    def validate_joined_on(self, field: DayField) -> None:
        if self.category.data and field.data is None:
            raise ValidationError(_l("Xin chị ghi ngày tham gia, ví dụ 1/5/2022."))

    def validate_sponsor(self, field: SelectField) -> None:
        check_sponsor(self.category.data, field)


def check_sponsor(category: str, field: SelectField) -> None:
    if category == MembershipCategory.LEADER and not field.data:
        raise ValidationError(_l("Lãnh đạo nữ chưa là ủy viên cần có người giới thiệu."))


def _organizations(organizations: Iterable[Organization]) -> dict[str, str]:
    return {organization.slug: organization.name for organization in organizations}


def _terms(terms: Iterable[Term]) -> dict[str, str]:
    return {term.ordinal: f"{term.ordinal} ({term.label})" for term in terms}


class AppointmentForm(SeenForm, OnceForm):
    """A post that somebody holds."""

    organization = SelectField(_l("Cơ quan"), coerce=str)
    title = StringField(_l("Chức danh"), [InputRequired(_l("Xin chị ghi chức danh.")), Length(LONGEST_TITLE)])
    valid_from = DayField(_l("Giữ từ ngày"), [REQUIRED_DAY])
    valid_to = DayField(_l("Thôi giữ từ ngày"))
    basis = SelectField(_l("Hình thức"), choices=choices(BASIS_WORDS), coerce=AppointmentBasis)
    decision_number = StringField(_l("Số quyết định"), [Length(LONGEST_DECISION)])
    decided_on = DayField(_l("Ngày quyết định"))
    is_main = BooleanField(_l("Đây là chức danh chính"))

    @staticmethod
    def values(appointment: Appointment) -> dict:
        return {
            "organization": appointment.post.organization.slug,
            "title": appointment.post.title,
            "valid_from": appointment.valid_from,
            "valid_to": appointment.valid_to,
            "basis": appointment.basis,
            "decision_number": appointment.decision_number,
            "decided_on": appointment.decided_on,
            "is_main": appointment.is_main,
        }

    def offer(self, organizations: Iterable[Organization]) -> None:
        self.organization.choices = choices(_organizations(organizations))

    @property
    def terms_of_holding(self) -> dict:
        """From when to when, and by what, as the row's methods take it."""
        names = ("valid_from", "valid_to", "basis", "decision_number", "decided_on", "is_main")
        return {name: self[name].data for name in names}


class MembershipForm(SeenForm, OnceForm):
    """How somebody belongs to the network."""

    category = SelectField(_l("Diện tham gia"), choices=choices(CATEGORY_WORDS), coerce=MembershipCategory)
    term = SelectField(_l("Nhiệm kỳ"), coerce=str)
    sponsor = SelectField(_l("Người giới thiệu"), coerce=str)
    valid_from = DayField(_l("Tham gia từ ngày"), [REQUIRED_DAY])
    valid_to = DayField(_l("Thôi tham gia từ ngày"))

    @staticmethod
    def values(membership: Membership) -> dict:
        return {
            "category": membership.category,
            "term": membership.term.ordinal if membership.term else NOBODY,
            "sponsor": membership.sponsor.public_id if membership.sponsor else NOBODY,
            "valid_from": membership.valid_from,
            "valid_to": membership.valid_to,
        }

    def offer(self, terms: Iterable[Term], sponsors: dict[str, str]) -> None:
        self.term.choices = choices({NOBODY: _l("Không theo nhiệm kỳ"), **_terms(terms)})
        self.sponsor.choices = choices({NOBODY: _l("Không có"), **sponsors})

    def validate_sponsor(self, field: SelectField) -> None:
        check_sponsor(self.category.data, field)


class EndForm(OnceForm):
    """That a post is held, or a membership goes on, no longer."""

    on = DayField(_l("Từ ngày"), [REQUIRED_DAY])
    reason = StringField(_l("Lý do"), [InputRequired(_l("Xin chị ghi lý do.")), Length(LONGEST_REASON)])
