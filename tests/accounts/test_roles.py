"""Roles: given and ended by administrators, at once, with a trace."""

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.members.models import Role, RoleAssignment
from tests.factories import make_account, make_administrator, make_member, make_organizer, make_way_in


def row_of(person) -> int:
    return db.session.scalar(select(RoleAssignment.id).where(RoleAssignment.person_id == person.id))


def test_an_administrator_gives_a_role(app, browser):
    administrator, account = make_administrator(), make_way_in()
    hers = browser(account.person)

    given = browser(administrator).post("/vai-tro", data={"person_id": account.person_id, "role": "organizer"})

    assert (given.status_code, given.location) == (303, "/vai-tro")
    assert account.person.is_organizer
    assert hers.get("/thiet-bi").status_code == 302
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "role.given"))
    assert (entry.actor, entry.thing, entry.details) == (
        f"person:{administrator.id}",
        f"person:{account.person_id}",
        {"role": "organizer"},
    )


def test_and_ends_it_at_once(app, browser):
    administrator, organizer = make_administrator(), make_organizer()
    hers = browser(organizer)
    assert hers.get("/loi-moi").status_code == 200

    browser(administrator).post(f"/vai-tro/{row_of(organizer)}/thoi")

    assert hers.get("/loi-moi").status_code == 302
    assert browser(organizer).get("/loi-moi").status_code == 403


@pytest.mark.parametrize("make", [make_member, make_organizer])
def test_nobody_else_does(app, browser, make):
    administrator, other = make_administrator(), browser(make())

    answers = [
        other.get("/vai-tro"),
        other.post("/vai-tro", data={"person_id": administrator.id, "role": "organizer"}),
        other.post(f"/vai-tro/{row_of(administrator)}/thoi"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert administrator.is_administrator


def test_a_role_that_she_has_is_not_given_twice(app, browser):
    administrator, organizer = make_administrator(), make_organizer()
    make_account(organizer)

    again = browser(administrator).post("/vai-tro", data={"person_id": organizer.id, "role": "organizer"})

    assert (again.status_code, "đang giữ vai trò này" in again.text) == (409, True)


def test_the_last_administrator_stays(app, browser):
    administrator = make_administrator()
    make_administrator()  # who has no account, and so cannot sign in

    refused = browser(administrator).post(f"/vai-tro/{row_of(administrator)}/thoi")

    assert (refused.status_code, "quản trị viên cuối cùng" in refused.text) == (409, True)
    assert administrator.is_administrator


def test_one_whose_account_is_closed_does_not_count(app, browser):
    administrator, closed = make_administrator(), make_administrator()
    make_way_in(closed, is_active=False)

    assert browser(administrator).post(f"/vai-tro/{row_of(administrator)}/thoi").status_code == 409
    assert browser(administrator).post(f"/vai-tro/{row_of(closed)}/thoi").status_code == 303


@pytest.mark.parametrize(
    "data",
    [{}, {"person_id": "x", "role": "organizer"}, {"person_id": "9" * 30, "role": "organizer"}, {"role": "member"}],
)
def test_what_is_not_offered_is_not_given(app, browser, data):
    answer = browser(make_administrator()).post("/vai-tro", data=data)

    assert answer.status_code == 422
    assert db.session.scalars(select(RoleAssignment.role)).all() == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("number", ["2147483647", "9223372036854775808", "-1", "x"])
def test_roles_that_nobody_holds_are_not_found(app, browser, number):
    assert browser(make_administrator()).post(f"/vai-tro/{number}/thoi").status_code == 404
