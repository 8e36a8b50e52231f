"""kill -9 in the middle of an import: it goes on where it stood, and nobody comes twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from network.foundation.clock import now
from network.foundation.database import writing
from network.foundation.jobs import Job, enqueue
from network.foundation.models import db
from network.members.models import Appointment, Membership, Person, RosterBatch, RosterRow
from network.members.models.roster_batch import BatchState
from network.members.roster.jobs import import_roster
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, keep

ROOT = Path(__file__).parents[3]
PEOPLE = 40


def start_worker(app) -> subprocess.Popen:
    url = db.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.members.roster.worker_to_kill", str(app.config["INSTANCE"]), url]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def done() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(RosterRow.id)).where(RosterRow.outcome.is_not(None)))


def end_leases() -> None:
    """As if the minutes of a dead worker's lease had passed."""
    with writing():
        db.session.rollback()
        db.session.execute(update(Job).values(leased_until=now() - timedelta(seconds=1)).where(Job.done_at.is_(None)))
        db.session.commit()


def wait_until(is_so, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)


def test_a_killed_import_goes_on_where_it_stood(app, home_affairs):
    chance, rows = (
        random.Random(7),
        [
            (n, f"Lê Thị {chr(65 + n // 26)}{chr(97 + n % 26)}", f"Chuyên viên {n}", "BNV", f"chi{n}@b.vn", None)
            for n in range(PEOPLE)
        ],
    )
    batch_id = keep(make_xlsx(HEADINGS, *rows)).id
    with writing():
        db.session.rollback()
        db.session.get_one(RosterBatch, batch_id).begin_import()
        enqueue(import_roster, batch_id=batch_id, actor="person:1")
        db.session.commit()

    for _ in range(2):
        before, worker = done(), start_worker(app)
        wait_until(lambda before=before: done() > before)
        time.sleep(chance.random() * 0.1)
        worker.kill()
        worker.wait()
        end_leases()
    assert 0 < done() < PEOPLE
    worker = start_worker(app)
    wait_until(lambda: done() == PEOPLE)
    wait_until(lambda: db.session.rollback() or db.session.get(RosterBatch, batch_id).state is BatchState.IMPORTED)
    worker.kill()
    worker.wait()

    db.session.expire_all()
    assert Counter(db.session.scalars(select(Person.email))) == {f"chi{n}@b.vn": 1 for n in range(PEOPLE)}
    assert [db.session.scalar(select(func.count(kind.id))) for kind in (Membership, Appointment)] == [PEOPLE, PEOPLE]
    assert db.session.get(RosterBatch, batch_id).state is BatchState.IMPORTED
