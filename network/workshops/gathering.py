"""A workshop with all that its page and the home page show of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask_babel import gettext as _

from network.foundation.motif import seal_angle
from network.members.models import Person
from network.members.wheel import Petal, Wheel, wheel_on
from network.workshops.hosted import HostedYear, hosted_years
from network.workshops.lotus import Lotus, lotus_for
from network.workshops.models import Workshop
from network.workshops.roll import Invited, Place, Roll, roll_of


class PlaceShown(NamedTuple):
    """The invited of one organisation, as pages show them."""

    place: Place
    petal: Petal | None
    number: int | None  # of its petal on the wheel
    petals: int
    words: str  # how many of them come

    @property
    def people(self) -> list[Invited]:
        return self.place.people

    @property
    def seeds(self) -> list[str]:
        return self.place.seeds

    @property
    def angle(self) -> float | None:
        """Where the lit petal of its seal stands."""
        return None if self.number is None else seal_angle(self.number, self.petals)

    @property
    def name(self) -> str:
        return self.petal.name if self.petal else _("Chưa rõ cơ quan")

    @property
    def short_name(self) -> str:
        return self.petal.short_name if self.petal else self.name


@dataclass
class Gathering:
    """A workshop, who is invited, the wheel of its first day, who hosts which year; and who reads."""

    workshop: Workshop
    roll: Roll
    hosted: list[HostedYear]
    wheel: Wheel
    me: int | None

    @cached_property
    def hosted_year(self) -> HostedYear | None:
        return next((hosted for hosted in self.hosted if hosted.year == self.workshop.year), None)

    @cached_property
    def host(self) -> Petal | None:
        """The organisation whose turn it is, as it is called on the workshop's first day."""
        return self.wheel.known.get(self.hosted_year.organization_id) if self.hosted_year else None

    def place_of(self, person: Invited) -> str:
        """Where somebody works, in short."""
        petal = self.wheel.known.get(person.organization_id)
        return petal.short_name if petal else _("Chưa rõ cơ quan")

    @cached_property
    def mine(self) -> Invited | None:
        """The reader's own place on the roll, if she is invited."""
        return self.roll.entry_of(self.me)

    @cached_property
    def may_answer_now(self) -> bool:
        return self.mine is not None and self.workshop.takes_answers

    @cached_property
    def order(self) -> list[int]:
        return [petal.id for petal in self.wheel.petals]

    @cached_property
    def places(self) -> list[PlaceShown]:
        """The invited, organisation by organisation, in the order of the wheel."""
        coming = _("%(coming)d dự trên %(all)d")
        return [
            PlaceShown(
                place,
                self.wheel.known.get(place.id),
                self.wheel.place_of(place.id),
                len(self.wheel),
                coming % {"coming": place.coming, "all": len(place.people)},
            )
            for place in self.roll.by_place(self.order)
        ]

    @cached_property
    def lotus(self) -> Lotus:
        seeds = ((person.id, person.comes) for person in self.roll.in_wheel_order(self.order))
        return lotus_for(self.order, self.hosted, self.workshop.year, seeds, self.me)


def gather(workshop: Workshop, reader: Person, *, with_contacts: bool = False) -> Gathering:
    """Three queries: the roll, the years and their hosts, the wheel."""
    roll = roll_of(workshop, with_contacts=with_contacts)
    hosted = hosted_years()
    besides = roll.organization_ids | {year.organization_id for year in hosted if year.year == workshop.year}
    return Gathering(workshop, roll, hosted, wheel_on(workshop.starts_on, besides), reader.id)
