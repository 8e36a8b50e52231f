"""Who belongs to the network, how, and for how long; and which organisations take part in it."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.models import BASIC, Dated, Model
from network.members.events import MembershipEnded
from network.members.models.spans import end_span, has_days, span_words
from network.organizations.models import Organization

if TYPE_CHECKING:
    from network.members.models.people import Person


class Term(Dated, Model):
    """A term of office (nhiệm kỳ) of the Union's Executive Committee; planned and actual ends differ in life."""

    ordinal: Mapped[str] = mapped_column(unique=True)  # khóa XIII
    label: Mapped[str]  # 2022-2027
    slogan: Mapped[str] = mapped_column(default="")


class MembershipCategory(StrEnum):
    """How somebody belongs.  Source: the network's founding workshop of 05/12/2017 and its meeting of 01/03/2024."""

    COMMITTEE_MINISTRY = "committee_ministry"  # UVBCH khối bộ, ngành
    COMMITTEE_FULL_TIME = "committee_full_time"  # UVBCH chuyên trách
    LEADER = "leader"  # lãnh đạo nữ chưa là UVBCH
    UNION_CONTACT = "union_contact"  # đầu mối ban, đơn vị của Hội


CATEGORY_WORDS = {
    MembershipCategory.COMMITTEE_MINISTRY: _l("Ủy viên Ban Chấp hành, khối bộ, ngành"),
    MembershipCategory.COMMITTEE_FULL_TIME: _l("Ủy viên Ban Chấp hành chuyên trách"),
    MembershipCategory.LEADER: _l("Lãnh đạo nữ chưa là ủy viên"),
    MembershipCategory.UNION_CONTACT: _l("Đầu mối của Hội"),
}


class AlreadyMember(Refusal):
    """She belongs to the network already, on some day of the span."""

    def __init__(self, held: "Membership") -> None:
        self.held = held

    def __str__(self) -> str:
        return _(
            "Chị %(name)s đã tham gia Mạng lưới %(span)s (%(category)s). Xin chị ghi ngày kết thúc lần tham gia "
            "ấy trước, hoặc chọn ngày khác.",
            name=self.held.person.full_name,
            span=span_words(self.held),
            category=self.held.category_words,
        )


class SponsorNeeded(Refusal):
    message = _l(
        "Lãnh đạo nữ chưa là ủy viên tham gia theo lời giới thiệu. "
        "Xin chị ghi người giới thiệu, khác với chính người ấy."
    )


def check_sponsor(category: MembershipCategory, member: "Person", sponsor: "Person | None") -> None:
    """A woman leader outside the Committee joins on another's word.  Raises SponsorNeeded."""
    if sponsor is member or (category is MembershipCategory.LEADER and sponsor is None):
        raise SponsorNeeded


class Membership(Dated, Model):
    """A person's place in the network for a time."""

    __table_args__ = (
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dates"),
        Index(
            "uq_membership_open_person_id",
            "person_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=BASIC)
    category: Mapped[MembershipCategory] = mapped_column(info=BASIC)
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), info=BASIC)
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=BASIC)  # who proposed her
    valid_from: Mapped[date | None] = mapped_column(info=BASIC)
    valid_to: Mapped[date | None] = mapped_column(info=BASIC)
    end_reason: Mapped[str] = mapped_column(default="", info=BASIC)

    person: Mapped["Person"] = relationship(back_populates="memberships", foreign_keys=[person_id])
    sponsor: Mapped["Person | None"] = relationship(foreign_keys=[sponsor_id])
    term: Mapped[Term | None] = relationship()

    @property
    def category_words(self) -> str:
        return str(CATEGORY_WORDS[self.category])

    @property
    def span(self) -> str:
        return span_words(self)

    @property
    def has_days(self) -> bool:
        return has_days(self)

    def amend(
        self,
        *,
        category: MembershipCategory,
        valid_from: date | None,
        valid_to: date | None,
        term: Term | None = None,
        sponsor: "Person | None" = None,
    ) -> None:
        """Set right what was written down wrongly.  Raises EndsBeforeItBegins, AlreadyMember, SponsorNeeded."""
        check_sponsor(category, self.person, sponsor)
        self.person.check_no_membership(valid_from, valid_to, besides=self)
        self.category, self.valid_from, self.valid_to = category, valid_from, valid_to
        self.term_id, self.sponsor_id = term and term.id, sponsor and sponsor.id
        self.term, self.sponsor = term, sponsor
        audit.record_changes("membership.amended", self, person=self.person_id)

    def end(self, on: date, reason: str) -> None:
        """She belongs no longer from that day on.  Raises EndsBeforeItBegins, AlreadyEnded."""
        end_span(self, on)
        self.end_reason = reason
        audit.record_changes("membership.ended", self, person=self.person_id)
        publish(MembershipEnded(person_id=self.person_id, membership_id=self.id))


class Participation(Dated, Model):
    """That an organisation takes part in the network: it gives members and takes its turn to host."""

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)

    organization: Mapped[Organization] = relationship()
