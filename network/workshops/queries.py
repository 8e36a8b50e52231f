"""Which turns, workshops and answers."""

from sqlalchemy import Select, case, literal, select
from sqlalchemy.orm import joinedload

from network.organizations.models import Organization
from network.organizations.queries import main_links
from network.workshops.models import HostTurn, TurnState

_STANDS = HostTurn.state != TurnState.DECLINED


def hosts_since(year: int) -> Select[HostTurn]:
    """The turns from a year on, each with its organisation; of one year, what was declined before what stands."""
    in_order = case((_STANDS, 1), else_=0)
    turns = select(HostTurn).where(HostTurn.year >= year).order_by(HostTurn.year, in_order, HostTurn.id)
    return turns.options(joinedload(HostTurn.organization).selectinload(Organization.periods))


def host_of(year: int) -> Select[HostTurn]:
    """The turn that stands for a year, if it is anybody's."""
    return hosts_since(year).where(HostTurn.year == year, _STANDS)


def years_hosted(organization_id: int) -> Select[HostTurn]:
    """The turns that an organisation held, and those that ended in it, however long ago; the latest first."""
    links = main_links().subquery()
    line = select(literal(organization_id).label("id")).cte("line", recursive=True)
    line = line.union(select(links.c.predecessor_id).join(line, links.c.successor_id == line.c.id))
    turns = select(HostTurn).where(HostTurn.organization_id.in_(select(line.c.id)), HostTurn.state == TurnState.HELD)
    organization = joinedload(HostTurn.organization)
    return turns.order_by(HostTurn.year.desc()).options(organization.joinedload(Organization.periods))
