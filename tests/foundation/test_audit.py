"""The audit trail: in the act's transaction, append-only, and whole or not."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from network.foundation import audit
from network.foundation.audit import AuditEntry, AuditHead, first_fault
from network.foundation.models import db
from tests.factories import make_person


@pytest.fixture
def trail(app):
    """Three acts on a person, each in a transaction of its own."""
    person = make_person("Trần Thị Minh Hạnh")
    for action in ("person.added", "person.edited", "person.left"):
        audit.record(action, person, before={"name": "Hạnh"}, after={"name": "Minh Hạnh"})
        db.session.commit()
    return person


def entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.number)))


def fault() -> str | None:
    db.session.rollback()
    db.session.expire_all()
    return first_fault(entries(), db.session.get(AuditHead, 1))


def tamper(statement: str, **values) -> None:
    """What somebody with the database's keys could do: past the triggers."""
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_entry_no_{act}"))
        connection.execute(text(statement), values)


def test_an_act_is_entered_with_who_what_and_when(trail):
    entry = entries()[1]

    assert (entry.number, entry.actor, entry.action, entry.thing) == (
        2,
        "system",
        "person.edited",
        f"person:{trail.id}",
    )
    assert (entry.before, entry.after) == ({"name": "Hạnh"}, {"name": "Minh Hạnh"})


def test_an_act_that_is_rolled_back_leaves_no_entry(app):
    person = make_person()
    audit.record("person.edited", person)
    db.session.rollback()
    db.session.commit()

    assert entries() == []


def test_changes_name_the_fields_before_and_after(app):
    person = make_person("Lê Thu An", biography="Cũ")
    person.biography = "Mới"
    audit.record_changes("person.edited", person)
    db.session.commit()

    assert (entries()[0].before, entries()[0].after) == ({"biography": "Cũ"}, {"biography": "Mới"})


def test_the_untouched_trail_is_whole(trail, app):
    result = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert (result.exit_code, result.output) == (0, "3 entries, none changed.\n")


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(trail, statement):
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit_entry SET actor = 'person:7' WHERE number = 2", "entry 2"),
        ("DELETE FROM audit_entry WHERE number = 2", "entry 2 is missing"),
        ("DELETE FROM audit_entry WHERE number = 3", "behind entry 2"),
        (
            "UPDATE audit_entry SET action = CASE number WHEN 2 THEN 'person.left' ELSE 'person.edited' END "
            "WHERE number IN (2, 3)",
            "entry 2",
        ),
        (
            "INSERT INTO audit_entry (number, at, actor, action, details, seal) "
            "VALUES (4, '2026-01-01 00:00:00', 'person:7', 'role.given', '{}', 'x')",
            "entry 4",
        ),
    ],
    ids=["changed", "removed", "truncated", "swapped", "forged"],
)
def test_tampering_is_found_and_the_entry_named(trail, app, statement, said):
    tamper(statement)

    assert said in fault()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert said in result.output


def test_numbers_have_no_gap_when_two_transactions_write(app):
    person = make_person()
    for _ in range(5):
        audit.record("person.seen", person)
        audit.record("person.seen", person)
        db.session.commit()

    assert [entry.number for entry in entries()] == list(range(1, 11))
    assert fault() is None
