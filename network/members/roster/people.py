"""Whom the network knows already, of those whom some rows may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from network.foundation.folding import fold
from network.foundation.models import db
from network.foundation.names import same_person_key
from network.members.models import Appointment, Person
from network.members.roster.candidates import Candidate
from network.members.roster.workplaces import Workplaces


class KnownPeople:
    """People by e-mail, phone and name, each with her posts, memberships and fields."""

    def __init__(self, people: Iterable[Person], workplaces: Workplaces, day: date) -> None:
        self.workplaces, self.day = workplaces, day
        self.by_email: dict[str, Person] = {}
        self.by_phone: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_folded: dict[str, list[Person]] = defaultdict(list)
        self.by_id: dict[int, Person] = {}
        for person in people:
            self.add(person)

    @classmethod
    def for_rows(cls, candidates: Iterable[Candidate], workplaces: Workplaces, day: date) -> Self:
        """In five queries for some hundred candidates."""
        wanted = list(candidates)
        emails = {candidate.email for candidate in wanted} - {None}
        phones = {candidate.phone for candidate in wanted} - {None}
        names = {fold(name) for candidate in wanted for name in (candidate.full_name, candidate.sponsor) if name}
        found = db.session.scalars(
            select(Person)
            .where(or_(Person.email.in_(emails), Person.phone.in_(phones), Person.folded.in_(names)))
            .order_by(Person.id)
            .options(
                selectinload(Person.appointments).joinedload(Appointment.post),
                selectinload(Person.memberships),
                selectinload(Person.expertise),
            )
            .execution_options(populate_existing=True)
        )
        return cls(found, workplaces, day)

    def add(self, person: Person) -> None:
        """Know of somebody more, as of one who was imported a moment ago."""
        if person.email:
            self.by_email.setdefault(person.email, person)
        if person.phone:
            self.by_phone.setdefault(person.phone, person)
        self.by_name[same_person_key(person.full_name)].append(person)
        self.by_folded[person.folded].append(person)
        self.by_id[person.id] = person

    def posts_at(self, person: Person, organization_id: int) -> list[Appointment]:
        """The posts that she holds at an organisation of today, the main one first."""
        return [
            held
            for held in person.appointments_on(self.day)
            if self.workplaces.place_of(held.post.organization_id).id == organization_id
        ]

    def place_words(self, person: Person) -> str:
        """Where she works and as what, to tell her from another of her name."""
        held = person.appointment_on(self.day)
        if held is None:
            return ""
        return f"{held.post.title}, {self.workplaces.place_of(held.post.organization_id).name}"

    def owners(self, candidate: Candidate) -> Iterator[tuple[str, Person]]:
        """Who has the candidate's e-mail or phone."""
        for column, known, key in (
            ("email", self.by_email, candidate.email),
            ("phone", self.by_phone, candidate.phone),
        ):
            if key and key in known:
                yield column, known[key]
