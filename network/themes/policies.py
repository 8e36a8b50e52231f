"""Who may write the theme of a year."""

from network.foundation.policies import policy
from network.members.models import Person


@policy
def may_write_theme(person: Person) -> bool:
    return person.is_organizer
