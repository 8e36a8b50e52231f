"""What comes in about organisations: a form for each kind of reorganisation."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from network.foundation.clock import today
from network.foundation.forms import CheckboxesField, DayField, Form, Length, choices
from network.organizations.models import (
    BLOCK_WORDS,
    KIND_WORDS,
    Block,
    Organization,
    OrganizationKind,
    Reorganization,
    ReorganizationKind,
    Share,
)
from network.organizations.reorganizing import (
    Decision,
    Identity,
    change_kind,
    consolidate,
    dissolve,
    establish,
    merge,
    rename,
    split,
    transfer,
)

EARLIEST = date(1930, 10, 20)  # the Union's founding: no decision of ours is older
YEARS_AHEAD = 5
NEW = "moi"  # stands for the organisation that the form itself describes

_chosen = InputRequired(_l("Xin chị chọn trong danh sách."))
_named = DataRequired(_l("Xin chị ghi tên."))


class DecisionForm(Form):
    """By what decision, and from which day; `carry_out` does it."""

    effective_on = DayField(_l("Có hiệu lực từ ngày"), [InputRequired(_l("Xin chị ghi ngày có hiệu lực."))])
    decision_number = StringField(_l("Số quyết định, nghị quyết"), [Length(100)])
    issuer = StringField(_l("Nơi ban hành"), [Length(200)])
    note = TextAreaField(_l("Ghi chú"), [Length(1000)])

    def __init__(self, organizations: Sequence[Organization], **given: object) -> None:
        super().__init__(**given)
        self.known = {str(organization.id): organization for organization in organizations}
        offered = [SelectChoice(number, organization.name) for number, organization in self.known.items()]
        for field in self:
            if empty := getattr(field, "empty", None):
                field.choices = [SelectChoice(value, words) for value, words in empty.items()] + offered
            elif isinstance(field, CheckboxesField):
                field.choices = offered

    def validate_effective_on(self, field: DayField) -> None:
        last = date(today().year + YEARS_AHEAD, 12, 31)
        if field.data and not EARLIEST <= field.data <= last:
            raise ValidationError(
                _("Ngày nằm ngoài khoảng từ năm %(first)d đến năm %(last)d.", first=EARLIEST.year, last=last.year)
            )

    @property
    def decision(self) -> Decision:
        return Decision(self.effective_on.data, self.decision_number.data, self.issuer.data, self.note.data)

    def one(self, field: SelectField) -> Organization | None:
        """The organisation chosen in a field."""
        return self.known.get(field.data)

    def several(self, field: CheckboxesField) -> list[Organization]:
        return [self.known[number] for number in field.data or ()]

    def carry_out(self) -> Reorganization:
        """Do what the form asks for.  Raises the refusals of reorganizing."""
        raise NotImplementedError


class OrganizationSelectField(SelectField):
    """One organisation of those that go on; `empty`: what else may be chosen."""

    def __init__(self, label=None, validators=None, *, empty: dict | None = None, **given) -> None:
        self.empty = empty or {"": _l("Chọn cơ quan")}
        super().__init__(label, validators, choices=[], default=next(iter(self.empty)), **given)


class NamesForm(DecisionForm):
    """What an organisation is called."""

    name = StringField(_l("Tên đầy đủ"), [_named, Length(200)])
    name_en = StringField(_l("Tên tiếng Anh"), [Length(200)])
    short_name = StringField(_l("Tên ngắn"), [Length(60)])
    # Not `code`: fields of that word are secrets to whatever keeps what was typed.
    abbreviation = StringField(_l("Mã, tên viết tắt"), [Length(30)])

    @property
    def names(self) -> dict[str, str]:
        return {
            "name": self.name.data,
            "name_en": self.name_en.data,
            "short_name": self.short_name.data,
            "code": self.abbreviation.data,
        }


class IdentityForm(NamesForm):
    """What a new organisation is called, and where it stands."""

    new_kind = SelectField(_l("Loại hình"), choices=choices(KIND_WORDS), coerce=OrganizationKind)
    block = SelectField(_l("Khối"), choices=choices({"": _l("Không thuộc khối nào"), **BLOCK_WORDS}), default="")
    parent = OrganizationSelectField(_l("Trực thuộc"), empty={"": _l("Không trực thuộc nơi nào")})

    @property
    def identity(self) -> Identity:
        block = Block(self.block.data) if self.block.data else None
        return Identity(kind=self.new_kind.data, block=block, parent=self.one(self.parent), **self.names)


class OptionalIdentityForm(IdentityForm):
    """The same, where a new organisation may be made or not."""

    name = StringField(_l("Tên đầy đủ"), [Length(200)])


class EstablishForm(IdentityForm):
    def carry_out(self) -> Reorganization:
        return establish(self.identity, self.decision)


class RenameForm(NamesForm):
    organization = OrganizationSelectField(_l("Cơ quan đổi tên"), [_chosen])

    def carry_out(self) -> Reorganization:
        return rename(self.one(self.organization), self.decision, **_given(self.names))


class ChangeKindForm(NamesForm):
    organization = OrganizationSelectField(_l("Cơ quan đổi loại hình"), [_chosen])
    new_kind = SelectField(_l("Loại hình mới"), choices=choices(KIND_WORDS), coerce=OrganizationKind)
    name = StringField(_l("Tên đầy đủ, nếu đổi cùng lúc"), [Length(200)])

    def carry_out(self) -> Reorganization:
        return change_kind(self.one(self.organization), self.decision, self.new_kind.data, **_given(self.names))


class MergeForm(DecisionForm):
    organizations = CheckboxesField(_l("Cơ quan nhập vào nơi khác"), [_chosen])
    into = OrganizationSelectField(_l("Nơi nhận, giữ nguyên tên"), [_chosen])

    def carry_out(self) -> Reorganization:
        return merge(self.several(self.organizations), self.one(self.into), self.decision)


class ConsolidateForm(OptionalIdentityForm):
    organizations = CheckboxesField(_l("Các cơ quan hợp nhất"), [_chosen])
    keep = OrganizationSelectField(_l("Thành"), empty={NEW: _l("Cơ quan mới, ghi ở dưới")})

    def validate_name(self, field: StringField) -> None:
        if self.keep.data == NEW:
            _named(self, field)

    def carry_out(self) -> Reorganization:
        return consolidate(self.several(self.organizations), self.one(self.keep) or self.identity, self.decision)


class SplitForm(OptionalIdentityForm):
    organization = OrganizationSelectField(_l("Cơ quan chia, tách"), [_chosen])
    share = RadioField(
        _l("Chia hết hay tách một phần"),
        [_chosen],
        choices=choices(
            {
                Share.WHOLE: _l("Chia hết: cơ quan cũ kết thúc"),
                Share.PART: _l("Tách một phần: cơ quan cũ vẫn còn"),
            }
        ),
    )
    receivers = CheckboxesField(_l("Nơi nhận đã có"))
    main = OrganizationSelectField(
        _l("Nơi kế thừa chính, khi chia hết"), empty={"": _l("Không có"), NEW: _l("Cơ quan mới, ghi ở dưới")}
    )

    def validate_name(self, field: StringField) -> None:
        if self.main.data == NEW:
            _named(self, field)

    def carry_out(self) -> Reorganization:
        new = self.identity if self.name.data else None
        into = [*self.several(self.receivers), *([new] if new else [])]
        main = new if self.main.data == NEW else self.one(self.main)
        whole = self.share.data == Share.WHOLE
        return split(self.one(self.organization), into, self.decision, main=main, whole=whole)


class TransferForm(DecisionForm):
    organization = OrganizationSelectField(_l("Cơ quan chuyển đi"), [_chosen])
    parent = OrganizationSelectField(_l("Nơi trực thuộc mới"), empty={"": _l("Không trực thuộc nơi nào")})

    def carry_out(self) -> Reorganization:
        return transfer(self.one(self.organization), self.decision, self.one(self.parent))


class DissolveForm(DecisionForm):
    organization = OrganizationSelectField(_l("Cơ quan giải thể"), [_chosen])
    receivers = CheckboxesField(_l("Nơi nhận các phần việc, nếu có"))
    main = OrganizationSelectField(_l("Nơi kế thừa chính"), empty={"": _l("Không có")})

    def carry_out(self) -> Reorganization:
        receivers = self.several(self.receivers)
        return dissolve(self.one(self.organization), self.decision, receivers, self.one(self.main))


FORMS: dict[ReorganizationKind, type[DecisionForm]] = {
    ReorganizationKind.ESTABLISH: EstablishForm,
    ReorganizationKind.RENAME: RenameForm,
    ReorganizationKind.CHANGE_KIND: ChangeKindForm,
    ReorganizationKind.MERGE: MergeForm,
    ReorganizationKind.CONSOLIDATE: ConsolidateForm,
    ReorganizationKind.SPLIT: SplitForm,
    ReorganizationKind.TRANSFER: TransferForm,
    ReorganizationKind.DISSOLVE: DissolveForm,
}


def _given(names: dict[str, str]) -> dict[str, str]:
    """The names that were filled in; an empty one stays as it was."""
    return {name: value for name, value in names.items() if value}
