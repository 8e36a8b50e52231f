"""What the cells of a roster mean, one by one."""

from collections.abc import Iterable
from datetime import date, datetime
from unicodedata import normalize

import pytest

from network.foundation.identifiers import InvalidIdentifier
from network.members.models import MembershipCategory
from network.members.roster.candidates import Candidate
from network.members.roster.contacts import Phones, read_email, read_office_phone, read_phones
from network.members.roster.names import read_name
from network.members.roster.standing import read_category
from network.members.roster.titles import join_title
from tests.factories import make_ministry
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import read, sentences


class Notes(list):
    def __call__(self, key, **gaps):
        self.append(key)


def candidates(column: str, written: Iterable[object], title: str = "Thứ trưởng") -> list[Candidate]:
    """What a column means in rows of its own."""
    cells = {"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": title, "Cơ quan": "Bộ Nội vụ"}
    people = [{**cells, column: each} for each in written]
    rows = read(make_xlsx(list(people[0]), *(list(each.values()) for each in people)))
    assert all(row.candidate for row in rows), [sentences(row) for row in rows]
    return [Candidate.unpacked(row.candidate) for row in rows]


@pytest.mark.parametrize(
    ("written", "name", "notes"),
    [
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hòa", []),
        ("  Nguyễn   Thị\u00a0Hòa ", "Nguyễn Thị Hòa", []),
        (normalize("NFD", "Nguyễn Thị Hòa"), "Nguyễn Thị Hòa", []),
        ("Bà Nguyễn Thị Hòa", "Nguyễn Thị Hòa", ["prefix"]),
        ("Đ/c Nguyễn Thị Hòa", "Nguyễn Thị Hòa", ["prefix"]),
        ("TS. Nguyễn Thị Hòa", "Nguyễn Thị Hòa", ["prefix"]),
        ("PGS.TS.Nguyễn Thị Hòa", "Nguyễn Thị Hòa", ["prefix"]),
        ("Đồng chí Thiếu tướng, TS Nguyễn Thị Hòa", "Nguyễn Thị Hòa", ["prefix"]),
        ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà", ["capitals"]),
        ("nguyễn thị hòa", "Nguyễn Thị Hòa", ["capitals"]),
        ("H'HEN NIÊ", "H'Hen Niê", ["capitals"]),
        ("Nguyễn Thị\u202eHòa", "Nguyễn ThịHòa", ["hidden"]),
        ("Nguyễn\u200b Thị Hòa\ufeff", "Nguyễn Thị Hòa", ["hidden"]),
        ("Bá Thị Hòa", "Bá Thị Hòa", []),
        ("Ksor H'Bia", "Ksor H'Bia", []),
        ("Bà", "Bà", []),
    ],
)
def test_names_lose_what_is_no_part_of_them(written, name, notes):
    said = Notes()

    assert (read_name(written, said), said) == (name, notes)


@pytest.mark.parametrize(
    ("written", "phones", "notes"),
    [
        ("0912 345 678", Phones("+84912345678"), []),
        ("0912.345.678", Phones("+84912345678"), []),
        ("+84 912 345 678", Phones("+84912345678"), []),
        ("912345678", Phones("+84912345678"), ["lost_zero"]),
        ("912345678.0", Phones("+84912345678"), ["lost_zero"]),
        ("ĐTDĐ: 0912345678", Phones("+84912345678"), []),
        ("0912 345 678 (Zalo)", Phones("+84912345678"), []),
        ("0912345678; 0987654321", Phones("+84912345678"), ["several_phones"]),
        ("0912345678 / 0987654321", Phones("+84912345678"), ["several_phones"]),
        ("0912345678 0987654321", Phones("+84912345678"), ["several_phones"]),
        ("024 3825 2525, 0912 345 678", Phones("+84912345678", "+842438252525"), ["several_phones", "to_office"]),
        ("024 3825 2525", Phones(None, "+842438252525"), ["to_office"]),
        ("080.43100", Phones(None, "08043100"), ["to_office"]),
    ],
)
def test_phones_are_understood_however_they_are_written(written, phones, notes):
    said = Notes()

    assert (read_phones(written, said), said) == (phones, notes)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("02438252525", "024 3825 2525"), ("024 3825 2525 (máy lẻ 118)", "024 3825 2525 (máy lẻ 118)")],
)
def test_office_phones_keep_their_extension(written, shown):
    assert read_office_phone(written) == shown


@pytest.mark.parametrize(
    ("written", "key", "notes"),
    [
        ("Hoa.NT@BNV.gov.vn ", "hoa.nt@bnv.gov.vn", []),
        ("mailto:hoa@bnv.gov.vn", "hoa@bnv.gov.vn", []),
        ("Nguyễn Thị Hoa <hoa@bnv.gov.vn>", "hoa@bnv.gov.vn", []),
        ("hoa@bnv.gov.vn; hoa@gmail.com", "hoa@bnv.gov.vn", ["several_emails"]),
        ("hoa@bnv.gov.vn hoa@gmail.com", "hoa@bnv.gov.vn", ["several_emails"]),
        ("h\u200boa@bnv.gov.vn", "hoa@bnv.gov.vn", []),
    ],
)
def test_addresses_are_understood_however_they_are_written(written, key, notes):
    said = Notes()

    assert (read_email(written, said), said) == (key, notes)


MINISTRY, FULL_TIME = MembershipCategory.COMMITTEE_MINISTRY, MembershipCategory.COMMITTEE_FULL_TIME
LEADER, CONTACT = MembershipCategory.LEADER, MembershipCategory.UNION_CONTACT


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("Ủy viên Ban Chấp hành, khối bộ, ngành", MINISTRY),
        ("UVBCH", MINISTRY),
        ("UVBCH TW Hội không chuyên trách", MINISTRY),
        ("Uỷ viên BCH kiêm nhiệm", MINISTRY),
        ("x", MINISTRY),
        ("Ủy viên Ban Chấp hành chuyên trách", FULL_TIME),
        ("UVBCH chuyên trách", FULL_TIME),
        ("Lãnh đạo nữ chưa là ủy viên", LEADER),
        ("Không phải UVBCH", LEADER),
        ("không", LEADER),
        ("Đầu mối của Hội", CONTACT),
        ("dau moi ban, don vi cua Hoi", CONTACT),
    ],
)
def test_categories_are_known_by_their_words(written, category):
    assert read_category(written) is category


@pytest.mark.parametrize("written", ["lan hoa@bnv.gov.vn", "hoa@bnv.gov.vn, không có", "hoa"])
def test_an_address_with_words_around_it_is_no_address(written):
    with pytest.raises(InvalidIdentifier):
        read_email(written, Notes())


@pytest.mark.parametrize(
    ("title", "unit", "joined"),
    [
        ("Phó Vụ trưởng", "Vụ Pháp chế", "Phó Vụ trưởng Vụ Pháp chế"),
        ("Phó Vụ trưởng Vụ Pháp chế", "Vụ Pháp chế", "Phó Vụ trưởng Vụ Pháp chế"),
        ("Phó Chánh Văn phòng", "Văn phòng Bộ", "Phó Chánh Văn phòng Bộ"),
        ("Trưởng phòng", "Phòng Tổng hợp", "Trưởng phòng Tổng hợp"),
        ("", "Vụ Pháp chế", "Vụ Pháp chế"),
        ("Thứ trưởng", "", "Thứ trưởng"),
    ],
)
def test_title_and_department_become_one(title, unit, joined):
    assert join_title(title, unit) == joined


DAYS = (
    date(2022, 5, 1),
    datetime.fromisoformat("2022-05-01T08:30"),
    "01/05/2022",
    "1-5-2022",
    "Từ ngày 1/5/2022",
    "ngày 01 tháng 5 năm 2022",
    "05/2022",
    "tháng 5 năm 2022",
    44682,
)


def test_days_are_understood_as_text_and_as_dates(home_affairs):
    found = candidates("Ngày tham gia", DAYS)

    assert [each.joined_on for each in found] == [date(2022, 5, 1)] * len(DAYS)


def test_fields_are_parted_by_semicolons_or_commas(home_affairs):
    found = candidates(
        "Lĩnh vực",
        (
            "Pháp luật; Tổ chức, cán bộ",
            "Pháp luật, Tổ chức cán bộ",
            "Pháp luật\nTổ chức cán bộ; phap luat",
        ),
    )

    assert [each.expertise for each in found] == [
        ("Pháp luật", "Tổ chức, cán bộ"),
        ("Pháp luật", "Tổ chức cán bộ"),
        ("Pháp luật", "Tổ chức cán bộ"),
    ]


def test_terms_are_known_by_years_or_ordinal(home_affairs, thirteenth):
    written = ("2022-2027", "2022 – 2027", "Nhiệm kỳ 2022/2027", "khóa XIII", "XIII (2022-2027)")

    assert {each.term_id for each in candidates("Nhiệm kỳ", written)} == {thirteenth.id}


def test_a_ministry_is_known_by_name_code_short_name_and_what_people_write(app):
    labour = make_ministry(
        "Bộ Lao động - Thương binh và Xã hội", code="BLĐTBXH", aliases="LĐ-TB&XH; Bộ LĐTBXH", short_name="Lao động"
    )
    written = (
        "Bộ Lao động - Thương binh và Xã hội",
        "bo lao dong thuong binh xa hoi",
        "BỘ LAO ĐỘNG, THƯƠNG BINH & XÃ HỘI",
        "Bộ LĐ-TB&XH",
        "BLDTBXH",
        "Bộ Lao động",
        "Văn phòng, Bộ Lao động ",
    )

    assert {each.organization_id for each in candidates("Cơ quan", written)} == {labour.id}


def test_a_department_before_the_ministry_belongs_to_the_title(home_affairs):
    [found] = candidates("Cơ quan", ["Vụ Pháp chế, Bộ Nội vụ"], title="Phó Vụ trưởng")

    assert (found.title, found.organization_id) == ("Phó Vụ trưởng Vụ Pháp chế", home_affairs.id)
