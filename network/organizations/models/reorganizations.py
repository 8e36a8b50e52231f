"""What happened to organisations."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.models import Model
from network.organizations.models.organizations import ONE_DAY, PERIOD_FIELDS, Organization, OrganizationPeriod


class ReorganizationKind(StrEnum):
    """What was done.  Source: the kinds of events on a state body and on a Union unit."""

    ESTABLISH = "establish"
    RENAME = "rename"
    CHANGE_KIND = "change_kind"  # a committee raised to a ministry, a commune to a ward
    MERGE = "merge"  # A goes into B
    CONSOLIDATE = "consolidate"  # A and B become C, which may keep the name of one
    SPLIT = "split"  # whole or part
    TRANSFER = "transfer"  # under another parent
    DISSOLVE = "dissolve"


REORGANIZATION_WORDS = {
    ReorganizationKind.ESTABLISH: _l("Thành lập"),
    ReorganizationKind.RENAME: _l("Đổi tên"),
    ReorganizationKind.CHANGE_KIND: _l("Đổi loại hình"),
    ReorganizationKind.MERGE: _l("Sáp nhập"),
    ReorganizationKind.CONSOLIDATE: _l("Hợp nhất"),
    ReorganizationKind.SPLIT: _l("Chia, tách"),
    ReorganizationKind.TRANSFER: _l("Chuyển về nơi khác"),
    ReorganizationKind.DISSOLVE: _l("Giải thể"),
}


class Share(StrEnum):
    WHOLE = "whole"
    PART = "part"


class Reorganization(Model):
    """One change by one decision, in force from a day.  `reorganizing.py` makes them."""

    kind: Mapped[ReorganizationKind]
    effective_on: Mapped[date] = mapped_column(index=True)
    decision_number: Mapped[str] = mapped_column(default="")  # empty where our records do not have it
    issuer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    links: Mapped[list["ReorganizationLink"]] = relationship(
        back_populates="reorganization", cascade="all, delete-orphan", order_by="ReorganizationLink.id"
    )

    @property
    def kind_words(self) -> str:
        return str(REORGANIZATION_WORDS[self.kind])

    @property
    def eve(self) -> date:
        """The last day before it."""
        return self.effective_on - ONE_DAY

    @property
    def organizations(self) -> list[Organization]:
        """Whom it touched, each once: first those that gave, then those that received."""
        ends = [link.predecessor for link in self.links] + [link.successor for link in self.links]
        return list(dict.fromkeys(end for end in ends if end))

    @property
    def changes(self) -> Iterator["Change"]:
        """What each organisation that it touched was the day before, and is from that day on."""
        for organization in self.organizations:
            yield Change(organization, organization.as_of(self.eve), organization.as_of(self.effective_on))


class Change(NamedTuple):
    """An organisation across a reorganisation; None: it did not exist."""

    organization: Organization
    before: OrganizationPeriod | None
    after: OrganizationPeriod | None

    @property
    def differing(self) -> list[str]:
        """The names of the fields that differ, where it existed before and after."""
        if not (self.before and self.after):
            return []
        return [name for name in PERIOD_FIELDS if getattr(self.before, name) != getattr(self.after, name)]


class ReorganizationLink(Model):
    """What went from which organisation to which; either end may be missing (established, dissolved).

    A link from an organisation to itself says that it went on, changed or not.  A main link leads from one that
    ended to the one that has its place and its turns: there is one at most.
    """

    __table_args__ = (
        Index(
            "uq_reorganization_link_main_predecessor_id",
            "predecessor_id",
            unique=True,
            sqlite_where=text("is_main"),
            postgresql_where=text("is_main"),
        ),
    )

    reorganization_id: Mapped[int] = mapped_column(ForeignKey("reorganization.id"), index=True)
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    share: Mapped[Share] = mapped_column(default=Share.WHOLE)
    is_main: Mapped[bool] = mapped_column(default=False)

    reorganization: Mapped[Reorganization] = relationship(back_populates="links")
    predecessor: Mapped[Organization | None] = relationship(foreign_keys=[predecessor_id])
    successor: Mapped[Organization | None] = relationship(foreign_keys=[successor_id])

    @property
    def goes_on(self) -> bool:
        """Does it say that one organisation went on as itself?"""
        return self.predecessor_id is not None and self.predecessor_id == self.successor_id

    @property
    def leads_on(self) -> bool:
        """Does it lead from one organisation to another?"""
        return None not in (self.predecessor_id, self.successor_id) and not self.goes_on
