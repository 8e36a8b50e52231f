"""Somebody's page: who sees what, and how its parts are changed in place."""

from datetime import date

import pytest
from sqlalchemy import event, select

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Audience
from tests.factories import (
    make_appointment,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_person,
    make_post,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def her(app):
    return make_member(
        "Trần Thị Minh Hạnh",
        ministry=make_participant("Bộ Khoa học và Công nghệ"),
        title="Vụ trưởng Vụ Pháp chế",
        email="hanh@example.gov.vn",
        phone="+84912345678",
        office_phone="024 0000 0000, máy lẻ 118",
        biography="Mười chín năm làm công tác pháp chế.",
    )


def test_a_page_shows_post_ministry_and_what_she_says_of_herself(her, browser):
    page = browser(make_member()).get(her.url).text

    shown = ("Vụ trưởng Vụ Pháp chế", "Bộ Khoa học và Công nghệ", "Mười chín năm", "mailto:hanh@example.gov.vn")
    assert [words in page for words in shown] == [True] * 4
    assert 'href="tel:02400000000"' in page


@pytest.mark.parametrize(
    ("audience", "colleague_sees", "stranger_sees"),
    [(Audience.ME, False, False), (Audience.MINISTRY, True, False), (Audience.NETWORK, True, True)],
)
def test_a_number_is_shown_to_whom_she_chose(her, browser, audience, colleague_sees, stranger_sees):
    her.phone_audience = audience
    with writing():
        db.session.commit()
    colleague, stranger = make_member(ministry=her.organization), make_member()

    seen = ["0912 345 678" in browser(viewer).get(her.url).text for viewer in (colleague, stranger)]

    assert seen == [colleague_sees, stranger_sees]


def test_earlier_posts_keep_their_ministry_as_it_was_called(her, browser):
    ministry = make_ministry("Bộ Thông tin và Truyền thông")
    old = make_post(ministry, "Phó Vụ trưởng Vụ Pháp chế")
    make_appointment(her, post=old, valid_from=date(2015, 3, 1), valid_to=date(2020, 5, 1), is_main=False)
    with writing():
        ministry.change(date(2021, 1, 1), name="Bộ Số")
        db.session.commit()

    page = browser(make_member()).get(her.url).text

    assert "1/3/2015 đến 30/4/2020" in page
    assert ("Bộ Thông tin và Truyền thông" in page, "Bộ Số" in page) == (True, False)


def test_a_former_member_is_not_found_by_members_but_by_organisers(her, browser):
    with writing():
        her.memberships[0].end(date(2024, 1, 1), "Nghỉ hưu")
        db.session.commit()

    statuses = [browser(viewer).get(her.url).status_code for viewer in (make_member(), make_organizer(), her)]

    assert statuses == [404, 200, 200]


def test_who_never_belonged_sees_herself_only(her, browser):
    outsider = make_person()

    assert [browser(outsider).get(url).status_code for url in (outsider.url, her.url)] == [200, 404]


@pytest.mark.parametrize("public_id", ["0" * 32, "x", "9" * 40, "..%2f..%2fetc"])
def test_nobody_is_not_found(browser, public_id):
    assert browser(make_member()).get(f"/thanh-vien/{public_id}").status_code == 404


def test_her_own_page_is_at_ho_so(her, browser):
    assert browser(her).get("/ho-so").location == her.url


def test_the_page_makes_a_constant_number_of_queries(her, browser):
    client, address, made = browser(make_member()), her.url, []
    event.listen(db.engine, "before_cursor_execute", lambda *given: made.append(given[2]))

    def queries() -> int:
        client.get(address)
        made.clear()
        client.get(address)
        return len([statement for statement in made if not statement.startswith("BEGIN")])

    few = queries()
    for year in range(2005, 2012):
        post = make_post(make_participant())
        make_appointment(her, post=post, valid_from=date(year, 1, 1), valid_to=date(year + 1, 1, 1), is_main=False)
    with writing():
        her.choose_expertise(["Pháp chế", "Dữ liệu mở"])
        db.session.commit()

    assert (few, queries()) == (5, 5)


ABOUT = {"biography": "Hai mươi năm.", "offers": "Góp ý văn bản", "needs": ""}


def test_she_changes_a_part_and_gets_it_back(her, browser):
    response = browser(her).post(f"{her.url}/gioi-thieu", data=ABOUT, headers=HTMX)

    assert (response.status_code, her.biography) == (200, "Hai mươi năm.")
    assert response.text.lstrip().startswith("<section")
    assert "Hai mươi năm." in response.text


def test_without_script_she_is_led_back_to_the_part(her, browser):
    response = browser(her).post(f"{her.url}/gioi-thieu", data=ABOUT)

    assert (response.status_code, response.location) == (303, f"{her.url}#gioi-thieu")


def test_the_form_opens_in_place_and_in_the_whole_page(her, browser):
    client = browser(her)
    part, page = client.get(f"{her.url}/gioi-thieu/sua", headers=HTMX), client.get(f"{her.url}/gioi-thieu/sua")

    assert ("<html" in part.text, "<textarea" in part.text) == (False, True)
    assert ("<html" in page.text, "<textarea" in page.text) == (True, True)


def test_another_member_may_not_change_it_an_organiser_may(her, browser):
    address = f"{her.url}/gioi-thieu"

    statuses = [browser(viewer).post(address, data=ABOUT).status_code for viewer in (make_member(), make_organizer())]

    assert statuses == [403, 303]


def test_who_saves_on_top_of_anothers_change_is_told_and_keeps_her_text(her, browser):
    mine, organizer = browser(her), browser(make_organizer())
    seen = {"seen": seen_in(mine.get(f"{her.url}/gioi-thieu/sua").text)}
    organizer.post(f"{her.url}/gioi-thieu", data=ABOUT)

    late = mine.post(f"{her.url}/gioi-thieu", data=seen | {"biography": "Lời của tôi.", "offers": "", "needs": ""})

    assert (late.status_code, her.biography) == (409, "Hai mươi năm.")
    assert ("Lời của tôi." in late.text, "vừa được sửa ở nơi khác" in late.text) == (True, True)
    again = {"seen": seen_in(late.text), "biography": "Lời của tôi.", "offers": "", "needs": ""}
    assert mine.post(f"{her.url}/gioi-thieu", data=again).status_code == 303
    assert her.biography == "Lời của tôi."


def seen_in(page: str) -> str:
    return page.split('name="seen"')[1].split('value="')[1].split('"')[0]


def test_two_parts_may_be_open_at_once(her, browser):
    client = browser(her)
    seen = seen_in(client.get(f"{her.url}/gioi-thieu/sua").text)
    client.post(f"{her.url}/linh-vuc", data={"added_1": "Pháp chế"})

    assert client.post(f"{her.url}/gioi-thieu", data=ABOUT | {"seen": seen}).status_code == 303


def test_what_is_too_long_comes_back_whole_with_a_sentence(her, browser):
    response = browser(her).post(f"{her.url}/gioi-thieu", data=ABOUT | {"biography": "ă" * 2001})

    assert response.status_code == 422
    assert ("ă" * 2001 in response.text, "Dài 2001 ký tự" in response.text) == (True, True)


def test_hidden_signs_are_dropped_and_letters_composed(her, browser):
    typed = "Tôi\u202e la\u0300m\u200b việc\r\nở Bộ"

    browser(her).post(f"{her.url}/gioi-thieu", data=ABOUT | {"biography": typed})

    assert her.biography == "Tôi làm việc\nở Bộ"


CONTACT = {
    "email": "Hanh@Example.gov.vn",
    "email_audience": "network",
    "phone": "0912.345.679",
    "phone_audience": "ministry",
    "office_phone": "080.43100",
    "office_phone_audience": "me",
}


def test_she_changes_how_she_is_reached_and_who_may_see_it(her, browser):
    browser(her).post(f"{her.url}/lien-he", data=CONTACT)

    assert (her.email, her.phone, her.phone_audience, her.office_phone, her.office_phone_audience) == (
        "hanh@example.gov.vn",
        "+84912345679",
        Audience.MINISTRY,
        "080.43100",
        Audience.ME,
    )


def test_contact_may_be_left_empty(her, browser):
    browser(her).post(f"{her.url}/lien-he", data=CONTACT | {"email": "", "phone": "", "office_phone": ""})

    assert (her.email, her.phone, her.office_phone) == (None, None, "")


@pytest.mark.parametrize(
    ("field", "typed"), [("phone", "12"), ("email", "hanh@"), ("office_phone", "gọi sau"), ("phone_audience", "all")]
)
def test_a_wrong_number_or_address_is_said_at_its_field(her, browser, field, typed):
    response = browser(her).post(f"{her.url}/lien-he", data=CONTACT | {field: typed})

    assert (response.status_code, her.email) == (422, "hanh@example.gov.vn")
    assert f'id="{field}-error"' in response.text


def test_expertise_is_kept_dropped_and_added(her, browser):
    with writing():
        her.choose_expertise(["Pháp chế", "Dữ liệu mở"])
        db.session.commit()

    browser(her).post(f"{her.url}/linh-vuc", data={"kept": ["Pháp chế"], "added_1": "Ngân sách giới", "added_2": ""})

    assert [field.name for field in her.expertise] == ["Ngân sách giới", "Pháp chế"]


def test_expertise_that_is_kept_is_as_clean_as_what_is_typed(her, browser):
    browser(her).post(f"{her.url}/linh-vuc", data={"kept": ["\u202ePháp\x00 chế\u200b", "", " "]})

    assert [field.name for field in her.expertise] == ["Pháp chế"]


def test_a_thirteenth_field_is_said_at_the_form(her, browser):
    kept = [f"Lĩnh vực {number}" for number in range(12)]

    response = browser(her).post(f"{her.url}/linh-vuc", data={"kept": kept, "added_1": "Pháp chế"})

    assert (response.status_code, her.expertise) == (422, [])
    assert "nhiều nhất 12 lĩnh vực" in response.text


def test_fields_that_others_know_are_suggested(her, browser):
    with writing():
        make_member().choose_expertise(["Ngân sách giới"])
        db.session.commit()

    assert '<option value="Ngân sách giới">' in browser(her).get(f"{her.url}/linh-vuc/sua").text


def test_the_trail_names_who_changed_what(her, browser):
    organizer = make_organizer()

    browser(organizer).post(f"{her.url}/gioi-thieu", data=ABOUT)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "person.edited")).one()
    assert (entry.actor, entry.thing, entry.details) == (
        f"person:{organizer.id}",
        f"person:{her.id}",
        {"part": "about"},
    )


def test_script_in_her_words_stays_words(her, browser):
    browser(her).post(f"{her.url}/gioi-thieu", data=ABOUT | {"biography": "<script>alert(1)</script>"})

    page = browser(make_member()).get(her.url).text
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)
