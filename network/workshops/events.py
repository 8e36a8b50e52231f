"""Facts about turns and workshops that others may hear of."""

from dataclasses import dataclass

from network.foundation.events import Event


@dataclass(frozen=True)
class HostTurnGiven(Event):
    """The published rotation gives a year to an organisation."""

    turn_id: int
    year: int


@dataclass(frozen=True)
class HostTurnConfirmed(Event):
    turn_id: int
    year: int


@dataclass(frozen=True)
class HostTurnDeclined(Event):
    turn_id: int
    year: int


@dataclass(frozen=True)
class WorkshopPublished(Event):
    workshop_id: int
    year: int


@dataclass(frozen=True)
class WorkshopChanged(Event):
    """When or where a published workshop takes place has changed."""

    workshop_id: int
    year: int


@dataclass(frozen=True)
class WorkshopCancelled(Event):
    workshop_id: int
    year: int


@dataclass(frozen=True)
class WorkshopAnswered(Event):
    """Somebody invited has answered, or changed her answer."""

    workshop_id: int
    person_id: int


@dataclass(frozen=True)
class RotationPublished(Event):
    """A rotation has become the network's; its turns are told one by one, as given."""

    rotation_id: int
