"""The page Hôm nay: the theme, the next workshop, what waits for her; in a constant number of queries."""

from datetime import timedelta

import pytest

from network.demo.loading import load_demo_once
from network.foundation.clock import today
from network.foundation.models import db
from network.themes.models import ThemeState
from network.themes.reference import UNION
from network.workshops.models import WorkshopState
from tests.factories import make_host_turn, make_member, make_ministry, make_organizer, make_theme, make_workshop
from tests.queries import counted


@pytest.fixture
def workshop(app):
    first_day = today() + timedelta(days=30)
    make_host_turn(year=first_day.year)
    return make_workshop(year=first_day.year, starts_on=first_day, ends_on=first_day, state=WorkshopState.PUBLISHED)


def test_an_empty_house_says_what_will_be_here(browser):
    page = browser(make_member("Nguyễn Thị Lan Anh", biography="Mười năm làm tổ chức cán bộ.")).get("/").text

    assert "Chào chị Lan Anh," in page
    assert "Chưa có hội thảo nào được công bố." in page
    assert "Không có việc nào đang chờ chị." in page


def test_the_theme_of_the_year_stands_at_the_head(browser):
    union = make_ministry("Hội Liên hiệp Phụ nữ Việt Nam", slug=UNION)
    make_theme(year=today().year, title="An toàn cho phụ nữ", state=ThemeState.PUBLISHED, organization_id=union.id)
    make_theme(year=today().year + 1, title="Chủ đề năm sau", organization_id=union.id)

    page = browser(make_member()).get("/").text

    assert "An toàn cho phụ nữ" in page
    assert "Chủ đề năm sau" not in page


def test_an_unanswered_invitation_waits_for_her_until_she_answers(browser, workshop):
    member = browser(make_member(biography="Mười năm làm tổ chức cán bộ."))
    assert f"Xác nhận dự {workshop.title}" in member.get("/").text

    member.post(f"/hoi-thao/{workshop.year}/tra-loi", data={"choice": "yes"})

    page = member.get("/").text
    assert "Không có việc nào đang chờ chị." in page
    assert "1 chị đã nhận lời" in page


def test_organisers_see_what_the_year_asks_of_them(browser, workshop):
    page = browser(make_organizer()).get("/").text

    assert "1 chị chưa trả lời lời mời" in page
    assert f"Chọn bộ, ngành đăng cai năm {workshop.year + 1}" in page


def test_a_member_without_a_word_about_herself_is_asked_for_one(browser):
    assert "Bổ sung hồ sơ của chị" in browser(make_member()).get("/").text


def test_a_guest_is_asked_to_sign_in(browser):
    assert browser().get("/").location.startswith("/dang-nhap")


def test_home_makes_few_queries_however_many_members_there_are(browser, workshop):
    member = browser(make_member())
    with counted() as few:
        member.get("/")
    for _ in range(12):
        make_member()

    with counted() as many:
        member.get("/")

    assert len(few) == len(many) <= 6


def test_the_demo_network_shows_a_lit_lotus(app, browser):
    load_demo_once()
    organizer = make_organizer()
    db.session.rollback()

    page = browser(organizer).get("/").text

    assert 'class="lotus' in page
    assert page.count("seed--on") > 20
