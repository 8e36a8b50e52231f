"""One writer at a time, and nobody waits for ever."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Person
from tests.factories import make_person


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_is_set_to_keep_what_it_acknowledged(app):
    def asked(pragma: str):
        return db.session.execute(text(f"PRAGMA {pragma}")).scalar()

    settings = (asked("journal_mode"), asked("synchronous"), asked("foreign_keys"), asked("busy_timeout"))

    assert settings == ("wal", 2, 1, 5000)  # synchronous 2 is FULL


def test_many_writers_at_once_lose_nothing(app):
    person, errors = make_person(), []
    person_id, engine = person.id, db.engine

    def add_a_word() -> None:
        try:
            for _ in range(10):
                with writing(), Session(engine) as session:
                    row = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
                    row.biography += "x"
                    session.commit()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=add_a_word) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    db.session.expire_all()
    assert errors == []
    assert len(person.biography) == 80


def test_a_failed_write_gives_the_lock_back(app):
    with pytest.raises(ZeroDivisionError), writing():
        db.session.execute(select(1))
        raise ZeroDivisionError
    db.session.rollback()

    make_person()
