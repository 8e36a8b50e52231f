"""Posts (chức danh), the seats of an organisation, and who holds them when."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, exists, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.folding import search_text
from network.foundation.formats import show_date
from network.foundation.models import BASIC, Dated, Model, db
from network.foundation.rendering import locale
from network.members.events import AppointmentEnded
from network.members.models.spans import ONE_DAY, check_order, end_span, has_days, overlapping, span_words
from network.organizations.models import Organization

if TYPE_CHECKING:
    from network.members.models.people import Person

# Titles whose holder stands alone at the head of what the title names.  Of all others, deputies
# above all, an organisation may have several, each with a seat of her own.
SOLE_TITLES = (
    "bo truong",
    "tong cuc truong",
    "cuc truong",
    "vu truong",
    "vien truong",
    "chanh van phong",
    "chanh thanh tra",
    "truong ban",
    "giam doc",
    "tong giam doc",
    "hieu truong",
    "tong bien tap",
    "chu nhiem",
    "chu tich",
)


def is_held_by_one(title: str) -> bool:
    """Can only one person at a time have this title: `Vụ trưởng Vụ Pháp chế`, not `Phó Vụ trưởng`?"""
    return f"{search_text(title)} ".startswith(tuple(f"{sole} " for sole in SOLE_TITLES))


class SeatTaken(Refusal):
    """Another person holds the seat on some day of the span."""

    def __init__(self, newcomer: "Person", begins: date | None, holding: "Appointment") -> None:
        self.newcomer, self.begins, self.holding = newcomer, begins, holding

    def __str__(self) -> str:
        return _(
            "Chị %(newcomer)s chưa nhận được chức danh %(title)s (%(begins)s): chị %(holder)s giữ chức danh "
            "này %(span)s. Xin chị ghi ngày thôi giữ của người trước, hoặc chọn ngày khác.",
            newcomer=self.newcomer.full_name,
            title=self.holding.post.title,
            begins=_("từ %(first)s", first=show_date(self.begins, locale=locale()))
            if self.begins
            else _("chưa rõ thời gian"),
            holder=self.holding.person.full_name,
            span=span_words(self.holding),
        )


class Post(Model):
    """A seat at an organisation (chức danh), held by one person at a time, or vacant."""

    title: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    rank: Mapped[int] = mapped_column(default=100)  # its place in official lists: smaller stands higher

    organization: Mapped[Organization] = relationship()
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="post", order_by="Appointment.valid_from.desc()"
    )

    def holder_on(self, day: date) -> "Person | None":
        """Who holds it on a day; None while it is vacant."""
        return next((held.person for held in self.appointments if held.holds_on(day)), None)

    def is_vacant_on(self, day: date) -> bool:
        return self.holder_on(day) is None

    def held_between(
        self, valid_from: date | None, valid_to: date | None, besides: "Appointment | None" = None
    ) -> "Appointment | None":
        """The first appointment to this seat that shares a day with a span.

        Holds the seat's row until the transaction ends, so that of two who ask at once one sees the other's.
        """
        db.session.flush()
        db.session.execute(select(Post.id).where(Post.id == self.id).with_for_update())
        sharing = select(Appointment).where(
            Appointment.post_id == self.id, overlapping(Appointment, valid_from, valid_to)
        )
        if besides is not None:
            sharing = sharing.where(Appointment.id != besides.id)
        return db.session.scalar(sharing.order_by(Appointment.valid_from, Appointment.id).limit(1))


def seat_for(
    organization: Organization, title: str, valid_from: date | None = None, valid_to: date | None = None
) -> Post:
    """The seat with this title for somebody to be appointed to, made if there is none.

    The head of a department has one seat, taken or not; of deputies' seats a free one is chosen.
    """
    db.session.flush()
    db.session.execute(select(Organization.id).where(Organization.id == organization.id).with_for_update())
    posts = select(Post).where(Post.organization_id == organization.id).order_by(Post.id)
    if not is_held_by_one(title):
        taken = exists().where(Appointment.post_id == Post.id, overlapping(Appointment, valid_from, valid_to))
        posts = posts.where(~taken)  # asked of all at once: a ministry may have hundreds of deputies
    for post in db.session.scalars(posts):
        if search_text(post.title) == search_text(title):
            return post
    made = Post(title=title, organization=organization)
    db.session.add(made)
    return made


class AppointmentBasis(StrEnum):
    APPOINTED = "appointed"
    ELECTED = "elected"
    CO_OPTED = "co_opted"
    DESIGNATED = "designated"


BASIS_WORDS = {
    AppointmentBasis.APPOINTED: _l("Bổ nhiệm"),
    AppointmentBasis.ELECTED: _l("Bầu"),
    AppointmentBasis.CO_OPTED: _l("Bầu bổ sung"),
    AppointmentBasis.DESIGNATED: _l("Chỉ định"),
}


class Appointment(Dated, Model):
    """That a person holds a post for a time, by a decision (bổ nhiệm)."""

    # What two writers could both do is checked under the seat's lock; that a seat has one holder now
    # stands here as well.
    __table_args__ = (
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dates"),
        Index(
            "uq_appointment_open_post_id",
            "post_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=BASIC)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True, info=BASIC)
    valid_from: Mapped[date | None] = mapped_column(info=BASIC)
    valid_to: Mapped[date | None] = mapped_column(info=BASIC)
    basis: Mapped[AppointmentBasis] = mapped_column(default=AppointmentBasis.APPOINTED, info=BASIC)
    decision_number: Mapped[str] = mapped_column(default="", info=BASIC)
    decided_on: Mapped[date | None] = mapped_column(info=BASIC)
    is_main: Mapped[bool] = mapped_column(default=True, info=BASIC)
    end_reason: Mapped[str] = mapped_column(default="", info=BASIC)

    person: Mapped["Person"] = relationship(back_populates="appointments")
    post: Mapped[Post] = relationship(back_populates="appointments")

    @property
    def basis_words(self) -> str:
        return str(BASIS_WORDS[self.basis])

    @property
    def span(self) -> str:
        return span_words(self)

    @property
    def has_days(self) -> bool:
        return has_days(self)

    @property
    def decision(self) -> str:
        """By what she holds it: `Bổ nhiệm, quyết định số 12/QĐ-BNV ngày 20/4/2022`."""
        if not self.decision_number:
            return ""
        number = _("%(basis)s, quyết định số %(number)s", basis=self.basis_words, number=self.decision_number)
        if self.decided_on is None:
            return number
        return _("%(decision)s ngày %(day)s", decision=number, day=show_date(self.decided_on, locale=locale()))

    @property
    def organization_name(self) -> str:
        """What the organisation is called, or was on her last day there."""
        last = today() if self.valid_to is None else min(today(), self.valid_to - ONE_DAY)
        organization = self.post.organization
        return (organization.as_of(last) or organization.latest).shown_name

    def amend(
        self,
        *,
        post: Post | None = None,
        valid_from: date | None,
        valid_to: date | None,
        is_main: bool | None = None,
        **fields: object,
    ) -> None:
        """Set right what was written down wrongly.  Raises EndsBeforeItBegins, SeatTaken."""
        check_order(valid_from, valid_to)
        seat = post or self.post
        if holding := seat.held_between(valid_from, valid_to, besides=self):
            raise SeatTaken(self.person, valid_from, holding)
        self.post_id, self.post, self.valid_from, self.valid_to = seat.id, seat, valid_from, valid_to
        for name, value in fields.items():
            setattr(self, name, value)
        if is_main is not None:
            self.is_main = is_main
        audit.record_changes("appointment.amended", self, person=self.person_id)
        self.person.keep_one_main_post(self)

    def end(self, on: date, reason: str = "") -> None:
        """She holds it no longer from that day on; another post of hers becomes the main one.

        Raises EndsBeforeItBegins, AlreadyEnded.
        """
        end_span(self, on)
        self.end_reason = reason
        audit.record_changes("appointment.ended", self, person=self.person_id)
        if self.is_main:
            self.person.choose_main_post(on)
        publish(AppointmentEnded(person_id=self.person_id, appointment_id=self.id))
