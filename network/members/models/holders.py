"""A person as the holder of posts."""

from datetime import date

from sqlalchemy import select

from network.foundation import audit
from network.foundation.clock import today
from network.foundation.events import publish
from network.foundation.models import db
from network.members.events import PersonAppointed
from network.members.models.posts import Appointment, AppointmentBasis, Post, SeatTaken
from network.members.models.spans import check_order, overlapping
from network.organizations.models import Organization


class PostHolder:
    """What a person does with posts; she has them as `appointments`."""

    def appointments_on(self, day: date) -> list[Appointment]:
        """The posts that she holds on a day, the main one first."""
        held = [appointment for appointment in self.appointments if appointment.holds_on(day)]
        return sorted(held, key=lambda appointment: not appointment.is_main)

    def appointment_on(self, day: date) -> Appointment | None:
        """The main post that she holds on a day."""
        return next(iter(self.appointments_on(day)), None)

    @property
    def appointment(self) -> Appointment | None:
        return self.appointment_on(today())

    @property
    def organization(self) -> Organization | None:
        """Where she works today."""
        return self.appointment.post.organization if self.appointment else None

    def works_with(self, other: "PostHolder") -> bool:
        """Do the two hold posts at the same ministry today?"""
        day = today()
        hers, others = (
            {appointment.post.organization_id for appointment in person.appointments_on(day)}
            for person in (self, other)
        )
        return not hers.isdisjoint(others)

    def appoint(
        self,
        post: Post,
        *,
        valid_from: date | None,
        valid_to: date | None = None,
        basis: AppointmentBasis = AppointmentBasis.APPOINTED,
        decision_number: str = "",
        decided_on: date | None = None,
        is_main: bool = True,
    ) -> Appointment:
        """Give her a seat.  Raises SeatTaken, EndsBeforeItBegins.

        Her first post is her main one; a new main post leaves her earlier ones beside it.
        """
        check_order(valid_from, valid_to)
        if holding := post.held_between(valid_from, valid_to):
            raise SeatTaken(self, valid_from, holding)
        others = self._appointments_between(valid_from, valid_to)
        if is_main:
            for other in others:
                other.is_main = False
        made = Appointment(
            person=self,
            post=post,
            valid_from=valid_from,
            valid_to=valid_to,
            basis=basis,
            decision_number=decision_number,
            decided_on=decided_on,
            is_main=is_main or not others,
        )
        db.session.add(made)
        db.session.flush()
        organization = post.organization_id
        audit.record(
            "person.appointed",
            made,
            after={"title": post.title, "organization": organization, "from": valid_from, "to": valid_to},
            person=self.id,
        )
        publish(PersonAppointed(person_id=self.id, appointment_id=made.id))
        return made

    def choose_main_post(self, day: date) -> None:
        """Where her main post has ended: the highest of those she keeps takes its place."""
        kept = [held for held in self.appointments if held.holds_on(day)]
        if kept and not any(held.is_main for held in kept):
            min(kept, key=lambda held: (held.post.rank, held.id)).is_main = True

    def keep_one_main_post(self, changed: Appointment) -> None:
        """After a change to one of her posts: of those held with it one is the main one."""
        beside = [
            held for held in self._appointments_between(changed.valid_from, changed.valid_to) if held is not changed
        ]
        if changed.is_main:
            for held in beside:
                held.is_main = False
        elif not any(held.is_main for held in beside):
            changed.is_main = True

    def _appointments_between(self, valid_from: date | None, valid_to: date | None) -> list[Appointment]:
        mine = select(Appointment).where(Appointment.person_id == self.id)
        return list(db.session.scalars(mine.where(overlapping(Appointment, valid_from, valid_to))))
