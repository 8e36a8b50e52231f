"""Houses to measure: the application with the demo network, on a database of its own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from config import Config
from network import create_app
from network.demo.loading import load_demo_once
from network.foundation.database import writing
from network.foundation.models import db

DATABASES = ("sqlite", "postgresql")
SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")


class Unreachable(Exception):
    """There is no such database server."""


@contextmanager
def demo_house(database: str) -> Iterator[Flask]:
    """The application with the demo network loaded, in its context."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite" if database == "sqlite" else _own_database()
        app = create_app(
            Config(
                INSTANCE=Path(folder),
                FILES=Path(folder) / "files",
                SQLALCHEMY_DATABASE_URI=url,
                DEMO=True,
                SITE_URL="http://localhost",
                LIMITS_SCALE=1_000_000.0,
                WORK_IN_PROCESS=False,
            )
        )
        with app.app_context():
            with writing():
                db.create_all()
            load_demo_once()
            db.session.remove()
            yield app
            db.session.remove()
            db.engine.dispose()


def _own_database() -> str:
    url = make_url(SERVER)
    own = url.set(database="network_bench")
    try:
        with create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS network_bench WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE network_bench"))
    except OperationalError as error:
        raise Unreachable("no PostgreSQL at TEST_DATABASE_URL or on the standard local port") from error
    return own.render_as_string(hide_password=False)
