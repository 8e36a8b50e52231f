"""Migrations go up and down, with data in the house, and make what the models say, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from network import create_app
from network.demo.loading import load_demo_once
from network.foundation.audit import AuditEntry
from network.foundation.health import schema_is_current
from network.foundation.models import db
from network.foundation.search import find
from network.members.models import Person
from tests.browser.houses import fresh_postgres
from tests.conftest import POSTGRES, WORKER, make_config

BY_HAND = ("search_words",)  # SQLite's search index, which migrations write by hand


def is_compared(_object, name, kind, _reflected, _compared_to) -> bool:
    """Without what only one database has: its own search index."""
    if kind == "table":
        return not name.startswith(BY_HAND)
    return not (name or "").endswith("_words")


@pytest.fixture
def unbuilt(database, request, tmp_path):
    """The application on a database without a single table."""
    url = f"sqlite:///{tmp_path}/unbuilt.sqlite"
    if database == "postgresql":
        request.getfixturevalue("postgres_url")
        url = fresh_postgres(POSTGRES, f"network_unbuilt_{WORKER}")
    app = create_app(make_config(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list:
    with db.engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_compared}
        return compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(Person))


def test_migrations_make_what_the_models_say(unbuilt):
    assert not schema_is_current()

    upgrade()

    assert schema_is_current()
    assert differences() == []


def test_a_full_house_goes_down_and_up_again(unbuilt):
    upgrade()
    load_demo_once()
    assert people() > 30
    db.session.remove()

    downgrade(revision="base")
    left = [name for name in inspect(db.engine).get_table_names() if not name.startswith("alembic")]
    upgrade()

    assert left == []
    assert differences() == []
    assert (people(), load_demo_once()) == (0, True)


def test_what_only_migrations_write_is_there(unbuilt):
    upgrade()
    load_demo_once()

    assert "Trần Thị Minh Hạnh" in [hit.title for hit in find("tran thi minh hanh")]
    db.session.rollback()
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_entry"))
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) > 0
