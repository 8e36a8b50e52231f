"""Two at once: one invitation makes one account, and hashing does not eat the machine."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import ServiceUnavailable

from network.accounts import passwords
from network.accounts.models import Account, Invitation
from network.foundation.models import db
from network.members.models import Role, RoleAssignment
from tests.factories import make_administrator, make_invitation, make_way_in

NEW = {"password": "mưa rào tháng sáu 48"}


def at_once(app, *acts):
    """The answers of acts that begin together, each in a thread and an application context of its own."""
    together = threading.Barrier(len(acts))

    def run(act):
        with app.app_context():
            together.wait()
            try:
                return act()
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_who_accept_one_invitation_one_gets_the_account(app, browser):
    made = make_invitation()
    clients = [browser() for _ in range(4)]

    answers = at_once(
        app, *(lambda client=client: client.post(f"/moi/{made.token}", data=NEW).status_code for client in clients)
    )

    assert sorted(answers) == [303, 404, 404, 404]
    assert db.session.scalar(select(func.count()).select_from(Account).where(Account.email == "thu.an@example.vn")) == 1


def test_many_guesses_at_once_are_counted_each(app, browser):
    make_invitation()
    wrong = {"identifier": "thu.an@example.vn", "invitation_code": "ABCD-2345"}
    clients = [browser() for _ in range(4)]

    at_once(app, *(lambda client=client: client.post("/ma-moi", data=wrong).status_code for client in clients))

    assert db.session.scalar(select(Invitation.code_tries)) == 4


def test_two_administrators_who_end_each_other_leave_one(app, browser):
    first, second = make_administrator(), make_administrator()
    clients = [(browser(first), second), (browser(second), first)]
    rows = {role.person_id: role.id for role in db.session.scalars(select(RoleAssignment))}

    answers = at_once(
        app,
        *(
            lambda client=client, other=rows[other.id]: client.post(f"/vai-tro/{other}/thoi").status_code
            for client, other in clients
        ),
    )

    open_roles = select(func.count()).where(
        RoleAssignment.role == Role.ADMINISTRATOR, RoleAssignment.valid_to.is_(None)
    )
    assert db.session.scalar(open_roles) == 1
    assert answers.count(303) == 1


def test_at_most_four_passwords_are_hashed_at_once(app, monkeypatch):
    running, most, lock = 0, 0, threading.Lock()
    real = passwords.PasswordHasher.hash

    def counted(self, password):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        try:
            return real(self, password)
        finally:
            with lock:
                running -= 1

    monkeypatch.setitem(app.config, "ARGON2_MEMORY_KIB", 8192)
    monkeypatch.setitem(app.config, "ARGON2_PASSES", 3)
    monkeypatch.setattr(passwords.PasswordHasher, "hash", counted)

    made = at_once(app, *(lambda n=n: passwords.hash_password(f"mật khẩu thứ {n}") for n in range(12)))

    assert (len(set(made)), most <= 4) == (12, True)


def test_a_storm_of_sign_ins_is_asked_to_come_back(app, try_to_enter, monkeypatch):
    make_way_in()
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)
    for _ in range(passwords.AT_ONCE):
        passwords._places.acquire()
    try:
        with pytest.raises(ServiceUnavailable):
            passwords.hash_password("x")
        answer = try_to_enter()
    finally:
        for _ in range(passwords.AT_ONCE):
            passwords._places.release()

    assert (answer.status_code, "Hệ thống đang bận" in answer.text) == (503, True)
    assert int(answer.headers["Retry-After"]) >= 1
