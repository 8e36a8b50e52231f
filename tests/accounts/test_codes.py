"""The short code of an invitation: good only with the address it is bound to, and for few tries."""

import pytest
from sqlalchemy import select, update

from network.accounts.models import Invitation
from network.foundation.clock import now
from network.foundation.models import db
from tests.factories import make_invitation, make_member

NEW = {"password": "mưa rào tháng sáu 48"}


def type_in(client, code: str, identifier: str = "thu.an@example.vn"):
    return client.post("/ma-moi", data={"identifier": identifier, "invitation_code": code})


@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_opens_the_account_however_it_is_typed(app, browser, spelling):
    made, guest = make_invitation(), browser()

    right = type_in(guest, spelling(made.code), "Thu.An@Example.vn")

    assert (right.status_code, guest.get(right.location).status_code) == (303, 200)
    assert guest.post(right.location, data=NEW).status_code == 303


def test_a_code_works_with_the_invited_number_alone(app, browser):
    made = make_invitation(kind="phone", identifier="+84912345678")

    assert type_in(browser(), made.code, "0912 345 679").status_code == 404
    assert type_in(browser(), made.code, "0912 345 678").status_code == 303


def test_a_code_is_of_letters_that_are_not_mistaken(app):
    letters = {letter for _ in range(30) for letter in make_invitation(make_member()).code.replace("-", "")}

    assert not letters & set("IO01")


def test_after_five_tries_the_right_code_does_not_help_but_the_link_does(app, browser):
    made = make_invitation()

    answers = [type_in(browser(), "ABCD-2345").status_code for _ in range(5)]
    late = type_in(browser(), made.code)

    assert (answers, late.status_code) == ([404] * 5, 404)
    assert browser().get(f"/moi/{made.token}").status_code == 200


@pytest.mark.parametrize("field", ["used_at", "revoked_at", "expires_at"])
def test_a_code_goes_with_its_invitation(app, browser, field):
    made = make_invitation()
    db.session.execute(update(Invitation).values(**{field: now()}))
    db.session.commit()

    assert type_in(browser(), made.code).status_code == 404


def test_a_pass_goes_when_its_invitation_is_taken_back(app, browser):
    made, guest = make_invitation(), browser()
    on = type_in(guest, made.code).location
    db.session.execute(update(Invitation).values(revoked_at=now()))
    db.session.commit()

    assert guest.get(on).status_code == 404


def test_what_stands_behind_a_code_is_not_told_to_whoever_guesses(app, browser):
    make_invitation()

    bound, unbound = type_in(browser(), "ABCD-2345"), type_in(browser(), "ABCD-2345", "khong-co@example.vn")

    assert bound.status_code == unbound.status_code == 404
    assert "Thu An" not in bound.text


def test_the_typed_address_stays_and_the_code_does_not(app, browser):
    page = type_in(browser(), "", "thu.an@example.vn")

    assert (page.status_code, 'value="thu.an@example.vn"' in page.text) == (422, True)
    assert db.session.scalars(select(Invitation)).all() == []
