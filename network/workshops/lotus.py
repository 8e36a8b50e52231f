"""The lotus of a workshop: a petal for each organisation that takes part, a seed for each member invited.

Plain values in and out, for the macro `lotus` of templates/shared/motif.html.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

ON, OFF, NOW = "on", "off", "now"


class Host(Protocol):
    """What the petals ask of a year's host; see `hosted.HostedYear`."""

    year: int
    bearers: frozenset[int]


class Lotus(NamedTuple):
    petals: list[dict]  # each its state: host, next, later, past or idle
    seeds: list[str]


def lotus_for(
    organization_ids: Sequence[int],
    hosts: Iterable[Host],
    year: int,
    seeds: Iterable[tuple[int, bool]],
    me: int | None = None,
) -> Lotus:
    """The lotus of one year.

    organization_ids: those that take part, in their official order.  seeds: each invited person's id and whether she
    (or a deputy of hers) comes, in the same order.  me: the reader, whose seed is pink.
    """
    states = petal_states(hosts, year)
    petals = [{"state": states.get(organization_id, "idle")} for organization_id in organization_ids]
    return Lotus(petals, [NOW if person == me else ON if comes else OFF for person, comes in seeds])


def petal_states(hosts: Iterable[Host], year: int) -> dict[int, str]:
    """For each organisation that hosts, hosted (itself or a forerunner) or will: which petal it has in that year.

    The host's comes before all else, then the next host's, then those to come, then the past.
    """
    hosts = sorted(hosts, key=lambda host: host.year)
    following = next((host.year for host in hosts if host.year > year), None)
    states: dict[int, str] = {}
    for host in hosts:
        state = "past" if host.year < year else "host" if host.year == year else "later"
        if host.year == following:
            state = "next"
        for organization_id in host.bearers:
            states[organization_id] = min(state, states.get(organization_id, state), key=_RANK.index)
    return states


_RANK = ("host", "next", "later", "past")
