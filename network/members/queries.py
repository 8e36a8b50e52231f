"""Which people, and which organisations of theirs."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from network.foundation.clock import today
from network.foundation.folding import fold
from network.foundation.models import db
from network.foundation.names import same_person_key, skeleton
from network.members.models import (
    Appointment,
    Membership,
    Participation,
    Person,
    Post,
    Role,
    RoleAssignment,
    Term,
)
from network.organizations.models import Organization, OrganizationPeriod
from network.organizations.queries import main_links


def is_member_on(day: date) -> ColumnElement[bool]:
    """People who belong to the network on a day."""
    belonging = exists().where(Membership.person_id == Person.id, Membership.holds_on(day))
    return belonging.correlate(Person)


def was_ever_member() -> ColumnElement[bool]:
    return exists().where(Membership.person_id == Person.id).correlate(Person)


def works_at(organization_id: int, day: date) -> ColumnElement[bool]:
    """People who hold a post at an organisation on a day."""
    held = exists().where(Appointment.person_id == Person.id, Appointment.holds_on(day))
    return held.where(Appointment.post_id == Post.id, Post.organization_id == organization_id).correlate(Person)


def in_order(people: Select[Person]) -> Select[Person]:
    """By given name, in Vietnamese order."""
    return people.order_by(Person.sort_key, Person.id)


def people_visible_to(viewer: Person, day: date | None = None) -> Select[Person]:
    """Whom she may know of: organisers everybody, members the present members; herself each."""
    if viewer.is_organizer:
        return select(Person)
    if not viewer.is_member:
        return select(Person).where(Person.id == viewer.id)
    return select(Person).where(or_(Person.id == viewer.id, is_member_on(day or today())))


def with_standing(people: Select[Person]) -> Select[Person]:
    """Each with what decides about rights: her memberships, and where she holds posts."""
    return people.options(joinedload(Person.memberships), joinedload(Person.appointments).joinedload(Appointment.post))


def with_everything(people: Select[Person]) -> Select[Person]:
    """Each with what her page shows, in two queries more."""
    posts = selectinload(Person.appointments).joinedload(Appointment.post)
    return people.options(
        joinedload(Person.expertise),
        joinedload(Person.memberships).joinedload(Membership.term),
        joinedload(Person.memberships).joinedload(Membership.sponsor),
        posts.joinedload(Post.organization).joinedload(Organization.periods),
    )


def members_on(day: date) -> Select[Person]:
    """Who belongs to the network on a day, by given name."""
    return in_order(select(Person).where(is_member_on(day)))


def members_at(organization: Organization, day: date) -> Select[Appointment]:
    """The posts that members hold at an organisation on a day, by given name, each with its holder; main ones first."""
    held = select(Appointment).join(Appointment.person).join(Appointment.post)
    held = held.where(Post.organization_id == organization.id, Appointment.holds_on(day), is_member_on(day))
    held = held.order_by(Person.sort_key, Person.id, Appointment.is_main.desc(), Appointment.id)
    return held.options(contains_eager(Appointment.person), contains_eager(Appointment.post))


def participants_on(day: date) -> Select[Organization]:
    """The organisations that take part in the network on a day, in their official order."""
    part = exists().where(Participation.organization_id == Organization.id, Participation.holds_on(day))
    period = exists().where(OrganizationPeriod.organization_id == Organization.id, OrganizationPeriod.holds_on(day))
    return select(Organization).where(part, period).order_by(Organization.place, Organization.id)


def sponsors_on(day: date) -> Select:
    """Who can speak for somebody new: (public id, full name) of the members of a day, by given name."""
    people = select(Person.public_id, Person.full_name).where(is_member_on(day))
    return people.order_by(Person.sort_key, Person.id)


def terms_latest_first() -> Select[Term]:
    return select(Term).order_by(Term.valid_from.desc().nulls_last(), Term.id.desc())


def namesakes(full_name: str, organization_id: int | None, day: date) -> list[Person]:
    """People who may be taken for somebody new.

    Those of the same name, however its tones are placed, at the same organisation or at none; and organisers
    whose names look like it, for their word counts.
    """
    nowhere = ~exists().where(Appointment.person_id == Person.id, Appointment.holds_on(day)).correlate(Person)
    place = or_(nowhere, works_at(organization_id, day)) if organization_id else true()
    alike = and_(Person.folded == fold(full_name), place)
    posts = joinedload(Person.appointments).joinedload(Appointment.post).joinedload(Post.organization)
    found = db.session.scalars(in_order(select(Person).where(or_(alike, is_organizer_on(day)))).options(posts)).unique()
    same, looks = same_person_key(full_name), skeleton(full_name)
    return [
        person
        for person in found
        if same_person_key(person.full_name) == same or (skeleton(person.full_name) == looks and person.is_organizer)
    ]


def is_organizer_on(day: date) -> ColumnElement[bool]:
    held = exists().where(RoleAssignment.person_id == Person.id, RoleAssignment.holds_on(day))
    return held.where(RoleAssignment.role.in_((Role.ORGANIZER, Role.ADMINISTRATOR))).correlate(Person)


def periods_of_line(organization_id: int) -> Select[OrganizationPeriod]:
    """What an organisation was called, and those that ended in it, however long ago."""
    links = main_links().subquery()
    line = select(literal(organization_id).label("id")).cte("line", recursive=True)
    line = line.union(select(links.c.predecessor_id).join(line, links.c.successor_id == line.c.id))
    return select(OrganizationPeriod).where(OrganizationPeriod.organization_id.in_(select(line.c.id)))
