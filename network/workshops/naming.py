"""People named by what somebody types: the members, and the network's office, each with where she works."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import and_, exists, or_, select

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.names import same_person_key
from network.members.models import Appointment, Person, Post, Role, RoleAssignment
from network.members.queries import in_order, is_member_on
from network.organizations.models import OrganizationPeriod
from network.workshops.queries import post_held_on


class SeveralOfThatName(ValueError):
    """A name alone does not say which person is meant."""

    def __str__(self) -> str:
        return _("Có nhiều chị cùng tên này. Xin chị chọn trong danh sách gợi ý, có kèm tên cơ quan.")


class Known(NamedTuple):
    id: int
    full_name: str
    organization: str | None

    @property
    def label(self) -> str:
        """`Trần Thị Minh Hạnh, Bộ Khoa học và Công nghệ`."""
        return ", ".join(filter(None, (self.full_name, self.organization)))


class Nameable:
    """Whom one may name."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = list(people)

    def label_of(self, person_id: int) -> str:
        return next((known.label for known in self.people if known.id == person_id), "")

    def find(self, text: str) -> int | None:
        """Who is meant, by name and organisation or by a name that only one has; None if nobody.

        Raises SeveralOfThatName.
        """
        key = same_person_key(text)
        found = [known for known in self.people if same_person_key(known.label) == key]
        found = found or [known for known in self.people if same_person_key(known.full_name) == key]
        if len(found) > 1:
            raise SeveralOfThatName
        return found[0].id if found else None


def people_to_name(day: date | None = None) -> Nameable:
    """Everybody who belongs to the network or its office on a day, by given name, in one query."""
    day = day or today()
    in_office = exists().where(
        RoleAssignment.person_id == Person.id,
        RoleAssignment.holds_on(day),
        RoleAssignment.role.in_((Role.ORGANIZER, Role.ADMINISTRATOR)),
    )
    period = and_(OrganizationPeriod.organization_id == Post.organization_id, OrganizationPeriod.holds_on(day))
    people = (
        select(Person.id, Person.full_name, OrganizationPeriod.name)
        .select_from(Person)
        .outerjoin(Appointment, Appointment.id == post_held_on(day))
        .outerjoin(Post, Post.id == Appointment.post_id)
        .outerjoin(OrganizationPeriod, period)
        .where(or_(is_member_on(day), in_office.correlate(Person)))
    )
    return Nameable(Known(*row) for row in db.session.execute(in_order(people)))
