"""How many people there are of each kind, so that a choice is made knowing what it gives."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import CompoundSelect, Select, String, case, func, literal, select, type_coerce, union_all

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.rendering import locale
from network.members.directory.people import memberships_meant, narrowed
from network.members.directory.wanted import Facet, Standing, Wanted
from network.members.models import (
    CATEGORY_WORDS,
    Appointment,
    Expertise,
    Membership,
    MembershipCategory,
    Person,
    Post,
    Term,
)
from network.members.queries import is_member_on, was_ever_member
from network.members.wheel import Wheel
from network.organizations.models import BLOCK_WORDS, Block, Organization, OrganizationPeriod

IN_SIGHT = 7  # of a facet's choices
FACET_WORDS = {
    Facet.EXPERTISE: _l("Lĩnh vực"),
    Facet.MINISTRY: _l("Bộ, ngành"),
    Facet.BLOCK: _l("Khối"),
    Facet.CATEGORY: _l("Diện tham gia"),
    Facet.TERM: _l("Nhiệm kỳ"),
    Facet.STANDING: _l("Tình trạng"),
}
STANDING_WORDS = {
    Standing.MEMBER: _l("Đang tham gia"),
    Standing.FORMER: _l("Đã rời Mạng lưới"),
    Standing.NEVER: _l("Chưa tham gia"),
}


@dataclass(frozen=True)
class Option:
    """A choice of a facet, and how many it would give beside what else is chosen."""

    facet: Facet
    value: str
    label: str
    count: int
    is_chosen: bool
    short: str = ""  # where there is little room

    @property
    def id(self) -> str:
        return f"{self.facet}-{self.value}".replace(" ", "-")


class Group(NamedTuple):
    """A facet as the page shows it: the first few options in sight and those chosen, the rest a press away."""

    facet: Facet
    words: str
    options: list[Option]
    in_sight: int

    @property
    def chosen(self) -> int:
        return sum(option.is_chosen for option in self.options)


class Counted(NamedTuple):
    """Numbers for one page of the directory."""

    found: int
    members: int
    term: str | None
    options: dict[Facet, list[Option]]

    @property
    def chosen(self) -> list[Option]:
        return [option for options in self.options.values() for option in options if option.is_chosen]

    @property
    def groups(self) -> list[Group]:
        """The facets that offer a choice."""
        return [_group(facet, options) for facet, options in self.options.items() if options]


def _group(facet: Facet, options: list[Option]) -> Group:
    shown = [option for place, option in enumerate(options) if place < IN_SIGHT or option.is_chosen]
    rest = [option for place, option in enumerate(options) if place >= IN_SIGHT and not option.is_chosen]
    return Group(facet, str(FACET_WORDS[facet]), shown + rest, len(shown))


def count(wanted: Wanted, *, for_organizer: bool) -> Counted:
    """How many people fit, and how many of each kind, in one query."""
    facets = tuple(facet for facet in Facet if for_organizer or facet is not Facet.STANDING)
    rows = db.session.execute(_counting(wanted, facets, locale(), today(), db.engine.dialect.name)).all()
    of_kind = defaultdict(dict)
    for kind, value, label, number in rows:
        known_label, known_number = of_kind[kind].get(value, ("", 0))
        of_kind[kind][value] = (label or known_label, max(number, known_number))
    return Counted(
        found=of_kind["found"][""][1],
        members=of_kind["members"][""][1],
        term=next((label for label, _number in of_kind["term"].values()), None),
        options={facet: _options(facet, of_kind[facet.value], wanted) for facet in facets},
    )


# To write the query takes longer than to run it: each is kept for whoever asks the same that day.
@lru_cache(maxsize=128)
def _counting(wanted: Wanted, facets: tuple[Facet, ...], _locale: str, day: date, _database: str) -> CompoundSelect:
    conditions = narrowed(wanted)
    parts = [_total("found", *conditions), _total("members", is_member_on(day)), _present_term()]
    for facet in facets:
        is_free = facet in wanted.chosen or facet is Facet.STANDING
        parts.append(_COUNTS[facet](wanted, *(narrowed(wanted, besides=facet) if is_free else conditions)))
    parts += [part for part in (_chosen_expertise(wanted), _chosen_terms(wanted)) if part is not None]
    return union_all(*parts)


def _options(facet: Facet, counted: dict[str, tuple[str, int]], wanted: Wanted) -> list[Option]:
    """Those that give somebody, and those chosen; expertise by number, the others in their own order."""
    values = list(counted)
    values += [value for value in wanted.chosen.get(facet, ()) if value not in counted]
    options = [_option(facet, value, counted, wanted) for value in values]
    if facet in _ORDERS:
        order = list(_ORDERS[facet])
        return sorted(options, key=lambda option: order.index(option.value))
    if facet is Facet.TERM:
        return sorted(options, key=lambda option: option.label, reverse=True)
    return sorted(options, key=lambda option: (not option.is_chosen, -option.count, option.value))


_ORDERS = {Facet.BLOCK: Block, Facet.CATEGORY: MembershipCategory, Facet.STANDING: Standing}
_WORDS = {
    Facet.BLOCK: lambda value: BLOCK_WORDS[Block(value)],
    Facet.CATEGORY: lambda value: CATEGORY_WORDS[MembershipCategory(value)],
    Facet.STANDING: lambda value: STANDING_WORDS[Standing(value)],
}


def _option(facet: Facet, value: str, counted: dict[str, tuple[str, int]], wanted: Wanted) -> Option:
    label, number = counted.get(value, ("", 0))
    words = str(_WORDS[facet](value)) if facet in _WORDS else label or value
    return Option(facet, value, words, number, wanted.has_chosen(facet, value))


def with_names(counted: Counted, wheel: Wheel) -> Counted:
    """The ministries by name, in their official order; one that nobody knows is left out."""
    named = [
        replace(option, label=petal.name, short=petal.short_name)
        for petal in wheel.known.values()
        for option in counted.options[Facet.MINISTRY]
        if option.value == petal.slug
    ]
    return counted._replace(options=counted.options | {Facet.MINISTRY: named})


# Each part of the one query gives rows of facet, value, label and number.


def _part(kind: str, value: object, label: object, number: object) -> Select:
    return select(
        literal(kind, String).label("kind"),
        type_coerce(value, String).label("value"),
        type_coerce(label, String).label("label"),
        number.label("number"),
    )


def _total(kind: str, *conditions) -> Select:
    return _part(kind, literal(""), literal(""), func.count()).select_from(Person).where(*conditions)


def _people(value: object, label: object, facet: Facet) -> Select:
    return _part(facet.value, value, label, func.count(Person.id.distinct())).select_from(Person)


def _posts(value: object, facet: Facet) -> Select:
    people = _people(value, literal(""), facet).join(Person.appointments).join(Appointment.post)
    return people.where(Appointment.holds_on(today()))


def _by_ministry(_wanted: Wanted, *conditions) -> Select:
    return (
        _posts(Organization.slug, Facet.MINISTRY).join(Post.organization).where(*conditions).group_by(Organization.slug)
    )


def _by_block(_wanted: Wanted, *conditions) -> Select:
    period = OrganizationPeriod
    posts = _posts(period.block, Facet.BLOCK).join(period, period.organization_id == Post.organization_id)
    return posts.where(period.holds_on(today()), period.block.is_not(None), *conditions).group_by(period.block)


def _by_category(wanted: Wanted, *conditions) -> Select:
    people = _people(Membership.category, literal(""), Facet.CATEGORY).join(Person.memberships)
    return people.where(memberships_meant(wanted), *conditions).group_by(Membership.category)


def _by_term(wanted: Wanted, *conditions) -> Select:
    people = _people(Term.ordinal, Term.label, Facet.TERM).join(Person.memberships).join(Membership.term)
    return people.where(memberships_meant(wanted), *conditions).group_by(Term.ordinal, Term.label)


def _by_expertise(_wanted: Wanted, *conditions) -> Select:
    label = Expertise.shown_in(locale())
    people = _people(Expertise.folded, label, Facet.EXPERTISE).join(Person.expertise)
    return people.where(*conditions).group_by(Expertise.folded, Expertise.name, Expertise.name_en)


def _by_standing(_wanted: Wanted, *conditions) -> Select:
    standing = case(
        (is_member_on(today()), Standing.MEMBER.value),
        (was_ever_member(), Standing.FORMER.value),
        else_=Standing.NEVER.value,
    )
    return _people(standing, literal(""), Facet.STANDING).where(*conditions).group_by(standing)


_COUNTS = {
    Facet.EXPERTISE: _by_expertise,
    Facet.MINISTRY: _by_ministry,
    Facet.BLOCK: _by_block,
    Facet.CATEGORY: _by_category,
    Facet.TERM: _by_term,
    Facet.STANDING: _by_standing,
}


def _present_term() -> Select:
    return _part("term", Term.ordinal, Term.label, literal(0)).where(Term.holds_on(today()))


def _chosen_expertise(wanted: Wanted) -> Select | None:
    """The names of chosen fields that give nobody: a choice must be seen to be taken back."""
    if not (values := wanted.chosen.get(Facet.EXPERTISE)):
        return None
    label = Expertise.shown_in(locale())
    return _part(Facet.EXPERTISE.value, Expertise.folded, label, literal(0)).where(Expertise.folded.in_(values))


def _chosen_terms(wanted: Wanted) -> Select | None:
    if not (values := wanted.chosen.get(Facet.TERM)):
        return None
    return _part(Facet.TERM.value, Term.ordinal, Term.label, literal(0)).where(Term.ordinal.in_(values))
