"""The rule of the rotation (luân phiên đăng cai): its words, and the exact figures of any plan.

Whole numbers throughout, and no solver: what is written here is what a plan is judged by, whether
a machine proposed it or an organiser made it by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

Hosts = Mapping[int, str]  # year -> code of the ministry that hosts; a year left out is unfilled


@dataclass(frozen=True)
class Ministry:
    """`joined` and `left` are its first and last year; its `successor` took over its place."""

    code: str
    block: str
    joined: int
    left: int | None = None
    successor: str | None = None

    def is_active_in(self, year: int) -> bool:
        return self.joined <= year and (self.left is None or year <= self.left)


@dataclass(frozen=True)
class RotationInput:
    """What is asked of the planner.  Made by `reading`, which has checked it: codes are known, chains end."""

    first_year: int
    years: int
    ministries: tuple[Ministry, ...]
    history: Hosts = field(default_factory=dict)
    unavailable: frozenset[tuple[int, str]] = frozenset()
    pins: Hosts = field(default_factory=dict)
    preferences: Mapping[tuple[int, str], int] = field(default_factory=dict)  # summed for each pair

    @property
    def horizon(self) -> range:
        return range(self.first_year, self.first_year + self.years)

    @cached_property
    def by_code(self) -> dict[str, Ministry]:
        """The ministries in the order of their codes, code point by code point."""
        return {ministry.code: ministry for ministry in sorted(self.ministries, key=lambda each: each.code)}

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """Codes of the ministries whose gaps are summed: all but those that left before the first year.

        The rule names no other exception.  One that cannot host in any year of the horizon (it joins
        later, or a successor is active) adds the same figure to every plan.
        """
        return tuple(code for code, each in self.by_code.items() if each.left is None or each.left >= self.first_year)

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """For each code, the chain of those that took over its place, nearest first."""
        chains: dict[str, tuple[str, ...]] = {}
        for code, ministry in self.by_code.items():
            chain = []
            while (heir := ministry.successor) is not None:
                chain.append(heir)
                ministry = self.by_code[heir]
            chains[code] = tuple(chain)
        return chains

    @cached_property
    def families(self) -> dict[str, set[str]]:
        """For each code: itself, and every ministry whose chain of successors ends in it."""
        families = {code: {code} for code in self.by_code}
        for code, chain in self.successors.items():
            if chain:
                families[chain[-1]].add(code)
        return families

    @cached_property
    def last_hosting(self) -> dict[str, tuple[int, str] | None]:
        """For each code, the latest year in which its family hosted and who of it did; None if none did."""
        latest = {code: (year, code) for year, code in sorted(self.history.items())}
        return {
            code: max((latest[each] for each in family if each in latest), default=None)
            for code, family in self.families.items()
        }

    @cached_property
    def starts(self) -> dict[str, int]:
        """For each code start(m), the year from which it waits."""
        return {
            code: hosting[0] if hosting else min(self.by_code[each].joined for each in self.families[code]) - 1
            for code, hosting in self.last_hosting.items()
        }

    def end(self, code: str) -> int:
        """end(m): the year after its last in the horizon."""
        left = self.by_code[code].left
        return (self.horizon[-1] if left is None else min(self.horizon[-1], left)) + 1

    def takes_part(self, year: int, code: str) -> bool:
        """Whether it is there to host: active, and none of its successors is.  No pin overrides this."""
        return self.by_code[code].is_active_in(year) and not any(
            self.by_code[heir].is_active_in(year) for heir in self.successors[code]
        )

    @cached_property
    def eligible(self) -> dict[int, tuple[str, ...]]:
        """For each year of the horizon the codes of those that may host, in code order, pins aside."""
        return {
            year: tuple(
                code for code in self.by_code if (year, code) not in self.unavailable and self.takes_part(year, code)
            )
            for year in self.horizon
        }

    @cached_property
    def choices(self) -> dict[int, tuple[str, ...]]:
        """For each year what a plan may choose from: its pin, or else the eligible."""
        return {year: (self.pins[year],) if year in self.pins else self.eligible[year] for year in self.horizon}

    def sum_squared_gaps(self, hosts: Hosts) -> int:
        """S of the rule."""
        turns = {code: [self.starts[code]] for code in self.counted}
        for year in self.horizon:
            if year in hosts:
                turns[hosts[year]].append(year)
        return sum(
            (later - earlier) ** 2
            for code, years in turns.items()
            for earlier, later in pairwise([*years, self.end(code)])
        )

    def preference(self, hosts: Hosts) -> int:
        return sum(self.preferences.get(pair, 0) for pair in hosts.items())

    def block_before(self, year: int, hosts: Hosts) -> str | None:
        """The block of the host of the year before; that of the first year is looked up in history."""
        host = (hosts if year > self.first_year else self.history).get(year - 1)
        return None if host is None else self.by_code[host].block

    def shares_block(self, year: int, hosts: Hosts) -> bool:
        """Whether the year's host and that of the year before are of one block."""
        return year in hosts and self.by_code[hosts[year]].block == self.block_before(year, hosts)

    def adjacent_same_block(self, hosts: Hosts) -> int:
        return sum(self.shares_block(year, hosts) for year in self.horizon)
