"""Her devices and her password."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from network.accounts.models import DeviceSession
from network.accounts.sign_in import device_name
from network.foundation.clock import now
from network.foundation.models import db
from tests.factories import PASSWORD, make_member, make_way_in

NEW = "mưa rào tháng sáu 48"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def three(app, browser, try_to_enter):
    """Three browsers, all signed in by the form."""
    make_way_in()
    clients = [browser() for _ in range(3)]
    for client in clients:
        try_to_enter(at=client, headers={"User-Agent": PHONE})
    return clients


def is_in(client) -> bool:
    return client.get("/mat-khau").status_code == 200


def test_she_sees_where_she_is_signed_in(three):
    page = three[0].get("/thiet-bi")

    assert page.text.count("<b>Chrome, Android</b>") == 3
    assert page.text.count(">Máy này</") == 1


def test_a_device_that_rested_too_long_is_not_listed(three):
    asleep = db.session.scalars(select(DeviceSession).order_by(DeviceSession.id)).all()[1]
    db.session.execute(
        update(DeviceSession).where(DeviceSession.id == asleep.id).values(seen_at=now() - timedelta(hours=2))
    )
    db.session.commit()

    assert three[0].get("/thiet-bi").text.count("Chrome, Android") == 2


def test_she_ends_one(three):
    second = db.session.scalars(select(DeviceSession.id).order_by(DeviceSession.id)).all()[1]

    assert three[0].post(f"/thiet-bi/{second}/dung").location == "/thiet-bi"

    assert [is_in(client) for client in three] == [True, False, True]


def test_nobody_ends_another_s(three, browser):
    second = db.session.scalars(select(DeviceSession.id).order_by(DeviceSession.id)).all()[1]

    assert browser(make_member()).post(f"/thiet-bi/{second}/dung").status_code == 404

    assert is_in(three[1])


def test_she_ends_all(three):
    left = three[0].post("/thiet-bi/dung-tat-ca")

    assert (left.status_code, left.location, left.headers["Clear-Site-Data"]) == (
        303,
        "/dang-nhap",
        '"cache", "storage"',
    )
    assert [is_in(client) for client in three] == [False] * 3


def change(client, present=PASSWORD, password=NEW):
    return client.post("/mat-khau", data={"present_password": present, "password": password})


def test_a_new_password_signs_the_other_devices_out(three, try_to_enter):
    assert change(three[0]).location == "/thiet-bi"

    assert [is_in(client) for client in three] == [True, False, False]
    assert (try_to_enter().status_code, try_to_enter(password=NEW).status_code) == (422, 303)


def test_a_copied_cookie_of_this_device_dies_too(three, browser):
    thief = browser()
    thief.set_cookie("session", three[0].get_cookie("session").value)
    assert is_in(thief)

    change(three[0])

    assert (is_in(thief), is_in(three[0])) == (False, True)


@pytest.mark.parametrize(
    ("present", "password", "said"),
    [
        ("không phải", NEW, "Mật khẩu đang dùng chưa đúng."),
        ("", NEW, "Xin chị nhập mật khẩu đang dùng."),
        (PASSWORD, "", "Xin chị nhập mật khẩu mới."),
        (PASSWORD, "ngắn", "ít nhất 12 ký tự"),
        (PASSWORD, "chị lananh ở đây", "tên, thư điện tử"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(three, try_to_enter, present, password, said):
    refused = change(three[0], present, password)

    assert (refused.status_code, said in refused.text) == (422, True)
    assert not re.search(r'type="password"[^>]*value="[^"]', refused.text)
    assert (is_in(three[1]), try_to_enter().status_code) == (True, 303)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130 Chrome/124.0 Safari/537.36", "Cốc Cốc, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("curl/8", "curl/8"),
        ("", "–"),
    ],
)
def test_a_device_is_called_as_people_call_it(agent, name):
    assert device_name(agent) == name
