"""Every page, as each role, in both lights, on a desk and on a phone: axe finds nothing, nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

VIEWS = (("light", {"width": 1440, "height": 900}), ("dark", PHONE["viewport"]))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
MOST_PAGES = 60
MOST_OF_ADMINISTRATORS = 15  # the rest an organiser sees too
BUSY = 60_000  # milliseconds that planning may take on a busy machine
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKS = """[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location))
    .filter(u => u.origin === location.origin && !u.hash && !u.pathname.startsWith('/static/'))
    .map(u => u.pathname + u.search)"""
DOWNLOADS = (".ics", ".xlsx", ".csv", ".json", "/anh/")
# Sends the page's own form as a browser without script does, with nothing written in it.
SEND_EMPTY = """() => {
    const written = 'input:not([type=hidden]), textarea, select';
    const form = [...document.querySelectorAll('main form[method=post]')].find(form => form.querySelector(written));
    form.querySelectorAll(written).forEach(box => { box.value = '' });
    form.submit();
}"""
FIRST = {
    None: ["/dang-nhap", "/quen-mat-khau", "/ma-moi", "/moi/khong-co", "/khong-co-trang-nay"],
    "member": ["/", "/khong-co-trang-nay", "/loi-moi"],
    "administrator": ["/vai-tro", "/bo-nganh/sap-xep", "/"],
}
SENT_EMPTY = {
    None: ["/dang-nhap", "/ma-moi"],
    "member": ["/mat-khau"],
    "organizer": ["/thanh-vien/moi", "/thanh-vien/nhap-danh-sach", "/chu-de/moi", "/hoi-thao/da-qua/moi"],
    "administrator": ["/bo-nganh/sap-xep?viec=doi-ten"],
}


def kind_of(path: str) -> str:
    """Pages of one kind, such as all profiles, are visited once."""
    parts = path.partition("?")[0].split("/")
    if parts[1:2] == ["bo-nganh"] and parts[2:] not in ([], ["sap-xep"]):
        return "/bo-nganh/…"
    return "/".join("…" if any(c.isdigit() for c in part) else part for part in parts)


def faults_of(visitor, path: str) -> list[str]:
    """What is wrong with the page that is open, in each light."""
    faults = []
    for light, viewport in VIEWS:
        visitor.page.emulate_media(color_scheme=light, reduced_motion="reduce")
        visitor.page.set_viewport_size(viewport)
        where = f"{path} ({light}, {viewport['width']} px)"
        if sideways := visitor.page.evaluate(SIDEWAYS):
            faults.append(f"{where}: {sideways} px too wide")
        for violation in Axe().run(visitor.page, options=OPTIONS).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            faults.append(f"{where}: {violation['id']} at {places}")
    return faults


def look_around(visitor, first: list[str], most: int) -> tuple[list[str], list[str]]:
    """The pages that she finds by following links, one of each kind, and what is wrong with them."""
    queue, seen, found, faults = list(first), set(), [], []
    while queue and len(found) < most:
        path = queue.pop(0)
        if kind_of(path) in seen or any(mark in path for mark in DOWNLOADS):
            continue
        seen.add(kind_of(path))
        found.append(path)
        response = visitor.go(path)
        if response.status >= 500:
            faults.append(f"{path}: status {response.status}")
        queue += visitor.page.evaluate(LINKS)
        faults += faults_of(visitor, path)
    return found, faults


def send_empty(visitor, path: str) -> list[str]:
    """What is wrong with the page that answers a form with nothing in it."""
    visitor.go(path)
    with visitor.page.expect_navigation() as navigation:
        visitor.page.evaluate(SEND_EMPTY)
    refused = [] if navigation.value.status == 422 else [f"{path} sent empty: status {navigation.value.status}"]
    return refused + faults_of(visitor, f"{path} sent empty")


def begin_rotation(organizer) -> None:
    """Plan a draft, so that its pages are there to see."""
    organizer.go("/hoi-thao/luan-phien/moi")
    organizer.page.get_by_role("button", name="Xếp thử").click()
    organizer.page.get_by_role("link", name="Bản chứng minh").wait_for(timeout=BUSY)


@pytest.mark.parametrize("role", [None, "member", "organizer", "administrator"])
def test_axe_finds_nothing(demo_house, visitor, role):
    one = visitor(demo_house, role)
    if role == "organizer":
        begin_rotation(one)

    pages, faults = look_around(
        one, FIRST.get(role, ["/"]), MOST_OF_ADMINISTRATORS if role == "administrator" else MOST_PAGES
    )
    for path in SENT_EMPTY.get(role, []):
        faults += send_empty(one, path)

    assert len(pages) >= (5 if role is None else 8)
    assert faults + one.faults == []
