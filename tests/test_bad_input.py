"""Every door of the house with a corpus of bad input, as an organiser: always an answer, never a fault.

What is sent goes into addresses (arguments and query) and, for each form that a page shows, into its fields:
all at once, and each by itself beside the values that the page filled in.  The corpus is dealt out like cards,
so that each value comes to many doors and each door gets several.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle, islice
from urllib.parse import quote, urlsplit

import pytest

from network.members.models import Role
from network.organizations.views import KIND_SLUGS
from tests.factories import give_role, make_administrator
from tests.test_doors import arguments, lines, make_samples

CORPUS = {
    "empty": b"",
    "blank": "\u3000\u00a0 \t".encode(),
    "nul": b"\x00",
    "control": b"a\x00b\x07\x1b[31m\r\nSet-Cookie: x=1",
    "invalid utf-8": b"\xff\xfe\xc3(",
    "lone surrogate": b"\xed\xa0\x80",
    "right to left": "\u202egnp.exe\u202c\u2066".encode(),
    "zero-width": "Ho\u200b\u2060à\ufeff".encode(),
    "marks": ("a" + "\u0301" * 400).encode(),
    "nfd, mixed script": "Ho\u0300a Нгуен 𝓗𝓸𝓪 👩‍👩‍👧".encode(),
    "script": b"\"'><script>alert(1)</script><img src=x onerror=alert(1)>",
    "address": b"javascript:alert(1)//\\evil.example/{{7*7}}${7*7}%s%(x)s",
    "sql": b"' OR 1=1; DROP TABLE person; -- %_\\",
    "formula": b'=HYPERLINK("http://evil.example")',
    "63 bits": b"9223372036854775808",
    "negative": b"-1",
    "many digits": b"9" * 5000,
    "digits of another script": "٣٤".encode(),
    "superscript": "²".encode(),
    "no number": b"NaN",
    "infinity": b"1e999",
    "no day": b"31/2/2026",
    "first day": b"0001-01-01",
    "last day": b"31/12/9999",
    "a far day": b"31/12/2199",
    "no time": b"25:61",
    "json": b'{"a":[' + b"[" * 2000,
    "array": b"[]",
    "traversal": b"../../../../etc/passwd",
    "long": "Ạ".encode() * 30_000,
}
SHORT = {name: value for name, value in CORPUS.items() if len(value) < 1_000}  # what an address has room for
ENDS_HER_SESSION = {"accounts.sign_out", "accounts.end_all_devices", "accounts.end_device"}
WORKS_ON_ITS_OWN = {"readyz"}  # says 503, for the database of a test was made without migrations
ASKED = ("q", "ngay", "nam", "trang", "xem", "viec", "next", "bo", "khoi", "dien", "linh-vuc", "nhiem-ky", "kieu")
FORM = "application/x-www-form-urlencoded"


class Forms(HTMLParser):
    """The forms of a page that change something: for each its address, and its fields with their values."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.address, self.found = address, {}
        self._fields: dict[str, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            changes = given.get("method", "").lower() == "post"
            self._fields = self.found.setdefault(given.get("action") or self.address, {}) if changes else None
        elif self._fields is not None and tag in ("input", "textarea", "select") and given.get("name"):
            self._fields.setdefault(given["name"], given.get("value", ""))
        elif self._fields and tag == "option" and "selected" in given:
            self._fields[list(self._fields)[-1]] = given.get("value", "")


class Visitor:
    """Goes through the doors, and notes at which of them the house stumbled."""

    def __init__(self, browser) -> None:
        self.browser, self.stumbled = browser, []

    def go(self, told: str, address: str, method: str = "GET", fields: dict[str, bytes | str] | None = None):
        body = None if fields is None else "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items())
        answer = self.browser.open(address, method=method, data=body, content_type=body and FORM)
        if answer.status_code >= 500:
            self.stumbled.append(f"{method} {address[:80]}: {answer.status_code} for {told}")
        return answer


def deal(corpus: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return cycle(corpus.items())


@pytest.fixture
def visitor(app, browser):
    return Visitor(browser(give_role(make_administrator("Nguyễn Thị Thử"), Role.ORGANIZER)))


@pytest.fixture
def doors(app) -> dict[tuple[str, str], str]:
    """Each door's endpoint and method, and an address that leads there."""
    samples = make_samples()
    with app.test_request_context():
        return {
            (line["endpoint"], line["method"]): app.url_for(line["endpoint"], **arguments(line, samples))
            for line in lines()
            if line["endpoint"] not in ENDS_HER_SESSION | WORKS_ON_ITS_OWN
        }


def test_no_address_makes_the_house_stumble(app, doors, visitor):
    cards = deal(SHORT)
    for endpoint, method in doors:
        (rule,) = (rule for rule in app.url_map.iter_rules(endpoint) if method in rule.methods)
        for name, value in islice(cards, 4 if rule.arguments else 0):
            address = re.sub(r"<[^>]+>", lambda _, value=value: quote(value or b" ", safe=""), rule.rule)
            visitor.go(name, address, method, {} if method == "POST" else None)

    assert visitor.stumbled == []


def test_no_query_makes_the_house_stumble(doors, visitor):
    cards = deal(SHORT)
    for (_endpoint, method), address in doors.items():
        for name, value in islice(cards, 3 if method == "GET" else 0):
            query = "&".join(f"{asked}={quote(value)}" for asked in ASKED)
            visitor.go(name, f"{address}?{query[:3500]}")

    assert visitor.stumbled == []


def test_no_form_makes_the_house_stumble(doors, visitor):
    cards = deal(CORPUS)
    for address, fields in forms_of(doors, visitor).items():
        for name, value in islice(cards, 3):
            visitor.go(name, address, "POST", dict.fromkeys(fields, value))
        for field, (name, value) in zip(fields, cards, strict=False):
            others = {other: kept for other, kept in fields.items() if other != "form_key"}
            visitor.go(f"{name} as {field}", address, "POST", {**others, field: value})

    assert visitor.stumbled == []


def forms_of(doors: dict[tuple[str, str], str], visitor: Visitor) -> dict[str, dict[str, str]]:
    """The forms of all pages, those with many fields first: what they change, those with few might end."""
    pages = [address for (_endpoint, method), address in doors.items() if method == "GET"]
    pages += [f"/bo-nganh/sap-xep?viec={kind}" for kind in KIND_SLUGS]
    ends = {doors.get((endpoint, "POST")) for endpoint in ENDS_HER_SESSION}
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        answer = visitor.go("nothing", page)
        if answer.mimetype == "text/html":
            found |= Forms(answer.text, page).found
    ours = {address: fields for address, fields in found.items() if fields and urlsplit(address).path not in ends}
    return dict(sorted(ours.items(), key=lambda form: -len(form[1])))


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", f"{FORM}; charset=utf-16"]
)
def test_no_body_makes_the_house_stumble(doors, visitor, kind):
    bodies = cycle(
        (
            b"[" * 100_000,
            b"[1]",
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="\xff\x00"\r\n\r\nx',
            b"\xff\xfe",
        )
    )
    for (_endpoint, method), address in doors.items():
        if method == "POST":
            answer = visitor.browser.post(address, data=next(bodies), content_type=kind)
            if answer.status_code >= 500:
                visitor.stumbled.append(f"{address}: {answer.status_code}")

    assert visitor.stumbled == []
