"""Takes an import back: whom it added goes, what it changed is as before, but what was worked on since stays."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from network.foundation import audit
from network.foundation.errors import Refusal
from network.foundation.models import db
from network.members.models import Appointment, MembershipCategory, Person, Post, Term
from network.members.models.roster_batch import BatchState, Outcome, RosterBatch, RosterRow
from network.members.roster.acts import END_REASON, membership_state, state_of
from network.members.roster.columns import LABELS
from network.members.roster.counts import Counts
from network.members.roster.passes import Pass
from network.members.roster.remarks import Remark, RosterFault, packed


class Undo(Pass):
    """Goes back the way that the import came."""

    state = BatchState.UNDOING

    def waiting(self) -> Sequence[ColumnElement]:
        return (RosterRow.outcome.in_((Outcome.ADDED, Outcome.UPDATED)),)

    def order(self) -> Sequence[ColumnElement]:
        return RosterRow.wave.desc(), RosterRow.number.desc()

    def do(self, rows: Sequence[RosterRow]) -> None:
        people = _people_of(rows)
        for row in rows:
            person = people.get(row.person_id)
            if row.outcome is Outcome.ADDED:
                _remove(row, person)
            else:
                _restore(row, person)
        db.session.flush()  # where somebody is needed elsewhere, the database says so now

    def refuse(self, row: RosterRow, reason: Exception) -> None:
        """She is invited, has an account, sponsors another: the database keeps her."""
        _keep(row, RosterFault("in_use" if isinstance(reason, (IntegrityError, Refusal)) else "trouble"))

    def finish(self, batch: RosterBatch) -> None:
        batch.finish_undo()
        audit.record("roster.undone", batch, after=Counts.of(batch.id).summary)


def _people_of(rows: Sequence[RosterRow]) -> dict[int, Person]:
    everything = (Person.appointments, Person.memberships, Person.expertise, Person.roles)
    people = select(Person).where(Person.id.in_([row.person_id for row in rows if row.person_id]))
    people = people.options(*(selectinload(part) for part in everything))
    found = db.session.scalars(people.execution_options(populate_existing=True))
    return {person.id: person for person in found}


def _keep(row: RosterRow, fault: RosterFault) -> None:
    row.outcome, row.findings = Outcome.KEPT, [*row.findings, *packed([Remark.of(fault, "")])]


def _remove(row: RosterRow, person: Person | None) -> None:
    if person is None:
        row.outcome = Outcome.REMOVED
    elif state_of(person) != row.done["state"]:
        _keep(row, RosterFault("worked_on"))
    else:
        audit.record("person.removed", f"person:{person.id}", before={"full_name": person.full_name})
        row.outcome, row.person_id = Outcome.REMOVED, None
        db.session.delete(person)
        db.session.flush()
        _drop_seat(row.done["post"])


def _drop_seat(post_id: int | None) -> None:
    """A seat that was made for her goes with her, unless another has been given it."""
    held = exists().where(Appointment.post_id == post_id)
    if post_id and not db.session.scalar(select(held)):
        db.session.execute(delete(Post).where(Post.id == post_id), execution_options={"synchronize_session": False})


def _restore(row: RosterRow, person: Person | None) -> None:
    """Give back what the import changed; a part that somebody has worked on since stays as it is."""
    row.outcome = Outcome.RESTORED
    if person is None:
        return
    parts = (
        ("fields", _restore_fields),
        ("made", _restore_post),
        ("joined", _withdraw_membership),
        ("amended", _restore_membership),
        ("expertise", _restore_expertise),
    )
    kept = [field for part, restore in parts if part in row.done for field in restore(person, row.done)]
    if kept:
        _keep(row, RosterFault("partly_kept", fields=", ".join(str(LABELS[field]).lower() for field in kept)))
        if len(kept) < len(row.changes):
            row.outcome = Outcome.RESTORED


def _restore_fields(person: Person, done: dict) -> list[str]:
    untouched = {name: old for name, (old, new) in done["fields"].items() if getattr(person, name) == new}
    if untouched:
        person.edit("name" if "full_name" in untouched else "contact", **untouched)
    return [name for name in done["fields"] if name not in untouched]


def _restore_post(person: Person, done: dict) -> list[str]:
    made = next((held for held in person.appointments if held.id == done["made"]), None)
    ended = next((held for held in person.appointments if held.id == done.get("ended")), None)
    is_as_left = made and made.valid_to is None and (ended is None or ended.end_reason == END_REASON)
    if not is_as_left or (ended and ended.post.held_between(ended.valid_from, None, besides=ended)):
        return ["title"]
    audit.record("appointment.withdrawn", f"appointment:{made.id}", before={"title": made.post.title}, person=person.id)
    person.appointments.remove(made)
    db.session.flush()
    if ended:
        ended.amend(valid_from=ended.valid_from, valid_to=None, end_reason="", is_main=done["was_main"])
    _drop_seat(done["post"])
    return []


def _withdraw_membership(person: Person, done: dict) -> list[str]:
    joined = next((held for held in person.memberships if held.id == done["joined"]["membership"]), None)
    if joined is None or joined.valid_to is not None or membership_state(joined) != done["joined"]["after"]:
        return ["category"]
    audit.record("membership.withdrawn", f"membership:{joined.id}", person=person.id)
    person.memberships.remove(joined)
    return []


def _restore_membership(person: Person, done: dict) -> list[str]:
    amended = done["amended"]
    held = next((held for held in person.memberships if held.id == amended["membership"]), None)
    if held is None or membership_state(held) != amended["after"]:
        return ["category"]
    before = amended["before"]
    held.amend(
        category=MembershipCategory(before["category"]),
        valid_from=before["valid_from"] and date.fromisoformat(before["valid_from"]),
        valid_to=held.valid_to,
        term=before["term_id"] and db.session.get(Term, before["term_id"]),
        sponsor=before["sponsor_id"] and db.session.get(Person, before["sponsor_id"]),
    )
    return []


def _restore_expertise(person: Person, done: dict) -> list[str]:
    before = [field.name for field in person.expertise if field.id not in done["expertise"]]
    if len(before) < len(person.expertise):
        person.choose_expertise(before)
    return []
