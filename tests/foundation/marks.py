"""A job whose doing can be counted."""

import time

from network.foundation.clock import now
from network.foundation.jobs import job
from network.foundation.limits import Try
from network.foundation.models import db


@job
def leave_a_mark(number: int) -> None:
    """Slow enough to be killed in: before its row, or between the row and the commit."""
    time.sleep(0.01)
    db.session.add(Try(bucket=f"mark:{number}", at=now()))
    db.session.flush()
    time.sleep(0.01)
