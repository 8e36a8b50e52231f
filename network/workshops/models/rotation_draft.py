"""The rotation while it is planned, and what organisers ask of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from network.foundation import audit
from network.foundation.clock import now
from network.foundation.errors import Refusal
from network.foundation.models import Model, Versioned
from network.members.models import Person
from network.workshops.models.planned import Planned

if TYPE_CHECKING:
    from network.workshops.models.rotation_change import RotationChange


class DraftState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


class DraftClosed(Refusal):
    message = _l("Bản luân phiên này đã công bố hoặc đã được thay. Xin chị mở bản dự thảo mới để sửa.")


class DraftMoved(Refusal):
    message = _l("Người khác vừa sửa bản dự thảo này. Điều chị nhập vẫn còn; xin chị xem trên bản mới rồi làm tiếp.")


class NotPlannedYet(Refusal):
    message = _l("Hệ thống chưa xếp xong. Xin chị chờ kết quả rồi làm tiếp.")


class DraftStands(Refusal):
    message = _l("Đã có một bản dự thảo luân phiên. Xin chị sửa tiếp bản ấy, hoặc bỏ nó trước.")


class ConditionKind(StrEnum):
    PIN = "pin"  # this organisation hosts that year
    EXCLUSION = "exclusion"  # this organisation cannot host that year
    PREFERENCE = "preference"  # a wish for or against, weighed from -5 to 5


def _only_where(kind: ConditionKind) -> dict:
    where = text(f"kind = '{kind}'")
    return {"unique": True, "sqlite_where": where, "postgresql_where": where}


class RotationCondition(Model):
    """One thing that organisers ask of a draft (điều kiện)."""

    __table_args__ = (
        CheckConstraint("kind <> 'preference' OR (weight BETWEEN -5 AND 5)", name="weight"),
        Index("uq_rotation_condition_pin", "draft_id", "year", **_only_where(ConditionKind.PIN)),
        Index(
            "uq_rotation_condition_exclusion",
            "draft_id",
            "year",
            "organization_id",
            **_only_where(ConditionKind.EXCLUSION),
        ),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("rotation_draft.id"), index=True)
    kind: Mapped[ConditionKind]
    year: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    weight: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)

    def as_values(self) -> dict:
        """What it asks, in plain values; `from_values` makes it of them again."""
        return {
            "kind": self.kind.value,
            "year": self.year,
            "organization_id": self.organization_id,
            "weight": self.weight or 0,
            "reason": self.reason or "",
        }

    @classmethod
    def from_values(cls, values: Mapping) -> "RotationCondition":
        return cls(**{**values, "kind": ConditionKind(values["kind"])})


class RotationDraft(Planned, Versioned, Model):
    """A plan of the hosts of some years (luân phiên đăng cai), from its first draft to its end.

    One at a time is being drafted, and one is the published rotation.
    """

    __table_args__ = (
        CheckConstraint("years BETWEEN 1 AND 15", name="years"),
        *(
            Index(
                f"uq_rotation_draft_{state}",
                "state",
                unique=True,
                sqlite_where=text(f"state = '{state}'"),
                postgresql_where=text(f"state = '{state}'"),
            )
            for state in (DraftState.DRAFT, DraftState.PUBLISHED)
        ),
    )

    state: Mapped[DraftState] = mapped_column(default=DraftState.DRAFT)
    first_year: Mapped[int]
    years: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]

    conditions: Mapped[list[RotationCondition]] = relationship(
        cascade="all, delete-orphan", order_by="RotationCondition.year, RotationCondition.id"
    )
    changed_by: Mapped[Person] = relationship(foreign_keys=[changed_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    @property
    def horizon(self) -> range:
        return range(self.first_year, self.first_year + self.years)

    @property
    def is_open(self) -> bool:
        return self.state is DraftState.DRAFT

    def conditions_of(self, kind: ConditionKind) -> list[RotationCondition]:
        return [condition for condition in self.conditions if condition.kind is kind]

    def pin_of(self, year: int) -> RotationCondition | None:
        return next((pin for pin in self.conditions_of(ConditionKind.PIN) if pin.year == year), None)

    def plan_anew(self, person: Person) -> None:
        """It is asked for again, as when a ministry has left since.  Raises DraftClosed."""
        self._check_open()
        self._note_change(person)
        audit.record("rotation.planned_anew", self)

    def take(self, change: "RotationChange", person: Person) -> None:
        """Save a change that was weighed, with its plan.  Raises DraftClosed, DraftMoved, NotPlannedYet."""
        self._check_open()
        self.check_unmoved(change.base_version)
        if not change.is_planned:
            raise NotPlannedYet
        before = self._summary()
        self.conditions = [condition for condition in self.conditions if condition.id not in change.dropped]
        object_session(self).flush()  # a pin leaves its year before another takes it
        for values in change.added:
            self.conditions.append(RotationCondition.from_values({**values, "made_by_id": person.id}))
        self.first_year, self.years = change.first_year, change.years
        self.take_answer(change)
        self._note_change(person)
        change.saved_at = now()
        audit.record("rotation.changed", self, before=before, after=self._summary(), kind=change.kind.value)

    def publish(self, person: Person) -> None:
        """Make it the network's rotation.  Raises DraftClosed, NotPlannedYet."""
        self._check_open()
        if not self.is_planned:
            raise NotPlannedYet
        self.state = DraftState.PUBLISHED
        self.published_by, self.published_at = person, now()
        audit.record("rotation.published", self, after=self._summary())

    def give_way(self) -> None:
        """Another rotation is published in its place."""
        self.state = DraftState.SUPERSEDED
        audit.record("rotation.superseded", self)

    def drop(self) -> None:
        """Lay it aside.  Raises DraftClosed."""
        self._check_open()
        self.state = DraftState.DROPPED
        audit.record("rotation.dropped", self)

    def take_up(self) -> None:
        """Go on with it after it was laid aside.  Raises DraftClosed."""
        if self.state is not DraftState.DROPPED:
            raise DraftClosed
        self.state = DraftState.DRAFT
        audit.record("rotation.taken_up", self)

    def check_unmoved(self, version: int) -> None:
        """Raises DraftMoved if somebody has changed it since that version."""
        if version != self.version:
            raise DraftMoved

    def _check_open(self) -> None:
        if not self.is_open:
            raise DraftClosed

    def _note_change(self, person: Person) -> None:
        self.changed_by, self.changed_at = person, now()

    def _summary(self) -> dict:
        """What the audit trail keeps of it: figures and numbers, no words of people."""
        asked = ("kind", "year", "organization_id", "weight")
        return {
            "first_year": self.first_year,
            "years": self.years,
            "hosts": self.host_ids,
            "conditions": [{name: each.as_values()[name] for name in asked} for each in self.conditions],
        }
