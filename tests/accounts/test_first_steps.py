"""From an invitation to the inside, by link and by code."""

import re

from tests.factories import make_member, make_organizer

PASSWORD = "con meo leo cay cau"


def invite(browser, person, identifier: str) -> tuple[str, str]:
    """The path of the link and the code that an organiser sees once."""
    organizer = browser(make_organizer())
    page = organizer.post(
        f"/loi-moi/nguoi/{person.public_id}", data={"identifier": identifier, "role": "member"}
    )
    page = organizer.get(page.location)
    path = re.search(r"http://localhost(/moi/[\w-]+)", page.text).group(1)
    return path, re.search(r"\b([A-Z2-9]{4}-[A-Z2-9]{4})\b", page.text).group(1)


def test_an_invited_member_sets_a_password_and_signs_in(app, browser):
    person = make_member("Lê Thu An")
    path, _code = invite(browser, person, "Thu.An@Example.vn")
    guest = browser()

    assert "Chào chị Thu An" in guest.get(path).text
    accepted = guest.post(path, data={"password": PASSWORD})
    assert (accepted.status_code, accepted.location) == (303, "/")
    assert guest.get("/thiet-bi").status_code == 200

    entered = browser().post("/dang-nhap", data={"identifier": "thu.an@example.vn", "password": PASSWORD})
    assert (entered.status_code, entered.location) == (303, "/")


def test_the_code_works_with_the_invited_number(app, browser):
    person = make_member("Lê Thu An")
    _path, code = invite(browser, person, "0912 345 678")
    guest = browser()

    wrong_number = guest.post("/ma-moi", data={"identifier": "0912345679", "invitation_code": code})
    right = guest.post("/ma-moi", data={"identifier": "+84912345678", "invitation_code": code.lower()})

    assert wrong_number.status_code == 404
    assert right.status_code == 303
    assert guest.post(right.location, data={"password": PASSWORD}).status_code == 303
    assert browser().post("/dang-nhap", data={"identifier": "84912345678", "password": PASSWORD}).status_code == 303
