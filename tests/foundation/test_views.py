"""The closed door, errors in words, and nothing typed lost: on views made for it."""

import re

import pytest
from flask import request
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from network import create_app
from network.foundation.database import writing
from network.foundation.errors import Refusal
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.once import SentForm
from network.foundation.views import answer, lead_to, open_to_all, own_path
from network.members.models import Person
from tests.conftest import Browser, make_config
from tests.factories import make_person

PART = {"HX-Request": "true"}
LONG_TEXT = "Kính gửi các chị, đây là một ý kiến dài đến mức viết lại sẽ rất phiền. " * 3


class DoorClosed(Refusal):
    message = _l("Hạn trả lời đã hết. Xin chị gọi Ban tổ chức.")


def add_views(app) -> None:
    @app.post("/thu/tu-choi")
    def refuse():
        raise DoorClosed

    @app.post("/thu/cu")
    def stale():
        raise StaleDataError("someone else was first")

    @app.post("/thu/hong")
    def crash():
        raise ZeroDivisionError(LONG_TEXT)

    @app.post("/thu/them")
    def add():
        db.session.add(Person(full_name=request.form["full_name"]))
        db.session.commit()
        return answer("shared/_notice.html", then="/thu/xong")

    @app.post("/thu/dem")
    def limited():
        count_try((f"thu:{request.form['who']}", 2, 60))
        return "ok"

    @app.post("/thu/di")
    def go_on():
        return lead_to("/thu/xong")

    @app.get("/thu/<int:number>")
    def show(number: int):
        return str(number)

    @app.get("/mo")
    @open_to_all
    def public():
        return "mở"


@pytest.fixture
def house(tmp_path):
    """The application with those views, on SQLite, with CSRF tokens asked for as in earnest."""
    app = create_app(make_config(tmp_path, f"sqlite:///{tmp_path}/house.sqlite", WTF_CSRF_ENABLED=True, LIMITS_SCALE=1))
    add_views(app)
    app.test_client_class = Browser
    with app.app_context():
        with writing():
            db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def member(house):
    """A signed-in browser with a good token: `member.post(path, data)` adds it."""
    browser = house.test_client()
    browser.sign_in(make_person("Trần Thị Minh Hạnh"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/khong-co-trang-nay").text).group(1)
    plain_post = browser.post
    browser.post = lambda path, data=None, **given: plain_post(path, data={"csrf_token": token} | (data or {}), **given)
    browser.post_without_token = plain_post
    return browser


def test_a_guest_is_asked_to_sign_in_and_led_back(house):
    response = house.test_client().get("/thu/7?a=1")

    assert (response.status_code, response.location) == (302, "/dang-nhap?next=/thu/7?a%3D1")


def test_an_open_page_is_open(house):
    assert house.test_client().get("/mo").text == "mở"


def test_a_refusal_is_said_in_words_and_keeps_what_was_typed(member):
    response = member.post("/thu/tu-choi", {"opinion": LONG_TEXT})

    assert response.status_code == 409
    assert "Hạn trả lời đã hết. Xin chị gọi Ban tổ chức." in response.text
    assert LONG_TEXT.strip() in response.text


def test_a_refusal_of_a_part_is_a_notice_for_the_notice_place(member):
    response = member.post("/thu/tu-choi", headers=PART)

    assert (response.status_code, response.headers["HX-Retarget"]) == (409, "#notice")
    assert response.text.strip().startswith('<div id="notice"')


def test_the_later_of_two_writers_keeps_her_words(member):
    response = member.post("/thu/cu", {"opinion": LONG_TEXT})

    assert response.status_code == 409
    assert LONG_TEXT.strip() in response.text


def test_a_crash_gives_a_number_and_no_trace(member):
    response = member.post("/thu/hong", {"opinion": LONG_TEXT, "password": "bí mật của tôi"})

    assert response.status_code == 500
    assert re.search(r"Mã tra cứu [0-9a-f]{8}", response.text)
    assert LONG_TEXT.strip() in response.text
    assert "ZeroDivisionError" not in response.text
    assert "bí mật" not in response.text


def test_a_form_without_its_token_comes_back_ready_to_send(member):
    response = member.post_without_token("/thu/them", data={"full_name": "Lê Thu An", "password": "x"})

    assert response.status_code == 400
    assert 'action="/thu/them"' in response.text
    assert 'value="Lê Thu An"' in response.text
    assert 'name="password"' not in response.text
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_a_double_click_makes_one_thing(member):
    for _ in range(2):
        response = member.post("/thu/them", {"full_name": "Lê Thu An", "form_key": "k1"})
        assert (response.status_code, response.location) == (303, "/thu/xong")

    assert db.session.scalar(select(func.count()).where(Person.full_name == "Lê Thu An")) == 1
    assert db.session.scalar(select(func.count()).select_from(SentForm)) == 1


def test_a_refused_form_leaves_its_key_free(member):
    member.post("/thu/tu-choi", {"form_key": "k2"})

    response = member.post("/thu/them", {"full_name": "Lê Thu An", "form_key": "k2"})

    assert response.location == "/thu/xong"
    assert db.session.scalar(select(func.count()).where(Person.full_name == "Lê Thu An")) == 1


def test_tries_beyond_the_limit_are_slowed_down(member):
    answers = [member.post("/thu/dem", {"who": "an"}).status_code for _ in range(3)]
    other = member.post("/thu/dem", {"who": "anh"})

    assert answers == [200, 200, 429]
    assert other.status_code == 200
    assert 0 < int(member.post("/thu/dem", {"who": "an"}).headers["Retry-After"]) <= 60


def test_a_number_no_database_holds_is_not_found(member):
    assert member.get("/thu/2147483647").status_code == 200
    assert member.get("/thu/9223372036854775808").status_code == 404


def test_an_act_leads_on_with_and_without_script(member):
    assert member.post("/thu/di").location == "/thu/xong"
    assert member.post("/thu/di", headers=PART).headers["HX-Redirect"] == "/thu/xong"


def test_a_body_that_is_too_large_is_refused_before_it_is_read(member):
    response = member.post("/thu/them", {"full_name": "x" * 2_000_000})

    assert response.status_code == 413
    assert "26 MB" in response.text


def test_a_foreign_host_is_refused(house):
    assert house.test_client().get("/mo", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/mo", "/thu/7", "/khong-co", "/dang-nhap", "/healthz"])
def test_every_answer_says_what_the_browser_may_do(house, path):
    headers = house.test_client().get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize(
    "target",
    ["//evil.vn", "/\\evil.vn", "https://evil.vn", "javascript:alert(1)", "/\t/evil.vn", "evil.vn", "", None,
     "http:///evil.vn", "/a\nb", "\\\\evil.vn", "///evil.vn"],
)  # fmt: skip
def test_one_is_led_only_to_places_of_this_house(target):
    assert own_path(target, "/hom-nay") == "/hom-nay"


@pytest.mark.parametrize("target", ["/", "/hoi-thao/2026?ngay=1#a", "/tim-kiem?q=b%C3%B9i"])
def test_places_of_this_house_are_kept(target):
    assert own_path(target) == target
