"""Who may let whom in, and give whom which role: nobody more than she has herself."""

from network.foundation.policies import policy
from network.members.models import Person, Role


@policy
def may_invite(person: Person, role: Role = Role.MEMBER) -> bool:
    return person.is_administrator or (person.is_organizer and role is Role.MEMBER)


@policy
def may_invite_her(person: Person, invited: Person) -> bool:
    """An invitation also sets a new password: so nobody sends one to somebody above herself.

    Nor to herself: whoever finds her device unlocked must not do without the password she has.
    """
    is_below = person.is_administrator or (person.is_organizer and not invited.is_organizer)
    return is_below and person.id != invited.id


@policy
def may_give_roles(person: Person) -> bool:
    return person.is_administrator
