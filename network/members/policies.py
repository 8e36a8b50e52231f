"""Who may see and change what about people."""

from network.foundation.policies import policy
from network.members.models import Person


@policy
def may_see_directory(person: Person) -> bool:
    return person.is_organizer or person.is_member


@policy
def may_see_former_members(person: Person) -> bool:
    return person.is_organizer


@policy
def may_see_person(person: Person, other: Person) -> bool:
    """Members see each other; herself everyone sees, and the organisers see everyone."""
    return other.id == person.id or person.is_organizer or (person.is_member and other.is_member)


@policy
def may_edit_person(person: Person, other: Person) -> bool:
    """What stands on a page is for its person to write; the organisers help."""
    return other.id == person.id or person.is_organizer


@policy
def may_keep_people(person: Person) -> bool:
    """Enter people, their names, posts and memberships."""
    return person.is_organizer


@policy
def may_export_directory(person: Person) -> bool:
    return may_see_directory(person)


@policy
def may_import_roster(person: Person) -> bool:
    """Bring many people in at once, and take them back."""
    return person.is_organizer
