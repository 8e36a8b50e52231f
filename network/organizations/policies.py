"""Who may reorganise."""

from typing import Protocol

from network.foundation.policies import policy


class Viewer(Protocol):
    """The person at the browser, of whom this floor knows no more."""

    is_administrator: bool


@policy
def may_reorganize(person: Viewer) -> bool:
    """Put a decision of the state on record: everybody's history changes with it."""
    return person.is_administrator
