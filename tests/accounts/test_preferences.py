"""How pages look: kept by the browser, before one signs in too."""

import pytest

from tests.factories import make_member


@pytest.mark.parametrize(
    ("path", "choice", "seen"),
    [
        ("/tuy-chon/ngon-ngu", {"locale": "en"}, 'lang="en"'),
        ("/tuy-chon/giao-dien", {"theme": "dark"}, 'data-theme="dark"'),
        ("/tuy-chon/co-chu", {"text_size": "3"}, 'data-text="3"'),
    ],
)
@pytest.mark.parametrize("is_guest", [True, False])
def test_a_choice_holds_from_the_next_page_on(app, browser, path, choice, seen, is_guest):
    client, page = (browser(), "/dang-nhap") if is_guest else (browser(make_member()), "/thiet-bi")

    chosen = client.post(path, data={**choice, "next": page})

    assert (chosen.status_code, chosen.location) == (303, page)
    assert seen in client.get(page).text


def test_a_member_s_language_is_hers_on_every_device(app, browser):
    person = make_member()
    version = person.version
    browser(person).post("/tuy-chon/ngon-ngu", data={"locale": "en"})

    assert 'lang="en"' in browser(person).get("/thiet-bi").text
    assert (person.locale, person.version) == ("en", version)


def test_as_the_machine_takes_the_choice_back(app, browser):
    client = browser()
    client.post("/tuy-chon/giao-dien", data={"theme": "dark"})

    client.post("/tuy-chon/giao-dien", data={"theme": "auto"})

    assert "data-theme" not in client.get("/dang-nhap").text


@pytest.mark.parametrize(
    ("path", "name"),
    [("/tuy-chon/ngon-ngu", "locale"), ("/tuy-chon/giao-dien", "theme"), ("/tuy-chon/co-chu", "text_size")],
)
@pytest.mark.parametrize("value", ["", "xx", "'><script>", "9" * 30])
def test_what_is_not_offered_changes_nothing(app, browser, path, name, value):
    client = browser()

    chosen = client.post(path, data={name: value, "next": "//evil.vn"})

    assert (chosen.status_code, chosen.location) == (303, "/")
    assert client.get_cookie(name) is None
    assert 'lang="vi"' in client.get("/dang-nhap").text


def test_looking_chooses_nothing(app, browser):
    assert browser().get("/tuy-chon/giao-dien?theme=dark").status_code == 405
