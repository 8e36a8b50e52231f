"""A plan with its figures and its reasons: the planner's own, or one that an organiser made by hand."""

from dataclasses import dataclass

from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.rule import Hosts, RotationInput


@dataclass(frozen=True)
class Assignment:
    """Who hosts in a year, and why."""

    year: int
    code: str
    pinned: bool
    waited: int  # years, since `since`
    rank: int  # 1: nobody eligible that year had waited longer
    since: int
    predecessor: str | None  # that hosted in `since`, if it was another of the family
    newcomer: bool  # none of its family ever hosted: it waits since it joined
    weight: int  # what it was preferred by for this year
    same_block: bool  # as the host of the year before

    @property
    def reasons(self) -> list[dict[str, object]]:
        """Keys with figures; their words are found where they are shown."""
        reasons: list[dict[str, object]] = [{"key": "pinned"}] if self.pinned else []
        reasons.append({"key": "waited", "years": self.waited, "rank": self.rank})
        if self.weight:
            reasons.append({"key": "preference", "weight": self.weight})
        return reasons

    def as_json(self) -> dict[str, object]:
        return {
            "year": self.year,
            "code": self.code,
            "pinned": self.pinned,
            "waited": self.waited,
            "reasons": self.reasons,
        }


@dataclass(frozen=True)
class Plan:
    """`best_sum` is S of the best plan for the same input without pins, against which fairness is told."""

    assignments: tuple[Assignment, ...]
    unfilled: tuple[int, ...]
    sum_squared_gaps: int
    preference: int
    adjacent_same_block: int
    best_sum: int
    optimal: bool

    @property
    def fairness(self) -> float:
        """Percent, to one decimal: what the pins cost.  Where nobody waits at all nothing is unfair.

        More than 100 where a pin fills a year for which there was otherwise nobody.
        """
        if self.sum_squared_gaps == 0:
            return 100.0
        return round(100 * self.best_sum / self.sum_squared_gaps, 1)

    @property
    def hosts(self) -> Hosts:
        return {assignment.year: assignment.code for assignment in self.assignments}

    def as_json(self) -> dict[str, object]:
        return {
            "assignments": [assignment.as_json() for assignment in self.assignments],
            "unfilled": list(self.unfilled),
            "sum_squared_gaps": self.sum_squared_gaps,
            "preference": self.preference,
            "adjacent_same_block": self.adjacent_same_block,
            "fairness": self.fairness,
            "optimal": self.optimal,
        }


def evaluate(rotation: RotationInput, hosts: Hosts, best_sum: int) -> Plan:
    """The figures of a plan made by hand, without the solver: what a swap costs is told in a moment.

    A host may be unavailable, as when pinned.  `best_sum` comes from the proposal.  The plan does not
    count as optimal.  Raises InvalidRotation for a host that takes no part in its year.
    """
    for year, code in sorted(hosts.items()):
        if code not in rotation.by_code:
            raise InvalidRotation("unknown_code", entry=f"hosts[{year}]", code=code)
        if year not in rotation.horizon or not rotation.takes_part(year, code):
            raise InvalidRotation("takes_no_part", entry=f"hosts[{year}]", year=year, code=code)
    return judge(rotation, hosts, best_sum, optimal=False)


def judge(rotation: RotationInput, hosts: Hosts, best_sum: int, *, optimal: bool) -> Plan:
    return Plan(
        assignments=tuple(explain(rotation, hosts)),
        unfilled=tuple(year for year in rotation.horizon if year not in hosts),
        sum_squared_gaps=rotation.sum_squared_gaps(hosts),
        preference=rotation.preference(hosts),
        adjacent_same_block=rotation.adjacent_same_block(hosts),
        best_sum=best_sum,
        optimal=optimal,
    )


def explain(rotation: RotationInput, hosts: Hosts) -> list[Assignment]:
    """The turns of a plan in the order of years, each with what spoke for it at that point."""
    latest = dict(rotation.last_hosting)
    since = dict(rotation.starts)
    assignments = []
    for year in (year for year in rotation.horizon if year in hosts):
        code = hosts[year]
        assignments.append(
            Assignment(
                year=year,
                code=code,
                pinned=rotation.pins.get(year) == code,
                waited=year - since[code],
                rank=1 + sum(since[other] < since[code] for other in rotation.eligible[year]),
                since=since[code],
                predecessor=latest[code][1] if latest[code] and latest[code][1] != code else None,
                newcomer=latest[code] is None,
                weight=rotation.preferences.get((year, code), 0),
                same_block=rotation.shares_block(year, hosts),
            )
        )
        since[code], latest[code] = year, (year, code)
    return assignments
