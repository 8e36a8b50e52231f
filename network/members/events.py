"""What happened to people, for others to hear of."""

from dataclasses import dataclass

from network.foundation.events import Event


@dataclass(frozen=True)
class PersonEdited(Event):
    """Something on a person's page changed; `part` says what: about, contact, expertise, name, photo."""

    person_id: int
    part: str


@dataclass(frozen=True)
class PersonAppointed(Event):
    person_id: int
    appointment_id: int


@dataclass(frozen=True)
class AppointmentEnded(Event):
    person_id: int
    appointment_id: int


@dataclass(frozen=True)
class MemberJoined(Event):
    person_id: int
    membership_id: int


@dataclass(frozen=True)
class MembershipEnded(Event):
    person_id: int
    membership_id: int


@dataclass(frozen=True)
class RosterImported(Event):
    """A batch of people was added and updated."""

    batch_id: int
    added: int
    updated: int
