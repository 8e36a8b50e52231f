"""From an uploaded file to a batch of rows that are ready to be looked through."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath

from sqlalchemy import delete, select, update

from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.headers import Header
from network.foundation.spreadsheets.tables import Table
from network.foundation.text import clean_line, cut
from network.members.models import Term
from network.members.models.roster_batch import BatchState, RosterBatch, RosterRow
from network.members.roster.candidates import Candidate
from network.members.roster.columns import find_columns
from network.members.roster.in_file import InFile
from network.members.roster.judging import Judge
from network.members.roster.passes import BREATH
from network.members.roster.reading import RosterReader
from network.members.roster.workplaces import Workplaces

AT_ONCE = 500  # rows a transaction
LONGEST_FILENAME = 120
JUDGED = ("fate", "person_id", "alike", "changes", "findings", "choice", "wave")


def content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_roster(table: Table, workplaces: Workplaces) -> tuple[Header, RosterReader]:
    """What the columns of a file mean, and who reads its rows.  Raises UnreadableFile."""
    header = find_columns(table.rows)
    return header, RosterReader(
        header, workplaces, db.session.execute(select(Term.id, Term.ordinal, Term.label).order_by(Term.valid_from))
    )


def judged(rows: list[RosterRow], workplaces: Workplaces) -> list[RosterRow]:
    """Rows that are stored nowhere, with their fates: for a dry run."""
    judge = Judge(workplaces, InFile.of(_candidates(rows)), today())
    for some in _in_parts(rows):
        judge.judge(some)
    return rows


def keep_roster(table: Table, filename: str, data_hash: str, uploader_id: int | None) -> RosterBatch:
    """Store what a file says, in several transactions; of the people of the network nothing is touched.

    The rows are yet to be checked.  Raises UnreadableFile.
    """
    header, reader = read_roster(table, Workplaces.load())
    parts = _in_parts(reader.read(table.rows))
    if (first := next(parts, None)) is None:
        raise UnreadableFile("empty")
    batch = RosterBatch(
        filename=_label(filename),
        content_hash=data_hash,
        columns=dict(header.headings),
        unknown=list(header.unknown.values()),
        passed_over=[],
        facts={"kind": table.kind, "sheet": table.sheet, "encoding": table.encoding, "header": header.number},
        uploaded_by_id=uploader_id,
    )
    db.session.rollback()
    _store(batch)
    try:
        _keep_rows(batch, chain([first], parts))
    except UnreadableFile:
        _drop(batch)
        raise
    batch.passed_over = reader.passed_over
    batch.begin_checking()
    _store(batch)
    return batch


def _keep_rows(batch: RosterBatch, parts: Iterable[list[RosterRow]]) -> None:
    for some in parts:
        for row in some:
            row.batch_id = batch.id
        _store(*some)
        batch.rows_total += len(some)
        time.sleep(BREATH)


def _drop(batch: RosterBatch) -> None:
    with writing():
        db.session.rollback()
        db.session.execute(delete(RosterRow).where(RosterRow.batch_id == batch.id))
        db.session.delete(batch)
        db.session.commit()


def _store(*rows: RosterBatch | RosterRow) -> None:
    with writing():
        db.session.add_all(rows)
        db.session.commit()


def _label(filename: str) -> str:
    """A name to show: the last part of what the browser sent."""
    return cut(clean_line(PurePath(filename.replace("\\", "/")).name), LONGEST_FILENAME)


def check_batch(batch_id: int) -> None:
    """Say what becomes of each row; begun anew when it was interrupted."""
    workplaces = Workplaces.load()
    stored = select(RosterRow.number, RosterRow.candidate).where(RosterRow.batch_id == batch_id)
    candidates = db.session.execute(stored.where(RosterRow.candidate.is_not(None)).order_by(RosterRow.number))
    in_file = InFile.of((number, Candidate.unpacked(packed)) for number, packed in candidates)
    judge, last = Judge(workplaces, in_file, today()), 0
    while last is not None:
        last = _check_some(batch_id, judge, last)


def _check_some(batch_id: int, judge: Judge, behind: int) -> int | None:
    """The rows behind a line; the number of the last of them, None when there is none left."""
    rows = _rows_behind(batch_id, behind)
    judge.judge(rows)  # before the writer's lock is taken: this is the long part
    fates = [{name: getattr(row, name) for name in ("id", *JUDGED)} for row in rows]
    db.session.rollback()
    with writing():
        batch = db.session.get_one(RosterBatch, batch_id, with_for_update=True, populate_existing=True)
        if batch.state is not BatchState.CHECKING:
            db.session.rollback()
            return None
        if fates:
            db.session.execute(update(RosterRow), fates)
            batch.rows_checked = len(rows) if behind == 0 else batch.rows_checked + len(rows)
        else:
            batch.finish_checking()
        db.session.commit()
    time.sleep(BREATH)
    return rows[-1].number if rows else None


def _rows_behind(batch_id: int, behind: int) -> list[RosterRow]:
    """The next rows, let go by the session: what is found out of them is written by itself."""
    rows = select(RosterRow).where(RosterRow.batch_id == batch_id, RosterRow.number > behind)
    found = list(db.session.scalars(rows.order_by(RosterRow.number).limit(AT_ONCE)))
    for row in found:
        db.session.expunge(row)
    return found


def _candidates(rows: Iterable[RosterRow]) -> Iterator[tuple[int, Candidate]]:
    return ((row.number, Candidate.unpacked(row.candidate)) for row in rows if row.candidate)


def _in_parts(rows: Iterable[RosterRow]) -> Iterator[list[RosterRow]]:
    source = iter(rows)
    while some := list(islice(source, AT_ONCE)):
        yield some
