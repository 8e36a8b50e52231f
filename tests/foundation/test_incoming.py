"""What is no text, and forms of too many parts, are refused before anybody reads them."""

import pytest

from tests.factories import make_organizer

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("broken", ["%FF", "%C3%28", "%ED%A0%80", "a=%E1%BB"])
def test_bytes_that_are_no_text_are_refused(app, browser, broken):
    assert browser().get(f"/dang-nhap?next={broken}").status_code == 400
    assert browser().post("/dang-nhap", data=f"identifier={broken}", content_type=FORM).status_code == 400


def test_nul_leads_nowhere(app, browser):
    her = browser(make_organizer())

    assert [her.get(address).status_code for address in ("/loi-moi/nguoi/a%00b", "/tim-kiem?q=a%00b")] == [404, 400]


@pytest.mark.parametrize("body", ["[" * 100_000, "[1]", '{"identifier": ["x"]}', "{"])
def test_json_is_no_form(app, browser, body):
    answer = browser().post("/dang-nhap", data=body, content_type="application/json")

    assert answer.status_code == 422


def test_vietnamese_is_text_however_it_is_encoded(app, browser):
    typed = "Ho\u0300a 👩‍👧".encode()

    for body in (b"identifier=" + typed, b"identifier=" + b"".join(b"%%%02X" % byte for byte in typed)):
        assert browser().post("/dang-nhap", data=body, content_type=FORM).status_code == 422


@pytest.mark.parametrize(("parts", "status"), [(150, 422), (200, 422), (201, 413), (30_000, 413)])
def test_a_form_has_no_more_parts_than_forms_have(app, browser, parts, status):
    assert browser().post("/dang-nhap", data="&".join(["a=1"] * parts), content_type=FORM).status_code == status


@pytest.mark.parametrize("key", ["a\x00b", "k" * 65, "\u202e", "%s'--"])
def test_a_key_that_no_page_gave_is_no_key(app, browser, key):
    answer = browser().post("/ma-moi", data={"form_key": key, "identifier": "x"})

    assert answer.status_code == 422
