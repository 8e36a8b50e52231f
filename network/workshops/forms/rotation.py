"""What organisers ask of the rotation: each form checks what it can say of by itself; the planner's reader the rest."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, StringField, ValidationError, widgets
from wtforms.validators import DataRequired, InputRequired, NumberRange, StopValidation

from network.foundation.forms import Form, Length, OnceForm
from network.workshops.models.rotation_change import ChangeKind
from network.workshops.models.rotation_draft import ConditionKind, RotationCondition, RotationDraft
from network.workshops.planning import Grounds
from network.workshops.rotation.reading import HEAVIEST, MOST_YEARS

LAST_YEAR = 2199
ASK_YEAR = InputRequired(_l("Xin chị chọn năm."))


class WholeNumber(IntegerField):
    """A whole number; what is none is said in words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not any(value.strip() for value in valuelist):
            self.data = None  # that it is missing is for a validator to say
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Xin chị nhập một số nguyên.")) from error

    def pre_validate(self, form: Form) -> None:
        if self.process_errors:
            raise StopValidation  # nothing more to say of it


class HorizonForm(Form):
    """The years to plan."""

    first_year = WholeNumber(
        _l("Năm đầu tiên"),
        [
            InputRequired(_l("Xin chị nhập năm đầu tiên, ví dụ 2027.")),
            NumberRange(2000, LAST_YEAR, _l("Năm đầu tiên phải từ %(min)s đến %(max)s.")),
        ],
    )
    years = WholeNumber(
        _l("Số năm"),
        [
            InputRequired(_l("Xin chị nhập số năm cần xếp.")),
            NumberRange(1, MOST_YEARS, _l("Số năm cần xếp phải từ %(min)s đến %(max)s.")),
        ],
    )


class NewDraftForm(HorizonForm, OnceForm):
    """A new draft."""


class PublishForm(OnceForm):
    """The draft as the organiser has seen it."""

    version = WholeNumber(widget=widgets.HiddenInput(), validators=[InputRequired()])


class TakeForm(OnceForm):
    """A change that she has weighed."""


class ChangeForm(Form):
    """A change to a draft, checked against it and against what it is planned from."""

    def __init__(self, draft: RotationDraft, grounds: Grounds, **given: object) -> None:
        self.draft, self.grounds = draft, grounds
        super().__init__(**given)

    @property
    def typed(self) -> Mapping[str, object]:
        """What she entered, by the names of a RotationChange's columns."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}

    @property
    def chosen_year(self) -> int | None:
        """The year that it is about, however wrong."""
        return self.year.data if "year" in self else None

    def validate_year(self, field: Field) -> None:
        self.check_free(field.data)

    def validate_other_year(self, field: Field) -> None:
        self.check_free(field.data)
        if field.data == self.year.data:
            raise ValidationError(_("Xin chị chọn hai năm khác nhau."))

    def validate_organization_id(self, field: Field) -> None:
        if field.data not in self.grounds.by_id:
            raise ValidationError(_("Xin chị chọn một bộ, ngành trong danh sách."))

    def check_free(self, year: int) -> None:
        """A year of the draft that nobody has confirmed to host."""
        horizon = self.draft.horizon
        if year not in horizon:
            raise ValidationError(_("Năm phải từ %(first)d đến %(last)d.", first=horizon[0], last=horizon[-1]))
        if host := self.grounds.settled.get(year):
            name = self.grounds.by_id[host].name
            raise ValidationError(_("Năm %(year)d đã có %(name)s nhận đăng cai.", year=year, name=name))


class YearForm(ChangeForm):
    year = WholeNumber(_l("Năm"), [ASK_YEAR])


class HostForm(YearForm):
    organization_id = WholeNumber(_l("Bộ, ngành"), [InputRequired(_l("Xin chị chọn bộ, ngành."))])


class SwapForm(YearForm):
    other_year = WholeNumber(_l("Đổi với năm"), [ASK_YEAR])

    def validate_other_year(self, field: Field) -> None:
        super().validate_other_year(field)
        hosts = self.draft.host_ids
        if {self.year.data, field.data} - hosts.keys():
            raise ValidationError(_("Chỉ đổi được hai năm đã có đơn vị."))


class ExcludeForm(HostForm):
    reason = StringField(
        _l("Lý do"),
        [DataRequired(_l("Xin chị ghi lý do, ví dụ: đang sửa trụ sở đến hết quý II.")), Length(300)],
    )

    def validate_organization_id(self, field: Field) -> None:
        super().validate_organization_id(field)
        known = {(each.year, each.organization_id) for each in self.draft.conditions_of(ConditionKind.EXCLUSION)}
        if (self.year.data, field.data) in known:
            name = self.grounds.by_id[field.data].name
            raise ValidationError(_("%(name)s đã được bỏ qua năm %(year)d.", name=name, year=self.year.data))


class PreferForm(HostForm):
    weight = WholeNumber(
        _l("Trọng số, từ -5 đến 5"),
        [
            InputRequired(_l("Xin chị nhập trọng số từ -5 đến 5.")),
            NumberRange(-HEAVIEST, HEAVIEST, _l("Trọng số phải từ %(min)s đến %(max)s.")),
        ],
    )
    reason = StringField(_l("Lý do"), [Length(300)])


class ConditionForm(ChangeForm):
    """One of the draft's conditions to be rid of."""

    condition_id = WholeNumber(_l("Điều kiện"), [InputRequired(_l("Xin chị chọn điều kiện cần bỏ."))])

    @property
    def condition(self) -> RotationCondition | None:
        return next((each for each in self.draft.conditions if each.id == self.condition_id.data), None)

    @property
    def typed(self) -> Mapping[str, object]:
        asked = self.condition.as_values()
        return {
            "condition_id": self.condition.id,
            **{name: asked[name] for name in ("year", "organization_id", "weight", "reason")},
        }

    def validate_condition_id(self, _field: Field) -> None:
        if self.condition is None:
            raise ValidationError(_("Điều kiện này không còn trong bản dự thảo, có lẽ đã có người bỏ."))


class DraftHorizonForm(HorizonForm, ChangeForm):
    """Other years for a draft."""


CHANGE_FORMS: dict[ChangeKind, type[ChangeForm]] = {
    ChangeKind.PIN: HostForm,
    ChangeKind.UNPIN: YearForm,
    ChangeKind.SWAP: SwapForm,
    ChangeKind.EXCLUDE: ExcludeForm,
    ChangeKind.ADMIT: ConditionForm,
    ChangeKind.PREFER: PreferForm,
    ChangeKind.FORGET: ConditionForm,
    ChangeKind.HORIZON: DraftHorizonForm,
}
