"""A change to the rotation's draft, planned first, so that its cost is known before it is saved."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.clock import now
from network.foundation.models import Model
from network.members.models import Person
from network.workshops.models.planned import Json, Planned
from network.workshops.models.rotation_draft import ConditionKind, RotationCondition, RotationDraft


class ChangeKind(StrEnum):
    """What an organiser wants; also its name in addresses."""

    PIN = "ghim"
    UNPIN = "bo-ghim"
    SWAP = "doi-cho"
    EXCLUDE = "bo-qua"
    ADMIT = "nhan-lai"
    PREFER = "nguyen-vong"
    FORGET = "bo-nguyen-vong"
    HORIZON = "so-nam"


class RotationChange(Planned, Model):
    """What an organiser would change, as she typed it, and what follows from it: conditions dropped and added."""

    draft_id: Mapped[int] = mapped_column(ForeignKey("rotation_draft.id"), index=True)
    base_version: Mapped[int]  # the draft's at that moment
    kind: Mapped[ChangeKind]
    year: Mapped[int | None]
    other_year: Mapped[int | None]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    weight: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    condition_id: Mapped[int | None]  # which of the draft's conditions she would be rid of
    first_year: Mapped[int]
    years: Mapped[int]
    dropped: Mapped[list] = mapped_column(Json)  # numbers of conditions
    added: Mapped[list] = mapped_column(Json)  # conditions in plain values
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now, index=True)
    saved_at: Mapped[datetime | None]

    draft: Mapped[RotationDraft] = relationship()

    def __init__(self, draft: RotationDraft, kind: ChangeKind, person: Person, **typed: object) -> None:
        super().__init__(draft=draft, base_version=draft.version, kind=kind, made_by_id=person.id, **typed)
        self.first_year = typed.get("first_year", draft.first_year)
        self.years = typed.get("years", draft.years)
        self.dropped = [condition.id for condition in self._leaving(draft.conditions)]
        self.added = [condition.as_values() for condition in self._coming()]

    @property
    def is_behind(self) -> bool:
        """Has somebody changed the draft since it was weighed?"""
        return self.base_version != self.draft.version

    def conditions(self) -> list[RotationCondition]:
        """What would be asked of the draft with it; the new ones are in no session."""
        kept = [condition for condition in self.draft.conditions if condition.id not in self.dropped]
        return [*kept, *(RotationCondition.from_values(values) for values in self.added)]

    def _leaving(self, conditions: Iterable[RotationCondition]) -> list[RotationCondition]:
        """The draft's conditions that do not go with it."""
        return [condition for condition in conditions if self._drops(condition)]

    def _drops(self, condition: RotationCondition) -> bool:
        pinned = condition.kind is ConditionKind.PIN
        match self.kind:
            case ChangeKind.PIN | ChangeKind.UNPIN:
                return pinned and condition.year == self.year
            case ChangeKind.SWAP:
                return pinned and condition.year in (self.year, self.other_year)
            case ChangeKind.EXCLUDE:
                return pinned and (condition.year, condition.organization_id) == (self.year, self.organization_id)
            case ChangeKind.ADMIT | ChangeKind.FORGET:
                return condition.id == self.condition_id
            case ChangeKind.HORIZON:
                return condition.year not in range(self.first_year, self.first_year + self.years)
        return False

    def _coming(self) -> list[RotationCondition]:
        """The conditions that it brings."""
        match self.kind:
            case ChangeKind.PIN:
                return [self._asking(ConditionKind.PIN, self.year, self.organization_id)]
            case ChangeKind.SWAP:
                hosts = self.draft.host_ids
                years = ((self.year, self.other_year), (self.other_year, self.year))
                return [self._asking(ConditionKind.PIN, year, hosts[other]) for year, other in years]
            case ChangeKind.EXCLUDE:
                return [self._asking(ConditionKind.EXCLUSION, self.year, self.organization_id)]
            case ChangeKind.PREFER:
                return [self._asking(ConditionKind.PREFERENCE, self.year, self.organization_id)]
        return []

    def _asking(self, kind: ConditionKind, year: int, organization_id: int) -> RotationCondition:
        weight = self.weight if kind is ConditionKind.PREFERENCE else 0
        return RotationCondition(
            kind=kind, year=year, organization_id=organization_id, weight=weight, reason=self.reason or ""
        )
