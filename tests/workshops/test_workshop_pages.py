"""The pages of a workshop as members see them, on paper and in calendars too, in a constant number of queries."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.search import find
from network.workshops.models import AgendaSpeaker, Choice, TurnState, WorkshopContact, WorkshopState
from tests.factories import (
    make_agenda_item,
    make_answer,
    make_host_turn,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_person,
    make_theme,
    make_workshop,
)
from tests.queries import counted


@pytest.fixture
def host(app):
    return make_participant("Bộ Khoa học và Công nghệ", short_name="Khoa học và Công nghệ", slug="bkhcn")


@pytest.fixture
def workshop(host):
    workshop = make_workshop(theme="Chuyển đổi số", map_link="https://example.vn/ban-do", note="Gửi xe ở cổng số 2.")
    make_host_turn(workshop.year, host)
    item = make_agenda_item(workshop, title="Tọa đàm về dữ liệu", room="Phòng 301", note="Ba chị trao đổi")
    speaker = make_person("Trần Thị Minh Hạnh")
    guest = AgendaSpeaker(guest_name="Nguyễn Văn Bình", guest_post="Thứ trưởng")
    with writing():
        item.set_speakers([AgendaSpeaker(person_id=speaker.id), guest])
        workshop.set_contacts([speaker.id])
        db.session.commit()
    return workshop


PART = {"HX-Request": "true"}


def path(workshop, rest: str = "") -> str:
    return f"/hoi-thao/{workshop.year}{rest}"


def test_the_page_tells_when_where_what_and_who(workshop, browser):
    theme = make_theme(year=workshop.year, title="An toàn cho phụ nữ", state="published")

    page = browser(make_member()).get(path(workshop)).text

    for words in (
        f"{workshop.title}: Chuyển đổi số",
        "Bộ Khoa học và Công nghệ",
        "Hội trường tầng 3, 113 Trần Duy Hưng, Hà Nội",
        "https://example.vn/ban-do",
        theme.title,
        "Tọa đàm về dữ liệu",
        "Nguyễn Văn Bình, Thứ trưởng",
        "Phòng 301",
        "Gửi xe ở cổng số 2.",
        "Trần Thị Minh Hạnh",
        "Xác nhận dự",
    ):
        assert words in page


def test_a_draft_is_found_by_organisers_only(host, browser):
    draft = make_workshop(state=WorkshopState.DRAFT)

    for rest in ("", "/in", "/lich.ics", "/dang-ky-du", "/loi-moi", "/tra-loi"):
        assert browser(make_member()).get(path(draft, rest), headers=PART).status_code == 404
        assert browser(make_organizer()).get(path(draft, rest), headers=PART).status_code == 200
    assert draft.title not in browser(make_member()).get("/hoi-thao").text
    assert "Dự thảo" in browser(make_organizer()).get("/hoi-thao").text


def test_who_does_not_belong_to_the_network_sees_none(workshop, browser):
    stranger = browser(make_person())

    assert stranger.get(path(workshop)).status_code == 403
    assert stranger.get("/hoi-thao").status_code == 403
    assert stranger.get(path(workshop, "/lich.ics")).status_code == 404


def test_a_called_off_workshop_says_so_everywhere(workshop, browser):
    with writing():
        workshop.cancel("Bão số 5")
        db.session.commit()
    member = browser(make_member())

    for rest in ("", "/in", "/loi-moi"):
        assert "Bão số 5" in member.get(path(workshop, rest), headers=PART).text
    assert "Đã hủy" in member.get("/hoi-thao").text
    assert "Gửi xác nhận" not in member.get(path(workshop)).text


def test_after_it_the_page_says_that_it_has_taken_place(app, browser):
    over = make_workshop(in_days=-10)

    page = browser(make_member()).get(path(over)).text

    assert "Hội thảo đã diễn ra." in page
    assert "Gửi xác nhận" not in page


def test_an_empty_agenda_and_a_missing_host_and_place_have_words(app, browser):
    bare = make_workshop(place_name="", place_address="")

    page = browser(make_member()).get(path(bare)).text

    assert "Chưa có chương trình." in page
    assert "Đang chọn" in page
    assert "Báo sau" in page


def test_a_year_with_a_host_and_no_workshop_yet_has_its_page(host, browser):
    turn = make_host_turn(today().year + 3, host)

    page = browser(make_member()).get(f"/hoi-thao/{turn.year}").text

    assert "Bộ Khoa học và Công nghệ đăng cai." in page
    assert "Chưa có ngày họp" in page


@pytest.mark.parametrize("year", ["1800", "2147483647", "9223372036854775808", "nam-sau"])
def test_a_year_of_nothing_is_not_found(app, browser, year):
    assert browser(make_member()).get(f"/hoi-thao/{year}").status_code == 404


def test_all_years_are_listed_with_their_hosts_as_they_were_called(workshop, browser):
    gone = make_ministry("Bộ Kế hoạch và Đầu tư")
    with writing():
        gone.periods[0].valid_to = date(2025, 3, 1)
        db.session.commit()
    make_host_turn(2019, gone, state=TurnState.HELD, is_demo=True)
    make_host_turn(workshop.year + 1, make_participant("Bộ Tư pháp"))

    page = browser(make_member()).get("/hoi-thao").text

    sections = page.partition("Các năm trước")
    assert all(words in sections[0] for words in (workshop.title, "Bộ Tư pháp", "Chưa định ngày"))
    assert all(words in sections[2] for words in ("2019", "Bộ Kế hoạch và Đầu tư", "Số liệu minh họa"))


def test_an_empty_house_has_an_empty_list(app, browser):
    assert "Chưa có hội thảo nào" in browser(make_member()).get("/hoi-thao").text


def test_the_ministrys_page_tells_the_years_it_hosted(host, browser):
    make_host_turn(2022, host, state=TurnState.HELD)

    page = browser(make_member()).get("/bo-nganh/bkhcn").text

    assert "Các năm đăng cai" in page
    assert 'href="/hoi-thao/2022"' in page


def test_the_agenda_prints_with_ends_and_speakers(workshop, browser):
    page = browser(make_member()).get(path(workshop, "/in")).text

    assert "08:30–09:00" in page
    assert "Trần Thị Minh Hạnh; Nguyễn Văn Bình, Thứ trưởng" in page


def calendar_of(browser, workshop) -> tuple[Calendar, object]:
    response = browser(make_member()).get(path(workshop, "/lich.ics"))
    assert response.content_type.startswith("text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(response.data)
    return calendar, next(iter(calendar.walk("VEVENT")))


def test_the_calendar_file_holds_the_workshop_in_the_zone_of_its_hall(host, browser):
    workshop = make_workshop(starts_on=date(2027, 10, 14), ends_at=time(11, 45), theme="Chuyển đổi số")
    make_host_turn(2027, host)
    make_agenda_item(workshop, title="Khai mạc; chào mừng, giới thiệu")

    calendar, event = calendar_of(browser, workshop)

    hanoi = ZoneInfo("Asia/Ho_Chi_Minh")
    assert (calendar["METHOD"], event["STATUS"]) == ("PUBLISH", "CONFIRMED")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime(2027, 10, 14, 8, tzinfo=hanoi),
        datetime(2027, 10, 15, 11, 45, tzinfo=hanoi),
    )
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    zones = calendar.walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Asia/Ho_Chi_Minh"]
    assert {part["TZOFFSETTO"].td.total_seconds() for part in zones[0].subcomponents} >= {7 * 3600}
    assert event["SUMMARY"] == workshop.title
    assert event["LOCATION"] == "Hội trường tầng 3, 113 Trần Duy Hưng, Hà Nội"
    assert "Đăng cai: Bộ Khoa học và Công nghệ" in event["DESCRIPTION"]
    assert "08:30  Khai mạc; chào mừng, giới thiệu" in event["DESCRIPTION"]
    assert event["URL"] == "http://localhost/hoi-thao/2027"
    assert event["DTSTAMP"].dt.tzinfo is not None


def test_a_later_calendar_file_replaces_the_earlier(workshop, browser):
    _calendar, first = calendar_of(browser, workshop)
    with writing():
        workshop.change(place_name="Hội trường lớn")
        db.session.commit()

    _calendar, second = calendar_of(browser, workshop)

    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_the_calendar_file_of_a_called_off_workshop_strikes_it_out(workshop, browser):
    _calendar, first = calendar_of(browser, workshop)
    with writing():
        workshop.cancel("Bão số 5")
        db.session.commit()

    calendar, second = calendar_of(browser, workshop)

    assert (calendar["METHOD"], second["STATUS"], second["UID"]) == ("CANCEL", "CANCELLED", first["UID"])
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert "Bão số 5" in second["DESCRIPTION"]


def test_workshops_are_found_by_their_words_and_drafts_by_organisers(workshop):
    make_workshop(starts_on=date(workshop.year + 1, 5, 11), title="Bản nháp kín", state=WorkshopState.DRAFT)

    assert [hit.address for hit in find("toa dam ve du lieu", kinds=["workshop"])] == [path(workshop)]
    assert find("ban nhap kin", kinds=["workshop"]) == []
    assert len(find("ban nhap kin", audiences=["everyone", "organizers"], kinds=["workshop"])) == 1


def queries(visitor, page: str) -> int:
    with counted() as sent:
        assert visitor.get(page).status_code == 200
    return len(sent)


def test_pages_make_few_queries_however_many_there_are(workshop, browser):
    member, organizer = browser(make_member()), browser(make_organizer())
    pages = ["/hoi-thao", path(workshop), path(workshop, "/dang-ky-du"), path(workshop, "/in")]
    before = {page: (queries(member, page), queries(organizer, page)) for page in pages}

    for number in range(5):
        person = make_member(ministry=make_participant())
        make_answer(workshop, person, Choice.YES)
        item = make_agenda_item(workshop, starts_at=time(10 + number))
        db.session.add(AgendaSpeaker(item_id=item.id, person_id=person.id))
        db.session.add(AgendaSpeaker(item_id=item.id, guest_name="Lê An"))
        db.session.add(WorkshopContact(workshop_id=workshop.id, person_id=person.id, place=number + 1))
        db.session.commit()
        make_host_turn(2018 + number, make_ministry(), state=TurnState.HELD)

    after = {page: (queries(member, page), queries(organizer, page)) for page in pages}
    assert after == before
    assert max(number for numbers in after.values() for number in numbers) <= 6


def test_parts_asked_for_without_script_lead_to_their_pages(workshop, browser):
    member = browser(make_member())

    assert member.get(path(workshop, "/loi-moi")).location == "/"
    assert member.get(path(workshop, "/tra-loi")).location == path(workshop, "#tra-loi")
