"""Bringing a roster in: choose a file, see what each row would do, import it, take it back."""

from io import BytesIO

from flask import abort, flash, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from network.foundation import audit
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.jobs import enqueue
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.rendering import is_partial
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.reading import read_table
from network.foundation.views import lead_to, takes_uploads
from network.members.forms.roster import RosterForm
from network.members.models import RosterBatch, RosterRow
from network.members.models.roster_batch import BatchState
from network.members.policies import may_import_roster
from network.members.roster.batches import check_batch, content_hash, keep_roster
from network.members.roster.counts import Counts
from network.members.roster.files import template_file
from network.members.roster.jobs import check_roster, import_roster, undo_roster
from network.members.roster.pages import pending_of, recent_batches
from network.members.views.blueprint import bp, viewer

ADDRESS = "/thanh-vien/nhap-danh-sach"
BATCH = f"{ADDRESS}/<string(length=32):public_id>"
UPLOADS = (60, 3600)  # an hour
CHECKED_AT_ONCE = 500  # rows; of a longer roster the pages wait for a job
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_batch(public_id: str) -> RosterBatch:
    require(may_import_roster)
    batches = select(RosterBatch).where(RosterBatch.public_id == public_id)
    return db.session.scalars(batches.options(joinedload(RosterBatch.uploaded_by))).one_or_none() or abort(404)


@bp.get(ADDRESS)
def new_roster():
    require(may_import_roster)
    return _start(RosterForm(formdata=None))


def _start(form: RosterForm, status: int = 200) -> ResponseReturnValue:
    batches = db.session.scalars(recent_batches().options(joinedload(RosterBatch.uploaded_by))).all()
    counts = Counts.of_each(batch.id for batch in batches)
    return render_template("members/roster/start.html", form=form, batches=batches, counts=counts), status


@bp.post(ADDRESS)
@takes_uploads
@keeps_own_transactions
def upload_roster():
    require(may_import_roster)
    count_try((f"upload:{viewer().id}", *UPLOADS))
    form = RosterForm()
    if not form.validate_on_submit():
        return _start(form, 422)
    try:
        batch = _kept(form)
    except UnreadableFile as fault:
        db.session.rollback()
        form.file.errors = [fault.message]
        return _start(form, 422)
    return lead_to(batch.url)


def _kept(form: RosterForm) -> RosterBatch:
    """The batch made of the file that came; pressing twice makes one.  Raises UnreadableFile."""
    data, name, uploader_id = form.file.data.read(), form.file.data.filename or "", viewer().id
    digest = content_hash(data)
    batch = db.session.scalar(pending_of(uploader_id, digest))
    if batch is None:
        batch = keep_roster(read_table(data, name), name, digest, uploader_id)
    if batch.state is BatchState.CHECKING:
        _have_checked(batch)
    return batch


def _have_checked(batch: RosterBatch) -> None:
    """By a job at any rate, which has nothing to do where the roster is short enough to be checked at once."""
    db.session.rollback()
    with writing():
        enqueue(check_roster, batch_id=batch.id)
        db.session.commit()
    if batch.rows_total <= CHECKED_AT_ONCE:
        check_batch(batch.id)


@bp.get(f"{ADDRESS}/mau.xlsx")
def download_template():
    require(may_import_roster)
    return send_file(
        BytesIO(template_file()), XLSX, as_attachment=True, download_name="danh-sach-thanh-vien-mau.xlsx", max_age=0
    )


@bp.get(f"{BATCH}/tien-do")
def show_progress(public_id: str):
    batch = find_batch(public_id)
    if not batch.is_at_work or not is_partial():
        return lead_to(batch.url)
    return render_template("members/roster/_progress.html", batch=batch, counts=Counts.of(batch.id))


@bp.post(f"{BATCH}/kiem-tra-lai")
def check_roster_again(public_id: str):
    batch = find_batch(public_id)
    batch.check_again()
    enqueue(check_roster, batch_id=batch.id)
    db.session.commit()
    return lead_to(batch.url)


@bp.post(f"{BATCH}/bo")
def cancel_roster(public_id: str):
    batch = find_batch(public_id)
    batch.cancel()
    db.session.execute(delete(RosterRow).where(RosterRow.batch_id == batch.id))
    db.session.commit()
    flash(_("Đã bỏ danh sách “%(file)s”, chưa ghi gì vào danh bạ.", file=batch.filename))
    return lead_to(url_for(".new_roster"))


@bp.post(f"{BATCH}/nhap")
def import_batch(public_id: str):
    batch = find_batch(public_id)
    if batch.state not in (BatchState.IMPORTING, BatchState.IMPORTED):  # pressed twice
        batch.begin_import()
        enqueue(import_roster, batch_id=batch.id, actor=audit.reference(viewer()))
        db.session.commit()
    return lead_to(batch.url)


@bp.get(f"{BATCH}/hoan-tac")
def confirm_undo(public_id: str):
    batch = find_batch(public_id)
    if batch.state is not BatchState.IMPORTED:
        return lead_to(batch.url)
    return render_template("members/roster/undo.html", batch=batch, counts=Counts.of(batch.id))


@bp.post(f"{BATCH}/hoan-tac")
def undo_batch(public_id: str):
    batch = find_batch(public_id)
    if batch.state not in (BatchState.UNDOING, BatchState.UNDONE):
        batch.begin_undo()
        enqueue(undo_roster, batch_id=batch.id, actor=audit.reference(viewer()))
        db.session.commit()
    return lead_to(batch.url)
