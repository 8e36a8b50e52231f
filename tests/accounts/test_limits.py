"""How often one may try, and that nobody is shut out for good."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from network.accounts.models import Account
from network.foundation.clock import now
from network.foundation.limits import Try
from network.foundation.models import db
from tests.factories import make_invitation, make_way_in

pytestmark = pytest.mark.usefixtures("real_limits")


def guess(try_to_enter, times: int, identifier="lan.anh@example.vn", **given) -> list[int]:
    return [try_to_enter(identifier, f"đoán lần thứ {n}", **given).status_code for n in range(times)]


def from_address(address: str) -> dict:
    return {"environ_base": {"REMOTE_ADDR": address}}


@pytest.mark.parametrize("identifier", ["lan.anh@example.vn", "khong-co@example.vn"])
def test_the_eleventh_try_waits_whether_the_account_exists_or_not(app, try_to_enter, identifier):
    make_way_in()

    answers = guess(try_to_enter, 11, identifier)
    late = try_to_enter(identifier)

    assert answers == [422] * 10 + [429]
    assert (late.status_code, 0 < int(late.headers["Retry-After"]) <= 900) == (429, True)
    assert "Chị thử nhiều lần" in late.text


def test_other_spellings_of_an_address_count_as_one(app, try_to_enter):
    spellings = ["lan.anh@example.vn", "LAN.ANH@example.vn", " lan.anh@EXAMPLE.vn"]

    answers = [guess(try_to_enter, 1, spellings[n % 3])[0] for n in range(11)]

    assert answers[-1] == 429


def test_after_a_quarter_of_an_hour_she_may_try_again(app, try_to_enter):
    make_way_in()
    guess(try_to_enter, 10)
    db.session.execute(update(Try).values(at=now() - timedelta(minutes=16)))
    db.session.commit()

    assert try_to_enter().status_code == 303


def test_a_device_she_has_used_is_not_barred_by_strangers(app, try_to_enter, browser):
    make_way_in()
    hers = browser()
    try_to_enter(at=hers)
    hers.post("/dang-xuat")
    guess(try_to_enter, 10)

    assert try_to_enter().status_code == 429
    assert try_to_enter(at=hers).status_code == 303


def test_one_address_may_not_try_many_accounts(app, try_to_enter):
    answers = [guess(try_to_enter, 1, f"chi{n}@example.vn")[0] for n in range(31)]

    assert answers == [422] * 30 + [429]


def test_a_forged_header_does_not_make_another_address(app, try_to_enter):
    answers = [
        guess(try_to_enter, 1, f"chi{n}@example.vn", headers={"X-Forwarded-For": f"10.0.0.{n}"})[0] for n in range(31)
    ]

    assert answers[-1] == 429


def test_a_household_of_ipv6_counts_as_one_address(app, browser):
    def enter(n: int) -> int:
        data = {"identifier": f"chi{n}@example.vn", "password": "x"}
        return browser().post("/dang-nhap", data=data, **from_address(f"2001:db8:0:1::{n:x}")).status_code

    assert [enter(n) for n in range(31)][-1] == 429


def test_an_office_of_many_may_sign_in_from_one_address(app, try_to_enter):
    make_way_in()

    answers = {try_to_enter().status_code for _ in range(35)}

    assert answers == {303}


def test_links_that_lead_nowhere_are_counted(app, browser):
    guest = browser()

    answers = [guest.get(f"/moi/{n}").status_code for n in range(11)]

    assert answers == [404] * 10 + [429]
    assert int(guest.post("/moi/x").headers["Retry-After"]) <= 60


def test_codes_that_are_wrong_are_counted(app, browser):
    wrong = {"identifier": "thu.an@example.vn", "invitation_code": "ABCD-2345"}

    answers = [browser().post("/ma-moi", data=wrong).status_code for _ in range(11)]

    assert answers == [404] * 10 + [429]


def test_a_hall_full_of_invited_women_may_open_their_links(app, browser):
    made = make_invitation()

    assert {browser().get(f"/moi/{made.token}").status_code for _ in range(12)} == {200}


def test_the_present_password_may_not_be_guessed(app, browser):
    hers = browser(make_way_in().person)

    answers = [hers.post("/mat-khau", data={"present_password": "x", "password": "y"}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
    assert db.session.query(Account).one().epoch == 0
