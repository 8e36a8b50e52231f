"""Rosters as people make them, and what becomes of them."""

import csv
from collections.abc import Sequence
from io import StringIO

from sqlalchemy import select

from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.spreadsheets.reading import read_table_here
from network.members.models import Person
from network.members.models.roster_batch import RosterBatch, RosterRow
from network.members.roster.batches import check_batch, content_hash, judged, keep_roster, read_roster
from network.members.roster.importing import Import
from network.members.roster.remarks import unpacked
from network.members.roster.undoing import Undo
from network.members.roster.workplaces import Workplaces
from tests.foundation.spreadsheets.files import make_xlsx

HEADINGS = ("TT", "Họ và tên", "Chức vụ", "Cơ quan", "Thư điện tử", "Điện thoại")


def make_csv(*rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    lines = StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return lines.getvalue().encode(encoding)


def one(**cells: object) -> bytes:
    """A roster of one person, by headings of `HEADINGS` or others."""
    cells = {"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": "Vụ trưởng Vụ Pháp chế", "Cơ quan": "Bộ Nội vụ", **cells}
    return make_xlsx(list(cells), list(cells.values()))


def read(data: bytes, filename: str = "danh-sach.xlsx") -> list[RosterRow]:
    """The rows of a roster as they are understood, with their fates; nothing is stored."""
    table = read_table_here(data, filename)
    workplaces = Workplaces.load()
    _header, reader = read_roster(table, workplaces)
    return judged(list(reader.read(table.rows)), workplaces)


def read_one(**cells: object) -> RosterRow:
    [row] = read(one(**cells))
    return row


def keep(data: bytes, filename: str = "danh-sach.xlsx", uploader: Person | None = None) -> RosterBatch:
    """A stored and checked batch."""
    table = read_table_here(data, filename)
    batch = keep_roster(table, filename, content_hash(data), uploader and uploader.id)
    check_batch(batch.id)
    db.session.expire_all()
    return batch


def do_import(batch: RosterBatch) -> None:
    with writing():
        batch.begin_import()
        db.session.commit()
    Import(batch.id).run()
    db.session.rollback()


def import_file(data: bytes, filename: str = "danh-sach.xlsx") -> RosterBatch:
    batch = keep(data, filename)
    batch_id = batch.id
    do_import(batch)
    return db.session.get_one(RosterBatch, batch_id)


def undo(batch: RosterBatch) -> RosterBatch:
    batch_id = batch.id
    with writing():
        batch.begin_undo()
        db.session.commit()
    Undo(batch_id).run()
    db.session.rollback()
    return db.session.get_one(RosterBatch, batch_id)


def rows_of(batch: RosterBatch) -> list[RosterRow]:
    rows = select(RosterRow).where(RosterRow.batch_id == batch.id).order_by(RosterRow.number)
    return list(db.session.scalars(rows))


def fates(rows: list[RosterRow]) -> list[tuple[int, str]]:
    return [(row.number, row.fate.value) for row in rows]


def sentences(row: RosterRow) -> list[str]:
    """All that is said of a row."""
    return [remark.sentence for remark in unpacked([*row.remarks, *row.findings])]


def person(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.full_name == name)).one()
