"""The best plan by the rule's five levels: each is settled before the next one is asked."""

from collections.abc import Callable
from dataclasses import replace

from network.workshops.rotation.model import Column, Gap, Measure, NotProven, Program, Relaxation, SharedBlock, gaps
from network.workshops.rotation.plan import Plan, judge
from network.workshops.rotation.rule import Hosts, RotationInput

Progress = Callable[[int, str, float], None]  # level, what it settles, part done of the whole


def silently(level: int, key: str, done: float) -> None:
    """Progress that nobody watches."""


def propose(rotation: RotationInput, progress: Progress = silently) -> Plan:
    """The best plan by the rule, proven to be; a quarter of a second for 40 ministries over 15 years.

    Raises NotProven when the solver fails, so that whatever comes back is optimal.
    """
    best_sum = smallest_sum(replace(rotation, pins={}))
    return judge(rotation, best_hosts(rotation, progress), best_sum, optimal=True)


def best_hosts(rotation: RotationInput, progress: Progress = silently) -> Hosts:
    """The one plan that is best by the rule.  Raises NotProven."""
    steps = rotation.years + 4
    search = Search(rotation)
    progress(1, "unfilled", 0)
    progress(2, "waits", 1 / steps)
    search.keep_best(squared_gaps(rotation))
    progress(3, "preferences", 2 / steps)
    search.keep_best(preferences(rotation))
    progress(4, "blocks", 3 / steps)
    search.columns += [SharedBlock(year) for year in rotation.horizon]
    search.keep_best(shared_blocks(rotation))
    for step, year in enumerate(rotation.horizon):
        progress(5, "order", (4 + step) / steps)
        search.keep_first_host(year)
    progress(5, "order", 1)
    return search.hosts


def smallest_sum(rotation: RotationInput) -> int:
    """S of the best plan, which the levels after the second leave as it is.  Raises NotProven."""
    search = Search(rotation)
    search.keep_best(squared_gaps(rotation))
    return rotation.sum_squared_gaps(search.hosts)


class Search:
    """The plans that are still in question: made of these columns, and within these limits.

    `hosts` is one of them.  At first it gives each year the first of its choices, and by that alone
    meets level 1: no turn stands in the way of another, so a year is unfilled only for want of choice.
    """

    def __init__(self, rotation: RotationInput) -> None:
        self.rotation = rotation
        self.columns: list[Column] = list(gaps(rotation))
        self.limits: list[tuple[Measure, int]] = []
        self.hosts: Hosts = {year: codes[0] for year, codes in rotation.choices.items() if codes}

    def keep_best(self, measure: Measure) -> None:
        """Go on with the plans that are best by a measure, found by branch and bound.  Raises NotProven."""
        if not any(measure.of_column(column) for column in self.columns):
            return
        root = self.relax(self.columns, measure)
        least, branches = measure.of_plan(self.hosts), [(self.columns, root)]
        while branches:
            columns, relaxed = branches.pop()
            if relaxed is None or relaxed.bound >= least:
                continue
            if relaxed.divided:
                branches += [(half, self.relax(half, measure)) for half in halves(columns, *relaxed.divided)]
            else:
                self.hosts, least = self.confirmed(relaxed, measure), relaxed.bound
        self.limits.append((measure, least))
        self.columns = [
            column
            for column, bound in zip(self.columns, root.column_bounds, strict=True)
            if bound <= least or isinstance(column, SharedBlock)  # which also keeps watch over its year
        ]

    def relax(self, columns: list[Column], measure: Measure) -> Relaxation | None:
        return Program(self.rotation, columns, self.limits).relax(measure)

    def confirmed(self, relaxed: Relaxation, measure: Measure) -> Hosts:
        """Its plan, once the exact figures bear it out."""
        hosts = relaxed.hosts
        if (
            hosts.keys() != self.hosts.keys()
            or measure.of_plan(hosts) != relaxed.bound
            or any(earlier.of_plan(hosts) > most for earlier, most in self.limits)
        ):
            raise NotProven(f"{hosts} measures {measure.of_plan(hosts)}, bound {relaxed.bound}")
        return hosts

    def keep_first_host(self, year: int) -> None:
        """Level 5, for one year: of its hosts in all the plans in question, the first in code order."""
        if year not in self.hosts:
            return
        if self.hosts[year] != min(column.code for column in self.columns if hosts_in(column, year)):
            self.keep_best(place(self.rotation, year))
        self.columns = [
            column for column in self.columns if not hosts_in(column, year) or column.code == self.hosts[year]
        ]


def hosts_in(column: Column, year: int) -> bool:
    return isinstance(column, Gap) and column.until == year


def halves(columns: list[Column], year: int, code: str) -> tuple[list[Column], list[Column]]:
    """The columns of the plans in which the ministry does not host that year, and of those in which it does."""
    without = [
        column
        for column in columns
        if not (isinstance(column, Gap) and column.code == code and year in (column.since, column.until))
    ]
    with_it = [column for column in columns if not hosts_in(column, year) or column.code == code]
    return without, with_it


def squared_gaps(rotation: RotationInput) -> Measure:
    """Level 2: S, less S of the plan in which nobody hosts, which keeps the figures small."""
    never = {code: (rotation.end(code) - rotation.starts[code]) ** 2 for code in rotation.counted}
    nobody = sum(never.values())
    return Measure(
        of_plan=lambda hosts: rotation.sum_squared_gaps(hosts) - nobody,
        of_gap=lambda gap: gap.length**2 - (never[gap.code] if gap.since is None else 0),
    )


def preferences(rotation: RotationInput) -> Measure:
    """Level 3, with its sign turned."""
    return Measure(
        of_plan=lambda hosts: -rotation.preference(hosts),
        of_gap=lambda gap: -rotation.preferences.get((gap.until, gap.code), 0),
    )


def shared_blocks(rotation: RotationInput) -> Measure:
    """Level 4."""
    return Measure(of_plan=rotation.adjacent_same_block, of_shared_block=1)


def place(rotation: RotationInput, year: int) -> Measure:
    """Level 5: where the host of one year stands in the order of codes."""
    places = {code: number for number, code in enumerate(rotation.by_code)}
    return Measure(
        of_plan=lambda hosts: places[hosts[year]],
        of_gap=lambda gap: places[gap.code] if gap.until == year else 0,
    )
