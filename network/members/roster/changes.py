"""What a roster would change about somebody whom the network knows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from network.foundation.folding import fold, search_text
from network.foundation.names import same_person_key
from network.members.models import MOST_EXPERTISE, Membership, Person
from network.members.roster.candidates import Candidate
from network.members.roster.people import KnownPeople

NO_TITLE = "Cán bộ"  # for whom the roster has no title; a post needs one


class Change(NamedTuple):
    """A field and its values before and after, plain; `membership`: she joins, new is her category."""

    field: str
    old: str | list | None
    new: str | list | None


def changes_to(person: Person, candidate: Candidate, known: KnownPeople, sponsor: Person | None = None) -> list[Change]:
    """What is said otherwise than it is known, in the order of the page; what is not said changes nothing."""
    return [
        *_name(person, candidate),
        *_post(person, candidate, known),
        *_contacts(person, candidate),
        *_membership(person.membership_on(known.day), candidate, sponsor),
        *_expertise(person, candidate),
    ]


def _name(person: Person, candidate: Candidate) -> Iterator[Change]:
    if same_person_key(person.full_name) != candidate.name_key:
        yield Change("full_name", person.full_name, candidate.full_name)


def _post(person: Person, candidate: Candidate, known: KnownPeople) -> Iterator[Change]:
    here = known.posts_at(person, candidate.organization_id)
    title = candidate.title or NO_TITLE
    if not here:
        held = person.appointment_on(known.day)
        place = known.workplaces.place_of(held.post.organization_id).name if held else ""
        yield Change("organization", place, candidate.organization)
        if held is None or search_text(held.post.title) != search_text(title):
            yield Change("title", held.post.title if held else "", title)
    elif candidate.title and all(search_text(held.post.title) != search_text(title) for held in here):
        yield Change("title", here[0].post.title, title)


def _contacts(person: Person, candidate: Candidate) -> Iterator[Change]:
    for field in ("email", "phone"):
        old, new = getattr(person, field), getattr(candidate, field)
        if new and new != old:
            yield Change(field, old or "", new)
    new = candidate.office_phone
    if new and _digits(new) != _digits(person.office_phone):
        yield Change("office_phone", person.office_phone, new)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone) or phone


def _membership(held: Membership | None, candidate: Candidate, sponsor: Person | None) -> Iterator[Change]:
    if held is None:
        yield Change("membership", "", candidate.category.value if candidate.category else "")
        return
    if candidate.category and candidate.category is not held.category:
        yield Change("category", held.category.value, candidate.category.value)
    if candidate.term_id and candidate.term_id != held.term_id:
        yield Change("term", held.term.label if held.term else "", candidate.term)
    if candidate.joined_on and candidate.joined_on != held.valid_from:
        old = held.valid_from and held.valid_from.isoformat()
        yield Change("joined_on", old or "", candidate.joined_on.isoformat())
    if sponsor and sponsor.id != held.sponsor_id:
        yield Change("sponsor", held.sponsor.full_name if held.sponsor else "", sponsor.full_name)


def _expertise(person: Person, candidate: Candidate) -> Iterator[Change]:
    """A roster adds fields to those that she chose, as far as there is room."""
    if more := new_fields(person, candidate):
        yield Change("expertise", [], more)


def new_fields(person: Person, candidate: Candidate) -> list[str]:
    known = {field.folded for field in person.expertise}
    more = [name for name in candidate.expertise if fold(name) not in known]
    return more if len(known) + len(more) <= MOST_EXPERTISE else []
