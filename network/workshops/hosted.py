"""Who hosts which year, and who bears the name of past hosts today."""

from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, select

from network.foundation.models import db
from network.organizations.queries import main_links
from network.workshops.models import HostTurn, TurnState


class HostedYear(NamedTuple):
    """A year and its host: `bearers` are the host and those that it has ended in since."""

    year: int
    state: TurnState
    organization_id: int
    is_demo: bool
    bearers: frozenset[int]

    @property
    def is_held(self) -> bool:
        return self.state is TurnState.HELD


@lru_cache(maxsize=1)  # to write the query takes longer than to run it
def _turns_and_bearers() -> Select:
    links = main_links().subquery()
    start = select(HostTurn.organization_id.label("host_id"), HostTurn.organization_id.label("id"))
    line = start.cte("line", recursive=True)
    line = line.union(select(line.c.host_id, links.c.successor_id).join(links, links.c.predecessor_id == line.c.id))
    turns = select(HostTurn.year, HostTurn.state, HostTurn.organization_id, HostTurn.is_demo, line.c.id)
    turns = turns.join(line, line.c.host_id == HostTurn.organization_id)
    return turns.where(HostTurn.state != TurnState.DECLINED).order_by(HostTurn.year)


def hosted_years() -> list[HostedYear]:
    """All years that have a host, past and to come, in one query."""
    bearers: dict[tuple, set[int]] = {}
    for *turn, bearer in db.session.execute(_turns_and_bearers()):
        bearers.setdefault(tuple(turn), set()).add(bearer)
    return [HostedYear(*turn, frozenset(ids)) for turn, ids in bearers.items()]
