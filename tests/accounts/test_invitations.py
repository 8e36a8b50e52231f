"""Invitations: for one person, one use, some days; taken back, and gone with the right of whoever sent them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from network.accounts.models import Account, Invitation
from network.foundation.audit import AuditEntry
from network.foundation.clock import now, today
from network.foundation.models import db
from network.members.models import Person, Role, RoleAssignment
from tests.accounts.conftest import hidden
from tests.factories import (
    PASSWORD,
    give_role,
    make_administrator,
    make_invitation,
    make_member,
    make_ministry,
    make_organizer,
    make_way_in,
)

NEW = {"password": "mưa rào tháng sáu 48"}


def send(client, person, **given):
    data = {"identifier": "thu.an@example.vn", "role": "member", **given}
    return client.post(f"/loi-moi/nguoi/{person.public_id}", data=data)


def change(row, **fields) -> None:
    db.session.execute(update(row).values(**fields))
    db.session.commit()


def test_an_invited_member_sets_a_password_and_is_inside(app, browser, try_to_enter):
    person, organizer = make_member("Lê Thu An"), browser(make_organizer())
    sheet = organizer.get(send(organizer, person, identifier="Thu.An@Example.vn").location)
    path = re.search(r"http://localhost(/moi/[\w-]+)", sheet.text).group(1)
    guest = browser()

    assert "Chào chị Thu An" in guest.get(path).text
    accepted = guest.post(path, data=NEW)

    assert (accepted.status_code, accepted.location) == (303, "/")
    assert guest.get("/thiet-bi").status_code == 200
    assert try_to_enter("thu.an@example.vn", NEW["password"]).status_code == 303


def test_link_code_and_qr_are_stored_as_hashes(app, browser):
    made = make_invitation()

    row = db.session.scalar(select(Invitation))

    stored = str([getattr(row, column.key) for column in Invitation.__table__.columns])
    assert made.token not in stored
    assert made.code not in stored
    assert made.code.replace("-", "") not in stored


def test_the_sheet_is_shown_again_to_whoever_made_it_alone(app, browser):
    person, organizer, other = make_member(), browser(make_organizer()), browser(make_organizer())
    sheet = send(organizer, person).location

    assert "<svg" in organizer.get(sheet).text
    assert "<svg" in organizer.get(sheet).text
    assert (other.get(sheet).status_code, other.get(sheet).location) == (302, "/loi-moi")


def test_a_double_click_makes_one_invitation(app, browser):
    person, organizer = make_member(), browser(make_organizer())

    answers = [send(organizer, person, form_key="k1") for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_looking_uses_nothing_up(app, browser):
    made = make_invitation()

    for _ in range(3):
        assert browser().get(f"/moi/{made.token}").status_code == 200

    row = db.session.scalar(select(Invitation))
    assert (row.used_at, row.code_tries) == (None, 0)


def test_token_pages_tell_no_other_site_where_one_was(app, browser):
    made = make_invitation()

    pages = [browser().get(f"/moi/{made.token}"), browser().get("/moi/x")]

    assert [page.headers["Referrer-Policy"] for page in pages] == ["no-referrer"] * 2


def test_an_invitation_works_once(app, browser):
    made = make_invitation()
    browser().post(f"/moi/{made.token}", data=NEW)

    again = browser().post(f"/moi/{made.token}", data={"password": "một mật khẩu khác hẳn"})

    assert again.status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Account).where(Account.email == "thu.an@example.vn")) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"used_at": timedelta(0)},
        {"revoked_at": timedelta(0)},
        {"expires_at": timedelta(seconds=-1)},
        None,
    ],
)
def test_whatever_is_wrong_with_an_invitation_the_page_is_the_same(app, browser, fields):
    made = make_invitation()
    token = made.token if fields else "khong-co-that"
    if fields:
        change(Invitation, **{name: now() + delta for name, delta in fields.items()})

    page, answer = browser().get(f"/moi/{token}"), browser().post(f"/moi/{token}", data=NEW)

    assert (page.status_code, answer.status_code) == (404, 404)
    for text in (page.text, answer.text):
        assert "Lời mời này không còn dùng được" in text
        assert "Thu An" not in text


def test_it_goes_with_the_role_of_whoever_sent_it(app, browser):
    organizer = make_organizer()
    made = make_invitation(by=organizer)
    change(RoleAssignment, valid_to=today())

    assert browser().get(f"/moi/{made.token}").status_code == 404


def test_it_goes_with_the_account_of_whoever_sent_it(app, browser):
    organizer = make_organizer()
    make_way_in(organizer)
    made = make_invitation(by=organizer)
    change(Account, is_active=False)

    assert browser().get(f"/moi/{made.token}").status_code == 404


def test_it_is_of_no_use_against_somebody_who_rose_meanwhile(app, browser):
    person = make_member("Lê Thu An")
    made = make_invitation(person)
    give_role(person, Role.ORGANIZER)

    assert browser().get(f"/moi/{made.token}").status_code == 404


def test_a_new_invitation_ends_the_one_before(app, browser):
    person, organizer = make_member(), make_organizer()
    first, second = make_invitation(person, by=organizer), make_invitation(person, by=organizer)

    assert [browser().get(f"/moi/{made.token}").status_code for made in (first, second)] == [404, 200]


def test_an_organizer_takes_one_back(app, browser):
    made, organizer = make_invitation(), browser(make_organizer())
    path = f"/loi-moi/{made.invitation.id}/thu-hoi"

    assert organizer.post(path).location == "/loi-moi"

    assert browser().get(f"/moi/{made.token}").status_code == 404
    late = organizer.post(path)
    assert (late.status_code, "không cần thu hồi nữa" in late.text) == (409, True)


def test_nobody_gives_more_than_she_has(app, browser):
    person = make_member()

    answers = [
        send(browser(make_organizer()), person, role="administrator").status_code,
        send(browser(make_organizer()), person, role="organizer").status_code,
        send(browser(make_organizer()), make_organizer()).status_code,
        send(browser(make_member()), person).status_code,
        send(browser(make_organizer()), person, role="queen").status_code,
        send(browser(make_administrator()), person, role="organizer").status_code,
    ]

    assert answers == [403, 403, 403, 403, 422, 303]


@pytest.mark.parametrize("make", [make_organizer, make_administrator])
def test_nobody_does_without_her_own_password_by_inviting_herself(app, browser, make):
    person = make()

    assert send(browser(person), person).status_code == 403
    assert db.session.scalars(select(Invitation)).all() == []


def test_only_who_may_invite_her_is_shown_the_way(app, browser):
    administrator, organizer = make_administrator(), make_organizer()
    way = f"/loi-moi/nguoi/{administrator.public_id}"

    pages = [browser(viewer).get(administrator.url).text for viewer in (make_administrator(), organizer, administrator)]

    assert [way in page for page in pages] == [True, False, False]


def test_whoever_accepts_cannot_change_what_it_is_for(app, browser):
    person = make_member("Lê Thu An")
    made = make_invitation(person)

    browser().post(f"/moi/{made.token}", data={**NEW, "role": "administrator", "identifier": "toi@evil.vn"})

    account = db.session.scalar(select(Account).where(Account.person_id == person.id))
    assert (account.email, person.is_organizer) == ("thu.an@example.vn", False)


def test_an_invited_organizer_has_her_role(app, browser):
    person = make_member("Lê Thu An")
    made = make_invitation(person, by=make_administrator(), role=Role.ORGANIZER)

    browser().post(f"/moi/{made.token}", data=NEW)

    assert (person.is_organizer, person.is_administrator) == (True, False)


def test_for_somebody_with_an_account_it_sets_a_new_password_and_ends_her_sessions(app, browser, try_to_enter):
    account = make_way_in()
    hers = browser(account.person)
    made = make_invitation(account.person, identifier="lan.anh@example.vn")

    browser().post(f"/moi/{made.token}", data=NEW)

    assert hers.get("/thiet-bi").status_code == 302
    assert try_to_enter(password=PASSWORD).status_code == 422
    assert try_to_enter(password=NEW["password"]).status_code == 303


def test_inviting_tells_nothing_about_addresses_in_use(app, browser):
    make_way_in(make_member(), "co-nguoi-dung@example.vn")
    person, organizer = make_member(), browser(make_organizer())

    taken = send(organizer, person, identifier="co-nguoi-dung@example.vn")
    free = send(organizer, person, identifier="chua-ai-dung@example.vn")

    assert (taken.status_code, free.status_code) == (303, 303)


def test_an_address_that_somebody_else_signs_in_by_opens_no_second_account(app, browser):
    make_way_in(make_member(), "thu.an@example.vn")
    made = make_invitation()

    refused = browser().post(f"/moi/{made.token}", data=NEW)

    assert (refused.status_code, "đã có người khác dùng để đăng nhập" in refused.text) == (409, True)
    assert db.session.scalar(select(Invitation.used_at)) is None


@pytest.mark.parametrize("identifier", ["", "không phải", "0912", "a@b", "0162 345 6789"])
def test_what_is_no_address_is_said_beside_the_field(app, browser, identifier):
    refused = send(browser(make_organizer()), make_member(), identifier=identifier)

    assert (refused.status_code, 'id="identifier-error"' in refused.text) == (422, True)


@pytest.mark.usefixtures("real_limits")
def test_an_organizer_invites_fifty_a_day(app, browser):
    organizer, person = make_organizer(), make_member()
    change(Person, email="x@example.vn")
    for _ in range(50):
        db.session.add(
            Invitation(
                person_id=person.id,
                invited_by_id=organizer.id,
                identifier_kind="email",
                identifier="x@example.vn",
                token_hash=f"t{_}",
                code_hash="c",
                expires_at=now(),
            )
        )
    db.session.commit()

    late = send(browser(organizer), person)

    assert (late.status_code, 86000 < int(late.headers["Retry-After"]) <= 86400) == (429, True)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngắn quá", "ít nhất 12 ký tự"),
        ("x" * 12, "dễ bị đoán"),
        ("Matkhau@123456", "dễ bị đoán"),
        ("Lê Thu An 2026!", "tên, thư điện tử"),
        ("mật thu.an khẩu", "tên, thư điện tử"),
        ("Hoilhpn2026 của tôi", "tên, thư điện tử"),
        ("ở Bộ Thuỷ lợi mười năm", "tên, thư điện tử"),
        ("một hai " * 17, "dài nhất 128"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(app, browser, password, said):
    made = make_invitation(make_member("Lê Thu An", ministry=make_ministry("Bộ Thủy lợi")))

    refused = browser().post(f"/moi/{made.token}", data={"password": password})

    assert (refused.status_code, said in refused.text) == (422, True)
    assert password not in refused.text
    assert db.session.scalar(select(Invitation.used_at)) is None


def test_her_telephone_number_is_no_password(app, browser):
    made = make_invitation(kind="phone", identifier="+84912345678")

    refused = browser().post(f"/moi/{made.token}", data={"password": "số 0912 345 678 đấy"})

    assert (refused.status_code, "tên, thư điện tử" in refused.text) == (422, True)


def test_the_trail_holds_no_link_and_no_code(app, browser):
    person, organizer = make_member("Lê Thu An"), make_organizer()
    client = browser(organizer)
    sheet = client.get(send(client, person).location).text
    token = re.search(r"/moi/([\w-]+)", sheet).group(1)
    code = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", sheet).group(0)
    browser().post(f"/moi/{token}", data=NEW)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number)).all()

    told = [(entry.action, entry.actor) for entry in entries if entry.action.startswith("invitation")]
    assert told == [("invitation.made", f"person:{organizer.id}"), ("invitation.used", f"person:{person.id}")]
    written = str([(entry.details, entry.before, entry.after) for entry in entries])
    for secret in (token, code, code.replace("-", ""), NEW["password"], "thu.an@example.vn"):
        assert secret not in written


@pytest.mark.parametrize("path", ["/loi-moi/9223372036854775808/thu-hoi", "/loi-moi/2147483647/thu-hoi"])
def test_invitations_that_no_table_holds_are_not_found(app, browser, path):
    assert browser(make_organizer()).post(path).status_code == 404


@pytest.mark.usefixtures("tokens_asked_for")
def test_a_late_form_of_an_invitation_comes_back_with_a_fresh_token(app, browser):
    made, guest = make_invitation(), browser()

    late = guest.post(f"/moi/{made.token}", data=NEW)

    assert (late.status_code, "Trang để lâu nên hết hạn." in late.text) == (400, True)
    assert NEW["password"] not in late.text
    again = {**NEW, "csrf_token": hidden(late, "csrf_token")}
    assert guest.post(f"/moi/{made.token}", data=again).status_code == 303
    assert browser().post("/moi/x", data=NEW).status_code == 404
