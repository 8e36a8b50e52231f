"""`flask members import`: a roster from the operator's own disk."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.reading import read_table
from network.foundation.spreadsheets.tables import Table
from network.members.models.roster_batch import FATE_WORDS, Fate, Outcome, RosterBatch, RosterRow
from network.members.reference import load_reference
from network.members.roster.batches import check_batch, content_hash, judged, keep_roster, read_roster
from network.members.roster.columns import LABELS
from network.members.roster.counts import Counts
from network.members.roster.importing import Import
from network.members.roster.remarks import unpacked
from network.members.roster.shown import shown_change
from network.members.roster.workplaces import Workplaces

NOT_ALL, UNREADABLE = 1, 2  # exit codes: some rows were left out; the file could not be read

cli = AppGroup("members", help="People and their memberships.")


@cli.command("load-reference")
def load_reference_files() -> None:
    """Add the terms and the organisations that take part; `flask organizations load` goes before."""
    with writing():
        terms, participations = load_reference()
        db.session.commit()
    click.echo(f"{terms} terms and {participations} participations added.")


@cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; write nothing.")
def import_file(file: Path, dry_run: bool) -> None:
    """Import a roster, XLSX or CSV.

    Prints what becomes of each row.  Exit code 0: all rows are in; 1: some were left out; 2: the file could not
    be read.
    """
    try:
        table = read_table(file, file.name)
        left_out = _try_out(table) if dry_run else _import(table, file)
    except UnreadableFile as fault:
        click.echo(fault.message, err=True)
        sys.exit(UNREADABLE)
    sys.exit(NOT_ALL if left_out else 0)


def _try_out(table: Table) -> int:
    workplaces = Workplaces.load()
    header, reader = read_roster(table, workplaces)
    rows = judged(list(reader.read(table.rows)), workplaces)
    _say_columns(header.unknown.values(), reader.passed_over)
    _say_rows(rows)
    counts = {fate: sum(row.fate is fate for row in rows) for fate in Fate}
    _say_counts(counts)
    click.echo("Thử thôi: chưa ghi gì vào danh bạ.")
    return counts[Fate.BAD] + counts[Fate.LOOK]


def _import(table: Table, file: Path) -> int:
    batch_id = keep_roster(table, file.name, content_hash(file.read_bytes()), None).id
    check_batch(batch_id)
    with writing():
        db.session.rollback()
        batch = db.session.get_one(RosterBatch, batch_id)
        batch.begin_import()
        db.session.commit()
    Import(batch_id).run()
    db.session.rollback()
    batch = db.session.get_one(RosterBatch, batch_id)
    rows = select(RosterRow).where(RosterRow.batch_id == batch_id).order_by(RosterRow.number)
    _say_columns(batch.unknown, batch.passed_over)
    _say_rows(db.session.scalars(rows.execution_options(yield_per=500)))
    counts = Counts.of(batch_id)
    _say_counts(counts.fates)
    click.echo(f"Đã thêm {counts.outcomes[Outcome.ADDED]}, đã cập nhật {counts.outcomes[Outcome.UPDATED]}.")
    return counts.problems


def _say_columns(unknown: Iterable[str], passed_over: Iterable[int]) -> None:
    if names := ", ".join(f"“{name}”" for name in unknown):
        click.echo(f"Cột không nhập: {names}.")
    if numbers := ", ".join(map(str, passed_over)):
        click.echo(f"Dòng bỏ qua (ví dụ, tổng cộng, chữ ký): {numbers}.")


def _say_rows(rows: Iterable[RosterRow]) -> None:
    for row in rows:
        said = row.outcome_words if row.outcome is Outcome.REFUSED else row.fate_words
        click.echo(f"Dòng {row.number}: {said}: {row.full_name}")
        for field, old, new in row.changes:
            click.echo(f"    {shown_change(field, old, new)}")
        for remark in unpacked([*row.remarks, *row.findings]):
            column = f"{LABELS[remark.column]}: " if remark.column else ""
            click.echo(f"    {column}{remark.sentence}")


def _say_counts(fates: dict[Fate, int]) -> None:
    click.echo("; ".join(f"{FATE_WORDS[fate]} {count}" for fate, count in fates.items() if count))
