"""Signing in and out: one answer for everything that is wrong, and nobody led elsewhere."""

import re

import pytest
from sqlalchemy import select

from network.accounts import passwords
from network.accounts.models import Account, DeviceSession
from network.foundation.audit import AuditEntry
from network.foundation.models import db
from tests.accounts.conftest import hidden
from tests.factories import PASSWORD, make_account, make_member, make_way_in

NOT_RIGHT = "Thư điện tử, số điện thoại hoặc mật khẩu chưa đúng."


def trail(action: str) -> list[AuditEntry]:
    entries = select(AuditEntry).where(AuditEntry.action == action)
    return db.session.scalars(entries.order_by(AuditEntry.number)).all()


def without_what_differs(page) -> str:
    """The page without its nonce, its tokens and what was typed."""
    return re.sub(r'(nonce|value)="[^"]*"', "", page.text)


def test_one_signs_in_with_an_e_mail_however_it_is_written(app, try_to_enter):
    make_way_in()

    entered = try_to_enter("  Lan.Anh@Example.VN ")

    assert (entered.status_code, entered.location) == (303, "/")


@pytest.mark.parametrize("typed", ["0912 345 678", "+84912345678", "84912345678", "912345678"])
def test_one_signs_in_with_a_phone_number_however_it_is_written(app, try_to_enter, typed):
    make_way_in(phone="+84912345678")

    assert try_to_enter(typed).status_code == 303


def test_a_password_is_the_same_whichever_keyboard_composed_it(app, try_to_enter):
    make_way_in()

    assert try_to_enter(password="con me\u0300o leo ca\u0302y cau").status_code == 303


@pytest.mark.parametrize("case", ["unknown", "wrong", "no address", "closed", "without password", "demo"])
def test_whatever_is_wrong_the_answer_is_the_same(app, try_to_enter, monkeypatch, case):
    make_way_in()
    make_way_in(make_member(), "dong@example.vn", is_active=False)
    make_way_in(make_member(), "mau@example.vn", is_demo=True)
    make_account(make_member(), email="chua@example.vn")
    monkeypatch.setitem(app.config, "DEMO", False)
    identifier, password = {
        "unknown": ("khong-co@example.vn", PASSWORD),
        "wrong": ("lan.anh@example.vn", "con mèo trèo cây cau"),
        "no address": ("lan anh", PASSWORD),
        "closed": ("dong@example.vn", PASSWORD),
        "without password": ("chua@example.vn", PASSWORD),
        "demo": ("mau@example.vn", PASSWORD),
    }[case]

    answer = try_to_enter(identifier, password)

    reference = try_to_enter("ai-do@example.vn", "mật khẩu nào cũng được")
    assert (answer.status_code, NOT_RIGHT in answer.text) == (422, True)
    assert without_what_differs(answer) == without_what_differs(reference)
    assert "session=" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("held", [None, "!"])
def test_the_hash_is_worked_out_where_there_is_none(app, monkeypatch, held):
    verified = []
    hasher = passwords._hasher()
    monkeypatch.setattr(type(hasher), "verify", lambda self, hashed, password: verified.append(hashed) or True)

    assert passwords.is_password("x", held) is False
    assert verified[0].startswith("$argon2id$")


def test_a_failed_try_keeps_the_address_and_not_the_password(app, try_to_enter):
    page = try_to_enter(password="con mèo trèo cây cau")

    assert 'value="lan.anh@example.vn"' in page.text
    assert "trèo" not in page.text


def test_empty_fields_are_named(app, try_to_enter):
    page = try_to_enter("", "")

    assert page.status_code == 422
    assert "Xin chị nhập thư điện tử hoặc số điện thoại." in page.text
    assert "Xin chị nhập mật khẩu." in page.text


def test_failures_leave_a_trace_without_secrets(app, try_to_enter):
    account = make_way_in()

    try_to_enter(password="mật khẩu đoán mò")
    try_to_enter("la@example.vn", "mật khẩu đoán mò")

    known, unknown = trail("sign_in.failed")
    assert (known.actor, known.thing, unknown.thing) == ("guest", f"person:{account.person_id}", None)
    written = str([(entry.details, entry.before, entry.after) for entry in (known, unknown)])
    assert "đoán mò" not in written
    assert "example.vn" not in written


def test_entering_leaves_a_trace(app, try_to_enter):
    account = make_way_in()

    try_to_enter()

    (entry,) = trail("signed_in")
    assert (entry.actor, entry.thing) == (f"person:{account.person_id}",) * 2


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/hoi-thao/2026?ngay=1", "/hoi-thao/2026?ngay=1"),
        ("//evil.vn", "/"),
        ("/\\evil.vn", "/"),
        ("https://evil.vn/", "/"),
        ("http://localhost:5000.evil.vn/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_she_is_led_only_to_places_of_this_house(app, try_to_enter, browser, wanted, led_to):
    account = make_way_in()

    assert try_to_enter(next=wanted).location == led_to
    assert browser(account.person).get("/dang-nhap", query_string={"next": wanted}).location == led_to


def test_a_dated_hash_is_made_anew_at_sign_in(app, try_to_enter, monkeypatch):
    account = make_way_in()
    before = account.password_hash
    monkeypatch.setitem(app.config, "ARGON2_PASSES", 2)

    assert try_to_enter().status_code == 303
    assert (account.password_hash != before, ",t=2," in account.password_hash) == (True, True)
    assert try_to_enter().status_code == 303


def test_signing_out_ends_the_session_for_whoever_copied_the_cookie(app, try_to_enter, browser):
    make_way_in()
    hers, thief = browser(), browser()
    try_to_enter(at=hers)
    thief.set_cookie("session", hers.get_cookie("session").value)
    assert thief.get("/thiet-bi").status_code == 200

    left = hers.post("/dang-xuat")

    assert (left.status_code, left.location) == (303, "/dang-nhap")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert (hers.get_cookie("session"), thief.get("/thiet-bi").status_code) == (None, 302)
    assert [entry.actor for entry in trail("signed_out")] == [f"person:{db.session.scalar(select(Account)).person_id}"]


def test_looking_does_not_sign_out(app, browser):
    hers = browser(make_way_in().person)

    assert hers.get("/dang-xuat").status_code == 405
    assert hers.get("/thiet-bi").status_code == 200


def test_signing_in_again_ends_the_device_s_earlier_session(app, try_to_enter, browser):
    make_way_in()
    hers = browser()
    try_to_enter(at=hers)
    try_to_enter(at=hers)

    ended = db.session.scalars(select(DeviceSession.ended_at).order_by(DeviceSession.id)).all()
    assert [moment is None for moment in ended] == [False, True]


@pytest.mark.usefixtures("tokens_asked_for")
def test_a_form_that_stood_open_too_long_comes_back_with_a_fresh_token(app, browser):
    make_way_in()
    hers = browser()

    refused = hers.post("/dang-nhap", data={"identifier": "lan.anh@example.vn", "password": PASSWORD, "packed": "x.y"})

    assert (refused.status_code, "Trang để lâu nên hết hạn." in refused.text) == (400, True)
    assert (hidden(refused, "packed"), PASSWORD in refused.text) == ("x.y", False)
    again = {"identifier": "lan.anh@example.vn", "password": PASSWORD, "csrf_token": hidden(refused, "csrf_token")}
    assert hers.post("/dang-nhap", data=again).status_code == 303


@pytest.mark.usefixtures("tokens_asked_for")
@pytest.mark.parametrize("path", ["/ma-moi", "/tuy-chon/ngon-ngu", "/dang-nhap"])
def test_no_form_of_the_door_is_taken_without_its_token(app, browser, path):
    assert browser().post(path, data={"locale": "en"}).status_code == 400
