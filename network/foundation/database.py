"""How the two databases are held: SQLite's settings, its one writer at a time, and what a request may write.

SQLite refuses a reader that turns writer behind another's back, and a writer that yields inside a
transaction would stop the whole process for the busy timeout.  So whoever may write says so first
(`writing()`), takes the process's lock, and begins with BEGIN IMMEDIATE.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import Flask, current_app, g, request
from sqlalchemy import Connection, Engine, event

from network.foundation.models import db

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_writing: ContextVar[bool] = ContextVar("writing", default=False)
_lock = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun in here may write."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def keeps_own_transactions(view: Callable) -> Callable:
    """For a view or a job that must not hold the writer's lock while it works (hashes a password, reads a file).

    It wraps what it writes in `writing()` and commits it at once.
    """
    view.keeps_own_transactions = True
    return view


def _set_up(connection, _record) -> None:
    connection.isolation_level = None  # sqlite3 stops sending BEGIN by itself; `_begin` does
    synchronous = current_app.config["SQLITE_SYNCHRONOUS"] if current_app else "FULL"
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "busy_timeout=5000",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "mmap_size=268435456",
        "cache_size=-20000",
        "journal_size_limit=67108864",
    ):
        connection.execute("PRAGMA " + pragma)


def _begin(connection: Connection) -> None:
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
        return
    _lock.acquire()
    connection.info["holds_lock"] = True
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _release(connection)
        raise


def _release(connection: Connection) -> None:
    if connection.info.pop("holds_lock", None):
        _lock.release()


def _hold_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _release)
    event.listen(engine, "rollback", _release)


def _open_request() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method not in SAFE_METHODS and not getattr(view, "keeps_own_transactions", False):
        g.writing = _writing.set(True)


def _close_request(_error: BaseException | None) -> None:
    if token := g.pop("writing", None):
        _writing.reset(token)


def init_app(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            if engine.dialect.name == "sqlite":
                if engine.url.database and engine.url.database != ":memory:":
                    os.makedirs(os.path.dirname(os.path.abspath(engine.url.database)), mode=0o700, exist_ok=True)
                _hold_sqlite(engine)
    app.before_request(_open_request)
    app.teardown_request(_close_request)
