"""Does what the rows of a roster say."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import IntegrityError

from network.foundation import audit
from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.models import db
from network.members.events import RosterImported
from network.members.models import Person
from network.members.models.roster_batch import BatchState, Choice, Fate, Outcome, RosterBatch, RosterRow
from network.members.roster.acts import add, amend
from network.members.roster.candidates import Candidate
from network.members.roster.changes import changes_to
from network.members.roster.counts import Counts
from network.members.roster.matching import Match, match
from network.members.roster.passes import Pass
from network.members.roster.people import KnownPeople
from network.members.roster.remarks import Remark, RosterFault, packed
from network.members.roster.sponsors import find_sponsor
from network.members.roster.workplaces import Workplaces


class RowRefused(Refusal):
    """A row is not as it was when somebody looked through it."""

    def __init__(self, remark: Remark) -> None:
        self.remark = remark

    def __str__(self) -> str:
        return self.remark.sentence


def has_something_to_do() -> ColumnElement[bool]:
    """Rows that an import adds or updates."""
    return or_(
        RosterRow.fate.in_((Fate.NEW, Fate.UPDATE)), and_(RosterRow.fate == Fate.LOOK, RosterRow.choice.is_not(None))
    )


class Import(Pass):
    """Adds and updates the people of a roster; rows that need them come after those whom they need."""

    state = BatchState.IMPORTING

    def __init__(self, batch_id: int) -> None:
        super().__init__(batch_id)
        self.workplaces, self.day = Workplaces.load(), today()

    def waiting(self) -> Sequence[ColumnElement]:
        return has_something_to_do(), RosterRow.outcome.is_(None)

    def order(self) -> Sequence[ColumnElement]:
        return RosterRow.wave, RosterRow.number

    def do(self, rows: Sequence[RosterRow]) -> None:
        candidates = [Candidate.unpacked(row.candidate) for row in rows]
        known = KnownPeople.for_rows(candidates, self.workplaces, self.day)
        for row, candidate in zip(rows, candidates, strict=True):
            found = match(candidate, known)
            if row.fate is Fate.NEW or row.choice is Choice.ANOTHER:
                self._add(row, candidate, found, known)
            else:
                self._update(row, candidate, known)

    def refuse(self, row: RosterRow, reason: Exception) -> None:
        if isinstance(reason, RowRefused):
            remark = reason.remark
        elif isinstance(reason, Refusal):
            remark = Remark.of(RosterFault("refused", sentence=str(reason)), "")
        elif isinstance(reason, IntegrityError):  # somebody else was quicker, and the database said so
            remark = Remark.of(RosterFault("changed_since"), "")
        else:
            remark = Remark.of(RosterFault("trouble"), "")
        row.outcome, row.findings = Outcome.REFUSED, [*row.findings, *packed([remark])]

    def finish(self, batch: RosterBatch) -> None:
        batch.finish_import()
        counts = Counts.of(batch.id)
        audit.record("roster.imported", batch, after=counts.summary, rows=batch.rows_total)
        added, updated = counts.outcomes[Outcome.ADDED], counts.outcomes[Outcome.UPDATED]
        publish(RosterImported(batch_id=batch.id, added=added, updated=updated))

    def _add(self, row: RosterRow, candidate: Candidate, found: Match, known: KnownPeople) -> None:
        if found.person and not changes_to(found.person, candidate, known):
            row.outcome, row.person_id = Outcome.UNCHANGED, found.person.id  # somebody entered her meanwhile
            return
        if not self._is_still_new(row, candidate, found, known):
            raise RowRefused(Remark.of(RosterFault("changed_since"), ""))
        person, row.done = add(candidate, self._sponsor(candidate, known), self.day)
        row.outcome, row.person_id = Outcome.ADDED, person.id
        known.add(person)

    def _is_still_new(self, row: RosterRow, candidate: Candidate, found: Match, known: KnownPeople) -> bool:
        """Whoever looked through the roster saw nobody like her, but those whom it brings itself."""
        if found.fate is Fate.NEW:
            return True
        if found.fate is Fate.BAD or any(known.owners(candidate)):
            return False
        if row.choice is Choice.ANOTHER:
            return True
        alike = {person.id for person in found.alike or (found.person,)}
        brought = select(RosterRow.person_id).where(RosterRow.batch_id == self.batch_id, RosterRow.person_id.in_(alike))
        return alike <= set(db.session.scalars(brought.where(RosterRow.outcome == Outcome.ADDED)))

    def _update(self, row: RosterRow, candidate: Candidate, known: KnownPeople) -> None:
        if any("line" in each for each in row.alike):  # the same as an earlier row, which has been done
            row.outcome = Outcome.UNCHANGED
            return
        person = known.by_id.get(row.person_id)
        if person is None:
            raise RowRefused(Remark.of(RosterFault("changed_since"), ""))
        sponsor = self._sponsor(candidate, known)
        changes = changes_to(person, candidate, known, sponsor)
        if changes and [list(change) for change in changes] != [list(change) for change in row.changes]:
            raise RowRefused(Remark.of(RosterFault("changed_since"), ""))
        row.done = amend(person, candidate, changes, known, sponsor) if changes else None
        row.outcome = Outcome.UPDATED if changes else Outcome.UNCHANGED

    def _sponsor(self, candidate: Candidate, known: KnownPeople) -> Person | None:
        found = find_sponsor(candidate, known)
        if found.remark and found.remark.is_fault:
            raise RowRefused(found.remark)
        return found.person
