"""Who may let whom in, and give whom which role: nobody more than she has herself."""

from network.foundation.policies import policy
from network.members.models import Person, Role


@policy
def may_invite(person: Person, role: Role = Role.MEMBER) -> bool:
    return person.is_administrator or (person.is_organizer and role is Role.MEMBER)


@policy
def may_invite_her(person: Person, invited: Person) -> bool:
    """An invitation also sets a new password: so nobody sends one to somebody above herself."""
    return person.is_administrator or (person.is_organizer and not invited.is_organizer)


@policy
def may_give_roles(person: Person) -> bool:
    return person.is_administrator
