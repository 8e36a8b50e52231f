"""How many people there are of each kind, so that a choice is made knowing what it gives."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.rendering import locale
from network.members.directory.counting import counting_query
from network.members.directory.wanted import Facet, Standing, Wanted
from network.members.models import CATEGORY_WORDS, MembershipCategory
from network.members.wheel import Wheel
from network.organizations.models import BLOCK_WORDS, Block

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
    counting = counting_query(wanted, facets, locale(), today(), db.engine.dialect.name)
    of_kind = defaultdict(dict)
    for kind, value, label, number in db.session.execute(counting):
        known_label, known_number = of_kind[kind].get(value, ("", 0))
        of_kind[kind][value] = (label or known_label, max(number, known_number))
    return Counted(
        found=of_kind["found"][""][1],
        members=of_kind["members"][""][1],
        term=next((label for label, _number in of_kind["term"].values()), None),
        options={facet: _options(facet, of_kind[facet.value], wanted) for facet in facets},
    )


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
