"""What an organiser might do with a plan instead, and what each would cost: priced by the rule, without the solver.

The years that a choice does not name stay as they are; planned anew around it they cost as much or less.
"""

from dataclasses import dataclass
from functools import cached_property

from network.workshops.rotation.plan import Assignment, Plan, evaluate
from network.workshops.rotation.rule import Hosts, RotationInput


@dataclass(frozen=True)
class Choice:
    """Other hosts than those of the present plan, in a year, and perhaps in `other_year`, whose host it took."""

    rotation: RotationInput
    best_sum: int
    hosts: Hosts
    year: int
    other_year: int | None = None

    @cached_property
    def cost(self) -> tuple[int, int, int, int]:
        """By the rule's first four levels; less is better."""
        rotation, hosts = self.rotation, self.hosts
        return (
            rotation.years - len(hosts),
            rotation.sum_squared_gaps(hosts),
            -rotation.preference(hosts),
            rotation.adjacent_same_block(hosts),
        )

    @property
    def code(self) -> str:
        """Who would host the year."""
        return self.hosts[self.year]

    @cached_property
    def plan(self) -> Plan:
        return evaluate(self.rotation, self.hosts, self.best_sum)

    @property
    def assignment(self) -> Assignment:
        """What speaks for the host of the year."""
        return next(each for each in self.plan.assignments if each.year == self.year)


def alternatives(rotation: RotationInput, plan: Plan, year: int) -> list[Choice]:
    """For each other ministry that may host the year the cheapest way to let it, the cheapest first."""
    hosts = plan.hosts
    cheapest = [
        min(ways(rotation, plan, year, code), key=lambda choice: choice.cost)
        for code in rotation.eligible[year]
        if code != hosts.get(year)
    ]
    return in_order(cheapest)


def ways(rotation: RotationInput, plan: Plan, year: int, code: str) -> list[Choice]:
    """How a ministry can come to host a year: in place of its host, or by changing years with it."""
    hosts = plan.hosts
    found = [Choice(rotation, plan.best_sum, {**hosts, year: code}, year)]
    for other_year in (each for each in hosts if hosts[each] == code and each != year):
        if is_free(rotation, other_year, hosts.get(year)):
            found.append(exchange(rotation, plan, year, other_year))
    return found


def swaps(rotation: RotationInput, plan: Plan, year: int) -> list[Choice]:
    """The years with which a year could change hosts, the cheapest first."""
    hosts = plan.hosts
    if year not in hosts:
        return []
    return in_order(
        [
            exchange(rotation, plan, year, other_year)
            for other_year, code in hosts.items()
            if code != hosts[year] and rotation.takes_part(year, code) and rotation.takes_part(other_year, hosts[year])
        ]
    )


def exchange(rotation: RotationInput, plan: Plan, year: int, other_year: int) -> Choice:
    hosts: Hosts = {**plan.hosts, year: plan.hosts[other_year], other_year: plan.hosts[year]}
    return Choice(rotation, plan.best_sum, hosts, year, other_year)


def is_free(rotation: RotationInput, year: int, code: str | None) -> bool:
    """Whether a ministry may be put into a year without a word from the organiser."""
    return code in rotation.eligible[year] and year not in rotation.pins


def in_order(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: (choice.cost, choice.code, choice.other_year or 0))
