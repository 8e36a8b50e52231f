"""Goes through the rows of a batch, some a transaction.

What was done to a row is marked on it in the same transaction: a pass that was interrupted, even by kill -9, is
begun again and goes on where it stood.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence

from flask import current_app
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError, OperationalError

from network.foundation.database import writing
from network.foundation.errors import Refusal
from network.foundation.jobs import renew_lease
from network.foundation.models import db
from network.members.models.roster_batch import BatchState, RosterBatch, RosterRow

AT_ONCE = 10  # rows a transaction: while it lasts, others wait
BREATH = 0.01  # seconds between two: under gevent the requests that wait are served then (in 0 seconds none is)


class Pass(ABC):
    """A way through the rows of one batch, while it is in one state."""

    state: BatchState

    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id

    @abstractmethod
    def waiting(self) -> Sequence[ColumnElement]:
        """What is true of the rows that are yet to be done, and false of those that are done."""

    @abstractmethod
    def order(self) -> Sequence[ColumnElement]:
        """In which order they are done."""

    @abstractmethod
    def do(self, rows: Sequence[RosterRow]) -> None:
        """Do some rows and mark them done; one that cannot be done raises, and is done alone, and refused."""

    @abstractmethod
    def refuse(self, row: RosterRow, reason: Exception) -> None:
        """Mark a row that could not be done."""

    @abstractmethod
    def finish(self, batch: RosterBatch) -> None:
        """After the last row, in a transaction of its own."""

    def run(self) -> None:
        while self._some():
            time.sleep(BREATH)

    def _some(self) -> bool:
        """Do the next rows; False when there was none left."""
        with writing():
            db.session.rollback()
            batch = db.session.get_one(RosterBatch, self.batch_id, with_for_update=True, populate_existing=True)
            if batch.state is not self.state:
                db.session.rollback()
                return False
            rows = self._next()
            if not rows:
                self.finish(batch)
                db.session.commit()
                return False
            ids = [row.id for row in rows]
            if not self._do_in_one(rows):
                for row_id in ids:
                    self._do_alone(row_id)
        return True

    def _next(self) -> list[RosterRow]:
        rows = select(RosterRow).where(RosterRow.batch_id == self.batch_id, *self.waiting())
        return list(db.session.scalars(rows.order_by(*self.order()).limit(AT_ONCE)))

    def _do_in_one(self, rows: Sequence[RosterRow]) -> bool:
        """False if one of them stood in the way: then nothing was done."""
        try:
            self.do(rows)
            renew_lease()
            db.session.commit()
        except OperationalError:  # the database is away: the whole pass is tried again
            raise
        except Exception:
            db.session.rollback()
            return False
        return True

    def _do_alone(self, row_id: int) -> None:
        try:
            self.do([db.session.get_one(RosterRow, row_id)])
            db.session.commit()
        except OperationalError:
            raise
        except Exception as reason:  # one bad row must not keep the others waiting
            if not isinstance(reason, (Refusal, IntegrityError)):
                current_app.logger.exception("row %s of batch %s", row_id, self.batch_id)
            db.session.rollback()
            self.refuse(db.session.get_one(RosterRow, row_id), reason)
            renew_lease()
            db.session.commit()
