"""Machinery: the application on each database, browsers signed in, and what was not run."""

import os
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import sync_playwright
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from config import Config
from network import create_app
from network.accounts.sign_in import begin_session, cookie_name
from network.foundation.database import writing
from network.foundation.models import db
from tests.factories import make_account
from tools.chromium import find_chromium

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=vi",
)
APPS = {"sqlite": "sqlite_app", "postgresql": "postgres_app"}


def make_config(folder: Path, database: str, **given: object) -> Config:
    """The settings of a test's application: its own folder, cheap password hashes, wide limits."""
    return Config(
        **{
            "INSTANCE": folder,
            "FILES": folder / "files",
            "TESTING": True,
            "DEMO": True,
            "SITE_URL": "http://localhost",
            "SECRET_KEY": "s" * 40,
            "AUDIT_KEY": "a" * 40,
            "SQLALCHEMY_DATABASE_URI": database,
            "WORK_IN_PROCESS": False,
            "WTF_CSRF_ENABLED": False,
            "ARGON2_MEMORY_KIB": 1024,
            "ARGON2_PASSES": 1,
            "LIMITS_SCALE": 1000,
            **given,
        }
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """An empty database with all tables, to copy from.  (That migrations make the same is a test of its own.)"""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(make_config(folder, f"sqlite:///{folder}/template.sqlite"))
    with app.app_context(), writing():
        db.create_all()
        db.engine.dispose()
    return folder / "template.sqlite"


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """A PostgreSQL database of this worker's own."""
    url = make_url(POSTGRES)
    own = url.set(database=f"{url.database}_{WORKER}")
    try:
        with create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{own.database}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{own.database}"'))
    except OperationalError:
        pytest.skip(NO_POSTGRES)
    return own.render_as_string(hide_password=False)


NO_POSTGRES = "PostgreSQL was not reached (TEST_DATABASE_URL, or the standard local port)"


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sqlite")
    app = create_app(make_config(folder, f"sqlite:///{folder}/network.sqlite"))
    yield app
    _let_go(app)


@pytest.fixture(scope="session")
def postgres_app(postgres_url, tmp_path_factory):
    app = create_app(make_config(tmp_path_factory.mktemp("postgres"), postgres_url))
    with app.app_context():
        db.create_all()
    yield app
    _let_go(app)


def _let_go(app) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _empty_sqlite(app, template: Path) -> None:
    _let_go(app)
    file = app.config["INSTANCE"] / "network.sqlite"
    for leftover in (f"{file}-wal", f"{file}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copy(template, file)


def _empty(app) -> None:
    """Make a PostgreSQL database as it was after its migrations."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit trail's triggers too
        connection.execute(text(";".join(f'DELETE FROM "{table.name}"' for table in db.metadata.sorted_tables)))


@pytest.fixture(params=APPS)
def database(request) -> str:
    """Which database a test runs on: each test that asks for the application runs on both."""
    return request.param


@pytest.fixture
def app(database, request):
    """The application on an empty database of its own."""
    app = request.getfixturevalue(APPS[database])
    if database == "sqlite":
        _empty_sqlite(app, request.getfixturevalue("sqlite_template"))
    else:
        _empty(app)
    app.test_client_class = Browser
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def browser(app):
    """`browser(person)`: her browser, signed in; `browser()`: a guest's."""

    def open_browser(person=None) -> Browser:
        client = app.test_client()
        if person is not None:
            client.sign_in(person)
        return client

    return open_browser


class Browser(FlaskClient):
    """A test client each of whose requests has an application context, and so a `g`, of its own.

    After it the rows that the test holds are read anew.
    """

    def open(self, *args, **kwargs):
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        db.session.rollback()
        db.session.expire_all()
        return response

    def sign_in(self, person) -> None:
        with self.application.test_request_context():
            token = begin_session(make_account(person), remember=False)
            db.session.commit()
            self.set_cookie(cookie_name(), token)
        db.session.rollback()
        db.session.expire_all()


@pytest.fixture(scope="session")
def chromium():
    """The one Chromium of this worker: Playwright runs once in a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter) -> None:
    """Name what was not run, and why."""
    left_out = terminalreporter.stats.get("skipped", [])
    reasons = sorted({str(report.longrepr[2]) for report in left_out if isinstance(report.longrepr, tuple)})
    terminalreporter.section("not run")
    for reason in reasons:
        terminalreporter.line(reason)
    if not reasons:
        terminalreporter.line("everything was run")


def pytest_sessionfinish(session, exitstatus) -> None:
    """On the build machine a missing server is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
