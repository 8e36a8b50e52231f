"""What happened to organisations, for others to hear of."""

from dataclasses import dataclass

from network.foundation.events import Event


@dataclass(frozen=True)
class OrganizationReorganized(Event):
    """A reorganisation is on record; `effective_on` (2025-03-01) may lie ahead.  Its links say who became whom."""

    reorganization_id: int
    kind: str
    effective_on: str
