"""What somebody decides about a row: the same person as one whom the network knows, or another."""

from flask_babel import lazy_gettext as _l

from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.members.models.roster_batch import BatchState, Choice, Fate, RosterBatch, RosterRow
from network.members.roster.candidates import Candidate
from network.members.roster.changes import changes_to
from network.members.roster.people import KnownPeople
from network.members.roster.sponsors import find_sponsor
from network.members.roster.workplaces import Workplaces


class NothingToDecide(Refusal):
    message = _l("Dòng này không còn chờ chị chọn. Xin chị tải lại trang để xem.")


def take_for_same(batch: RosterBatch, row: RosterRow, person_id: int | None) -> None:
    """The row is about that person, None: about the one in an earlier row.  Raises NothingToDecide."""
    _check(batch, row)
    if person_id not in {each.get("person") for each in row.alike}:
        raise NothingToDecide
    row.choice, row.person_id = Choice.SAME, person_id
    candidate, workplaces = Candidate.unpacked(row.candidate), Workplaces.load()
    known = KnownPeople.for_rows([candidate], workplaces, today())
    if person_id is None:
        return
    if (person := known.by_id.get(person_id)) is None:
        raise NothingToDecide
    row.changes = [
        list(change) for change in changes_to(person, candidate, known, find_sponsor(candidate, known).person)
    ]


def take_for_another(batch: RosterBatch, row: RosterRow) -> None:
    """The row is about somebody new.  Raises NothingToDecide."""
    _check(batch, row)
    row.choice, row.person_id, row.changes = Choice.ANOTHER, None, []


def leave_open(batch: RosterBatch, row: RosterRow) -> None:
    """Nothing is decided, and the row is not imported.  Raises NothingToDecide."""
    _check(batch, row)
    row.choice, row.person_id, row.changes = None, None, []


def _check(batch: RosterBatch, row: RosterRow) -> None:
    if batch.state is not BatchState.READY or row.fate is not Fate.LOOK:
        raise NothingToDecide
