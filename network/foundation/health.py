"""`/healthz`: the process answers.  `/readyz`: it can also serve, for the proxy that sends people to it."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import select

from network.foundation.models import db
from network.foundation.views import open_to_all


def schema_is_current() -> bool:
    """Does the database stand at the newest migration?"""
    heads = set(ScriptDirectory(current_app.extensions["migrate"].directory).get_heads())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


@open_to_all
def healthz():
    return "ok\n", {"Content-Type": "text/plain"}


@open_to_all
def readyz():
    try:
        db.session.execute(select(1))
        ready = schema_is_current()
    except Exception:
        current_app.logger.exception("not ready")
        ready = False
    return ("ready\n" if ready else "not ready\n"), 200 if ready else 503, {"Content-Type": "text/plain"}


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)
