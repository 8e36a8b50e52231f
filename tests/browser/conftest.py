"""Chromium, and houses for it to visit."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.houses import House, fresh_postgres, running_house
from tests.conftest import POSTGRES, WORKER


@pytest.fixture(scope="session")
def demo_house(tmp_path_factory) -> Iterator[House]:
    """A house with the demo network, on SQLite, shared by the tests that only look."""
    with running_house(tmp_path_factory.mktemp("demo"), None, demo=True) as house:
        yield house


@pytest.fixture
def empty_house(database, request, tmp_path) -> Iterator[House]:
    """A house with nobody in it, on each database."""
    url = None
    if database == "postgresql":
        request.getfixturevalue("postgres_url")  # names what is missing, if it is
        url = fresh_postgres(POSTGRES, f"network_browser_{WORKER}")
    with running_house(tmp_path, url, demo=False) as house:
        yield house


class Visitor:
    """A person at a browser of her own; whatever breaks the content policy or a script is kept in `faults`."""

    def __init__(self, chromium: Browser, house: House, **given) -> None:
        self.house = house
        self.context = chromium.new_context(base_url=house.address, locale="vi-VN", **given)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def go(self, path: str):
        return self.page.goto(path, wait_until="load")

    def sign_in(self, identifier: str, password: str) -> None:
        self.go("/dang-nhap")
        self.page.get_by_label("Thư điện tử hoặc số điện thoại").fill(identifier)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "/dang-nhap" not in url)


@pytest.fixture
def visitor(chromium) -> Iterator:
    """`visitor(house, role=None, **context)`: somebody at a browser, signed in as the demo's first of that role."""
    opened: list[Visitor] = []

    def open_visitor(house: House, role: str | None = None, **given) -> Visitor:
        one = Visitor(chromium, house, **given)
        opened.append(one)
        if role:
            accounts = json.loads((house.folder / "demo-accounts.json").read_text(encoding="utf-8"))
            account = next(account for account in accounts if account["role"] == role)
            one.sign_in(account["identifier"], account["password"])
        return one

    yield open_visitor
    for one in opened:
        one.context.close()


PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
