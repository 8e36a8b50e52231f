"""What an organiser might do with a plan instead, and what each would cost: priced by the rule, without the solver.

The years that a choice does not name stay as they are; planned anew around it they cost as much or less.
"""

from dataclasses import dataclass

from network.workshops.rotation.plan import Assignment, Plan, evaluate
from network.workshops.rotation.rule import Hosts, RotationInput


@dataclass(frozen=True)
class Choice:
    """A plan that differs from the present one in a year, and perhaps in `other_year`, whose host it took."""

    year: int
    other_year: int | None
    plan: Plan

    @property
    def assignment(self) -> Assignment:
        """Who would host the year, and what speaks for it then."""
        return next(each for each in self.plan.assignments if each.year == self.year)

    @property
    def cost(self) -> tuple[int, int, int, int]:
        """By the rule's first four levels; less is better."""
        plan = self.plan
        return len(plan.unfilled), plan.sum_squared_gaps, -plan.preference, plan.adjacent_same_block


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
    found = [Choice(year, None, evaluate(rotation, {**hosts, year: code}, plan.best_sum))]
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
    return Choice(year, other_year, evaluate(rotation, hosts, plan.best_sum))


def is_free(rotation: RotationInput, year: int, code: str | None) -> bool:
    """Whether a ministry may be put into a year without a word from the organiser."""
    return code in rotation.eligible[year] and year not in rotation.pins


def in_order(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: (choice.cost, choice.assignment.code, choice.other_year or 0))
