"""The pages under /bo-nganh."""

from datetime import date

import pytest

from network.foundation.models import db
from network.organizations.loading import load_organizations
from network.organizations.queries import by_slug
from network.organizations.reorganizing import Decision, rename
from tests.factories import make_member, make_ministry, make_person
from tests.queries import counted


@pytest.fixture
def loaded(app):
    load_organizations()
    db.session.commit()


@pytest.fixture
def page(browser):
    """`page(address)`: what a member reads there."""
    member = make_member()

    def read(address: str) -> str:
        response = browser(member).get(address)
        assert response.status_code == 200, response.status_code
        return " ".join(response.text.split())

    return read


def test_the_list_is_of_today_unless_a_day_is_asked(loaded, page):
    today, before = page("/bo-nganh"), page("/bo-nganh?ngay=28/2/2025")

    assert "15 bộ, 3 cơ quan ngang bộ" in today  # 14, and the member's own
    assert "19 bộ, 4 cơ quan ngang bộ" in before
    assert "Bộ Giao thông vận tải" not in today
    assert "Ngày 28/2/2025" in before
    assert "BGTVT, nay thuộc Bộ Xây dựng" in before


def test_a_day_may_be_written_either_way(loaded, page):
    assert "Ngày 28/2/2025" in page("/bo-nganh?ngay=2025-02-28")


def test_a_day_that_is_none_is_told_and_kept(loaded, browser):
    response = browser(make_member()).get("/bo-nganh?ngay=31/2/2025")

    assert response.status_code == 422
    assert "Không có ngày 31/2/2025" in response.text
    assert 'value="31/2/2025"' in response.text


def test_a_former_name_leads_to_the_successor(loaded, page):
    found = page("/bo-nganh?q=ke+hoach+va+dau+tu")

    assert "tên dùng đến 28/2/2025" in found
    assert 'nay thuộc <a href="/bo-nganh/btc">Bộ Tài chính</a>' in found


def test_a_renamed_ministry_is_shown_with_both_names(app, page):
    ministry = make_ministry("Bộ Văn hóa Thông tin", slug="bvh")
    rename(ministry, Decision(date(2025, 3, 1), "7/QĐ", "Chính phủ"), name="Bộ Văn hóa")
    db.session.commit()

    assert "nay là Bộ Văn hóa" in page("/bo-nganh?q=van hoa thong tin")
    shown = page("/bo-nganh/bvh")
    assert '<b>Bộ Văn hóa</b><span class="meta">từ 1/3/2025</span>' in shown
    assert '<b>Bộ Văn hóa Thông tin</b><span class="meta">đến 28/2/2025</span>' in shown
    assert "Số 7/QĐ, Chính phủ" in shown


def test_what_is_not_found_says_what_to_try(loaded, page):
    assert "Chưa thấy cơ quan nào như vậy" in page("/bo-nganh?q=khong co")


@pytest.mark.parametrize("query", ["%E2%80%AE", "x" * 500, "' OR 1=1", "%22*%22", "AND"])
def test_a_strange_query_is_answered(loaded, page, query):
    page(f"/bo-nganh?q={query}")


def test_the_page_of_a_ministry_that_ended_leads_on(loaded, page):
    shown = page("/bo-nganh/bldtbxh")

    assert "ngày cuối là 28/2/2025" in shown
    assert 'Nơi kế thừa chính: <a href="/bo-nganh/bnv">Bộ Nội vụ</a>' in shown
    assert "1/3/2025: Bộ Lao động - Thương binh và Xã hội, một phần vào Bộ Y tế" in shown
    assert "Số 176/2025/QH15, Quốc hội" in shown


def test_the_page_of_a_ministry_shows_its_forerunners(loaded, page):
    shown = page("/bo-nganh/bnnmt")

    for name in ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài nguyên và Môi trường"):
        assert f"1/3/2025: {name}, toàn bộ vào Bộ Nông nghiệp và Môi trường" in shown


def test_a_number_that_is_not_known_is_not_made_up(loaded, page):
    assert "Số quyết định chưa có trong hồ sơ" in page("/bo-nganh/btgtw")


def test_an_unknown_ministry_is_not_found(loaded, browser):
    member = make_member()

    for slug in ("khong-co", "..%2f", "x" * 300):
        assert browser(member).get(f"/bo-nganh/{slug}").status_code == 404


def test_the_page_lists_those_who_work_there(loaded, page):
    ministry = db.session.scalar(by_slug("bnv"))
    make_member("Phạm Thị Hòa", ministry=ministry, title="Vụ trưởng Vụ Bình đẳng giới")
    make_member("Lê Thị Mai", ministry=db.session.scalar(by_slug("byt")))

    shown = page("/bo-nganh/bnv")

    assert "Phạm Thị Hòa" in shown
    assert "Vụ trưởng Vụ Bình đẳng giới" in shown
    assert "Lê Thị Mai" not in shown


def test_members_are_hidden_from_who_may_not_see_the_directory(loaded, browser):
    make_member("Phạm Thị Hòa", ministry=db.session.scalar(by_slug("bnv")))

    response = browser(make_person("Ngô Thị Bích")).get("/bo-nganh/bnv")

    assert response.status_code == 200
    assert "Phạm Thị Hòa" not in response.text


def test_a_guest_is_asked_to_sign_in(loaded, browser):
    for address in ("/bo-nganh", "/bo-nganh/bnv", "/bo-nganh/sap-xep"):
        assert browser().get(address).status_code == 302


def test_english_falls_back_to_vietnamese(loaded, browser):
    make_ministry("Bộ Chưa dịch", slug="chua-dich")
    reader = browser(make_member(locale="en"))

    assert "<h1>Ministry of Home Affairs</h1>" in reader.get("/bo-nganh/bnv").text
    assert "<h1>Bộ Chưa dịch</h1>" in reader.get("/bo-nganh/chua-dich").text


@pytest.mark.parametrize(
    "address",
    ["/bo-nganh", "/bo-nganh?ngay=28/2/2025", "/bo-nganh?q=bo", "/bo-nganh/bnv", "/bo-nganh/btc", "/bo-nganh/bldtbxh"],
)
def test_pages_ask_few_questions(loaded, browser, address):
    ministry = db.session.scalar(by_slug("bnv"))
    for _number in range(5):
        make_member(ministry=ministry)
    reader = browser(make_member())

    with counted() as sent:
        reader.get(address)

    assert len(sent) <= 6, "\n".join(sent)
