"""What becomes of a row, beside whom the network knows and beside the other rows."""

from datetime import date

import pytest

from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import MembershipCategory
from tests.factories import make_appointment, make_member, make_person
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, fates, one, read, read_one, sentences

TITLE = "Phó Vụ trưởng Vụ Pháp chế"


def row_of(name="Nguyễn Thị Hòa", title=TITLE, place="Bộ Nội vụ", email=None, phone=None):
    return (None, name, title, place, email, phone)


@pytest.fixture
def hoa(home_affairs):
    """Known: Nguyễn Thị Hòa of Bộ Nội vụ."""
    contact = {"email": "hoa@bnv.gov.vn", "phone": "+84912345678"}
    return make_member("Nguyễn Thị Hòa", ministry=home_affairs, title=TITLE, **contact)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hòa", "Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", "Bà  Nguyễn Thị Hòa"])
def test_she_is_known_however_her_name_is_written(hoa, name):
    row = read_one(**{"Họ và tên": name, "Chức vụ": TITLE})

    assert (row.fate, row.person_id) == ("unchanged", hoa.id)


def test_another_title_at_the_same_ministry_is_the_same_person(hoa):
    row = read_one(**{"Chức vụ": "Vụ trưởng Vụ Bình đẳng giới"})

    assert (row.fate, row.person_id) == ("update", hoa.id)
    assert row.changes == [("title", TITLE, "Vụ trưởng Vụ Bình đẳng giới")]


def test_another_ministry_needs_a_look(hoa, finance):
    row = read_one(**{"Cơ quan": "Bộ Tài chính"})

    assert (row.fate, row.person_id) == ("look", None)
    her = {"person": hoa.id, "name": "Nguyễn Thị Hòa", "place": f"{TITLE}, Bộ Nội vụ", "url": hoa.url}
    assert row.alike == [her]


def test_another_ministry_with_her_address_is_a_move(hoa, finance):
    row = read_one(**{"Cơ quan": "Bộ Tài chính", "Thư điện tử": "HOA@bnv.gov.vn", "Chức vụ": TITLE})

    assert (row.fate, row.person_id) == ("update", hoa.id)
    assert row.changes == [("organization", "Bộ Nội vụ", "Bộ Tài chính")]


def test_hoa_is_not_hoà(hoa):
    assert read_one(**{"Họ và tên": "Nguyễn Thị Hoa", "Chức vụ": TITLE}).fate == "new"


def test_a_name_typed_without_marks_needs_a_look(hoa):
    row = read_one(**{"Họ và tên": "Nguyen Thi Hoa", "Chức vụ": TITLE})

    assert (row.fate, [each["person"] for each in row.alike]) == ("look", [hoa.id])


def test_her_address_under_a_name_with_another_tone_needs_a_look(hoa):
    row = read_one(**{"Họ và tên": "Nguyễn Thị Hoa", "Thư điện tử": "hoa@bnv.gov.vn"})

    assert (row.fate, [each["person"] for each in row.alike]) == ("look", [hoa.id])


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"Thư điện tử": "hoa@bnv.gov.vn"}, "Thư này đang là của chị Nguyễn Thị Hòa. Xin chị xem lại địa chỉ."),
        ({"Điện thoại": "0912345678"}, "Số này đang là của chị Nguyễn Thị Hòa. Xin chị xem lại số."),
    ],
)
def test_what_belongs_to_another_is_refused(hoa, cells, sentence):
    row = read_one(**{"Họ và tên": "Trần Thị Lan", **cells})

    assert (row.fate, sentence in sentences(row)) == ("bad", True)


def test_one_address_in_two_rows_of_different_people_stops_both(home_affairs):
    rows = read(
        make_xlsx(HEADINGS, row_of(email="a@b.vn"), row_of("Trần Thị Lan", email="A@b.vn"), row_of("Lê Thị Mai"))
    )

    assert fates(rows) == [(2, "bad"), (3, "bad"), (4, "new")]
    assert sentences(rows[0]) == ["Thư này có ở cả dòng 3, chị Trần Thị Lan. Mỗi chị cần một địa chỉ riêng."]


def test_the_same_person_twice_counts_once(home_affairs):
    rows = read(make_xlsx(HEADINGS, row_of(), row_of("Lê Thị Mai"), row_of("NGUYỄN THỊ HOÀ", email="a@b.vn")))

    assert fates(rows) == [(2, "new"), (3, "new"), (4, "duplicate")]
    assert "Cùng một người với dòng 2, nên chỉ dòng ấy được nhập." in sentences(rows[2])


def test_two_of_one_name_with_different_addresses_need_a_look(home_affairs):
    rows = read(make_xlsx(HEADINGS, row_of(email="a@b.vn"), row_of(email="c@d.vn")))

    assert fates(rows) == [(2, "new"), (3, "look")]
    assert rows[1].alike == [{"line": 2, "name": "Nguyễn Thị Hòa", "place": ""}]


def test_two_rows_about_one_known_person_count_once(hoa):
    rows = read(make_xlsx(HEADINGS, row_of(email="hoa@bnv.gov.vn"), row_of("Nguyễn Thị Hoà", phone="0912345678")))

    assert fates(rows) == [(2, "unchanged"), (3, "duplicate")]


def test_a_seat_that_another_holds_is_refused(home_affairs):
    make_appointment(make_person("Lê Thị Mai"), home_affairs, title="Vụ trưởng Vụ Pháp chế")

    row = read_one(**{"Chức vụ": "Vụ trưởng Vụ Pháp chế"})

    assert row.fate == "bad"
    assert sentences(row)[0].startswith("Chị Lê Thị Mai đang giữ chức danh này.")


def test_a_seat_is_free_when_the_roster_moves_its_holder(home_affairs):
    make_member("Lê Thị Mai", ministry=home_affairs, title="Vụ trưởng Vụ Pháp chế")

    rows = read(make_xlsx(HEADINGS, row_of(title="Vụ trưởng Vụ Pháp chế"), row_of("Lê Thị Mai", title="Thứ trưởng")))

    assert fates(rows) == [(2, "new"), (3, "update")]
    assert [row.wave for row in rows] == [1, 0]


def test_two_rows_for_one_seat_stop_both(home_affairs):
    title = "Vụ trưởng Vụ Pháp chế"

    rows = read(make_xlsx(HEADINGS, row_of(title=title), row_of("Lê Thị Mai", title=title)))

    assert fates(rows) == [(2, "bad"), (3, "bad")]


def test_what_is_not_said_changes_nothing(hoa):
    assert read(one(**{"Chức vụ": None}))[0].fate == "unchanged"


def test_a_former_member_joins_again(hoa):
    with writing():
        hoa.memberships[0].end(date(2024, 1, 1), "Nghỉ")
        db.session.commit()

    row = read_one(**{"Chức vụ": TITLE})

    assert (row.fate, row.changes) == ("update", [("membership", "", "")])


def test_category_term_and_day_are_compared(hoa, thirteenth):
    more = {"Diện": "UVBCH chuyên trách", "Nhiệm kỳ": "2022-2027", "Ngày tham gia": "1/5/2022"}

    row = read_one(**{"Chức vụ": TITLE, **more})

    assert row.changes == [
        ("category", "committee_ministry", "committee_full_time"),
        ("term", "", "2022-2027"),
        ("joined_on", "2017-01-01", "2022-05-01"),
    ]


def test_fields_are_added_to_those_she_chose(hoa):
    with writing():
        hoa.choose_expertise(["Pháp luật"])
        db.session.commit()

    row = read_one(**{"Chức vụ": TITLE, "Lĩnh vực": "phap luat; Chuyển đổi số"})

    assert row.changes == [("expertise", [], ["Chuyển đổi số"])]


LEADER = {"Diện": "Lãnh đạo nữ chưa là ủy viên"}


def test_a_leader_outside_the_committee_needs_a_sponsor(home_affairs):
    assert read_one(**LEADER).fate == "bad"


def test_a_sponsor_is_somebody_known(home_affairs):
    make_member("Lê Thị Mai")

    assert read_one(**LEADER, **{"Người giới thiệu": "Bà Lê Thị Mai, Bộ Tài chính"}).fate == "new"


def test_a_sponsor_may_stand_in_the_roster(home_affairs):
    rows = read(
        make_xlsx(
            ("Họ và tên", "Cơ quan", "Diện", "Người giới thiệu"),
            ("Nguyễn Thị Hòa", "BNV", "Chưa là ủy viên", "Lê Thị Mai"),
            ("Lê Thị Mai", "BNV", "UVBCH", None),
        )
    )

    assert fates(rows) == [(2, "new"), (3, "new")]
    assert [row.wave for row in rows] == [1, 0]


@pytest.mark.parametrize("name", ["Không Có Ai", "Nguyễn Thị Hòa"])
def test_nobody_joins_on_a_word_that_nobody_gives(home_affairs, name):
    assert read_one(**LEADER, **{"Người giới thiệu": name}).fate == "bad"


def test_a_sponsor_who_is_not_needed_does_not_stand_in_the_way(home_affairs):
    row = read_one(**{"Diện": "UVBCH", "Người giới thiệu": "Không Có Ai"})

    assert row.fate == "new"
    assert sentences(row) == ["Chưa lưu người giới thiệu, vì chưa thấy chị Không Có Ai trong danh bạ."]
    assert MembershipCategory(row.candidate["category"]) is MembershipCategory.COMMITTEE_MINISTRY
