"""The network's workshops year by year: whose turn it was, is or will be, and the workshop where there is one."""

from collections.abc import Iterable
from typing import NamedTuple

from network.workshops.models import HostTurn, Workshop


class Edition(NamedTuple):
    """One year."""

    year: int
    turn: HostTurn | None
    workshop: Workshop | None

    @property
    def is_past(self) -> bool:
        """Has it taken place, or can it no more?"""
        if self.workshop:
            return self.workshop.is_over or self.workshop.is_cancelled
        return self.turn.is_held


def editions(turns: Iterable[HostTurn], workshops: Iterable[Workshop]) -> list[Edition]:
    """Each year with a turn that stands or a workshop, the latest first."""
    hosts = {turn.year: turn for turn in turns if turn.stands}
    held = {workshop.year: workshop for workshop in workshops}
    return [Edition(year, hosts.get(year), held.get(year)) for year in sorted({*hosts, *held}, reverse=True)]
