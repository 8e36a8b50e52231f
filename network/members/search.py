"""By which of their words people are found."""

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.search import EVERYONE, ORGANIZERS, Document, also_found_by, searchable
from network.members.models import Appointment, Membership, Person
from network.members.queries import periods_of_line
from network.organizations.models import Organization


def person_document(person: Person) -> Document:
    """Found by her name, her posts of today, their organisations' names of all times, and what she knows.

    Who is not a member is found by the organisers only.
    """
    day = today()
    held = person.appointments_on(day)
    words = [person.full_name]
    for appointment in held:
        words += [appointment.post.title, *_names_of(appointment.post.organization)]
    words += [name for field in person.expertise for name in (field.name, field.name_en)]
    place = f"{held[0].post.title}, {held[0].post.organization.latest.name}" if held else ""
    return Document(
        title=person.full_name,
        hint=place,
        address=person.url,
        words="\n".join(filter(None, words)),
        audience=EVERYONE if person.membership_on(day) else ORGANIZERS,
    )


def _names_of(organization: Organization) -> list[str]:
    """What it and those whose place it has were ever called."""
    return [
        name
        for period in db.session.scalars(periods_of_line(organization.id))
        for name in (period.name, period.name_en, period.short_name, period.code, period.aliases)
    ]


searchable("person", Person, person_document)
also_found_by(Appointment, lambda appointment: (appointment.person,))
also_found_by(Membership, lambda membership: (membership.person,))
