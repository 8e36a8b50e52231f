"""Organisations and what happened to them."""

from datetime import date
from enum import StrEnum

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.clock import today
from network.foundation.models import Dated, Model


class OrganizationKind(StrEnum):
    """What an organisation is.  Source: the state and Party apparatus, 2017 to 2026."""

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


class OrganizationPeriod(Dated, Model):
    """What an organisation was called and where it stood, until the next change."""

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")  # for the wheel and narrow tables: `Quốc phòng`
    code: Mapped[str] = mapped_column(default="", index=True)  # the official code or abbreviation: `BQP`
    kind: Mapped[OrganizationKind]
    block: Mapped[Block | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    folded: Mapped[str] = mapped_column(default="", index=True)  # the name as one types without accents

    organization: Mapped[Organization] = relationship(
        back_populates="periods", foreign_keys=[organization_id]
    )
    parent: Mapped[Organization | None] = relationship(foreign_keys=[parent_id])

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; English falls back to Vietnamese."""
        return self.name_en if self.name_en and str(get_locale()) == "en" else self.name


class ReorganizationKind(StrEnum):
    """What was done.  Source: the kinds of events on a state body and on a Union unit."""

    ESTABLISH = "establish"  # thành lập
    RENAME = "rename"  # đổi tên
    CHANGE_KIND = "change_kind"  # đổi loại hình: xã thành phường, ủy ban thành bộ
    MERGE = "merge"  # sáp nhập: A goes into B
    CONSOLIDATE = "consolidate"  # hợp nhất: A and B become C
    SPLIT = "split"  # chia, tách: whole or part
    TRANSFER = "transfer"  # chuyển về nơi trực thuộc khác
    DISSOLVE = "dissolve"  # giải thể


class Share(StrEnum):
    WHOLE = "whole"
    PART = "part"


class Reorganization(Model):
    """One change by one decision, in force from a day."""

    kind: Mapped[ReorganizationKind]
    effective_on: Mapped[date]
    decision_number: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    links: Mapped[list["ReorganizationLink"]] = relationship(
        back_populates="reorganization", cascade="all, delete-orphan", order_by="ReorganizationLink.id"
    )


class ReorganizationLink(Model):
    """From which organisation to which; either end may be missing (established, dissolved)."""

    reorganization_id: Mapped[int] = mapped_column(ForeignKey("reorganization.id"), index=True)
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    share: Mapped[Share] = mapped_column(default=Share.WHOLE)
    is_main: Mapped[bool] = mapped_column(
        default=True
    )  # the successor that takes over its place and its turns

    reorganization: Mapped[Reorganization] = relationship(back_populates="links")
    predecessor: Mapped[Organization | None] = relationship(foreign_keys=[predecessor_id])
    successor: Mapped[Organization | None] = relationship(foreign_keys=[successor_id])
