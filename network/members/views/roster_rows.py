"""The rows of a roster: looked through, decided about, taken away as files."""

from io import BytesIO

from flask import abort, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from network.foundation import audit
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.rendering import dom_id, is_partial
from network.foundation.spreadsheets.writing import write_csv, write_xlsx
from network.foundation.views import lead_to
from network.members.models import RosterBatch, RosterRow
from network.members.models.roster_batch import SHORT_FATE_WORDS, Fate
from network.members.roster.counts import Counts
from network.members.roster.deciding import leave_open, take_for_another, take_for_same
from network.members.roster.files import imported_table, problems_file
from network.members.roster.pages import FATE_SLUGS, PROBLEMS, rows_page, same_file_before
from network.members.roster.shown import shown_row
from network.members.views.blueprint import bp, viewer
from network.members.views.roster import BATCH, XLSX, find_batch

EXPORTS = (60, 3600)  # an hour
LAST_LINE = 2**31 - 1


@bp.get(BATCH)
def show_roster(public_id: str):
    batch = find_batch(public_id)
    kind = request.args.get("xem")
    counts = Counts.of(batch.id)
    page = rows_page(batch, kind, behind=_line("sau") or 0, before=_line("truoc"))
    return render_template(
        "members/roster/batch.html",
        batch=batch,
        counts=counts,
        kind=kind,
        kinds=_kinds(counts),
        page=page,
        rows=[shown_row(row, batch.columns) for row in page.rows],
        earlier=db.session.scalar(same_file_before(batch)),
        Fate=Fate,
    )


def _line(name: str) -> int | None:
    """A line's number from the address; what is none is passed over."""
    written = request.args.get(name, "")
    return min(int(written), LAST_LINE) if written.isascii() and written.isdigit() and len(written) < 12 else None


def _kinds(counts: Counts) -> list[tuple[str, str, int]]:
    """What the rows can be narrowed to: its name in addresses, its words, how many there are."""
    kinds = [(FATE_SLUGS[fate], str(SHORT_FATE_WORDS[fate]), number) for fate, number in counts.fates.items()]
    return [each for each in ((PROBLEMS, _("Có vấn đề"), counts.problems), *kinds) if each[2]]


@bp.post(f"{BATCH}/dong/<int:number>")
def decide_row(public_id: str, number: int):
    batch = find_batch(public_id)
    rows = select(RosterRow).where(RosterRow.batch_id == batch.id, RosterRow.number == number)
    row = db.session.scalars(rows.with_for_update()).one_or_none() or abort(404)
    _decide(batch, row, request.form.get("la", ""))
    db.session.commit()
    if not is_partial():
        return lead_to(f"{batch.url}?xem={FATE_SLUGS[Fate.LOOK]}#{dom_id(row)}")
    return render_template(
        "members/roster/_decided.html",
        batch=batch,
        shown=shown_row(row, batch.columns),
        counts=Counts.of(batch.id),
        Fate=Fate,
    )


def _decide(batch: RosterBatch, row: RosterRow, answer: str) -> None:
    """answer: `nguoi-khac`, `chua-ro`, or whom the row is about: a person's id, `0` for an earlier row's."""
    if answer == "nguoi-khac":
        take_for_another(batch, row)
    elif answer == "chua-ro":
        leave_open(batch, row)
    elif answer.isascii() and answer.isdigit() and len(answer) < 12:
        take_for_same(batch, row, int(answer) or None)
    else:
        abort(400)


@bp.post(f"{BATCH}/tai/<any('can-sua.xlsx', 'danh-sach.xlsx', 'danh-sach.csv'):name>")
def download_rows(public_id: str, name: str) -> ResponseReturnValue:
    count_try((f"export:{viewer().id}", *EXPORTS))
    batch = find_batch(public_id)
    if name == "can-sua.xlsx":
        data, action = problems_file(batch), "roster.problems_exported"
    else:
        write = write_xlsx if name.endswith(".xlsx") else write_csv
        data, action = write(*imported_table(batch)), "roster.exported"
    audit.record(action, batch, file=name, rows=batch.rows_total)
    db.session.commit()
    kind = XLSX if name.endswith(".xlsx") else "text/csv"
    return send_file(BytesIO(data), kind, as_attachment=True, download_name=name, max_age=0)
