"""`flask accounts create-administrator`: the first person's way in."""

import pytest
from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.members.models import Person
from tests.factories import make_member, make_way_in

NEW = {"password": "mưa rào tháng sáu 48"}


def create(app, name="Nguyễn Thị Lan Anh", identifier="lan.anh@example.vn"):
    db.session.rollback()
    answer = app.test_cli_runner().invoke(
        args=["accounts", "create-administrator", "--name", name, "--identifier", identifier]
    )
    db.session.rollback()
    db.session.expire_all()
    return answer


def test_the_first_administrator_comes_in(app, browser):
    link, code = create(app).output.split()
    guest = browser()

    assert guest.post(link.removeprefix("http://localhost"), data=NEW).status_code == 303

    assert guest.get("/vai-tro").status_code == 200
    assert len(code) == 9


def test_one_who_lost_her_password_is_not_entered_twice(app, browser, try_to_enter):
    account = make_way_in()

    link, _code = create(app).output.split()
    browser().post(link.removeprefix("http://localhost"), data=NEW)

    assert db.session.scalar(select(func.count()).select_from(Person)) == 1
    assert try_to_enter(password=NEW["password"]).status_code == 303
    assert account.person.is_administrator


def test_a_member_known_by_her_number_is_not_entered_twice(app):
    person = make_member("Nguyễn Thị Lan Anh", phone="+84912345678")

    create(app, identifier="0912 345 678")

    assert db.session.scalars(select(Person.id)).all() == [person.id]


def test_the_command_leaves_a_trace(app):
    create(app)

    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()
    assert actions == ["person.added", "invitation.made"]


@pytest.mark.parametrize(
    ("name", "identifier"), [("", "lan.anh@example.vn"), ("Lan Anh", "không phải"), ("<b>", "lan.anh@example.vn")]
)
def test_what_cannot_be_taken_is_said(app, name, identifier):
    answer = create(app, name, identifier)

    assert (answer.exit_code, answer.output.startswith("Error: ")) == (1, True)
    assert db.session.scalars(select(Person)).all() == []
