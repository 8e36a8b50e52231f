"""The theme of the year: drafted, published, corrected; nobody's words lost."""

from datetime import date

import pytest
from sqlalchemy import event, select, text

from network.foundation.audit import AuditEntry
from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.models import db
from network.themes.models import AlreadyPublished, ReasonNeeded, ThemeState, YearIsKept, YearlyTheme
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
    assert "\nBản của người sau</textarea>" in late.text

    second.post("/chu-de/2027/sua", data={**FORM, "year": "2027", "title": "Bản của người sau", "version": "2"})
    assert db.session.scalars(select(YearlyTheme.title)).one() == "Bản của người sau"


def test_english_falls_back_to_vietnamese(union):
    theme = make_theme(title="An toàn", organization_id=union.id)

    assert theme.shown_title == "An toàn"


def test_two_who_change_only_the_objectives_are_told_too(union, browser):
    make_theme(year=2027, organization_id=union.id)
    first, second = browser(make_organizer("Trần Thị Minh Hạnh")), browser(make_organizer())
    same = {**FORM, "year": "2027", "title": "An toàn cho phụ nữ và trẻ em", "banner": "pond"}
    first.post("/chu-de/2027/sua", data={**same, "objectives": "Của người trước"})

    late = second.post("/chu-de/2027/sua", data={**same, "version": "2", "objectives": "Của người sau"})
    again = first.post("/chu-de/2027/sua", data={**same, "version": "2", "objectives": "Chậm hơn nữa"})

    assert late.status_code == 303
    assert again.status_code == 409
    assert "Của người sau" in again.text


def test_the_later_is_told_who_was_earlier(union, browser):
    make_theme(year=2027, organization_id=union.id)
    first, second = browser(make_organizer("Trần Thị Minh Hạnh")), browser(make_organizer())
    first.post("/chu-de/2027/sua", data={**FORM, "year": "2027"})

    late = second.post("/chu-de/2027/sua", data={**FORM, "year": "2027"})

    assert "Chị Minh Hạnh lưu lúc" in late.text


@pytest.fixture
def meanwhile():
    """`meanwhile(statement, …)`: somebody else commits it at the very moment of the next flush of a theme."""
    waiting = []

    def quicker(session, *_given):
        if waiting and any(isinstance(row, YearlyTheme) for row in (*session.new, *session.dirty)):
            statement, values = waiting.pop()
            with db.engine.begin() as other:
                other.execute(text(statement), values)

    event.listen(db.session, "before_flush", quicker)
    yield lambda statement, **values: waiting.append((statement, values))
    event.remove(db.session, "before_flush", quicker)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one write at a time
def test_two_who_save_in_one_moment_lose_nothing(union, browser, meanwhile):
    theme = make_theme(year=2027, organization_id=union.id)
    organizer = browser(make_organizer())
    meanwhile("UPDATE yearly_theme SET version = 2, title = 'Bản nhanh hơn' WHERE id = :id", id=theme.id)

    late = organizer.post("/chu-de/2027/sua", data={**FORM, "year": "2027"})

    assert late.status_code == 409
    assert "Bản nhanh hơn" in late.text
    assert "\nAn toàn cho phụ nữ</textarea>" in late.text


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_who_draft_one_year_in_one_moment_make_one_theme(union, browser, meanwhile):
    organizer = browser(make_organizer())
    meanwhile(
        "INSERT INTO yearly_theme (organization_id, year, title, title_en, source, banner, state, written_at, version) "
        "VALUES (:union, 2027, 'Bản nhanh hơn', '', '', 'pond', 'draft', now(), 1)",
        union=union.id,
    )

    late = organizer.post("/chu-de/moi", data={**FORM, "year": "2027"})

    assert late.status_code == 422
    assert "Năm này đã có chủ đề" in late.text
    assert "\nAn toàn cho phụ nữ</textarea>" in late.text


def test_a_published_theme_is_corrected_with_a_reason_that_all_can_read(union, browser):
    theme = make_theme(year=2026, title="An toàn cho phụ nử", organization_id=union.id, state=ThemeState.PUBLISHED)
    organizer = browser(make_organizer("Trần Thị Minh Hạnh"))

    silent = organizer.post("/chu-de/2026/sua", data=FORM)
    organizer.post("/chu-de/2026/sua", data={**FORM, "reason": "Sửa lỗi chính tả", "year": "2030"})

    assert silent.status_code == 422
    assert (theme.title, theme.year) == ("An toàn cho phụ nữ", 2026)
    page = browser(make_member()).get("/chu-de/2026").text
    assert "Sửa lỗi chính tả" in page
    assert "chị Minh Hạnh" in page
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "theme.corrected")).one()
    assert (entry.before["title"], entry.after["title"]) == ("An toàn cho phụ nử", "An toàn cho phụ nữ")
    assert entry.details["after_objectives"] == ["Lắng nghe", "Trợ giúp"]


def test_a_published_theme_asks_for_its_reason_and_keeps_its_year(union):
    theme = make_theme(year=2026, organization_id=union.id, state=ThemeState.PUBLISHED)

    with pytest.raises(ReasonNeeded):
        theme.write(make_organizer(), [], title="Khác")
    with pytest.raises(YearIsKept):
        theme.write(make_organizer(), [], "Vì sao", year=2030)


def test_years_of_which_nothing_is_known_say_so(union, browser):
    make_theme(year=2019, title="An toàn", organization_id=union.id, state=ThemeState.PUBLISHED)

    page = " ".join(browser(make_member()).get("/chu-de").text.split())

    assert '<span class="themes__year">2021</span> <p class="grow meta">Chưa tìm được văn bản gốc' in page
    assert '<span class="themes__year">2017</span>' in page
    assert "/chu-de/moi" not in page


def test_another_organisations_theme_is_not_the_unions(union, browser):
    make_theme(year=2026, title="Của tỉnh khác", organization_id=make_ministry().id, state=ThemeState.PUBLISHED)

    assert db.session.scalars(theme_of(2026)).first() is None
    assert browser(make_member()).get("/chu-de/2026").status_code == 404


def test_a_new_draft_is_of_the_next_free_year_or_the_one_asked_for(union, browser):
    organizer = browser(make_organizer())
    make_theme(year=today().year + 1, organization_id=union.id)

    assert f'value="{today().year + 2}"' in organizer.get("/chu-de/moi").text
    assert 'value="2021"' in organizer.get("/chu-de/moi?nam=2021").text


def test_the_pages_take_light_and_dark_as_others_do(union, browser):
    make_theme(year=2026, organization_id=union.id, state=ThemeState.PUBLISHED)
    organizer = browser(make_organizer())
    organizer.set_cookie("theme", "dark")

    for address in ("/chu-de", "/chu-de/2026", "/chu-de/2026/sua", "/chu-de/moi"):
        assert 'data-theme="dark"' in organizer.get(address).text
