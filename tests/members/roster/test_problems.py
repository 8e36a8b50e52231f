"""What is wrong with a row is said by line, column, value and remedy."""

import pytest

from network.foundation.spreadsheets.errors import UnreadableFile
from network.members.roster.remarks import unpacked
from tests.factories import make_ministry
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, make_csv, one, read, read_one, sentences

BAD = [
    ({"Họ và tên": None}, "full_name", "Xin chị nhập họ và tên."),
    (
        {"Họ và tên": "Nguyễn Thị Нoa"},
        "full_name",
        "Họ tên có chữ “Н” của bảng chữ khác. Xin chị gõ lại bằng chữ Việt.",
    ),
    ({"Họ và tên": "𝐍guyễn Thị Hoa"}, "full_name", "Họ tên có chữ trang trí. Xin chị gõ lại bằng chữ thông thường."),
    (
        {"Họ và tên": "Nguyễn Thị Hòa 2"},
        "full_name",
        "Họ tên không có chữ số. Xin chị ghi số thứ tự, năm sinh ở chỗ khác.",
    ),
    ({"Họ và tên": "Nguyễn " * 30}, "full_name", "Họ tên dài 209 ký tự, nhiều hơn mức 120. Xin chị rút gọn."),
    ({"Chức vụ": "Vụ trưởng " * 30}, "title", "Ô này dài 299 ký tự, nhiều hơn mức 200. Xin chị rút gọn."),
    (
        {"Cơ quan": None},
        "organization",
        "Dòng này chưa có cơ quan. Xin chị ghi tên bộ, ngành; nếu ô gộp với ô trên, xin chị bỏ gộp rồi điền từng dòng.",
    ),
    (
        {"Cơ quan": "Bộ Nội vục"},
        "organization",
        "Chưa có cơ quan “Bộ Nội vục”. Gần nhất là Bộ Nội vụ. Xin chị sửa tên cho khớp.",
    ),
    (
        {"Cơ quan": "Công ty Hoa Sen"},
        "organization",
        "Chưa có cơ quan “Công ty Hoa Sen”. Xin chị ghi tên đầy đủ hoặc mã, ví dụ BNV.",
    ),
    (
        {"Thư điện tử": "hòa@bnv.gov.vn"},
        "email",
        "Phần trước @ của thư điện tử viết không dấu. Xin chị tắt bộ gõ và nhập lại.",
    ),
    ({"Thư điện tử": "không có"}, "email", "Địa chỉ thư điện tử có dấu cách ở giữa. Xin chị bỏ dấu cách."),
    (
        {"Điện thoại": "0912 345"},
        "phone",
        "Số điện thoại này chưa đúng. Xin chị nhập đủ số, ví dụ 0912 345 678 hoặc 024 0000 0000.",
    ),
    (
        {"Điện thoại": "8,49123E+10"},
        "phone",
        "Excel đã rút gọn số điện thoại này. Xin chị định dạng cột là Văn bản và nhập lại.",
    ),
    (
        {"Ngày tham gia": "31/02/2026"},
        "joined_on",
        "Không có ngày 31/2/2026. Xin chị xem lại: ngày trước, tháng sau.",
    ),
    (
        {"Ngày tham gia": "2022"},
        "joined_on",
        "“2022” mới chỉ là năm. Xin chị ghi cả ngày và tháng, ví dụ 21/9/2026.",
    ),
    ({"Nhiệm kỳ": "2031-2036"}, "term", "Chưa có nhiệm kỳ “2031-2036”. Đang có: khóa XIII (2022-2027)."),
    (
        {"Lĩnh vực": "; ".join(f"Lĩnh vực số {n}" for n in range(13))},
        "expertise",
        "Ô này có 13 lĩnh vực. Xin chị giữ nhiều nhất 12.",
    ),
]


def test_a_bad_cell_is_named_with_its_remedy(home_affairs, thirteenth):
    usual = {"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": "Thứ trưởng", "Cơ quan": "Bộ Nội vụ"}
    headings = list(dict.fromkeys([*usual, *(heading for cells, _column, _sentence in BAD for heading in cells)]))
    table = [[(usual | cells).get(heading) for heading in headings] for cells, _column, _sentence in BAD]

    rows = read(make_xlsx(headings, *table))

    faults = [(row.number, row.fate.value, *said(row)) for row in rows]
    assert faults == [(line, "bad", column, sentence) for line, (_cells, column, sentence) in enumerate(BAD, 2)]


def said(row) -> tuple[str, str]:
    [fault] = [remark for remark in unpacked(row.remarks) if remark.is_fault]
    return fault.column, fault.sentence


def test_every_bad_cell_of_a_row_is_named(home_affairs):
    row = read_one(**{"Họ và tên": "Hoa 2", "Cơ quan": "Bộ Hoa Sen", "Thư điện tử": "@", "Điện thoại": "1"})

    assert [remark.column for remark in unpacked(row.remarks)] == ["full_name", "organization", "email", "phone"]


def test_good_rows_go_on_beside_bad_ones(home_affairs):
    good = (1, "Nguyễn Thị Hòa", "Vụ trưởng", "Bộ Nội vụ", None, None)
    bad = (2, "", "Vụ trưởng", "Bộ Nội vụ", "a@b.vn", None)

    assert [(row.number, row.fate.value) for row in read(make_xlsx(HEADINGS, bad, good, bad))] == [
        (2, "bad"),
        (3, "new"),
        (4, "bad"),
    ]


def test_a_name_that_two_ministries_share_asks_for_the_full_one(app):
    make_ministry("Ủy ban Dân tộc", short_name="Ủy ban")
    make_ministry("Ủy ban Kiểm tra", short_name="Ủy ban")

    assert sentences(read_one(**{"Cơ quan": "Ủy ban"})) == [
        "“Ủy ban” có thể là Ủy ban Dân tộc, Ủy ban Kiểm tra. Xin chị ghi tên đầy đủ."
    ]


def test_control_characters_and_overrides_do_not_reach_anybody(home_affairs):
    row = read_one(**{"Họ và tên": "Nguyễn Thị\u202e Hòa\u2066", "Chức vụ": "Vụ\u200b trưởng\u202e"})

    assert (row.full_name, row.candidate["title"]) == ("Nguyễn Thị Hòa", "Vụ trưởng")
    assert "Bỏ ký tự ẩn trong ô." in sentences(row)


def test_a_formula_is_a_text_like_another(home_affairs):
    rows = read(make_csv(HEADINGS, (1, "Nguyễn Thị Hòa", "'=1+1", "Bộ Nội vụ", "", "'+84912345678")), "a.csv")

    assert [(row.candidate["title"], row.candidate["phone"]) for row in rows] == [("=1+1", "+84912345678")]


def refused(data: bytes, name: str = "danh-sach.xlsx") -> str:
    with pytest.raises(UnreadableFile) as fault:
        read(data, name)
    return str(fault.value)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("Một bảng khác", 1), ("không có tiêu đề", 2)],
            "Chưa tìm được dòng tiêu đề trong 30 dòng đầu. Chị thêm một dòng tiêu đề, ví dụ: "
            "Họ và tên, Chức vụ, Cơ quan, Thư điện tử, Điện thoại.",
        ),
        (
            [("Thư điện tử", "Điện thoại"), ("a@b.vn", "0912345678")],
            "Dòng tiêu đề 1 chưa có cột Họ và tên, Cơ quan. Chị thêm cột này rồi chọn lại tệp, ví dụ: "
            "Họ và tên, Chức vụ, Cơ quan, Thư điện tử, Điện thoại.",
        ),
        (
            [HEADINGS, (1, "Nguyễn Thị Hòa", "Vụ trưởng", "BNV", None, None), HEADINGS],
            "Bảng có hai dòng tiêu đề, dòng 1 và dòng 3 (Họ và tên, Chức vụ, Cơ quan, Thư điện tử, Điện thoại). "
            "Chị giữ một dòng tiêu đề rồi chọn lại tệp.",
        ),
        (
            [("Họ và tên", "Cơ quan", "Bộ, ngành"), ("Nguyễn Thị Hòa", "BNV", "BNV")],
            "Dòng tiêu đề 1 có cột bị lặp: B “Cơ quan”, C “Bộ, ngành”. "
            "Chị giữ một cột cho mỗi nội dung rồi chọn lại tệp.",
        ),
    ],
)
def test_a_table_without_a_usable_heading_is_refused_in_words(app, rows, sentence):
    assert refused(make_xlsx(*rows)) == sentence


def test_columns_that_are_not_imported_are_not_kept(home_affairs):
    [row] = read(one(**{"Số CCCD": "001184012345", "Dân tộc": "Tày", "Ghi chú": "x"}))

    assert set(row.cells) == {"full_name", "title", "organization"}


def test_a_family_name_is_no_example(home_affairs):
    assert [row.full_name for row in read(one(**{"Họ và tên": "Vi Duyên Hải"}))] == ["Vi Duyên Hải"]
