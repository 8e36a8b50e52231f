"""The long parts of an import, done after the commit that asks for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import g
from sqlalchemy import Delete, delete, select

from network.foundation.clock import now
from network.foundation.database import keeps_own_transactions
from network.foundation.jobs import daily, job
from network.foundation.models import db
from network.members.models.roster_batch import ROWS_KEPT_FOR, BatchState, RosterBatch, RosterRow
from network.members.roster.batches import check_batch
from network.members.roster.importing import Import
from network.members.roster.undoing import Undo

UNUSED_KEPT_FOR = timedelta(days=7)


@job
@keeps_own_transactions
def check_roster(batch_id: int) -> None:
    check_batch(batch_id)


@job
@keeps_own_transactions
def import_roster(batch_id: int, actor: str) -> None:
    with _acting_for(actor):
        Import(batch_id).run()


@job
@keeps_own_transactions
def undo_roster(batch_id: int, actor: str) -> None:
    with _acting_for(actor):
        Undo(batch_id).run()


@daily
def forget_rosters() -> None:
    """Uploaded rosters hold people's data: what was never imported goes after a week, rows of the others later."""
    unused = RosterBatch.state.in_((BatchState.ARRIVING, BatchState.CHECKING, BatchState.READY, BatchState.CANCELLED))
    _delete(delete(RosterBatch).where(unused, RosterBatch.uploaded_at < now() - UNUSED_KEPT_FOR))
    old = select(RosterBatch.id).where(RosterBatch.imported_at < now() - ROWS_KEPT_FOR)
    _delete(delete(RosterRow).where(RosterRow.batch_id.in_(old)))


def _delete(rows: Delete) -> None:
    db.session.execute(rows, execution_options={"synchronize_session": False})


@contextmanager
def _acting_for(actor: str) -> Iterator[None]:
    """The audit trail names whoever pressed the button: `person:12`."""
    g.actor = actor
    try:
        yield
    finally:
        g.pop("actor", None)
