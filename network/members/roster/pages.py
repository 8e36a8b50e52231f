"""A batch as it is looked through, some rows at a time."""

from typing import NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from network.foundation.models import db
from network.members.models.roster_batch import BatchState, Fate, Outcome, RosterBatch, RosterRow

ROWS_ON_A_PAGE = 50
PROBLEMS = "co-van-de"  # in addresses: the rows that need somebody, to mend them or to look
FATE_SLUGS = {
    Fate.NEW: "moi",
    Fate.UPDATE: "cap-nhat",
    Fate.LOOK: "can-xem",
    Fate.BAD: "can-sua",
    Fate.DUPLICATE: "trung",
    Fate.UNCHANGED: "khong-doi",
}
_FATES = {slug: fate for fate, slug in FATE_SLUGS.items()}


class RowsPage(NamedTuple):
    """Rows of a batch in the order of the file; where the pages before and behind begin, if there are any."""

    rows: list[RosterRow]
    before: int | None
    behind: int | None


def rows_page(batch: RosterBatch, kind: str | None, *, behind: int = 0, before: int | None = None) -> RowsPage:
    """One page, in one query; `kind`: a slug of FATE_SLUGS, or PROBLEMS; behind or before a line."""
    rows = select(RosterRow).where(RosterRow.batch_id == batch.id).options(joinedload(RosterRow.person))
    wanted = _of_kind(rows, kind)
    if before is not None:
        found = list(db.session.scalars(_one_more(wanted.where(RosterRow.number < before), RosterRow.number.desc())))
        rows = found[:ROWS_ON_A_PAGE][::-1]
        return RowsPage(rows, _place(rows, 0, len(found) > ROWS_ON_A_PAGE), _place(rows, -1, True))
    found = list(db.session.scalars(_one_more(wanted.where(RosterRow.number > behind), RosterRow.number)))
    rows = found[:ROWS_ON_A_PAGE]
    return RowsPage(rows, _place(rows, 0, behind > 0), _place(rows, -1, len(found) > ROWS_ON_A_PAGE))


def _of_kind(rows: Select[RosterRow], kind: str | None) -> Select[RosterRow]:
    if kind == PROBLEMS:
        undecided = and_(RosterRow.fate == Fate.LOOK, RosterRow.choice.is_(None))
        return rows.where(or_(RosterRow.fate == Fate.BAD, undecided, RosterRow.outcome == Outcome.REFUSED))
    return rows.where(RosterRow.fate == _FATES[kind]) if kind in _FATES else rows


def _one_more(rows: Select[RosterRow], order: object) -> Select[RosterRow]:
    return rows.order_by(order).limit(ROWS_ON_A_PAGE + 1)


def _place(rows: list[RosterRow], at: int, is_there: bool) -> int | None:
    return rows[at].number if rows and is_there else None


def recent_batches(limit: int = 20) -> Select[RosterBatch]:
    """The latest first."""
    arrived = select(RosterBatch).where(RosterBatch.state != BatchState.ARRIVING)
    return arrived.order_by(RosterBatch.id.desc()).limit(limit)


def pending_of(uploader_id: int, digest: str) -> Select[RosterBatch]:
    """The last batch that somebody made of the very same file, while it waits to be imported."""
    waits = RosterBatch.state.in_((BatchState.CHECKING, BatchState.READY))
    mine = select(RosterBatch).where(RosterBatch.uploaded_by_id == uploader_id, RosterBatch.content_hash == digest)
    return mine.where(waits).order_by(RosterBatch.id.desc()).limit(1)


def same_file_before(batch: RosterBatch) -> Select[RosterBatch]:
    """The last batch that was made of the very same file, and was imported."""
    earlier = and_(RosterBatch.content_hash == batch.content_hash, RosterBatch.id < batch.id)
    return (
        select(RosterBatch)
        .where(earlier, RosterBatch.imported_at.is_not(None))
        .order_by(RosterBatch.id.desc())
        .limit(1)
    )
