"""`make screenshots`: the pictures of the README, taken in Chromium from a fresh demo network."""

import json
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.houses import House, running_house
from tools.chromium import find_chromium

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGES = {"home": "/", "rotation": "/hoi-thao/luan-phien", "directory": "/thanh-vien"}
DESK = {"width": 1280, "height": 900}


def take(house: House) -> None:
    accounts = json.loads((house.folder / "demo-accounts.json").read_text(encoding="utf-8"))
    organizer = next(account for account in accounts if account["role"] == "organizer")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(base_url=house.address, locale="vi-VN", viewport=DESK)
        page.goto("/dang-nhap")
        page.get_by_label("Thư điện tử hoặc số điện thoại").fill(organizer["identifier"])
        page.get_by_label("Mật khẩu", exact=True).fill(organizer["password"])
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        for name, path in PAGES.items():
            page.goto(path, wait_until="networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), None, demo=True) as house:
        take(house)
