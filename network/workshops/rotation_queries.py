"""The rotations that somebody may see, and the rows that one is planned from; in few queries, for a page asks all."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from network.foundation.models import db
from network.foundation.names import short_name
from network.foundation.rendering import locale
from network.members.models import Appointment, Participation, Person, Post
from network.members.queries import is_member_on
from network.organizations.models import Organization, OrganizationPeriod, ReorganizationLink
from network.workshops.models import DraftState, HostTurn, RotationDraft, TurnState
from network.workshops.planning import Grounds, Participant, Turn

SETTLED = (TurnState.CONFIRMED, TurnState.HELD)


def rotations_visible_to(person: Person) -> Select[RotationDraft]:
    """What was published, and for organisers also what is drafted; each with what was asked of it."""
    rotations = select(RotationDraft).options(
        joinedload(RotationDraft.conditions),
        joinedload(RotationDraft.changed_by),
        joinedload(RotationDraft.published_by),
    )
    if person.is_organizer:
        return rotations
    return rotations.where(RotationDraft.state.in_((DraftState.PUBLISHED, DraftState.SUPERSEDED)))


class Members(NamedTuple):
    """The network's members on a day: how many, and what those at each organisation are called, by given name."""

    count: int
    names: dict[int | None, list[str]]


def members_at_organizations(day: date) -> Members:
    held = and_(Appointment.person_id == Person.id, Appointment.holds_on(day))
    rows = db.session.execute(
        select(Person.id, Person.full_name, Post.organization_id)
        .select_from(Person)
        .outerjoin(Appointment, held)
        .outerjoin(Post, Post.id == Appointment.post_id)
        .where(is_member_on(day))
        .order_by(Person.sort_key, Person.id)
    ).all()
    names: dict[int | None, list[str]] = {}
    for _number, full_name, organization_id in rows:
        names.setdefault(organization_id, []).append(short_name(full_name))
    return Members(len({row.id for row in rows}), names)


def grounds_on(day: date) -> Grounds:
    """What a rotation is planned from, as it stands on a day; two queries."""
    turns = tuple(Turn(year, host, state.value, state in SETTLED) for year, host, state in db.session.execute(_TURNS))
    parts: dict[int, list[Row]] = {}
    heirs: dict[int, int] = {}
    for row in db.session.execute(_participants(day)):
        parts.setdefault(row.id, []).append(row)
        if row.heir:
            heirs[row.id] = row.heir
    hosted = {number: [turn.year for turn in turns if turn.organization_id == number] for number in parts}
    return Grounds(
        participants=tuple(
            _participant(rows, day, hosted[number]) for number, rows in parts.items() if rows[0].part or hosted[number]
        ),
        heirs=heirs,
        turns=turns,
    )


def _participant(rows: list[Row], day: date, hosted: list[int]) -> Participant:
    """An organisation, from a row for each time that it took part."""
    row = rows[0]
    joined, left, takes_part = _span(rows, day) if row.part else _span_of_guest(hosted, day)
    return Participant(
        id=row.id,
        slug=row.slug,
        name=row.name_en if row.name_en and locale() == "en" else row.name,
        short_name=row.short_name or row.name,
        code=row.code,
        block=row.block and row.block.value,
        joined=joined,
        left=left,
        takes_part=takes_part,
    )


def _span(rows: list[Row], day: date) -> tuple[int | None, int | None, bool]:
    """Its first year in the network, its last full one (the first, if it had none), and whether it is there today."""
    begun, ended = [row.begins for row in rows], [row.ends for row in rows]
    joined = None if None in begun else min(begun).year
    left = None if None in ended else max([max(ended).year - 1, *(begin.year for begin in begun if begin)])
    return joined, left, any((row.begins or day) <= day < (row.ends or date.max) for row in rows)


def _span_of_guest(hosted: list[int], day: date) -> tuple[int, int, bool]:
    """The same for one that hosted and is on no list."""
    past = [year for year in hosted if year < day.year] or [day.year - 1]
    return min(past), max(past), False


@lru_cache(maxsize=8)  # each page of a day asks the same, and to write the query takes longer than to run it
def _participants(day: date) -> Select:
    """Organisations in their official order, as they are called on a day (or were last, or will be), a row for each
    time that they take part; with those that hosted and are on no list, and those that only took over a place."""
    period, part, some = OrganizationPeriod, Participation, aliased(OrganizationPeriod)
    periods = select(some.id).where(some.organization_id == Organization.id).correlate(Organization).limit(1)
    begun = or_(some.valid_from.is_(None), some.valid_from <= day)
    last_begun = periods.where(begun).order_by(some.valid_from.desc().nulls_last()).scalar_subquery()
    first = periods.order_by(some.valid_from).scalar_subquery()
    hosted = exists().where(HostTurn.organization_id == Organization.id)
    onward, into = ReorganizationLink, aliased(ReorganizationLink)
    took_over = exists().where(into.successor_id == Organization.id, into.is_main)
    return (
        select(
            Organization.id,
            Organization.slug,
            period.name,
            period.name_en,
            period.short_name,
            period.code,
            period.block,
            part.id.label("part"),
            part.valid_from.label("begins"),
            part.valid_to.label("ends"),
            onward.successor_id.label("heir"),
        )
        .select_from(Organization)
        .join(period, period.id == func.coalesce(last_begun, first))
        .outerjoin(part, part.organization_id == Organization.id)
        .outerjoin(onward, and_(onward.predecessor_id == Organization.id, onward.is_main))
        .where(or_(part.id.is_not(None), hosted, took_over))
        .order_by(Organization.place, Organization.id, part.valid_from)
    )


_TURNS = select(HostTurn.year, HostTurn.organization_id, HostTurn.state).order_by(
    HostTurn.year, case((HostTurn.state == TurnState.DECLINED, 0), else_=1), HostTurn.id
)
