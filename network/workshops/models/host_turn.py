"""Whose turn it is to host the workshop of a year, and who hosted the past ones."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import now, today
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.models import Model, Versioned, db
from network.members.models import Person
from network.organizations.models import Organization
from network.workshops.events import HostTurnConfirmed, HostTurnDeclined, HostTurnGiven

FIRST_YEAR = 2017  # the network's first


class TurnState(StrEnum):
    PLANNED = "planned"  # the published rotation gives it
    CONFIRMED = "confirmed"  # the host has agreed
    DECLINED = "declined"  # the host could not; the year is planned anew
    HELD = "held"  # the workshop has taken place


TURN_WORDS = {
    TurnState.PLANNED: _l("Đã công bố, chờ trả lời"),
    TurnState.CONFIRMED: _l("Đã nhận lời"),
    TurnState.DECLINED: _l("Báo bận"),
    TurnState.HELD: _l("Đã đăng cai"),
}


class TurnAlreadyAnswered(Refusal):
    message = _l("Lượt đăng cai này đã có câu trả lời. Xin chị tải lại trang để xem.")


class TurnIsOver(Refusal):
    message = _l("Hội thảo của lượt này đã diễn ra nên lượt không đổi được nữa.")


class TurnSettled(Refusal):
    """A year is another's already, who has agreed to host it or has hosted it."""

    def __init__(self, turn: "HostTurn") -> None:
        self.turn = turn

    def __str__(self) -> str:
        return _(
            "Năm %(year)d đã có %(host)s đăng cai. Nếu chưa đúng, xin chị sửa lượt ấy trước.",
            year=self.turn.year,
            host=self.turn.host_name,
        )


_NOT_DECLINED = text(f"state <> '{TurnState.DECLINED}'")


class HostTurn(Versioned, Model):
    """An organisation's turn to host the workshop of one year (lượt đăng cai).

    A year has one turn; those that were declined are kept beside it.
    """

    __table_args__ = (
        Index("uq_host_turn_year", "year", unique=True, sqlite_where=_NOT_DECLINED, postgresql_where=_NOT_DECLINED),
    )

    year: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    state: Mapped[TurnState] = mapped_column(default=TurnState.PLANNED)
    reason: Mapped[str] = mapped_column(default="")  # why it was declined
    source: Mapped[str] = mapped_column(default="")  # where it is written that it was held
    is_demo: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[datetime] = mapped_column(default=now)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    answered_by: Mapped[Person | None] = relationship()

    @property
    def is_settled(self) -> bool:
        """Has the host agreed, or hosted?  No planning changes it then."""
        return self.state in (TurnState.CONFIRMED, TurnState.HELD)

    @property
    def stands(self) -> bool:
        return self.state is not TurnState.DECLINED

    @property
    def is_held(self) -> bool:
        return self.state is TurnState.HELD

    @property
    def state_words(self) -> str:
        return str(TURN_WORDS[self.state])

    @property
    def host_name(self) -> str:
        """The host as it was called in that year (today, for a year to come); as it was last, if it had ended."""
        return name_in(self.organization, self.year)

    def confirm(self, person: Person) -> None:
        """Note that the host has agreed.  Raises TurnAlreadyAnswered."""
        if self.state is not TurnState.PLANNED:
            raise TurnAlreadyAnswered
        self._take_answer(TurnState.CONFIRMED, person)
        publish(HostTurnConfirmed(turn_id=self.id, year=self.year))

    def decline(self, person: Person, reason: str) -> None:
        """Note that the host cannot, be it after it had agreed.  Raises TurnAlreadyAnswered, TurnIsOver."""
        if self.is_held:
            raise TurnIsOver
        if self.state is TurnState.DECLINED:
            raise TurnAlreadyAnswered
        self._take_answer(TurnState.DECLINED, person)
        self.reason = reason
        publish(HostTurnDeclined(turn_id=self.id, year=self.year))

    def hold(self) -> None:
        """Note that its workshop has taken place."""
        if self.state in (TurnState.PLANNED, TurnState.CONFIRMED):
            self.state = TurnState.HELD
            audit.record_changes("host_turn.held", self, year=self.year)

    def _take_answer(self, state: TurnState, person: Person) -> None:
        self.state, self.answered_by, self.answered_at = state, person, now()
        audit.record(f"host_turn.{state}", self, year=self.year, organization=self.organization_id)


def name_in(organization: Organization, year: int) -> str:
    """What an organisation was called in a year: at its end, or today if that comes first."""
    day = min(date(year, 12, 31), today())
    period = organization.as_of(day)
    return period.shown_name if period else organization.name


def turn_of(year: int) -> HostTurn | None:
    """The year's turn, held until the commit, so that two cannot both find it free; declined ones aside."""
    turns = select(HostTurn).where(HostTurn.year == year, HostTurn.state != TurnState.DECLINED)
    return db.session.scalar(turns.with_for_update())


def give_turns(hosts: Mapping[int, int], years: range) -> list[HostTurn]:
    """Give the years of a published rotation to their hosts, by ids; a year without host is nobody's.

    What was agreed or held stays.  Raises TurnSettled where the rotation gives such a year to somebody else.
    """
    given = [_give_turn(year, hosts[year]) for year in years if year in hosts]
    for year in years:
        if year not in hosts:
            _take_back(year)
    db.session.flush()
    for turn in given:
        publish(HostTurnGiven(turn_id=turn.id, year=turn.year))
    return given


def _give_turn(year: int, organization_id: int) -> HostTurn:
    turn = turn_of(year)
    if turn is None:
        turn = HostTurn(year=year, organization_id=organization_id)
        db.session.add(turn)
    elif turn.organization_id != organization_id:
        if turn.is_settled:
            raise TurnSettled(turn)
        turn.organization_id, turn.given_at = organization_id, now()
    return turn


def _take_back(year: int) -> None:
    if (turn := turn_of(year)) and not turn.is_settled:
        audit.record("host_turn.taken_back", turn, before={"year": year, "organization": turn.organization_id})
        db.session.delete(turn)


def record_host(year: int, organization: Organization, *, source: str = "", is_demo: bool = False) -> HostTurn:
    """Write down who hosted a past year.  Raises TurnSettled."""
    if turn := turn_of(year):
        raise TurnSettled(turn)
    held = HostTurn(year=year, organization=organization, state=TurnState.HELD, source=source, is_demo=is_demo)
    db.session.add(held)
    db.session.flush()
    audit.record("host_turn.recorded", held, after={"year": year, "organization": organization.id, "source": source})
    return held


def strike_host(turn: HostTurn) -> None:
    """Take back what was written down about a past year."""
    audit.record("host_turn.struck", turn, before={"year": turn.year, "organization": turn.organization_id})
    db.session.delete(turn)
