"""The roll of a workshop: who belongs to the network on its first day, and what each has answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from sqlalchemy import Select, and_, select

from network.foundation.models import db
from network.foundation.names import short_name
from network.members.models import Appointment, HasPage, Person, Post
from network.members.queries import in_order, is_member_on
from network.workshops.models import Answer, Choice, Workshop
from network.workshops.queries import post_held_on

WAITING = "waiting"
SEEDS = {Choice.YES: "full", Choice.DEPUTY: "half", Choice.NO: "no", WAITING: "wait"}
ORDER = (Choice.YES, Choice.DEPUTY, Choice.NO, WAITING)


@dataclass
class Invited(HasPage):
    """One invited member, and what she has answered."""

    id: int
    public_id: str
    full_name: str
    given_name: str
    photo: str | None
    title: str | None
    organization_id: int | None
    choice: Choice | None
    days: list[str] | None
    deputy_name: str | None
    deputy_post: str | None
    reason: str | None
    entered_by_id: int | None
    answered_at: datetime | None
    email: str | None = None
    phone: str | None = None
    office_phone: str = ""

    @property
    def short_name(self) -> str:
        return self.given_name or short_name(self.full_name)

    @property
    def state(self) -> str:
        """yes, deputy, no or waiting."""
        return self.choice or WAITING

    @property
    def has_answered(self) -> bool:
        return self.choice is not None

    @property
    def comes(self) -> bool:
        """She, or somebody in her place."""
        return self.choice in (Choice.YES, Choice.DEPUTY)

    @property
    def seed(self) -> str:
        """How her seed looks in a row: see `seed` in templates/shared/tags.html."""
        return SEEDS[self.state]

    @property
    def chosen_days(self) -> list[date]:
        """The days she comes on, where she does not come on all."""
        return [date.fromisoformat(day) for day in self.days or ()]


class Place(NamedTuple):
    """The invited of one organisation; `id` is None for those who hold no post."""

    id: int | None
    people: list[Invited]

    @property
    def seeds(self) -> list[str]:
        return [person.seed for person in sorted(self.people, key=lambda person: ORDER.index(person.state))]

    @property
    def coming(self) -> int:
        return sum(person.comes for person in self.people)


@dataclass
class Roll:
    """All who are invited, by given name."""

    people: list[Invited] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def organization_ids(self) -> set[int]:
        return {person.organization_id for person in self.people if person.organization_id is not None}

    def entry_of(self, person_id: int | None) -> Invited | None:
        return next((person for person in self.people if person.id == person_id), None)

    def in_state(self, *states: str) -> list[Invited]:
        return [person for person in self.people if person.state in states]

    @cached_property
    def coming(self) -> int:
        """How many come, they or their deputies."""
        return sum(person.comes for person in self.people)

    @cached_property
    def absent(self) -> int:
        return len(self.in_state(Choice.NO))

    @cached_property
    def waiting(self) -> int:
        return len(self.in_state(WAITING))

    @cached_property
    def deputies(self) -> int:
        return len(self.in_state(Choice.DEPUTY))

    def by_place(self, organization_ids: Iterable[int]) -> list[Place]:
        """Organisation by organisation: first these, in their order, then the others, then who holds no post."""
        groups: dict[int | None, list[Invited]] = {}
        for person in self.people:
            groups.setdefault(person.organization_id, []).append(person)
        order = [*organization_ids, *sorted(self.organization_ids), None]
        return [Place(key, groups[key]) for key in dict.fromkeys(order) if key in groups]

    def in_wheel_order(self, organization_ids: Iterable[int]) -> list[Invited]:
        return [person for place in self.by_place(organization_ids) for person in place.people]


@lru_cache(maxsize=64)  # to write the query takes longer than to run it
def _invited(workshop_id: int, day: date, with_contacts: bool, _database: str) -> Select:
    shown = [Person.id, Person.public_id, Person.full_name, Person.given_name, Person.photo]
    shown += [Post.title, Post.organization_id, Answer.choice, Answer.days, Answer.deputy_name, Answer.deputy_post]
    shown += [Answer.reason, Answer.entered_by_id, Answer.answered_at]
    if with_contacts:
        shown += [Person.email, Person.phone, Person.office_phone]
    people = (
        select(*shown)
        .select_from(Person)
        .outerjoin(Appointment, Appointment.id == post_held_on(day))
        .outerjoin(Post, Post.id == Appointment.post_id)
        .outerjoin(Answer, and_(Answer.person_id == Person.id, Answer.workshop_id == workshop_id))
        .where(is_member_on(day))
    )
    return in_order(people)


def roll_of(workshop: Workshop, *, with_contacts: bool = False) -> Roll:
    """The roll, in one query; with_contacts: also how to reach each, for organisers' eyes."""
    query = _invited(workshop.id, workshop.starts_on, with_contacts, db.engine.dialect.name)
    return Roll([Invited(*row) for row in db.session.execute(query)])
