"""What becomes of people and of participations as days pass, and after a change elsewhere is on record."""

from datetime import date, timedelta

from flask import current_app
from sqlalchemy import or_, select

from network.foundation import files
from network.foundation.clock import now, today
from network.foundation.events import on
from network.foundation.jobs import daily
from network.foundation.models import db
from network.foundation.search import keep
from network.members import photos
from network.members.models import Appointment, Membership, Person, Post
from network.members.participations import follow
from network.members.succession import follow_reorganizations
from network.organizations.events import OrganizationReorganized
from network.organizations.models import Reorganization

UNNAMED_FOR = timedelta(hours=24)  # so long a photo may wait for the commit of its row
LOOK_BACK = timedelta(days=7)  # for a house that slept over midnight


@on(OrganizationReorganized)
def carry_over(event: OrganizationReorganized) -> None:
    """Participations know their days, those ahead too; people go on when the day has come."""
    record = db.session.get_one(Reorganization, event.reorganization_id)
    follow(record)
    follow_reorganizations(today())
    _find_anew(_working_at({organization.id for organization in record.organizations}))


@daily
def begin_day() -> None:
    """Whose ministry ended goes on at its heir; what begins or ends shows in what people are found by."""
    follow_reorganizations(today())
    _find_anew(_with_turning_days(today() - LOOK_BACK, today()))


@daily
def sweep_photos() -> None:
    """Take away what no person's row names, and say what a row names that is not there."""
    named = set(db.session.scalars(select(Person.photo).where(Person.photo.is_not(None))))
    expected = {file for name in named for file in (photos.large_file(name), photos.small_file(name))}
    found = list(files.kept_in(photos.FOLDER))
    for kept in found:
        if kept.name not in expected and kept.written_at < now() - UNNAMED_FOR:
            files.drop(photos.FOLDER, kept.name)
    for missing in sorted(expected - {kept.name for kept in found}):
        current_app.logger.error("photo %s is missing", missing)


def _with_turning_days(first: date, last: date) -> list[Person]:
    """People for whom a post or a membership begins or ends in these days."""
    turning = [
        select(kind.person_id).where(or_(kind.valid_from.between(first, last), kind.valid_to.between(first, last)))
        for kind in (Appointment, Membership)
    ]
    return list(db.session.scalars(select(Person).where(or_(*(Person.id.in_(ids) for ids in turning)))))


def _working_at(organizations: set[int]) -> list[Person]:
    held = select(Appointment.person_id).join(Appointment.post).where(Post.organization_id.in_(organizations))
    return list(db.session.scalars(select(Person).where(Person.id.in_(held))))


def _find_anew(people: list[Person]) -> None:
    for person in people:
        keep(person)
