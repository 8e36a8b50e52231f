"""What every answer says to the browser, whatever the page and however it went: on every address and every error."""

import re

import pytest

from network import create_app
from network.accounts.sign_in import begin_session, cookie_name
from network.foundation.database import writing
from network.foundation.models import db
from tests.conftest import Browser, make_config
from tests.factories import make_account, make_administrator
from tests.test_doors import arguments, lines, make_samples

ERRORS = [
    ("GET", "/khong-co-trang-nay", {}, 404),
    ("GET", "/thiet-bi/dung-tat-ca", {}, 405),
    ("GET", "/loi-moi/9223372036854775808/phieu", {}, 404),
    ("POST", "/thiet-bi/dung-tat-ca", {}, 400),
    ("POST", "/dang-nhap", {"password": "x" * 2_000_000}, 413),
    ("GET", "/hong", {}, 500),
]
SITES = ("http://localhost", "https://mang.example.vn")


@pytest.fixture(params=SITES)
def house(request, tmp_path):
    """The application as it is served, on plain http at home and behind https."""
    house = create_app(
        make_config(tmp_path, f"sqlite:///{tmp_path}/house.sqlite", SITE_URL=request.param, WTF_CSRF_ENABLED=True)
    )
    house.add_url_rule("/hong", "hong", lambda: 1 / 0)
    house.test_client_class = Browser
    with house.app_context():
        with writing():
            db.create_all()
        yield house
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def look(house):
    """`look(address)`: the answer to an administrator, with a session of her own each time."""
    account, site = make_account(make_administrator()), house.config["SITE_URL"]

    def fetch(address: str, method: str = "GET", data: dict | None = None):
        client = house.test_client()
        with house.test_request_context(base_url=site):
            token = begin_session(account, remember=False)
            db.session.commit()
            name, secure = cookie_name(), house.config["SECURE_COOKIES"]
        client.set_cookie(name, token, domain=site.partition("://")[2], secure=secure)
        return client.open(address, method=method, data=data or None, base_url=site)

    return fetch


def faults(answer, is_https: bool) -> list[str]:
    """What an answer lacks."""
    headers, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
    expected = {
        "content policy": "default-src 'none'" in policy and "frame-ancestors 'none'" in policy,
        "no unsafe": "unsafe" not in policy and "*" not in policy,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "nobody keeps it": headers.get("Cache-Control") == "no-store",
        "vary": "Cookie" in headers.get("Vary", ""),
        "https from now on": ("Strict-Transport-Security" in headers) == is_https,
    }
    return [name for name, holds in expected.items() if not holds] + [
        f"{cookie}: {fault}" for cookie in headers.getlist("Set-Cookie") for fault in cookie_faults(cookie, is_https)
    ]


def cookie_faults(cookie: str, is_https: bool) -> list[str]:
    expected = {
        "HttpOnly": "HttpOnly" in cookie,
        "SameSite": "SameSite=Lax" in cookie,
        "Path": "Path=/" in cookie,
        "Secure": ("Secure" in cookie) == is_https,
        "no Domain": "Domain" not in cookie,
    }
    return [name for name, holds in expected.items() if not holds]


def test_every_page_says_it(house, look):
    samples, wrong = make_samples(), []

    for line in lines():
        if line["method"] != "GET" or line["endpoint"] == "static":
            continue
        with house.test_request_context(base_url=house.config["SITE_URL"]):
            address = house.url_for(line["endpoint"], **arguments(line, samples))
        answer = look(address)
        wrong += [
            f"{address} ({answer.status_code}): {fault}" for fault in faults(answer, house.config["SECURE_COOKIES"])
        ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("method", "address", "data", "status"), ERRORS)
def test_every_error_says_it(house, look, method, address, data, status):
    answer = look(address, method, data)

    assert (answer.status_code, faults(answer, house.config["SECURE_COOKIES"])) == (status, [])


@pytest.mark.parametrize("path", ["/tuy-chon/ngon-ngu", "/tuy-chon/giao-dien", "/tuy-chon/co-chu", "/dang-xuat"])
def test_what_sets_cookies_sets_them_closed(house, look, path):
    house.config["WTF_CSRF_ENABLED"] = False
    choice = {"locale": "en", "theme": "dark", "text_size": "2"}

    answer = look(path, "POST", choice)

    assert answer.headers.getlist("Set-Cookie")
    assert faults(answer, house.config["SECURE_COOKIES"]) == []


def test_who_is_signed_in_stands_in_a_cookie_of_this_host_alone(house, look):
    house.config["WTF_CSRF_ENABLED"] = False
    names = {cookie.partition("=")[0] for cookie in look("/dang-xuat", "POST").headers.getlist("Set-Cookie")}

    assert ("__Host-session" if house.config["SECURE_COOKIES"] else "session") in names


def test_what_never_changes_may_be_kept(house, look):
    with house.test_request_context(base_url=house.config["SITE_URL"]):
        address = house.jinja_env.globals["asset_url"]("brand/favicon.svg")

    answer = look(address)

    assert (answer.status_code, "immutable" in answer.headers["Cache-Control"]) == (200, True)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_on_a_page_without_referrer_is_taken(house, look):
    """Pages with a token in their address send no referrer, under https too."""
    site, client = house.config["SITE_URL"], house.test_client()
    token = make_samples()["token"]
    page = client.get(f"/moi/{token}", base_url=site)
    csrf_token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text).group(1)

    accepted = client.post(
        f"/moi/{token}", data={"password": "mưa rào tháng sáu 48", "csrf_token": csrf_token}, base_url=site
    )

    assert (accepted.status_code, accepted.location) == (303, "/")
