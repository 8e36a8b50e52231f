"""Says what becomes of each row of a roster, and writes nothing about it but that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from network.foundation.folding import fold, search_text
from network.foundation.models import db
from network.foundation.names import same_person_key
from network.members.models import Appointment, Person, Post, is_held_by_one
from network.members.models.roster_batch import Choice, Fate, RosterRow
from network.members.roster.candidates import Candidate
from network.members.roster.changes import NO_TITLE, changes_to, new_fields
from network.members.roster.in_file import InFile
from network.members.roster.matching import Match, match
from network.members.roster.people import KnownPeople
from network.members.roster.remarks import Remark, RosterFault, packed
from network.members.roster.sponsors import find_sponsor
from network.members.roster.workplaces import Workplaces

BEHIND_OTHERS = 1  # the wave of rows that need another row done before them


@dataclass
class Judge:
    """Judges the rows of one roster in the order of their lines."""

    workplaces: Workplaces
    in_file: InFile
    day: date
    claimed: dict[int, int] = field(default_factory=dict)  # person id: the line that is about her
    holders: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)  # seat: who holds it

    def __post_init__(self) -> None:
        self.holders = _holders({organization for organization, _title in self.in_file.by_seat}, self.day)

    def judge(self, rows: Sequence[RosterRow]) -> None:
        """Give some rows their fates, in a constant number of queries."""
        sound = {row.number: Candidate.unpacked(row.candidate) for row in rows if row.candidate}
        known = KnownPeople.for_rows(sound.values(), self.workplaces, self.day)
        for row in rows:
            row.alike, row.changes, row.findings, row.wave = [], [], [], 0
            if candidate := sound.get(row.number):
                self._judge_sound(row, candidate, known)
            else:
                _settle(row, Fate.BAD, None)
            if row.fate is not Fate.LOOK:
                row.choice = None

    def _judge_sound(self, row: RosterRow, candidate: Candidate, known: KnownPeople) -> None:
        verdict = self.in_file.judge(row.number, candidate)
        if verdict and verdict.fate is not Fate.LOOK:
            _settle(row, verdict.fate, verdict.remark)
            return
        found = self._unclaimed(row, match(candidate, known))
        if verdict and found.fate in (Fate.NEW, Fate.LOOK):
            _settle(row, Fate.LOOK, verdict.remark)
            row.alike = [{"line": verdict.line.number, "name": verdict.line.full_name, "place": ""}]
        elif found.fate in (Fate.BAD, Fate.DUPLICATE):
            _settle(row, found.fate, found.remark)
        else:
            self._judge_found(row, candidate, found, known)

    def _unclaimed(self, row: RosterRow, found: Match) -> Match:
        """Another row before this one may be about the same person."""
        if found.person is None:
            return found
        line = self.claimed.setdefault(found.person.id, row.number)
        if line == row.number:
            return found
        return Match(Fate.DUPLICATE, remark=Remark("", "", "same_as_line", {"line": line}))

    def _judge_found(self, row: RosterRow, candidate: Candidate, found: Match, known: KnownPeople) -> None:
        sponsor = find_sponsor(candidate, known, self.in_file)
        remarks = [remark for remark in (found.remark, sponsor.remark) if remark]
        row.fate, person = found.fate, found.person
        if found.fate is Fate.LOOK:
            row.alike = [_alike(each, known) for each in found.alike]
            person = _chosen(row, found.alike)
        if person:
            row.person_id, row.changes = person.id, changes_to(person, candidate, known, sponsor.person)
        else:
            row.person_id = None
        if found.fate is Fate.UPDATE and not row.changes:
            row.fate = Fate.UNCHANGED
        remarks += self._on_seat(row, candidate, person)
        if person or found.fate is Fate.NEW:
            remarks += _on_gaps(row, candidate, person)
        row.wave = max(row.wave, BEHIND_OTHERS if sponsor.line else 0)
        if faults := [remark for remark in remarks if remark.is_fault]:
            row.fate, remarks = Fate.BAD, faults
        row.findings = packed(remarks)

    def _on_seat(self, row: RosterRow, candidate: Candidate, person: Person | None) -> list[Remark]:
        """Whether she can have the seat that she is given: of a department's head there is one."""
        title = search_text(candidate.title)
        if not is_held_by_one(title) or (person and not _gives_post(row)):
            return []
        seat = (candidate.organization_id, title)
        holder_id, name = self.holders.get(seat, (None, ""))
        if holder_id is None or (person and person.id == holder_id):
            return []
        if self.in_file.moves(same_person_key(name), *seat):
            row.wave = BEHIND_OTHERS
            return []
        if row.fate is Fate.LOOK:  # she may be the holder herself
            return []
        return [Remark.of(RosterFault("seat_taken", name=name), "title", candidate.title)]


def _holders(organizations: Iterable[int], day: date) -> dict[tuple[int, str], tuple[int, str]]:
    """Who heads which department of some organisations today."""
    held = (
        select(Post.organization_id, Post.title, Person.id, Person.full_name)
        .join(Appointment, Appointment.post_id == Post.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(Post.organization_id.in_(organizations), Appointment.holds_on(day))
    )
    return {
        (organization, search_text(title)): (person, name)
        for organization, title, person, name in db.session.execute(held)
        if is_held_by_one(title)
    }


def _gives_post(row: RosterRow) -> bool:
    return any(name in ("title", "organization") for name, _old, _new in row.changes)


def _on_gaps(row: RosterRow, candidate: Candidate, person: Person | None) -> list[Remark]:
    """What is taken for granted where the roster says nothing."""
    remarks = []
    joins = person is None or any(name == "membership" for name, _old, _new in row.changes)
    gains_post = person is None or any(name == "organization" for name, _old, _new in row.changes)
    if gains_post and not candidate.title:
        remarks.append(Remark("title", "", "no_title", {"title": NO_TITLE}))
    if joins and candidate.category is None:
        remarks.append(Remark("category", "", "no_category"))
    if person and candidate.expertise and not new_fields(person, candidate):
        known = {field.folded for field in person.expertise}
        remarks += [] if {fold(name) for name in candidate.expertise} <= known else [_fields_kept(person)]
    return remarks


def _fields_kept(person: Person) -> Remark:
    return Remark("expertise", "", "fields_kept", {"most": len(person.expertise)})


def _alike(person: Person, known: KnownPeople) -> dict:
    return {"person": person.id, "name": person.full_name, "place": known.place_words(person), "url": person.url}


def _settle(row: RosterRow, fate: Fate, remark: Remark | None) -> None:
    row.fate, row.person_id, row.findings = fate, None, packed([remark] if remark else [])


def _chosen(row: RosterRow, alike: Sequence[Person]) -> Person | None:
    """Whom somebody took the row to be about, while she is still among those who may be meant."""
    if row.choice is not Choice.SAME:
        return None
    person = next((each for each in alike if each.id == row.person_id), None)
    if person is None:
        row.choice = None
    return person
