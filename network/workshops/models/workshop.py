"""The workshop of a year: when, where, and how far it is."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, and_, exists, select
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import HANOI, now, today
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.identifiers import show_phone
from network.foundation.models import Model, Versioned, db
from network.members.models import Audience, Person
from network.workshops.events import WorkshopCancelled, WorkshopChanged, WorkshopPublished
from network.workshops.models.agenda import AgendaItem
from network.workshops.models.host_turn import HostTurn, TurnState, turn_of

ONE_DAY = timedelta(days=1)
WHEN_AND_WHERE = ("starts_on", "starts_at", "ends_on", "ends_at", "place_name", "place_address")


class WorkshopState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class YearTaken(Refusal):
    message = _l("Năm này đã có hội thảo, hoặc chưa có bộ, ngành đăng cai. Điều chị viết vẫn còn ở dưới.")


class AlreadyPublished(Refusal):
    message = _l("Hội thảo này đã công bố rồi. Xin chị tải lại trang để xem.")


class BeginsTooSoon(Refusal):
    message = _l("Ngày khai mạc hoặc hạn trả lời đã qua. Xin chị sửa ngày rồi công bố.")


class AlreadyCancelled(Refusal):
    message = _l("Hội thảo này đã hủy. Xin chị tải lại trang để xem.")


class AlreadyHeld(Refusal):
    message = _l("Hội thảo đã diễn ra nên không hủy được nữa.")


class Workshop(Versioned, Model):
    """The network's workshop of one year (hội thảo thường niên), hosted by whoever has that year's turn.

    Its hours are the clock on the wall of its hall: local days and times, and the name of their zone.
    """

    __table_args__ = (
        CheckConstraint("starts_on < ends_on OR (starts_on = ends_on AND starts_at < ends_at)", name="span"),
        CheckConstraint("answers_due_on <= starts_on", name="answers_due"),
    )

    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")  # what this workshop is about, beside the theme of its year
    starts_on: Mapped[date]
    starts_at: Mapped[time]
    ends_on: Mapped[date]
    ends_at: Mapped[time]
    zone: Mapped[str] = mapped_column(default=HANOI.key)
    place_name: Mapped[str] = mapped_column(default="")
    place_address: Mapped[str] = mapped_column(default="")
    map_link: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answers_due_on: Mapped[date]  # the last day on which members answer by themselves
    state: Mapped[WorkshopState] = mapped_column(default=WorkshopState.DRAFT)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")

    turn: Mapped[HostTurn | None] = relationship(
        primaryjoin=lambda: and_(foreign(HostTurn.year) == Workshop.year, HostTurn.state != TurnState.DECLINED),
        viewonly=True,
    )
    contacts: Mapped[list["WorkshopContact"]] = relationship(
        order_by="WorkshopContact.place", collection_class=ordering_list("place"), cascade="all, delete-orphan"
    )
    agenda: Mapped[list[AgendaItem]] = relationship(
        back_populates="workshop",
        order_by=lambda: (AgendaItem.day, AgendaItem.starts_at, AgendaItem.id),
        cascade="all, delete-orphan",
    )

    # When

    @property
    def days(self) -> list[date]:
        return [self.starts_on + number * ONE_DAY for number in range((self.ends_on - self.starts_on).days + 1)]

    @property
    def starts(self) -> datetime:
        """The moment it begins."""
        return datetime.combine(self.starts_on, self.starts_at, ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.ends_on, self.ends_at, ZoneInfo(self.zone))

    @property
    def is_over(self) -> bool:
        return self.ends <= now()

    @property
    def days_left(self) -> int:
        """Until its first day; 0 while it lasts."""
        return max(0, (self.starts_on - today()).days)

    # How far it is

    @property
    def is_draft(self) -> bool:
        return self.state is WorkshopState.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.state is WorkshopState.CANCELLED

    @property
    def was_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_ahead(self) -> bool:
        """Will it take place, or does it at this moment?"""
        return self.state is WorkshopState.PUBLISHED and not self.is_over

    @property
    def takes_answers(self) -> bool:
        """May members still answer by themselves?"""
        return self.is_ahead and today() <= self.answers_due_on

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.place_name, self.place_address)))

    def change(self, **fields: object) -> None:
        """Set when, where and what; the agenda moves along with the first day."""
        before = [getattr(self, name) for name in WHEN_AND_WHERE]
        first_day = self.starts_on
        for name, value in fields.items():
            setattr(self, name, value)
        self._move_agenda(self.starts_on - first_day)
        if audit.changes(self)[0]:
            self.updated_at = now()
        audit.record_changes("workshop.edited", self)
        if self.was_published and before != [getattr(self, name) for name in WHEN_AND_WHERE]:
            publish(WorkshopChanged(workshop_id=self.id, year=self.year))

    def _move_agenda(self, by: timedelta) -> None:
        for item in self.agenda if by else ():
            item.day += by

    def set_contacts(self, person_ids: Sequence[int]) -> None:
        """Name the focal people (đầu mối), in this order; who stays keeps her row."""
        held = {contact.person_id: contact for contact in self.contacts}
        wanted = list(dict.fromkeys(person_ids))
        if wanted == list(held):
            return
        self.contacts[:] = [held.get(person_id) or WorkshopContact(person_id=person_id) for person_id in wanted]
        audit.record("workshop.contacts_named", self, before={"people": list(held)}, after={"people": wanted})

    def publish(self) -> None:
        """Show it to all members and ask for their answers.  Raises AlreadyPublished, BeginsTooSoon."""
        if not self.is_draft:
            raise AlreadyPublished
        if self.starts_on <= today() or self.answers_due_on < today():
            raise BeginsTooSoon
        self.state, self.published_at = WorkshopState.PUBLISHED, now()
        self.updated_at = self.published_at
        audit.record("workshop.published", self, year=self.year)
        publish(WorkshopPublished(workshop_id=self.id, year=self.year))

    def cancel(self, reason: str) -> None:
        """Call it off.  Raises AlreadyCancelled, AlreadyHeld."""
        if self.is_cancelled:
            raise AlreadyCancelled
        if self.is_over:
            raise AlreadyHeld
        self.state, self.cancel_reason, self.cancelled_at = WorkshopState.CANCELLED, reason, now()
        self.updated_at = self.cancelled_at
        audit.record("workshop.cancelled", self, year=self.year)
        publish(WorkshopCancelled(workshop_id=self.id, year=self.year))


class Way(NamedTuple):
    """A way to reach somebody: as it is read, and as a link."""

    text: str
    link: str


class WorkshopContact(Model):
    """Somebody to turn to about a workshop (đầu mối)."""

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()

    def ways(self, asker: Person) -> list[Way]:
        """How to reach her, the surest first, as far as she shows it to the whole network; organisers see all."""
        numbers = {"office_phone": self.person.office_phone, "phone": self.person.phone}
        shown = [(field, number) for field, number in numbers.items() if number and self._shows(field, asker)]
        ways = [Way(show_phone(number) if field == "phone" else number, dialled(number)) for field, number in shown]
        if self.person.email and self._shows("email", asker):
            ways.append(Way(self.person.email, f"mailto:{self.person.email}"))
        return ways

    def _shows(self, field: str, asker: Person) -> bool:
        return asker.is_organizer or getattr(self.person, f"{field}_audience") is Audience.NETWORK

    def in_words(self, asker: Person) -> str | None:
        """`chị Minh Hạnh, 024 3825 2525`; None where she shows no way to reach her."""
        ways = self.ways(asker)
        return _("chị %(name)s, %(way)s", name=self.person.short_name, way=ways[0].text) if ways else None


def dialled(number: str) -> str:
    """A link that calls a number, its extension left to be dialled by hand."""
    return "tel:" + re.sub(r"[^\d+]", "", re.split(r"[,;]|máy lẻ", number)[0])


def add_workshop(year: int, **fields: object) -> Workshop:
    """Draft the workshop of a year that has a host and no workshop yet.  Raises YearTaken.

    The host's turn is held until the commit, so that two organisers cannot both find the year free.
    """
    if turn_of(year) is None or db.session.scalar(select(exists().where(Workshop.year == year))):
        raise YearTaken
    made = Workshop(year=year, **fields)
    db.session.add(made)
    db.session.flush()
    audit.record("workshop.drafted", made, year=year)
    return made
