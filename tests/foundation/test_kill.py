"""kill -9 in the middle of the work: no job is lost, none is done twice."""

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
from network.foundation.limits import Try
from network.foundation.models import db
from tests.foundation.marks import leave_a_mark

ROOT = Path(__file__).parents[2]
JOBS = 60


def start_worker(app) -> subprocess.Popen:
    url = db.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.foundation.worker_to_kill", str(app.config["INSTANCE"]), url]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def left_to_do() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.done_at.is_(None)))


def end_leases() -> None:
    """As if the minutes of a dead worker's lease had passed."""
    with writing():
        db.session.rollback()
        db.session.execute(update(Job).values(leased_until=now() - timedelta(seconds=1)).where(Job.done_at.is_(None)))
        db.session.commit()


def wait_until(is_so, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)


def test_killed_workers_lose_no_job_and_do_none_twice(app):
    chance = random.Random(7)
    with writing():
        for number in range(JOBS):
            enqueue(leave_a_mark, number=number)
        db.session.commit()

    for _ in range(4):
        before = left_to_do()
        worker = start_worker(app)
        wait_until(lambda before=before: left_to_do() < before)
        time.sleep(chance.random() * 0.2)
        worker.kill()
        worker.wait()
        end_leases()
    worker = start_worker(app)
    wait_until(lambda: left_to_do() == 0)
    worker.kill()
    worker.wait()

    db.session.rollback()
    assert Counter(db.session.scalars(select(Try.bucket))) == {f"mark:{number}": 1 for number in range(JOBS)}
