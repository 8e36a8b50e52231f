"""Is somebody in a roster somebody whom the network knows?"""

from typing import NamedTuple

from network.foundation.folding import fold, has_marks, search_text
from network.foundation.names import same_person_key
from network.members.models import Person
from network.members.models.roster_batch import Fate
from network.members.roster.candidates import Candidate
from network.members.roster.people import KnownPeople
from network.members.roster.remarks import Remark, RosterFault


class Match(NamedTuple):
    """NEW: nobody known; UPDATE: `person` is she; LOOK: one of `alike` may be; BAD: what belongs to another."""

    fate: Fate
    person: Person | None = None
    alike: tuple[Person, ...] = ()
    remark: Remark | None = None


def match(candidate: Candidate, known: KnownPeople) -> Match:
    """By e-mail or phone together with the name; else by the name, and then at the same organisation only."""
    owners = dict(known.owners(candidate))
    if owners:
        return _by_contact(candidate, owners)
    named = known.by_name.get(candidate.name_key, [])
    here = [person for person in named if known.posts_at(person, candidate.organization_id)]
    if here:
        return _among_colleagues(candidate, here, known)
    if named:
        return _look("alike_elsewhere", named)
    if not has_marks(candidate.full_name):
        folded = known.by_folded.get(fold(candidate.full_name), [])
        if near := [person for person in folded if known.posts_at(person, candidate.organization_id)]:
            return _look("alike_without_marks", near)
    return Match(Fate.NEW)


def _by_contact(candidate: Candidate, owners: dict[str, Person]) -> Match:
    people = list(dict.fromkeys(owners.values()))
    for column, owner in owners.items():
        strange = fold(owner.full_name) != fold(candidate.full_name)
        if strange or owner is not people[0]:
            fault = RosterFault(f"{column}_of_another", name=owner.full_name)
            return Match(Fate.BAD, remark=Remark.of(fault, column, getattr(candidate, column)))
    owner = people[0]
    if candidate.name_key == same_person_key(owner.full_name):
        return Match(Fate.UPDATE, owner)
    return _look("another_name", people, name=owner.full_name)


def _among_colleagues(candidate: Candidate, here: list[Person], known: KnownPeople) -> Match:
    """People of one name at one ministry: the title tells, else what is known of how to reach them."""
    title = search_text(candidate.title)
    with_title = [
        person
        for person in here
        if any(search_text(held.post.title) == title for held in known.posts_at(person, candidate.organization_id))
    ]
    if len(with_title) == 1:
        return Match(Fate.UPDATE, with_title[0])
    if len(here) == 1 and not _contradicts(candidate, here[0]):
        return Match(Fate.UPDATE, here[0])
    return _look("alike_here", here)


def _contradicts(candidate: Candidate, person: Person) -> bool:
    pairs = ((candidate.email, person.email), (candidate.phone, person.phone))
    return any(new and old and new != old for new, old in pairs)


def _look(key: str, people: list[Person], **gaps: object) -> Match:
    return Match(Fate.LOOK, alike=tuple(people), remark=Remark("full_name", "", key, gaps))
