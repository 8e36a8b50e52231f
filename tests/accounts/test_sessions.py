"""Sessions are rows on the server: they end, and then no cookie helps."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from network import create_app
from network.accounts.models import Account, DeviceSession
from network.foundation.clock import now
from network.foundation.database import writing
from network.foundation.models import db
from tests.conftest import Browser, make_config
from tests.factories import make_member, make_way_in


def change(row, **fields) -> None:
    db.session.execute(update(row).values(**fields))
    db.session.commit()


def test_only_the_hash_of_the_cookie_is_stored(app, try_to_enter, browser):
    make_way_in()
    hers = browser()
    try_to_enter(at=hers)

    bits = hers.get_cookie("session").value

    held = db.session.scalar(select(DeviceSession))
    assert (len(bits) >= 43, held.token_hash) == (True, hashlib.sha256(bits.encode()).hexdigest())


def test_an_id_that_somebody_set_before_does_not_become_hers(app, try_to_enter, browser):
    make_way_in()
    hers = browser()
    hers.set_cookie("session", "a" * 43)

    try_to_enter(at=hers)

    assert hers.get_cookie("session").value != "a" * 43


@pytest.mark.parametrize("cookie", ["", "x", "a" * 3000, "đặng", "null", "0"])
def test_a_made_up_cookie_opens_nothing(app, browser, cookie):
    guest = browser()
    guest.set_cookie("session", cookie)

    assert guest.get("/thiet-bi").status_code == 302


def test_a_cookie_of_another_program_does_not_hide_hers(app, browser):
    hers = browser(make_member())
    hers.set_cookie("remember_token", "1|of-something-else")

    assert hers.get("/thiet-bi").status_code == 200


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (DeviceSession, {"seen_at": timedelta(minutes=-61)}),
        (DeviceSession, {"ends_at": timedelta(seconds=-1)}),
        (DeviceSession, {"ended_at": timedelta(0)}),
        (Account, {"epoch": 1}),
        (Account, {"is_active": False}),
    ],
)
def test_a_session_ends(app, browser, row, fields):
    hers = browser(make_member())
    assert hers.get("/thiet-bi").status_code == 200

    change(row, **{name: now() + value if isinstance(value, timedelta) else value for name, value in fields.items()})

    assert hers.get("/thiet-bi").status_code == 302


def test_a_demo_account_is_out_when_demo_mode_ends(app, browser, monkeypatch):
    hers = browser(make_way_in(is_demo=True).person)
    assert hers.get("/thiet-bi").status_code == 200

    monkeypatch.setitem(app.config, "DEMO", False)

    assert hers.get("/thiet-bi").status_code == 302


def test_a_remembered_device_may_rest_a_night(app, try_to_enter, browser):
    make_way_in()
    hers = browser()
    entered = try_to_enter(at=hers, remember="y")
    change(DeviceSession, seen_at=now() - timedelta(hours=10))

    assert hers.get("/thiet-bi").status_code == 200
    assert f"Max-Age={14 * 24 * 3600}" in str(entered.headers.getlist("Set-Cookie"))


def test_without_the_tick_the_cookie_goes_with_the_browser(app, try_to_enter):
    make_way_in()

    (cookie,) = [held for held in try_to_enter().headers.getlist("Set-Cookie") if held.startswith("session=")]

    assert "Max-Age" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_using_a_device_keeps_it_awake(app, browser):
    hers = browser(make_member())
    change(DeviceSession, seen_at=now() - timedelta(minutes=50))

    hers.get("/thiet-bi")

    assert now() - db.session.scalar(select(DeviceSession.seen_at)) < timedelta(minutes=1)


@pytest.fixture
def https_house(tmp_path):
    """The application as it runs behind https."""
    app = create_app(make_config(tmp_path, f"sqlite:///{tmp_path}/https.sqlite", SITE_URL="https://mang.example.vn"))
    app.test_client_class = Browser
    with app.app_context():
        with writing():
            db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_behind_https_cookies_are_bound_to_the_host(https_house):
    make_way_in()
    client = https_house.test_client()

    entered = client.post(
        "/dang-nhap",
        data={"identifier": "lan.anh@example.vn", "password": "con mèo leo cây cau"},
        base_url="https://mang.example.vn",
    )

    cookies = {cookie.split("=")[0]: cookie for cookie in entered.headers.getlist("Set-Cookie")}
    assert {"__Host-session", "__Host-known"} <= set(cookies)
    for cookie in cookies.values():
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
