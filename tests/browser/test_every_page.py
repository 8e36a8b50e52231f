"""Every page, as each role, in both lights, on a desk and on a phone: axe finds nothing, nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1440, "height": 900}}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MOST_PAGES = 60
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIRST = {None: ["/dang-nhap", "/quen-mat-khau", "/ma-moi", "/moi/khong-co", "/khong-co-trang-nay"]}
LINKS = """[...document.querySelectorAll('a[href]')].map(a => new URL(a.href))
    .filter(u => u.origin === location.origin && !u.hash && !u.pathname.startsWith('/static/'))
    .map(u => u.pathname + u.search)"""
DOWNLOADS = (".ics", ".xlsx", ".csv", "/anh/")


def kind_of(path: str) -> str:
    """Pages of one kind, such as all profiles, are visited once."""
    return "/".join("…" if any(c.isdigit() for c in part) else part for part in path.partition("?")[0].split("/"))


def pages_from(visitor, role: str | None) -> list[str]:
    """The pages that a person of a role finds by following links from where she begins, one of each kind."""
    queue, seen, found = list(FIRST.get(role, ["/"])), set(), []
    while queue and len(found) < MOST_PAGES:
        path = queue.pop(0)
        if kind_of(path) in seen or any(mark in path for mark in DOWNLOADS):
            continue
        seen.add(kind_of(path))
        found.append(path)
        visitor.go(path)
        queue += visitor.page.evaluate(LINKS)
    return found


def faults_of(visitor, path: str) -> list[str]:
    response = visitor.go(path)
    faults = [f"{path}: status {response.status}"] if response.status >= 500 else []
    if sideways := visitor.page.evaluate(SIDEWAYS):
        faults.append(f"{path}: {sideways} px too wide")
    for violation in Axe().run(visitor.page, options=RULES).response["violations"]:
        places = [node["target"] for node in violation["nodes"]][:3]
        faults.append(f"{path}: {violation['id']} at {places}")
    return faults


@pytest.mark.parametrize("role", [None, "member", "organizer", "administrator"])
@pytest.mark.parametrize(("light", "screen"), [("light", DESK), ("dark", PHONE)], ids=["light-desk", "dark-phone"])
def test_axe_finds_nothing(demo_house, visitor, role, light, screen):
    one = visitor(demo_house, role, color_scheme=light, **screen)

    pages = pages_from(one, role)
    faults = [fault for path in pages for fault in faults_of(one, path)]

    assert len(pages) >= (5 if role is None else 8)
    assert faults + one.faults == []
