"""Who may see and plan workshops and the rotation of their hosts, and who may answer."""

from network.foundation.policies import policy
from network.members.models import Person
from network.workshops.models import Workshop


@policy
def may_see_rotation(person: Person) -> bool:
    return person.is_organizer or person.is_member


@policy
def may_plan_rotation(person: Person) -> bool:
    """Draft it, change the draft, and publish it."""
    return person.is_organizer


@policy
def may_see_workshops(person: Person) -> bool:
    return person.is_organizer or person.is_member


@policy
def may_plan_workshop(person: Person) -> bool:
    """Draft, publish and cancel workshops, write their agenda, note what hosts and members answer."""
    return person.is_organizer


@policy
def may_answer(person: Person, workshop: Workshop) -> bool:
    """Who belongs to the network on the first day is invited."""
    return workshop.was_published and person.membership_on(workshop.starts_on) is not None


@policy
def may_see_answers_list(person: Person) -> bool:
    """How to reach who has not answered, and why somebody cannot come; who comes all members see."""
    return person.is_organizer
