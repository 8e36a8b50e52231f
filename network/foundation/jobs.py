"""Work to do after the commit: a row in the same transaction, done at least once, also after kill -9.

A worker takes a job on a lease and does it in a transaction of its own, which also marks it done: what a
job changes in the database happens once.  What it does elsewhere (an e-mail) needs its own key.
A job that works for long is marked `@keeps_own_transactions`, so that nobody's writing waits for it.
"""

import threading
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import JSON, Index, delete, select, update
from sqlalchemy import event as sa_event
from sqlalchemy.orm import Mapped, mapped_column

from network.foundation.clock import now, today
from network.foundation.database import writing
from network.foundation.models import Model, db

LEASE = timedelta(minutes=5)
RETRY_AFTER = timedelta(seconds=30)  # doubled with each attempt
MAX_ATTEMPTS = 8
KEPT_FOR = timedelta(days=7)

_functions: dict[str, Callable[..., None]] = {}
_daily: list[Callable[[], None]] = []
_wake = threading.Event()
_at_work: ContextVar[int | None] = ContextVar("at_work", default=None)


class Job(Model):
    """A call to make: which function, with which plain values, and how it went."""

    __table_args__ = (
        Index(
            "ix_job_due",
            "run_at",
            "id",
            sqlite_where=db.text("done_at IS NULL"),
            postgresql_where=db.text("done_at IS NULL"),
        ),
    )

    function: Mapped[str]
    arguments: Mapped[dict] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(unique=True)  # a second job of the same key is not made
    run_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    error: Mapped[str | None]

    @property
    def has_failed(self) -> bool:
        return self.done_at is None and self.attempts >= MAX_ATTEMPTS


def job(function: Callable[..., None]) -> Callable[..., None]:
    """Let a function be called later by name: `enqueue(function, …)`."""
    _functions[_name(function)] = function
    return function


def daily(function: Callable[[], None]) -> Callable[[], None]:
    """Have a function called once a day, soon after midnight in Hà Nội, by whichever process comes first."""
    _daily.append(job(function))
    return function


def _enqueue_dailies() -> None:
    """Make today's jobs, once in all processes together."""
    keys = {f"{_name(function)}:{today()}": function for function in _daily}
    made = set(db.session.scalars(select(Job.key).where(Job.key.in_(keys))))
    with writing():
        db.session.rollback()
        for key in keys.keys() - made:
            enqueue(keys[key], key=key)
        db.session.commit()


def _name(function: Callable) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def enqueue(function: Callable[..., None], *, key: str | None = None, at: datetime | None = None, **arguments) -> Job:
    """Have the function called with these plain values after the commit, or at a later moment."""
    if _name(function) not in _functions:
        raise ValueError(f"not a job: {_name(function)}")
    if key is not None and (made := db.session.scalar(select(Job).where(Job.key == key))):
        return made
    made = Job(function=_name(function), arguments=arguments, key=key, run_at=at or now())
    db.session.add(made)
    db.session.info["enqueued"] = True
    return made


def _claim() -> Job | None:
    """Take the next due job on a lease."""
    with writing():
        moment = now()
        due = (
            select(Job)
            .where(Job.done_at.is_(None), Job.run_at <= moment, Job.attempts < MAX_ATTEMPTS)
            .where((Job.leased_until.is_(None)) | (Job.leased_until < moment))
            .order_by(Job.run_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        claimed = db.session.scalar(due)
        if claimed:
            claimed.attempts += 1
            claimed.leased_until = moment + LEASE
        db.session.commit()
    return claimed


def _perform(claimed: Job) -> bool:
    """Do a claimed job; False if it failed, to be tried again later."""
    job_id, name = claimed.id, claimed.function
    try:
        _call(_functions[name], job_id, claimed.arguments)
        return True
    except Exception as error:
        current_app.logger.exception("job %s failed: %s", job_id, name)
        with writing():
            db.session.rollback()
            failed = db.session.get_one(Job, job_id)
            failed.error, failed.leased_until = repr(error)[:500], None
            failed.run_at = now() + RETRY_AFTER * 2**failed.attempts
            db.session.commit()
        return False


def _call(function: Callable[..., None], job_id: int, arguments: dict) -> None:
    """Call a job's function and mark the job done: in one transaction, unless the function keeps its own."""
    if getattr(function, "keeps_own_transactions", False):
        db.session.rollback()
        at_work = _at_work.set(job_id)
        try:
            function(**arguments)
        finally:
            _at_work.reset(at_work)
        db.session.rollback()
        with writing():
            _mark_done(job_id)
    else:
        with writing():
            function(**arguments)
            _mark_done(job_id)


def renew_lease() -> None:
    """In each transaction of a long job: it is still at work, so that no other worker takes it over."""
    if job_id := _at_work.get():
        db.session.execute(update(Job).where(Job.id == job_id).values(leased_until=now() + LEASE))


def _mark_done(job_id: int) -> None:
    done = db.session.get_one(Job, job_id)
    done.done_at, done.error = now(), None
    db.session.commit()


def run_due() -> int:
    """Do what is due; returns how many jobs were done."""
    done = 0
    db.session.rollback()
    while claimed := _claim():
        done += _perform(claimed)
    return done


@daily
def sweep() -> None:
    """Forget the jobs that were done a week ago."""
    db.session.execute(delete(Job).where(Job.done_at < now() - KEPT_FOR))


def work(app: Flask, stop: threading.Event | None = None) -> None:
    """Work jobs off until told to stop: woken by a commit in this process, else once a second."""
    day = None
    while not (stop and stop.is_set()):
        _wake.wait(timeout=1)
        _wake.clear()
        # Jobs see pages as a guest at the site's address does, so what they render suits everyone.
        with app.test_request_context(base_url=app.config["SITE_URL"]):
            try:
                if day != today():
                    _enqueue_dailies()
                    day = today()
                run_due()
            except Exception:
                app.logger.exception("the worker stumbled")
                db.session.rollback()


def start_worker(app: Flask) -> None:
    """Work jobs off in the background of this process."""
    threading.Thread(target=work, args=(app,), name="jobs", daemon=True).start()


@sa_event.listens_for(db.session, "after_commit")
def _wake_worker(session) -> None:
    if session.info.pop("enqueued", False):
        _wake.set()
