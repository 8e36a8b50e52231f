"""A session that runs out in the middle of a long text: the text is there after signing in, ready to be sent."""

import re

import pytest
from sqlalchemy import update
from wtforms import PasswordField
from wtforms.fields.core import UnboundField

import network.accounts.forms  # noqa: F401  the forms that ask for passwords
from network.accounts.models import Account
from network.foundation.forms import Form
from network.foundation.kept import SECRET_WORDS
from network.foundation.models import db
from network.members.models import Role
from tests.accounts.conftest import hidden
from tests.factories import PASSWORD, give_role, make_member, make_way_in

LONG = "Vận động phụ nữ khối bộ, ngành học suốt đời và làm chủ công nghệ số. " * 5
PART = {"HX-Request": "true"}


@pytest.fixture
def hers(app, browser):
    """The browser of an organiser whose session has just run out."""
    client = browser(give_role(make_way_in().person, Role.ORGANIZER))
    db.session.execute(update(Account).values(epoch=1))
    db.session.commit()
    return client


def sign_in_with(client, page):
    data = {name: hidden(page, name) for name in ("packed", "next", "csrf_token")}
    return client.post("/dang-nhap", data={**data, "identifier": "lan.anh@example.vn", "password": PASSWORD})


def test_a_form_sent_too_late_is_asked_to_sign_in_and_sent_again(hers):
    other = make_member("Lê Thu An")
    path = f"/loi-moi/nguoi/{other.public_id}"

    refused = hers.post(path, data={"identifier": "thu.an@example.vn", "role": "member", "note": LONG})
    assert (refused.status_code, "Nội dung chị vừa viết vẫn còn" in refused.text) == (401, True)

    again = sign_in_with(hers, refused)
    assert (again.status_code, f'action="{path}"' in again.text, LONG.strip() in again.text) == (200, True, True)
    assert "Nguyễn Thị Lan Anh" in again.text

    sent = hers.post(path, data={name: hidden(again, name) for name in ("identifier", "role", "csrf_token")})
    assert (sent.status_code, "/phieu" in sent.location) == (303, True)


def test_a_part_sent_too_late_is_asked_for_on_the_page_she_is_on(hers):
    refused = hers.post(
        "/thiet-bi/dung-tat-ca",
        data={"opinion": LONG},
        headers={**PART, "HX-Current-URL": "http://localhost/thiet-bi?x=1"},
    )

    assert (refused.status_code, refused.headers["HX-Retarget"]) == (401, "#notice")
    assert refused.text.strip().startswith('<div id="notice"')
    assert hidden(refused, "next") == "/thiet-bi?x=1"
    assert LONG.strip() in sign_in_with(hers, refused).text


def test_a_part_looked_at_too_late_leads_back_to_its_page(hers):
    refused = hers.get("/thiet-bi", headers={**PART, "HX-Current-URL": "http://localhost/thiet-bi"})

    assert (refused.status_code, refused.headers["HX-Retarget"]) == (401, "#notice")
    assert sign_in_with(hers, refused).location == "/thiet-bi"


def test_a_page_elsewhere_is_not_led_to(hers):
    refused = hers.get("/thiet-bi", headers={**PART, "HX-Current-URL": "http://evil.vn/thiet-bi"})

    assert hidden(refused, "next") == ""


def test_a_wrong_password_in_between_loses_nothing(hers):
    refused = hers.post("/thiet-bi/dung-tat-ca", data={"opinion": LONG})
    wrong = hers.post(
        "/dang-nhap", data={"packed": hidden(refused, "packed"), "identifier": "lan.anh@example.vn", "password": "x"}
    )

    assert wrong.status_code == 422
    assert LONG.strip() in sign_in_with(hers, wrong).text


def test_too_many_tries_in_between_lose_nothing(hers, real_limits):
    refused = hers.post("/thiet-bi/dung-tat-ca", data={"opinion": LONG})
    for _ in range(11):
        late = hers.post(
            "/dang-nhap",
            data={"packed": hidden(refused, "packed"), "identifier": "lan.anh@example.vn", "password": "x"},
        )

    assert (late.status_code, hidden(late, "packed")) == (429, hidden(refused, "packed"))


@pytest.mark.parametrize("header", ["HX-Current-URL", "Referer"])
def test_a_page_she_is_on_that_is_no_address_is_passed_over(hers, header):
    refused = hers.post("/thiet-bi/dung-tat-ca", data={"opinion": LONG}, headers={header: "http://["})

    assert refused.status_code == 401


def test_what_is_kept_holds_no_password(hers):
    typed = {"present_password": PASSWORD, "password": "bí mật mới của tôi", "note": LONG}
    refused = hers.post("/mat-khau", data=typed)

    again = sign_in_with(hers, refused)

    assert LONG.strip() in again.text
    assert [secret in again.text for secret in ("bí mật", PASSWORD)] == [False, False]


def test_every_password_is_asked_for_by_a_name_that_is_not_kept():
    names = [name for form in kinds_of(Form) for name, asked in vars(form).items() if is_password(asked)]

    assert len(names) >= 3
    assert [name for name in names if not any(word in name for word in SECRET_WORDS)] == []


def kinds_of(form: type[Form]) -> list[type[Form]]:
    return [kind for below in form.__subclasses__() for kind in (below, *kinds_of(below))]


def is_password(asked: object) -> bool:
    return isinstance(asked, UnboundField) and issubclass(asked.field_class, PasswordField)


def test_a_kept_form_that_was_tampered_with_leads_home(hers):
    refused = hers.post("/thiet-bi/dung-tat-ca", data={"opinion": LONG})
    forged = re.sub(r".$", "A" if not hidden(refused, "packed").endswith("A") else "B", hidden(refused, "packed"))

    entered = hers.post("/dang-nhap", data={"packed": forged, "identifier": "lan.anh@example.vn", "password": PASSWORD})

    assert (entered.status_code, entered.location) == (303, "/")
