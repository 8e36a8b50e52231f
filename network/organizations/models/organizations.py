"""Organisations, and what they were called."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from network.foundation.clock import today
from network.foundation.folding import fold
from network.foundation.models import Dated, Model
from network.foundation.rendering import locale

ONE_DAY = timedelta(days=1)


class OrganizationKind(StrEnum):
    """What an organisation is.  Source: the state and Party apparatus, 2017 to 2026.

    A new kind, such as the levels of the Union, is a line here and one in KIND_WORDS: the column holds the
    plain word, so that no table changes.  What stands under what is the parent of each period, not its kind.
    """

    MINISTRY = "ministry"
    MINISTERIAL_AGENCY = "ministerial_agency"
    GOVERNMENT_AGENCY = "gov_agency"
    PARTY = "party"
    ASSEMBLY = "assembly"
    PRESIDENCY = "presidency"
    JUDICIARY = "judiciary"
    AUDIT = "audit"
    FRONT = "front"
    MASS_ORGANIZATION = "mass_org"
    OTHER = "other"


KIND_WORDS = {
    OrganizationKind.MINISTRY: _l("Bộ"),
    OrganizationKind.MINISTERIAL_AGENCY: _l("Cơ quan ngang bộ"),
    OrganizationKind.GOVERNMENT_AGENCY: _l("Cơ quan thuộc Chính phủ"),
    OrganizationKind.PARTY: _l("Cơ quan Đảng"),
    OrganizationKind.ASSEMBLY: _l("Cơ quan của Quốc hội"),
    OrganizationKind.PRESIDENCY: _l("Cơ quan của Chủ tịch nước"),
    OrganizationKind.JUDICIARY: _l("Cơ quan tư pháp"),
    OrganizationKind.AUDIT: _l("Kiểm toán nhà nước"),
    OrganizationKind.FRONT: _l("Mặt trận Tổ quốc"),
    OrganizationKind.MASS_ORGANIZATION: _l("Tổ chức chính trị - xã hội"),
    OrganizationKind.OTHER: _l("Cơ quan khác"),
}


class Block(StrEnum):
    """The network's own grouping of its organisations, so that neighbouring years meet in different fields."""

    INTERNAL_AFFAIRS = "noi-chinh"
    ECONOMY = "kinh-te"
    SOCIETY = "van-xa"
    UNION = "doan-the"


BLOCK_WORDS = {
    Block.INTERNAL_AFFAIRS: _l("Khối nội chính"),
    Block.ECONOMY: _l("Khối kinh tế"),
    Block.SOCIETY: _l("Khối văn hóa, xã hội"),
    Block.UNION: _l("Khối đoàn thể"),
}


class Organization(Model):
    """A body that lasts through changes of name, kind, block and parent.  Its number is its own; codes get reused."""

    slug: Mapped[str] = mapped_column(unique=True)  # its name in addresses: `bnv`
    place: Mapped[int] = mapped_column(default=0)  # its place in official lists and on the wheel

    periods: Mapped[list["OrganizationPeriod"]] = relationship(
        back_populates="organization",
        foreign_keys="OrganizationPeriod.organization_id",
        order_by="OrganizationPeriod.valid_from.nulls_first()",
        cascade="all, delete-orphan",
    )

    def as_of(self, day: date) -> "OrganizationPeriod | None":
        """What it was on a day; None if it did not exist."""
        return next((period for period in self.periods if period.holds_on(day)), None)

    def exists_on(self, day: date) -> bool:
        return self.as_of(day) is not None

    @property
    def latest(self) -> "OrganizationPeriod":
        """What it is today, or what it was last."""
        return self.as_of(today()) or self.periods[-1]

    @property
    def name(self) -> str:
        """Its name today (its last one, if it has ended), in the reader's language."""
        return self.latest.shown_name

    @property
    def short_name(self) -> str:
        return self.latest.short_name or self.latest.shown_name

    @property
    def code(self) -> str:
        return self.latest.code

    @property
    def begins_on(self) -> date | None:
        """Its first day; None: since before our records."""
        return self.periods[0].valid_from

    @property
    def ended_on(self) -> date | None:
        """The first day without it; None if it goes on."""
        return self.periods[-1].valid_to

    @property
    def names(self) -> list["NameSpan"]:
        """What it was called from when to when, the first name first."""
        spans: list[NameSpan] = []
        for period in self.periods:
            if spans and spans[-1].name == period.shown_name:
                spans[-1] = spans[-1]._replace(valid_to=period.valid_to)
            else:
                spans.append(NameSpan(period.shown_name, period.valid_from, period.valid_to))
        return spans

    def change(self, day: date, **fields: object) -> None:
        """Let it be called or stand otherwise from a day on which it exists and behind which nothing is known yet."""
        present = self.as_of(day)
        if present.valid_from == day:
            for name, value in fields.items():
                setattr(present, name, value)
            return
        kept = {name: getattr(present, name) for name in PERIOD_FIELDS}
        self.periods.append(OrganizationPeriod(**{**kept, **fields}, valid_from=day, valid_to=present.valid_to))
        present.valid_to = day

    def end(self, day: date) -> None:
        """Let it exist until before a day."""
        self.as_of(day).valid_to = day


class NameSpan(NamedTuple):
    """A name, from its first day (None: since before our records) to the first day without it (None: still)."""

    name: str
    valid_from: date | None
    valid_to: date | None

    @property
    def last_day(self) -> date | None:
        return self.valid_to and self.valid_to - ONE_DAY


PERIOD_FIELDS = ("name", "name_en", "short_name", "code", "aliases", "kind", "block", "parent")


class OrganizationPeriod(Dated, Model):
    """What an organisation was called and where it stood, until the next change."""

    __table_args__ = (
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to", name="dates"),
        UniqueConstraint("organization_id", "valid_from"),
    )

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")  # for the wheel and narrow tables: `Quốc phòng`
    code: Mapped[str] = mapped_column(default="", index=True)  # the official code or abbreviation: `BQP`
    aliases: Mapped[str] = mapped_column(default="")  # what else people write, parted by semicolons: `LĐ-TB&XH`
    kind: Mapped[OrganizationKind]
    block: Mapped[Block | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    folded: Mapped[str] = mapped_column(default="", index=True)  # the name as one types without accents

    organization: Mapped[Organization] = relationship(back_populates="periods", foreign_keys=[organization_id])
    parent: Mapped[Organization | None] = relationship(foreign_keys=[parent_id])

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded = fold(name)
        return name

    @property
    def last_day(self) -> date | None:
        return self.valid_to and self.valid_to - ONE_DAY

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; English falls back to Vietnamese."""
        return self.name_en if self.name_en and locale() == "en" else self.name

    @property
    def kind_words(self) -> str:
        return str(KIND_WORDS[self.kind])

    @property
    def block_words(self) -> str:
        return str(BLOCK_WORDS[self.block]) if self.block else ""
