"""Which turns, workshops and answers."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ScalarSelect, Select, and_, case, exists, literal, select
from sqlalchemy.orm import aliased, joinedload

from network.foundation.clock import today
from network.members.models import Appointment, Membership, Person
from network.organizations.models import Organization
from network.organizations.queries import main_links
from network.themes.models import ThemeState, YearlyTheme
from network.workshops.models import (
    AgendaItem,
    AgendaSpeaker,
    HostTurn,
    TurnState,
    Workshop,
    WorkshopContact,
    WorkshopState,
)

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


# To write a query takes as long as to run it: those of each page are kept for whoever asks the same that day.
@lru_cache(maxsize=512)
def _visible_to(member_id: int | None, day: date) -> Select[Workshop]:
    """All workshops for organisers (None); for a member, if she is one on that day, those that were published."""
    workshops = select(Workshop).order_by(Workshop.year.desc())
    if member_id is None:
        return workshops
    belongs = exists().where(Membership.person_id == member_id, Membership.holds_on(day))
    return workshops.where(Workshop.published_at.is_not(None), belongs)


def workshops_visible_to(person: Person) -> Select[Workshop]:
    """The workshops she may see, the latest first: organisers all, members those that were published."""
    return _visible_to(None if person.is_organizer else person.id, today())


def with_contacts(workshops: Select[Workshop]) -> Select[Workshop]:
    return workshops.options(joinedload(Workshop.contacts).joinedload(WorkshopContact.person))


def with_theme(workshops: Select[Workshop]) -> Select[tuple[Workshop, YearlyTheme | None]]:
    """Each with the published theme of its year, if there is one."""
    published = and_(YearlyTheme.year == Workshop.year, YearlyTheme.state == ThemeState.PUBLISHED)
    return workshops.add_columns(YearlyTheme).outerjoin(YearlyTheme, published)


def coming_workshops(person: Person, day: date) -> Select[Workshop]:
    """The published workshops that are not over on a day, the next first; cancelled ones too, so that it is told."""
    ahead = workshops_visible_to(person).where(Workshop.ends_on >= day, Workshop.state != WorkshopState.DRAFT)
    return ahead.order_by(None).order_by(Workshop.starts_on)


@lru_cache(maxsize=64)
def _agenda_of(workshop_id: int) -> Select[AgendaItem]:
    items = select(AgendaItem).where(AgendaItem.workshop_id == workshop_id)
    speakers = joinedload(AgendaItem.speakers).joinedload(AgendaSpeaker.person)
    shown = speakers.load_only(Person.public_id, Person.full_name, Person.photo)
    return items.order_by(AgendaItem.day, AgendaItem.starts_at, AgendaItem.id).options(shown)


def agenda_of(workshop: Workshop) -> Select[AgendaItem]:
    """The items in their order, each with its speakers."""
    return _agenda_of(workshop.id)


def post_held_on(day: date) -> ScalarSelect[int]:
    """The main appointment that somebody holds on a day, to join by."""
    held = aliased(Appointment)
    return (
        select(held.id)
        .where(held.person_id == Person.id, held.holds_on(day))
        .order_by(held.is_main.desc(), held.valid_from.desc().nulls_last(), held.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
