"""Whom the directory gives, the best first."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, literal, not_, or_, select, tuple_
from sqlalchemy.orm import aliased, selectinload

from network.foundation.clock import today
from network.foundation.folding import fold, has_marks, words
from network.foundation.models import db
from network.foundation.rendering import locale
from network.foundation.search import ids_matching
from network.members.directory.wanted import Facet, Place, Standing, Wanted
from network.members.models import (
    Appointment,
    Expertise,
    HasPage,
    Membership,
    Person,
    Post,
    Term,
    person_expertise,
)
from network.members.queries import in_order, is_member_on, was_ever_member
from network.organizations.models import Organization, OrganizationPeriod

PAGE = 60


class Known(NamedTuple):
    """A field that somebody knows."""

    folded: str
    name: str


@dataclass
class Entry(HasPage):
    """One person in the list: what her card shows of her, no more."""

    id: int
    public_id: str
    full_name: str
    photo: str | None
    title: str | None
    organization_id: int | None
    expertise: list[Known] = field(default_factory=list)


class Page(NamedTuple):
    """A page of the list, and where the next one begins, if there is one."""

    entries: list[Entry]
    next_place: Place | None


def narrowed(wanted: Wanted, besides: Facet | None = None) -> list[ColumnElement[bool]]:
    """The conditions on people that somebody's choices make; `besides`: a facet to leave out, to count it."""
    conditions = [] if besides is Facet.STANDING else [_standing(wanted)]
    if wanted.query:
        conditions.append(Person.id.in_(ids_matching("person", wanted.query)))
    conditions += [
        _CONDITIONS[facet](values, wanted)
        for facet, values in wanted.chosen.items()
        if facet in _CONDITIONS and facet is not besides
    ]
    return conditions


def _standing(wanted: Wanted) -> ColumnElement[bool]:
    belongs, ever = is_member_on(today()), was_ever_member()
    meanings = {
        Standing.MEMBER: belongs,
        Standing.FORMER: and_(ever, not_(belongs)),
        Standing.NEVER: not_(ever),
    }
    return or_(*(meanings[Standing(value)] for value in wanted.chosen.get(Facet.STANDING, (Standing.MEMBER,))))


def _is_among(ids: Select[int]) -> ColumnElement[bool]:
    """People with these ids, whatever tables the query around it reads."""
    return Person.id.in_(ids.correlate(None))


def _held_post() -> Select[int]:
    """Ids of the people who hold a post today, for conditions on it."""
    return select(Appointment.person_id).join(Appointment.post).where(Appointment.holds_on(today()))


def _at_ministries(slugs: tuple[str, ...], _wanted: Wanted) -> ColumnElement[bool]:
    return _is_among(_held_post().join(Post.organization).where(Organization.slug.in_(slugs)))


def _in_blocks(blocks: tuple[str, ...], _wanted: Wanted) -> ColumnElement[bool]:
    at = _held_post().join(OrganizationPeriod, OrganizationPeriod.organization_id == Post.organization_id)
    return _is_among(at.where(OrganizationPeriod.holds_on(today()), OrganizationPeriod.block.in_(blocks)))


def memberships_meant(wanted: Wanted) -> ColumnElement[bool]:
    """Which memberships a choice is about: the present ones, of those who left all that they had."""
    return literal(True) if Facet.STANDING in wanted.chosen else Membership.holds_on(today())


def _of_categories(categories: tuple[str, ...], wanted: Wanted) -> ColumnElement[bool]:
    belonging = select(Membership.person_id).where(memberships_meant(wanted))
    return _is_among(belonging.where(Membership.category.in_(categories)))


def _of_terms(ordinals: tuple[str, ...], wanted: Wanted) -> ColumnElement[bool]:
    belonging = select(Membership.person_id).join(Membership.term).where(memberships_meant(wanted))
    return _is_among(belonging.where(Term.ordinal.in_(ordinals)))


def _with_expertise(fields: tuple[str, ...], _wanted: Wanted) -> ColumnElement[bool]:
    knowing = select(person_expertise.c.person_id).join(Expertise).where(Expertise.folded.in_(fields))
    return _is_among(knowing)


_CONDITIONS = {
    Facet.EXPERTISE: _with_expertise,
    Facet.MINISTRY: _at_ministries,
    Facet.BLOCK: _in_blocks,
    Facet.CATEGORY: _of_categories,
    Facet.TERM: _of_terms,
}


def _rank(query: str) -> ColumnElement[int]:
    """How well somebody fits: 0 or 1 her name does, 2 or 3 something else about her; even where accents fit too."""
    name = literal(" ") + Person.folded
    by_name = and_(*(name.contains(f" {word}", autoescape=True) for word in words(fold(query))))
    rank = case((by_name, 0), else_=2)
    if has_marks(query):
        rank = rank + case((Person.id.in_(ids_matching("person", query, toned=True)), 0), else_=1)
    return rank


def _present_post() -> ColumnElement[int]:
    """The main appointment that somebody holds today."""
    held = aliased(Appointment)
    return (
        select(held.id)
        .where(held.person_id == Person.id, held.holds_on(today()))
        .order_by(held.is_main.desc(), held.valid_from.desc().nulls_last(), held.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


@lru_cache(maxsize=128)  # as the counting query
def _listing(wanted: Wanted, size: int, _day: date, _database: str) -> Select:
    """The first of those who fit, in order: what an entry shows of each."""
    rank = _rank(wanted.query) if words(wanted.query) else None
    shown_rank = literal(0) if rank is None else rank
    first = select(Person.id, shown_rank.label("rank")).where(*narrowed(wanted))
    if wanted.after:
        first = first.where(tuple_(shown_rank, Person.sort_key, Person.public_id) > tuple_(*wanted.after))
    # Without a rank the order is that of an index, read no further than the page goes.
    order = (Person.sort_key, Person.public_id)
    first = first.order_by(*order if rank is None else (rank, *order)).limit(size).subquery()
    return (
        select(*_SHOWN, first.c.rank, Person.sort_key)
        .select_from(first)
        .join(Person, Person.id == first.c.id)
        .outerjoin(Appointment, Appointment.id == _present_post())
        .outerjoin(Post, Post.id == Appointment.post_id)
        .order_by(first.c.rank, *order)
    )


_SHOWN = (Person.id, Person.public_id, Person.full_name, Person.photo, Post.title, Post.organization_id)


def page_of(wanted: Wanted, size: int = PAGE) -> Page:
    """The people on a page, in two queries."""
    rows = db.session.execute(_listing(wanted, size + 1, today(), db.engine.dialect.name)).all()
    entries = [Entry(*row[: len(_SHOWN)]) for row in rows[:size]]
    of_person = {entry.id: entry.expertise for entry in entries}
    for person_id, *known in db.session.execute(_expertise_of(list(of_person))):
        of_person[person_id].append(Known(*known))
    last = rows[size - 1] if len(rows) > size else None
    return Page(entries, last and Place(last.rank, last.sort_key, last.public_id))


def _expertise_of(ids: list[int]) -> Select:
    fields = select(person_expertise.c.person_id, Expertise.folded, Expertise.shown_in(locale()))
    return fields.join(Expertise).where(person_expertise.c.person_id.in_(ids)).order_by(Expertise.name)


def everybody(wanted: Wanted) -> list[Person]:
    """All who fit, by given name, with what a table says of each."""
    people = in_order(select(Person).where(*narrowed(wanted)))
    return list(
        db.session.scalars(
            people.options(
                selectinload(Person.appointments).joinedload(Appointment.post),
                selectinload(Person.memberships).joinedload(Membership.term),
                selectinload(Person.expertise),
            )
        )
    )
