"""What an import does to people, by the rules of their rows, and what must be remembered to take it back."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select

from network.foundation.models import db
from network.members.models import (
    Appointment,
    Membership,
    MembershipCategory,
    Person,
    Post,
    Term,
    add_person,
    seat_for,
)
from network.members.roster.candidates import Candidate
from network.members.roster.changes import NO_TITLE, Change, new_fields
from network.members.roster.people import KnownPeople
from network.organizations.models import Organization

CONTACTS = ("email", "phone", "office_phone")
MEMBERSHIP = ("category", "term", "joined_on", "sponsor")
END_REASON = "Theo danh sách đã nhập"


def add(candidate: Candidate, sponsor: Person | None, day: date) -> tuple[Person, dict]:
    """Enter somebody new.  Returns her, and what she is then: whoever changes it makes her her own.

    Raises SeatTaken, SponsorNeeded.
    """
    contacts = {name: getattr(candidate, name) for name in CONTACTS}
    person = add_person(candidate.full_name, **contacts, appointments=[], memberships=[], expertise=[], roles=[])
    post = _appoint(person, candidate, day)
    person.join(
        candidate.category or MembershipCategory.COMMITTEE_MINISTRY,
        valid_from=candidate.joined_on,
        term=_term(candidate),
        sponsor=sponsor,
    )
    if candidate.expertise:
        person.choose_expertise(candidate.expertise)
    db.session.flush()
    return person, {"state": state_of(person), "post": post}


def amend(
    person: Person, candidate: Candidate, changes: Iterable[Change], known: KnownPeople, sponsor: Person | None
) -> dict:
    """Change what a roster says otherwise.  Returns what was before and is after.

    Raises SeatTaken, AlreadyMember, SponsorNeeded.
    """
    fields = {change.field for change in changes}
    done: dict = {}
    if given := {name: getattr(candidate, name) for name in ("full_name", *CONTACTS) if name in fields}:
        done["fields"] = {name: [getattr(person, name), value] for name, value in given.items()}
        person.edit("name" if "full_name" in given else "contact", **given)
    if fields & {"title", "organization"}:
        done |= _move(person, candidate, known)
    if "membership" in fields:
        done["joined"] = _join(person, candidate, known.day, sponsor)
    elif fields & set(MEMBERSHIP):
        done["amended"] = _amend_membership(person, candidate, known.day, sponsor)
    if "expertise" in fields:
        done["expertise"] = _add_expertise(person, new_fields(person, candidate))
    db.session.flush()
    return done


def _appoint(person: Person, candidate: Candidate, day: date) -> int | None:
    """Give a new person her post: since when is not known, but not before its last holder left.

    Returns the id of the seat if it was made for her.
    """
    post, is_new = _seat(candidate, None)
    was_held = not is_new and db.session.scalar(select(exists().where(Appointment.post_id == post.id)))
    person.appoint(post, valid_from=day if was_held else None)
    return post.id if is_new else None


def _seat(candidate: Candidate, begins: date | None) -> tuple[Post, bool]:
    organization = db.session.get_one(Organization, candidate.organization_id)
    post = seat_for(organization, candidate.title or NO_TITLE, begins)
    return post, post in db.session.new


def _move(person: Person, candidate: Candidate, known: KnownPeople) -> dict:
    """From the post that she had to the one that the roster gives her, from today on."""
    done: dict = {}
    here = known.posts_at(person, candidate.organization_id)
    held = here[0] if here else person.appointment_on(known.day)
    is_main = held is None or held.is_main
    if held:
        done["ended"] = held.id
        held.end(known.day, END_REASON)
    post, is_new = _seat(candidate, known.day)
    made = person.appoint(post, valid_from=known.day, is_main=is_main)
    return done | {"made": made.id, "post": post.id if is_new else None, "was_main": is_main}


def _join(person: Person, candidate: Candidate, day: date, sponsor: Person | None) -> dict:
    """Take somebody known into the network, perhaps again."""
    joined = person.join(
        candidate.category or MembershipCategory.COMMITTEE_MINISTRY,
        valid_from=candidate.joined_on or (day if person.memberships else None),
        term=_term(candidate),
        sponsor=sponsor,
    )
    return {"membership": joined.id, "after": membership_state(joined)}


def _amend_membership(person: Person, candidate: Candidate, day: date, sponsor: Person | None) -> dict:
    held = person.membership_on(day)
    before = membership_state(held)
    held.amend(
        category=candidate.category or held.category,
        valid_from=candidate.joined_on or held.valid_from,
        valid_to=held.valid_to,
        term=_term(candidate) or held.term,
        sponsor=sponsor or held.sponsor,
    )
    return {"membership": held.id, "before": before, "after": membership_state(held)}


def _add_expertise(person: Person, names: list[str]) -> list[int]:
    known = {field.id for field in person.expertise}
    person.choose_expertise([field.name for field in person.expertise] + names)
    db.session.flush()
    return sorted({field.id for field in person.expertise} - known)


def _term(candidate: Candidate) -> Term | None:
    return db.session.get(Term, candidate.term_id) if candidate.term_id else None


def membership_state(held: Membership) -> dict:
    """What a roster may change about a membership, as plain values."""
    return {
        "category": held.category.value,
        "term_id": held.term_id,
        "valid_from": held.valid_from and held.valid_from.isoformat(),
        "sponsor_id": held.sponsor_id,
    }


def state_of(person: Person) -> dict:
    """All that is known of somebody, so that it can be told whether anything has changed since."""
    return {
        "version": person.version,
        "posts": sorted(
            [held.id, held.post_id, str(held.valid_from), str(held.valid_to)] for held in person.appointments
        ),
        "memberships": sorted(
            [held.id, str(held.valid_to), *map(str, membership_state(held).values())] for held in person.memberships
        ),
        "expertise": sorted(field.id for field in person.expertise),
        "roles": sorted(held.id for held in person.roles),
    }
