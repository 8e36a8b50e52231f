"""The theme of the year: drafted, published, corrected; nobody's words lost."""

from datetime import date

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.themes.models import AlreadyPublished, ThemeState, YearlyTheme
from network.themes.queries import theme_of
from network.themes.reference import UNION, load_themes
from tests.factories import make_member, make_ministry, make_organizer, make_theme

FORM = {"title": "An toàn cho phụ nữ", "objectives": "Lắng nghe\n\nTrợ giúp", "banner": "leaf", "version": "1"}


@pytest.fixture
def union(app):
    return make_ministry("Hội Liên hiệp Phụ nữ Việt Nam", slug=UNION)


def test_the_known_themes_are_loaded_once(union):
    with writing():
        first = load_themes()
        db.session.commit()
        again = load_themes()

    themes = db.session.scalars(select(YearlyTheme).order_by(YearlyTheme.year)).all()
    assert (first, again, [theme.year for theme in themes]) == (4, 0, [2019, 2020, 2025, 2026])
    assert themes[-1].title.startswith("Đổi mới, sáng tạo, cụ thể hóa")
    assert themes[-1].decided_on == date(2025, 12, 15)


def test_an_organiser_drafts_and_publishes_a_theme(union, browser):
    organizer = browser(make_organizer())

    drafted = organizer.post("/chu-de/moi", data={"year": "2027", **FORM})
    assert (drafted.status_code, drafted.location) == (303, "/chu-de/2027")
    assert db.session.scalars(theme_of(2027)).first() is None
    organizer.post("/chu-de/2027/cong-bo")

    theme = db.session.scalars(theme_of(2027)).one()
    assert (theme.title, [objective.text for objective in theme.objectives]) == (
        "An toàn cho phụ nữ",
        ["Lắng nghe", "Trợ giúp"],
    )
    assert list(
        db.session.scalars(select(AuditEntry.action).where(AuditEntry.thing == f"yearly_theme:{theme.id}"))
    ) == [
        "theme.drafted",
        "theme.published",
    ]


def test_a_draft_is_not_found_by_members(union, browser):
    make_theme(year=2027, title="Chủ đề còn kín", organization_id=union.id)
    member = browser(make_member())

    assert member.get("/chu-de/2027").status_code == 404
    assert "Chủ đề còn kín" not in member.get("/chu-de").text
    assert "Chủ đề còn kín" in browser(make_organizer()).get("/chu-de").text


@pytest.mark.parametrize("path", ["/chu-de/moi", "/chu-de/2027/sua", "/chu-de/2027/cong-bo"])
def test_members_do_not_write_themes(union, browser, path):
    make_theme(year=2027, organization_id=union.id, state=ThemeState.PUBLISHED)

    assert browser(make_member()).post(path, data={"year": "2028", **FORM}).status_code == 403


def test_a_theme_is_published_once(union):
    theme = make_theme(organization_id=union.id, state=ThemeState.PUBLISHED)

    with pytest.raises(AlreadyPublished):
        theme.publish()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " "}, "Xin chị viết chủ đề."),
        ({"title": "x" * 301}, "Dài 301 ký tự"),
        ({"year": ""}, "Xin chị cho biết năm."),
        ({"year": "1999"}, "Năm nằm ngoài khoảng"),
        ({"year": "99999999999999999999"}, "Năm nằm ngoài khoảng"),
        ({"objectives": "\n".join(str(n) for n in range(13))}, "Nhiều nhất 12 mục tiêu"),
        ({"decided_on": "2199-01-01"}, "Ngày ban hành phải là ngày đã qua."),
        ({"year": "2026"}, "Năm này đã có chủ đề"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_kept(union, browser, given, said):
    make_theme(year=2026, organization_id=union.id)

    response = browser(make_organizer()).post(
        "/chu-de/moi", data={"year": "2027", **FORM, "source": "Nghị quyết 5", **given}
    )

    assert response.status_code == 422
    assert said in response.text
    assert "Nghị quyết 5" in response.text


def test_the_later_of_two_organisers_is_told_and_her_text_kept(union, browser):
    make_theme(year=2027, title="Bản đầu", organization_id=union.id)
    first, second = browser(make_organizer()), browser(make_organizer())
    first.post("/chu-de/2027/sua", data={**FORM, "year": "2027", "title": "Bản của người trước"})

    late = second.post("/chu-de/2027/sua", data={**FORM, "year": "2027", "title": "Bản của người sau"})
    assert late.status_code == 409
    assert "Có người vừa lưu chủ đề này." in late.text
    assert "Bản của người trước" in late.text
    assert 'value="Bản của người sau"' in late.text

    second.post("/chu-de/2027/sua", data={**FORM, "year": "2027", "title": "Bản của người sau", "version": "2"})
    assert db.session.scalars(select(YearlyTheme.title)).one() == "Bản của người sau"


def test_english_falls_back_to_vietnamese(union):
    theme = make_theme(title="An toàn", organization_id=union.id)

    assert theme.shown_title == "An toàn"
