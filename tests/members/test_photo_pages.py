"""Photos on people's pages: brought, shown to whom they may be shown, and taken away."""

import os
import stat
from io import BytesIO

import pytest

from network.foundation import files
from network.foundation.database import writing
from network.foundation.models import db
from network.members import photos
from network.members.jobs import sweep_photos
from tests.factories import make_member, make_organizer
from tests.members.test_photos import SVG, make_image


@pytest.fixture(autouse=True)
def _folder_of_its_own(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "FILES", tmp_path)


def get(client, url):
    """The answer, its file read and closed."""
    return client.get(url, buffered=True)


def send(client, person, content: bytes, name: str = "anh.jpg", **headers):
    return client.post(f"{person.url}/anh", data={"photo": (BytesIO(content), name)}, headers=headers)


def test_a_photo_is_kept_outside_the_web_readable_by_us_alone(browser):
    her = make_member()

    response = send(browser(her), her, make_image())

    path = files.path_of(photos.FOLDER, photos.large_file(her.photo))
    assert (response.status_code, response.location) == (303, her.url)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in files.kept_in(photos.FOLDER)] != []


def test_it_is_served_as_an_image_that_can_do_nothing(browser):
    her = make_member()
    send(browser(her), her, make_image())

    large, small = (get(browser(make_member()), url) for url in (her.photo_url, her.small_photo_url))

    assert (large.status_code, small.status_code, large.mimetype) == (200, 200, "image/webp")
    assert large.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert large.headers["X-Content-Type-Options"] == "nosniff"
    assert large.headers["Cache-Control"] == "no-store"  # gone from the browser when she signs out


def test_only_who_may_see_her_sees_her_photo(browser):
    her = make_member()
    send(browser(her), her, make_image())
    url = her.photo_url
    with writing():
        her.memberships.clear()
        db.session.commit()

    assert [get(browser(viewer), url).status_code for viewer in (make_member(), make_organizer())] == [404, 200]


def test_a_new_photo_takes_the_place_of_the_old(browser):
    her = make_member()
    client = browser(her)
    send(client, her, make_image())
    old = her.photo_url

    send(client, her, make_image("PNG"))

    assert (get(client, old).status_code, get(client, her.photo_url).status_code) == (404, 200)
    assert len(list(files.kept_in(photos.FOLDER))) == 2


def test_she_takes_it_away(browser):
    her = make_member()
    client = browser(her)
    send(client, her, make_image())

    client.post(f"{her.url}/anh/bo")

    assert (her.photo, list(files.kept_in(photos.FOLDER))) == (None, [])


def test_an_svg_is_refused_in_words_beside_the_field(browser):
    her = make_member()

    response = send(browser(her), her, SVG, "anh.jpg")

    assert (response.status_code, her.photo) == (422, None)
    assert "Tệp này là hình vẽ (SVG hoặc trang web)" in response.text


def test_a_part_answers_a_part(browser):
    her = make_member()

    refused = send(browser(her), her, SVG, **{"HX-Request": "true"})
    taken = send(browser(her), her, make_image(), **{"HX-Request": "true"})

    assert (refused.status_code, "<html" in refused.text, "<details" in refused.text) == (422, False, True)
    assert (taken.status_code, taken.headers["HX-Refresh"]) == (204, "true")


def test_forty_megabytes_are_too_many(browser):
    her = make_member()

    body, kind = b"\0" * (40 * 1024 * 1024), "multipart/form-data; boundary=part"
    response = browser(her).post(f"{her.url}/anh", data=body, content_type=kind)

    assert (response.status_code, her.photo) == (413, None)


def test_nobody_changes_anothers_photo(browser):
    her = make_member()

    assert send(browser(make_member()), her, make_image()).status_code == 403


@pytest.mark.parametrize("name", ["../" * 10, "a" * 32, "x"])
def test_no_other_file_is_reached(browser, name):
    her = make_member()
    send(browser(her), her, make_image())

    assert browser(her).get(f"{her.url}/anh/{name}").status_code == 404


@pytest.mark.parametrize("name", ["../secret", "a" * 32, f"{'a' * 32}.webp/../x", f".{'a' * 32}.webp"])
def test_a_name_that_is_none_of_ours_reaches_nothing(app, name):
    with pytest.raises(ValueError):
        files.path_of("photos", name)


def test_what_no_row_names_is_taken_away_at_night(app, browser):
    her = make_member()
    send(browser(her), her, make_image())
    forgotten, fresh = f"{'a' * 32}.webp", f"{'b' * 32}.webp"
    for name in (forgotten, fresh):
        files.keep(photos.FOLDER, name, b"x")
    os.utime(files.path_of(photos.FOLDER, forgotten), (1, 1))

    sweep_photos()

    names = {file.name for file in files.kept_in(photos.FOLDER)}
    assert (forgotten in names, fresh in names, photos.large_file(her.photo) in names) == (False, True, True)


def test_a_missing_file_is_said_in_the_log(app, browser, caplog):
    her = make_member()
    send(browser(her), her, make_image())
    files.drop(photos.FOLDER, photos.small_file(her.photo))

    sweep_photos()

    assert f"photo {photos.small_file(her.photo)} is missing" in caplog.text
