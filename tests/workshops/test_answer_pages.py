"""Answering in one press, on the workshop's page and at home; and who sees whose answer."""

import pytest
from sqlalchemy import select

from network.foundation.models import db
from network.members.models import Audience
from network.workshops.models import Answer, Choice, WorkshopContact
from tests.factories import (
    make_answer,
    make_host_turn,
    make_member,
    make_organizer,
    make_participant,
    make_person,
    make_workshop,
)

PART = {"HX-Request": "true"}


@pytest.fixture
def workshop(app):
    workshop = make_workshop()
    make_host_turn(workshop.year)
    return workshop


@pytest.fixture
def member(app):
    return make_member("Nguyễn Thị Lan Anh", ministry=make_participant("Bộ Y tế"))


def address(workshop) -> str:
    return f"/hoi-thao/{workshop.year}/tra-loi"


def held() -> Answer:
    return db.session.scalars(select(Answer)).one()


def test_one_press_at_home_is_an_answer_without_script(workshop, member, browser):
    answered = browser(member).post(address(workshop), data={"choice": "yes", "part": "band"})

    assert (answered.status_code, answered.location) == (303, f"/#workshop-{workshop.id}-band")
    assert (held().choice, held().person) == (Choice.YES, member)


def test_one_press_at_home_shows_the_page_anew_with_script(workshop, member, browser):
    client = browser(member)

    answered = client.post(address(workshop), data={"choice": "no", "part": "band"}, headers=PART)

    assert answered.headers["HX-Refresh"] == "true"
    band = client.get(f"/hoi-thao/{workshop.year}/loi-moi", headers=PART).text
    assert f'id="workshop-{workshop.id}-band"' in band
    assert "Không dự được" in band
    assert "Đổi trả lời" in band
    assert "Tôi sẽ dự" not in band


def test_pressing_twice_answers_once(workshop, member, browser):
    device, other = browser(member), browser(member)

    for client in (device, device, other):
        client.post(address(workshop), data={"choice": "yes"})

    assert held().version == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"choice": "yes"}, (Choice.YES, 0, "", "", "")),
        ({"choice": "one"}, (Choice.YES, 1, "", "", "")),
        ({"choice": "no", "reason": "Đi công tác"}, (Choice.NO, 0, "Đi công tác", "", "")),
        (
            {"choice": "deputy", "deputy_name": "Lê Thu An", "deputy_post": "Chuyên viên", "reason": "quên xóa"},
            (Choice.DEPUTY, 0, "", "Lê Thu An", "Chuyên viên"),
        ),
    ],
)
def test_the_sheet_takes_all_answers(workshop, member, browser, given, says):
    given = {**given, "choice": workshop.starts_on.isoformat() if given["choice"] == "one" else given["choice"]}

    answered = browser(member).post(address(workshop), data=given)

    choice, days, *rest = held().says
    assert (choice, len(days), *rest) == says
    assert answered.location == f"/hoi-thao/{workshop.year}#tra-loi"


def test_of_many_days_she_ticks_hers(app, member, browser):
    workshop = make_workshop(days=3)
    days = [workshop.days[0].isoformat(), workshop.days[2].isoformat()]

    browser(member).post(address(workshop), data={"choice": "yes", "days": days})

    assert held().days == days
    page = browser(member).get(f"/hoi-thao/{workshop.year}?doi=1").text
    assert f'checked id="days-0" name="days" type="checkbox" value="{days[0]}"' in page
    assert page.count('name="days" type="checkbox"') == 3
    moved = browser(member).post(address(workshop), data={"choice": "yes", "days": "2001-01-01"})
    assert (moved.status_code, "Hội thảo đã đổi ngày." in moved.text) == (422, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Xin chị chọn một câu trả lời."),
        ({"choice": "maybe"}, "Xin chị chọn một câu trả lời."),
        ({"choice": "2001-01-01"}, "Xin chị chọn một câu trả lời."),
        ({"choice": "deputy"}, "Xin chị nhập họ và tên."),
        ({"choice": "deputy", "deputy_name": "Lê 2"}, "Họ tên không có chữ số."),
        ({"choice": "deputy", "deputy_name": "x" * 121}, "Dài 121 ký tự"),
        ({"choice": "no", "reason": "x" * 501}, "Dài 501 ký tự"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(workshop, member, browser, given, said):
    kept = {"deputy_post": "Chuyên viên chính"}

    for headers in ({}, PART):
        response = browser(member).post(address(workshop), data={**kept, **given}, headers=headers)

        assert response.status_code == 422
        assert said in response.text
        assert "Chuyên viên chính" in response.text
    assert db.session.scalars(select(Answer)).all() == []


def test_after_the_closing_day_the_refusal_names_whom_to_call(member, browser):
    workshop = make_workshop(in_days=3)
    contact = make_person("Trần Thị Minh Hạnh", office_phone="024 3825 2525")
    db.session.add(WorkshopContact(workshop_id=workshop.id, person_id=contact.id))
    db.session.commit()

    page = browser(member).get(f"/hoi-thao/{workshop.year}").text
    late = browser(member).post(address(workshop), data={"choice": "no", "reason": "Tôi bị ốm"})
    part = browser(member).post(address(workshop), data={"choice": "no"}, headers=PART)

    assert "Đã hết hạn trả lời" in page
    assert "024 3825 2525" in page
    assert "Gửi xác nhận" not in page
    for response in (late, part):
        assert response.status_code == 409
        assert "Xin chị gọi chị Minh Hạnh, 024 3825 2525 để được ghi nhận." in response.text


def test_who_is_not_invited_does_not_answer(workshop, browser):
    assert browser(make_person()).post(address(workshop), data={"choice": "yes"}).status_code == 404
    former = make_member()
    former.memberships[0].valid_to = workshop.starts_on
    db.session.commit()
    assert browser(former).post(address(workshop), data={"choice": "yes"}).status_code == 403
    assert "không có tên trong danh sách mời" not in browser(former).get(f"/hoi-thao/{workshop.year}").text


def test_members_see_names_by_ministry_but_neither_reasons_nor_numbers(workshop, member, browser):
    other = make_member("Trần Thị Bình", phone="+84912345678", phone_audience=Audience.ME, email="binh@example.vn")
    away = make_member("Lê Thị Chi", ministry=make_participant("Bộ Tài chính"))
    make_answer(workshop, away, Choice.NO, reason="Đi khám bệnh")

    hers = browser(member).get(f"/hoi-thao/{workshop.year}/dang-ky-du").text
    organizers = browser(make_organizer()).get(f"/hoi-thao/{workshop.year}/dang-ky-du").text

    assert all(words in hers for words in ("Trần Thị Bình", "Lê Thị Chi", "Bộ Tài chính", "Không dự được"))
    assert all(words not in hers for words in ("Đi khám bệnh", "0912 345 678", "binh@example.vn", "Ghi giúp"))
    assert all(words in organizers for words in ("Đi khám bệnh", "0912 345 678", "binh@example.vn", "Ghi giúp"))
    assert "Đi khám bệnh" in browser(away).get(f"/hoi-thao/{workshop.year}/dang-ky-du").text
    assert other.id


def test_an_organiser_enters_an_answer_for_somebody_after_the_closing_day(member, browser):
    workshop = make_workshop(in_days=3)
    organizer = make_organizer("Phạm Thanh Mai")
    form = f"/hoi-thao/{workshop.year}/dang-ky-du/{member.public_id}"
    assert "Trả lời của chị Nguyễn Thị Lan Anh" in browser(organizer).get(form).text

    wrong = browser(organizer).post(form, data={"choice": "deputy"})
    entered = browser(organizer).post(form, data={"choice": "yes"})

    assert (wrong.status_code, entered.status_code) == (422, 303)
    assert (held().choice, held().entered_by) == (Choice.YES, organizer)
    page = browser(organizer).get(f"/hoi-thao/{workshop.year}/dang-ky-du").text
    assert "Ban tổ chức ghi giúp" in page


def test_an_answer_is_entered_for_the_invited_only(workshop, member, browser):
    stranger = make_person()
    organizer = browser(make_organizer())

    for public_id in (stranger.public_id, "khong-co", "9" * 40):
        assert organizer.get(f"/hoi-thao/{workshop.year}/dang-ky-du/{public_id}").status_code == 404
    form = f"/hoi-thao/{workshop.year}/dang-ky-du/{member.public_id}"
    assert browser(member).get(form).status_code == 403
    assert browser(member).post(form, data={"choice": "yes"}).status_code == 403


def test_her_sheet_shows_what_she_answered_and_the_counts_come_along(workshop, member, browser):
    client = browser(member)

    part = client.post(address(workshop), data={"choice": "yes"}, headers=PART).text

    assert f'id="workshop-{workshop.id}-answer"' in part
    assert "Dự cả hai ngày" in part
    assert f'id="workshop-{workshop.id}-places"' in part
    assert 'hx-swap-oob="true"' in part
    assert "<b>1 dự</b>" in part
    assert "hx-swap-oob" not in client.get(f"/hoi-thao/{workshop.year}").text


def test_who_has_answered_finds_the_form_a_press_away(workshop, member, browser):
    client = browser(member)
    client.post(address(workshop), data={"choice": workshop.ends_on.isoformat()})

    assert 'name="choice"' not in client.get(f"/hoi-thao/{workshop.year}").text
    for page in (f"/hoi-thao/{workshop.year}?doi=1", f"{address(workshop)}?doi=1"):
        assert f'value="{workshop.ends_on.isoformat()}" checked' in client.get(page, headers=PART).text
    assert client.get(f"{address(workshop)}?doi=1").location == f"/hoi-thao/{workshop.year}?doi=1#tra-loi"


def test_the_counts_are_of_people_and_seeds_have_words(workshop, member, browser):
    make_answer(workshop, make_member(ministry=member.organization), Choice.DEPUTY, deputy_name="Lê Thu An")
    make_answer(workshop, make_member(), Choice.NO)

    page = browser(member).get(f"/hoi-thao/{workshop.year}").text

    assert "<b>1 dự</b> (1 cử người thay), 1 vắng, 1 chưa trả lời" in page
    assert 'aria-label="1 dự trên 2"' in page
