"""A workshop with all that its page and the home page show of it."""

from dataclasses import dataclass
from functools import cached_property

from network.members.models import Person
from network.members.wheel import Petal, Wheel, wheel_on
from network.workshops.hosted import HostedYear, hosted_years
from network.workshops.lotus import Lotus, lotus_for
from network.workshops.models import Workshop
from network.workshops.roll import Invited, Place, Roll, roll_of


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
    def places(self) -> list[Place]:
        return self.roll.by_place(self.order)

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
