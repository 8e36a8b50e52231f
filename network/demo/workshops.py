"""The demo's past hosts, and the workshop to come."""

from network.members.models import Person


def add_workshops(members: list[Person]) -> None:
    """Nothing yet."""
