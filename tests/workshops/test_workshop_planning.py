"""An organiser drafts, changes, publishes and calls off a workshop; what cannot be is said at its field."""

from datetime import date, time, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from network.foundation.clock import today
from network.foundation.models import db
from network.workshops.models import TurnState, Workshop, WorkshopState
from network.workshops.queries import host_of
from tests.factories import (
    make_host_turn,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_person,
    make_workshop,
)

YEAR = today().year + 1
SUITS = date(YEAR, 7, 6) + timedelta((1 - date(YEAR, 7, 6).weekday()) % 7)  # a Tuesday in July: nothing speaks against


def filled(**given: str) -> dict[str, str]:
    """A form that is in order."""
    return {
        "title": "Hội thảo thường niên",
        "starts_on": f"{SUITS:%d/%m/%Y}",
        "starts_at": "8:00",
        "ends_on": f"{SUITS + timedelta(1):%d/%m/%Y}",
        "ends_at": "11h45",
        "place_name": "Hội trường tầng 3",
        "answers_due_on": f"{SUITS - timedelta(14):%d/%m/%Y}",
        **given,
    }


@pytest.fixture
def turn(app):
    return make_host_turn(YEAR, make_participant("Bộ Tư pháp"))


@pytest.fixture
def organizer(app, browser):
    return browser(make_organizer("Phạm Thanh Mai"))


def only_workshop() -> Workshop:
    return db.session.scalars(select(Workshop)).one()


def test_she_drafts_a_workshop_from_a_published_turn_and_publishes_it(turn, organizer, browser):
    contact = make_member("Trần Thị Minh Hạnh", ministry=make_ministry("Bộ Y tế"))
    form = organizer.get(f"/hoi-thao/moi?nam={YEAR}").text
    assert "Bộ Tư pháp đăng cai." in form
    assert f"Hội thảo thường niên {YEAR}" in form

    drafted = organizer.post(
        f"/hoi-thao/moi?nam={YEAR}", data=filled(**{"contacts-0": "Trần Thị Minh Hạnh, Bộ Y tế", "contacts-2": ""})
    )
    assert (drafted.status_code, drafted.location) == (303, f"/hoi-thao/{YEAR}")
    assert browser(contact).get(f"/hoi-thao/{YEAR}").text.count("Xác nhận dự") == 0
    organizer.post(f"/hoi-thao/{YEAR}/cong-bo")

    workshop = only_workshop()
    assert (workshop.starts_on, workshop.ends_at, workshop.turn) == (SUITS, time(11, 45), turn)
    assert (workshop.state, [each.person for each in workshop.contacts]) == (WorkshopState.PUBLISHED, [contact])
    assert "Xác nhận dự" in browser(contact).get(f"/hoi-thao/{YEAR}").text


def test_without_a_year_she_chooses_among_those_with_a_host_and_no_workshop(turn, organizer):
    taken = make_workshop(starts_on=date(YEAR + 1, 7, 6))
    make_host_turn(taken.year)
    make_host_turn(YEAR + 2, state=TurnState.DECLINED)
    make_host_turn(2019, state=TurnState.HELD)

    page = organizer.get("/hoi-thao/moi").text

    assert f"nam={YEAR}" in page
    assert all(f"nam={year}" not in page for year in (YEAR + 1, YEAR + 2, 2019))


@pytest.mark.parametrize("year", [YEAR + 5, 2019, 99999999999999999999, "x"])
def test_a_year_without_host_has_no_form(turn, organizer, year):
    make_host_turn(2019, state=TurnState.HELD)

    assert "Soạn năm" in organizer.get(f"/hoi-thao/moi?nam={year}").text
    assert organizer.post(f"/hoi-thao/moi?nam={year}", data=filled()).status_code == 409


def test_who_drafts_a_year_after_another_is_told_and_her_text_kept(turn, organizer, browser):
    organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=filled(title="Bản của người trước"))
    note = "Các chị mang theo giấy mời; xe gửi ở cổng số 2, sau tòa nhà chính."

    late = browser(make_organizer()).post(f"/hoi-thao/moi?nam={YEAR}", data=filled(note=note))

    assert (late.status_code, only_workshop().title) == (409, "Bản của người trước")
    assert "Năm này đã có hội thảo" in late.text
    assert note in late.text


def test_two_who_draft_a_year_at_once_make_one_workshop(app, turn, browser):
    sent = [(browser(make_organizer()), f"Bản {number}") for number in range(2)]
    start, answered = Barrier(2), []

    def draft(organizer, title):
        start.wait()
        with app.app_context():
            answered.append(organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=filled(title=title)).status_code)

    threads = [Thread(target=draft, args=args) for args in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(answered), only_workshop().year) == ([303, 409], YEAR)


@pytest.mark.parametrize("year", [0, 1899, 2200, 2147483647])
def test_a_year_beyond_the_calendar_has_no_days(organizer, year):
    assert organizer.get(f"/hoi-thao/{year}/ngay?starts_on=21/9/2027").status_code == 404


def test_an_empty_rotation_leads_there(organizer):
    assert "Đến luân phiên" in organizer.get("/hoi-thao/moi").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " \u200b "}, "Xin chị ghi tên hội thảo."),
        ({"title": "x" * 201}, "Dài 201 ký tự"),
        ({"starts_on": ""}, "Xin chị ghi ngày"),
        ({"starts_on": "31/2/2027"}, "Không có ngày 31/2/2027"),
        ({"starts_on": "thứ Hai"}, "Chưa đọc được ngày"),
        (
            {"starts_on": f"6/7/{YEAR + 1}", "ends_on": f"7/7/{YEAR + 1}"},
            f"Hội thảo năm {YEAR} khai mạc trong năm {YEAR}.",
        ),
        ({"ends_on": f"{SUITS - timedelta(1):%d/%m/%Y}"}, "Hội thảo bế mạc trước khi khai mạc."),
        ({"ends_on": f"{SUITS:%d/%m/%Y}", "ends_at": "7:00"}, "Giờ bế mạc phải sau giờ khai mạc."),
        ({"ends_on": f"{SUITS:%d/%m/%Y}", "ends_at": "8:00"}, "Giờ bế mạc phải sau giờ khai mạc."),
        ({"ends_on": f"{SUITS + timedelta(8):%d/%m/%Y}"}, "Hội thảo dài hơn 7 ngày."),
        ({"starts_at": "25:00"}, "Chưa đọc được giờ “25:00”."),
        ({"starts_at": ""}, "Xin chị ghi giờ"),
        ({"answers_due_on": f"{SUITS:%d/%m/%Y}"}, "Hạn trả lời phải trước ngày khai mạc"),
        ({"answers_due_on": f"{SUITS + timedelta(30):%d/%m/%Y}"}, "Hạn trả lời phải trước ngày khai mạc"),
        ({"answers_due_on": f"{today() - timedelta(1):%d/%m/%Y}"}, "Ngày này đã qua nên không ai kịp trả lời."),
        ({"map_link": "javascript:alert(1)"}, "Đường dẫn bản đồ bắt đầu bằng https://."),
        ({"map_link": "http://["}, "Đường dẫn bản đồ bắt đầu bằng https://."),
        ({"contacts-1": "Người Không Quen"}, "Chưa thấy tên này trong Mạng lưới."),
        ({"contacts-1": "Lê Thị Hoa"}, "Có nhiều chị cùng tên này."),
        ({"note": "x" * 2001}, "Dài 2001 ký tự"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(turn, organizer, given, said):
    make_member("Lê Thị Hoa")
    make_member("Lê Thị Hoa")

    response = organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=filled(place_address="113 Trần Duy Hưng", **given))

    assert response.status_code == 422
    assert said in response.text
    assert "113 Trần Duy Hưng" in response.text
    assert db.session.scalars(select(Workshop)).all() == []


def test_a_workshop_is_not_moved_to_a_day_gone_by(organizer):
    gone = today() - timedelta(1)
    workshop = make_workshop(year=gone.year, state=WorkshopState.DRAFT)
    day, due = f"{gone:%d/%m/%Y}", f"{gone - timedelta(9):%d/%m/%Y}"

    response = organizer.post(
        f"/hoi-thao/{workshop.year}/sua", data=filled(starts_on=day, ends_on=day, answers_due_on=due)
    )

    assert response.status_code == 422
    assert "Ngày này đã qua. Xin chị chọn ngày khác." in response.text


def test_days_that_do_not_suit_are_told_while_she_chooses(organizer):
    told = organizer.get(
        f"/hoi-thao/{YEAR}/ngay?starts_on=2/9/{YEAR}&ends_on=3/9/{YEAR}", headers={"HX-Request": "true"}
    )
    good = organizer.get(f"/hoi-thao/{YEAR}/ngay?starts_on={SUITS:%d/%m/%Y}", headers={"HX-Request": "true"})
    nothing = organizer.get(f"/hoi-thao/{YEAR}/ngay?starts_on=mai&ends_on=", headers={"HX-Request": "true"})

    assert "2/9 là ngày nghỉ lễ: Quốc khánh." in told.text
    assert "<html" not in told.text
    assert "không trùng lễ, Tết hay đợt cao điểm nào đã biết." in good.text
    assert "cân nhắc" not in nothing.text


def test_days_that_do_not_suit_are_saved_when_she_means_it(turn, organizer):
    days = filled(starts_on=f"2/9/{YEAR}", ends_on=f"3/9/{YEAR}", answers_due_on=f"2/8/{YEAR}")

    first = organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=days)
    assert first.status_code == 422
    assert "2/9 là ngày nghỉ lễ: Quốc khánh." in first.text
    looked_at = f"{YEAR}-09-02/{YEAR}-09-03"
    assert f'name="looked_at" value="{looked_at}"' in first.text

    assert organizer.post(f"/hoi-thao/moi?nam={YEAR}", data={**days, "looked_at": looked_at}).status_code == 303


def test_hidden_characters_and_decomposed_letters_are_cleaned(turn, organizer):
    organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=filled(title="Hội tha\u0309o\u202e  thường\u200b niên"))

    assert only_workshop().title == "Hội thảo thường niên"


def test_pressing_twice_drafts_once(turn, organizer):
    data = filled(form_key="k" * 20)

    first, second = (organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=data) for _ in range(2))

    assert (first.location, second.location) == (f"/hoi-thao/{YEAR}", f"/hoi-thao/{YEAR}")
    assert only_workshop().year == YEAR


def form_of(page: str) -> str:
    return page.partition('name="seen" type="hidden" value="')[2].partition('"')[0]


def test_the_later_of_two_organisers_is_told_and_her_text_kept(organizer, browser):
    workshop = make_workshop(starts_on=SUITS, state=WorkshopState.DRAFT)
    other = browser(make_organizer())
    address = f"/hoi-thao/{workshop.year}/sua"
    seen = form_of(organizer.get(address).text)
    other.post(address, data=filled(title="Bản của người trước", seen=form_of(other.get(address).text)))

    late = organizer.post(address, data=filled(title="Bản của người sau", seen=seen))
    assert late.status_code == 409
    assert "Người khác vừa sửa hội thảo này." in late.text
    assert 'value="Bản của người sau"' in late.text
    assert only_workshop().title == "Bản của người trước"

    organizer.post(address, data=filled(title="Bản của người sau", seen=form_of(late.text)))
    assert only_workshop().title == "Bản của người sau"


def test_an_old_workshop_is_corrected_though_its_days_are_past(organizer):
    workshop = make_workshop(starts_on=date(2025, 7, 8))
    days = {"starts_on": "8/7/2025", "ends_on": "9/7/2025", "answers_due_on": f"{workshop.answers_due_on:%d/%m/%Y}"}

    saved = organizer.post("/hoi-thao/2025/sua", data=filled(title="Tên đúng", **days))

    assert (saved.status_code, only_workshop().title) == (303, "Tên đúng")


def test_publishing_twice_and_too_late_is_refused_in_words(organizer):
    workshop = make_workshop()
    draft = make_workshop(starts_on=date(2025, 7, 8), state=WorkshopState.DRAFT)

    twice = organizer.post(f"/hoi-thao/{workshop.year}/cong-bo")
    late = organizer.post(f"/hoi-thao/{draft.year}/cong-bo")

    assert (twice.status_code, late.status_code) == (409, 409)
    assert "Hội thảo này đã công bố rồi." in twice.text
    assert "Ngày khai mạc hoặc hạn trả lời đã qua." in late.text


def test_calling_off_asks_why(organizer):
    workshop = make_workshop()
    address = f"/hoi-thao/{workshop.year}/huy"

    without = organizer.post(address, data={"reason": " "})
    assert (without.status_code, "Xin chị cho biết lý do" in without.text) == (422, True)
    organizer.post(address, data={"reason": "Bão số 5"})

    assert (workshop.state, workshop.cancel_reason) == (WorkshopState.CANCELLED, "Bão số 5")
    again = organizer.post(address, data={"reason": "Lần nữa"})
    assert (again.status_code, "Hội thảo này đã hủy." in again.text) == (409, True)


@pytest.mark.parametrize("rest", ["/sua", "/cong-bo", "/huy"])
def test_members_plan_nothing(browser, rest):
    workshop = make_workshop()

    assert browser(make_member()).post(f"/hoi-thao/{workshop.year}{rest}", data=filled()).status_code == 403
    assert browser(make_member()).get("/hoi-thao/moi").status_code == 403


# Turns


def test_she_notes_what_a_host_answered(turn, organizer):
    organizer.post(f"/hoi-thao/luot/{turn.id}/nhan-loi")
    assert turn.state is TurnState.CONFIRMED
    twice = organizer.post(f"/hoi-thao/luot/{turn.id}/nhan-loi")
    assert (twice.status_code, "đã có câu trả lời" in twice.text) == (409, True)

    assert organizer.post(f"/hoi-thao/luot/{turn.id}/bao-ban", data={"reason": ""}).status_code == 422
    organizer.post(f"/hoi-thao/luot/{turn.id}/bao-ban", data={"reason": "Trùng kỳ đại hội"})
    assert (turn.state, turn.reason) == (TurnState.DECLINED, "Trùng kỳ đại hội")


def test_she_writes_down_who_hosted_years_ago_by_any_of_its_names(organizer):
    ministry = make_ministry("Bộ Nông nghiệp và Môi trường", code="BNNMT")
    make_ministry("Bộ Tư pháp")

    organizer.post("/hoi-thao/da-qua/moi", data={"year": "2019", "organization": "bo nong nghiep", "source": "Báo cáo"})

    held = db.session.scalars(host_of(2019)).unique().one()
    assert (held.organization, held.state, held.source) == (ministry, TurnState.HELD, "Báo cáo")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": ""}, "Xin chị cho biết năm."),
        ({"year": "hai nghìn"}, "Xin chị ghi năm bằng bốn chữ số"),
        ({"year": "1999"}, "Năm nằm ngoài khoảng 2017"),
        ({"year": str(today().year + 1)}, "Năm nằm ngoài khoảng 2017"),
        ({"year": "2018"}, "Năm này đã có bộ, ngành đăng cai."),
        ({"organization": "Bộ Không Có"}, "Chưa thấy bộ, ngành nào có tên này."),
        ({"organization": "Bộ Thử"}, "Tên này khớp với nhiều nơi"),
        ({"organization": ""}, "Xin chị ghi tên bộ, ngành."),
    ],
)
def test_a_past_host_that_cannot_be_is_said_at_its_field(organizer, given, said):
    make_host_turn(2018, make_ministry("Bộ Thử Một"), state=TurnState.HELD)
    make_ministry("Bộ Thử Hai")

    response = organizer.post("/hoi-thao/da-qua/moi", data={"year": "2019", "organization": "Bộ Thử Hai", **given})

    assert (response.status_code, said in response.text) == (422, True)


def test_a_year_written_down_by_mistake_is_struck_and_a_planned_one_is_not(turn, organizer):
    held = make_host_turn(2019, state=TurnState.HELD)

    assert organizer.post(f"/hoi-thao/da-qua/{held.id}/xoa").status_code == 303
    assert organizer.post(f"/hoi-thao/da-qua/{turn.id}/xoa").status_code == 404
    assert organizer.post("/hoi-thao/da-qua/999999/xoa").status_code == 404


def test_members_answer_for_no_ministry(turn, browser):
    member = browser(make_member())

    for address in (f"/hoi-thao/luot/{turn.id}/nhan-loi", f"/hoi-thao/luot/{turn.id}/bao-ban", "/hoi-thao/da-qua/moi"):
        assert member.post(address).status_code == 403


def test_a_person_of_the_office_may_be_a_contact(turn, organizer):
    make_person("Người Ngoài")

    saved = organizer.post(f"/hoi-thao/moi?nam={YEAR}", data=filled(**{"contacts-0": "phạm thanh mai"}))

    assert saved.status_code == 303
    assert [each.person.full_name for each in only_workshop().contacts] == ["Phạm Thanh Mai"]
