"""The page of invitations: who waits, what was sent, and in which state it is."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from network.accounts.models import Invitation
from network.foundation.clock import now
from network.foundation.models import db
from network.members.models import Role
from tests.factories import (
    give_role,
    make_account,
    make_administrator,
    make_invitation,
    make_member,
    make_organizer,
)
from tests.queries import counted

NAMES = {"cho-mo": "Kiều Thị Xuân", "da-dung": "Kiều Thị Hạ", "het-han": "Kiều Thị Thu", "da-thu-hoi": "Kiều Thị Đông"}


@pytest.fixture
def sent(app):
    """An invitation in each state."""
    fields = {
        "da-dung": {"used_at": now()},
        "het-han": {"expires_at": now() - timedelta(seconds=1)},
        "da-thu-hoi": {"revoked_at": now()},
    }
    for slug, name in NAMES.items():
        person = make_member(name)
        make_account(person)
        made = make_invitation(person)
        if slug in fields:
            change = update(Invitation).where(Invitation.id == made.invitation.id).values(**fields[slug])
            db.session.execute(change)
            db.session.commit()


@pytest.mark.parametrize("slug", NAMES)
def test_one_state_is_picked_out(sent, browser, slug):
    page = browser(make_organizer()).get(f"/loi-moi?xem={slug}").text

    assert [name for name in NAMES.values() if name in page] == [NAMES[slug]]


@pytest.mark.parametrize("address", ["/loi-moi", "/loi-moi?xem=khac"])
def test_else_all_are_shown(sent, browser, address):
    page = browser(make_organizer()).get(address).text

    assert [name for name in NAMES.values() if name in page] == list(NAMES.values())


def test_only_an_open_one_can_be_taken_back(sent, browser):
    assert browser(make_organizer()).get("/loi-moi").text.count("/thu-hoi") == 1


def test_a_state_that_none_is_in_says_so(app, browser):
    make_invitation()

    page = browser(make_organizer()).get("/loi-moi?xem=da-dung").text

    assert "Không có lời mời nào như vậy." in page


def test_who_has_no_account_waits_to_be_invited(app, browser):
    make_account(make_member("Trần Thị Hòa"))
    make_member("Vũ Thị Yến")

    page = browser(make_organizer()).get("/loi-moi").text

    assert ("Mời chị Vũ Thị Yến" in page, "Trần Thị Hòa" in page) == (True, False)


def test_who_was_invited_is_marked(app, browser):
    make_invitation(make_member("Vũ Thị Yến"))
    make_member("Trần Thị Hòa")

    page = browser(make_organizer()).get("/loi-moi").text

    assert ("Mời lại chị Vũ Thị Yến" in page, "Mời chị Trần Thị Hòa" in page) == (True, True)


def test_an_organizer_is_offered_nothing_she_may_not_do(app, browser):
    above = give_role(make_member("Vũ Thị Yến"), Role.ORGANIZER)
    make_invitation(above, by=make_administrator())

    pages = [browser(make()).get("/loi-moi").text for make in (make_organizer, make_administrator)]

    assert ["Mời lại chị Vũ Thị Yến" in page for page in pages] == [False, True]
    assert ["/thu-hoi" in page for page in pages] == [False, True]


def test_more_people_need_no_more_queries(app, browser):
    organizer = browser(make_organizer())
    make_invitation()

    def queries() -> int:
        with counted() as statements:
            organizer.get("/loi-moi")
        return len(statements)

    few = queries()
    for _ in range(5):
        make_invitation(make_member())
        make_member()

    assert (queries(), few <= 6) == (few, True)
