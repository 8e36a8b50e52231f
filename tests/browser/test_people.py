"""People in Chromium: the directory as one types and ticks, a page changed in place, a photo."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def search(page: Page):
    return page.get_by_role("search", name="Tìm thành viên").get_by_role("searchbox")


def test_the_list_follows_what_is_typed_and_ticked(demo_house, visitor):
    one = visitor(demo_house, "member")
    one.go("/thanh-vien")

    search(one.page).press_sequentially("nguyen")
    expect(one.page.locator("#ket-qua")).to_contain_text("khớp “nguyen”")
    found = one.page.locator(".card").count()
    one.page.locator("#loc-bo .check").first.click()
    expect(one.page.locator("#ket-qua")).to_contain_text("ở Bộ")

    assert 0 < one.page.locator(".card").count() < found
    assert ("q=nguyen" in one.page.url, "bo=" in one.page.url) == (True, True)
    assert one.page.evaluate("document.activeElement.name") == "bo"
    assert one.faults == []


def test_what_is_typed_again_keeps_what_is_ticked(demo_house, visitor):
    one = visitor(demo_house, "member")
    one.go("/thanh-vien?q=khong+co+ai")

    search(one.page).fill("")
    expect(one.page.locator(".card").first).to_be_visible()
    one.page.locator("#loc-khoi .check").first.click()
    expect(one.page.locator(".tag--drop")).to_have_count(1)
    search(one.page).press_sequentially("thi")
    expect(one.page.locator(".tag--drop")).to_have_count(2)

    assert "khoi=" in one.page.url


def test_on_a_phone_each_facet_is_a_sheet_that_stays_open(demo_house, visitor):
    one = visitor(demo_house, "member", **PHONE)
    one.go("/thanh-vien")
    sheet = one.page.locator("#loc-bo")

    expect(sheet).to_be_hidden()
    one.page.get_by_role("button", name="Bộ, ngành").click()
    sheet.locator(".check").first.click()
    expect(one.page.locator("#ket-qua")).to_contain_text("ở Bộ")

    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Xem kết quả").click()
    expect(sheet).to_be_hidden()


def test_without_script_the_form_is_sent(demo_house, visitor):
    one = visitor(demo_house, "member", java_script_enabled=False)
    one.go("/thanh-vien")

    search(one.page).fill("nguyen")
    one.page.locator("#loc-bo input").first.check()
    one.page.get_by_role("button", name="Xem kết quả").first.click()

    expect(one.page.locator("#ket-qua")).to_contain_text("khớp “nguyen”")
    assert "bo=" in one.page.url


def test_she_changes_her_page_in_place(demo_house, visitor):
    one = visitor(demo_house, "member")
    one.go("/ho-so")
    address = one.page.url

    one.page.get_by_role("link", name="Sửa lời giới thiệu").click()
    one.page.get_by_label("Tôi đang cần").fill("Một cuốn sổ tay về ngân sách giới.")
    one.page.get_by_role("button", name="Lưu", exact=True).click()

    expect(one.page.locator("#gioi-thieu")).to_contain_text("Một cuốn sổ tay về ngân sách giới.")
    assert (one.page.url, one.page.locator("#gioi-thieu form").count(), one.faults) == (address, 0, [])


def test_a_wrong_number_is_said_where_she_is(demo_house, visitor):
    one = visitor(demo_house, "member")
    one.go("/ho-so")

    one.page.get_by_role("link", name="Sửa liên hệ").click()
    one.page.get_by_label("Điện thoại di động").fill("12")
    one.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(one.page.locator("#phone-error")).to_be_visible()
    one.page.get_by_role("link", name="Thôi, không sửa").click()

    expect(one.page.locator("#lien-he form")).to_have_count(0)
    assert one.faults == []


def test_her_photo_stands_in_the_lotus(demo_house, visitor):
    one, image = visitor(demo_house, "member"), BytesIO()
    Image.new("RGB", (600, 800), "teal").save(image, "JPEG")
    one.go("/ho-so")

    one.page.locator("#anh summary").click()
    one.page.get_by_label("Tệp ảnh").set_input_files(
        {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": image.getvalue()}
    )
    one.page.get_by_role("button", name="Lưu ảnh").click()

    expect(one.page.locator(".portrait img")).to_have_js_property("naturalWidth", 512)
    one.page.locator("#anh summary").click()
    one.page.get_by_role("button", name="Bỏ ảnh").click()
    expect(one.page.locator(".portrait img")).to_have_count(0)
    assert one.faults == []
