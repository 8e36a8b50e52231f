"""Who proposed somebody, by the name that stands in a roster."""

from typing import NamedTuple

from network.foundation.names import same_person_key
from network.members.models import MembershipCategory, Person
from network.members.roster.candidates import Candidate
from network.members.roster.in_file import InFile
from network.members.roster.people import KnownPeople
from network.members.roster.remarks import Remark, RosterFault


class Sponsor(NamedTuple):
    """Whom the network knows, or the row of the roster that brings her; or what is to be said instead."""

    person: Person | None = None
    line: int | None = None
    remark: Remark | None = None


def find_sponsor(candidate: Candidate, known: KnownPeople, in_file: InFile | None = None) -> Sponsor:
    """A name that leads to nobody stands in the way of those only who join on her word."""
    if not candidate.sponsor:
        return Sponsor()
    key = same_person_key(candidate.sponsor)
    people = known.by_name.get(key, [])
    lines = in_file.named(key) if in_file else []
    if key == candidate.name_key and not people:
        return _without(candidate, "own_sponsor")
    if len(people) > 1:
        return _without(candidate, "several_sponsors", count=len(people), name=candidate.sponsor)
    if people:
        return Sponsor(person=people[0])
    if len(lines) == 1:
        return Sponsor(line=lines[0].number)
    return _without(candidate, "unknown_sponsor", name=candidate.sponsor)


def _without(candidate: Candidate, key: str, **gaps: object) -> Sponsor:
    if candidate.category is MembershipCategory.LEADER:
        return Sponsor(remark=Remark.of(RosterFault(key, **gaps), "sponsor", candidate.sponsor))
    return Sponsor(remark=Remark("sponsor", candidate.sponsor, "sponsor_passed_over", {"name": candidate.sponsor}))
