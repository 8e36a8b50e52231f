from datetime import date
from unicodedata import normalize

import pytest

from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.headers import find_header
from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.tables import Row
from network.foundation.spreadsheets.writing import write_xlsx

KNOWN = {
    "name": ("Họ và tên", "Họ tên"),
    "born_on": ("Ngày sinh", "Ngày, tháng, năm sinh"),
    "phone": ("Điện thoại", "Số điện thoại", "ĐT"),
    "email": ("Email", "Thư điện tử"),
    "ministry": ("Cơ quan", "Bộ, ngành"),
}


def make_rows(*rows: tuple) -> list[Row]:
    """Rows as the readers give them: numbered, without the empty ones."""
    numbered = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    return [row for row in numbered if any(cell is not None for cell in row.cells)]


def refusal(*rows: tuple, **wishes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        table = make_rows(*rows)
        list(find_header(table, KNOWN, **wishes).below(table))
    return refused.value


def test_the_heading_is_found_below_titles_notes_and_units():
    rows = make_rows(
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (),
        ("DANH SÁCH NỮ CÁN BỘ",),
        ("Đơn vị:", "Bộ Nội vụ"),
        (None, None, None, "Đơn vị tính: người"),
        ("TT", "Họ và tên", "Ngày sinh", "Cơ quan"),
        (1, "Nguyễn Thị Hoà", date(1980, 3, 9), "Bộ Nội vụ"),
    )

    header = find_header(rows, KNOWN)

    assert (header.number, header.columns) == (6, {"name": 1, "born_on": 2, "ministry": 3})
    assert [header.record(row) for row in header.below(rows)] == [
        {"name": "Nguyễn Thị Hoà", "born_on": date(1980, 3, 9), "ministry": "Bộ Nội vụ"}
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Họ và tên",
        "HỌ VÀ TÊN",
        "ho va ten",
        "Họ  và\ntên:",
        normalize("NFD", "Họ và tên"),
        "Họ và tên (*)",
        "Họ và tên (chữ in hoa)",
    ],
)
def test_a_heading_is_recognised_however_it_is_written(heading):
    header = find_header(make_rows((heading, "E-mail")), KNOWN)

    assert header.columns == {"name": 0, "email": 1}


def test_unknown_and_missing_columns_are_told():
    header = find_header(
        make_rows(("STT", "Họ tên", "Ghi chú", "Số điện thoại", None, 2026)), KNOWN, required=("email", "name")
    )

    assert header.headings == {"name": "Họ tên", "phone": "Số điện thoại"}
    assert (header.unknown, header.missing) == ({2: "Ghi chú", 5: "2026"}, ("email",))


def test_a_heading_of_two_rows_is_one():
    rows = make_rows(
        ("Danh sách",),
        ("TT", "Họ và tên", "Liên hệ", None, "Cơ quan"),
        (None, None, "Điện thoại", "Email"),
        (1, "Hoà", "0912345678", "hoa@b.vn", "Bộ A"),
    )

    header = find_header(rows, KNOWN)

    assert (header.number, header.columns) == (3, {"name": 1, "phone": 2, "email": 3, "ministry": 4})
    assert header.unknown == {}
    assert [row.number for row in header.below(rows)] == [4]


@pytest.mark.parametrize(
    "numbering",
    [("(1)", "(2)", "(3)"), (1, 2, 3), ("A", "B", "1"), ("1", "2", "3=1+2")],
)
def test_a_row_that_numbers_the_columns_is_passed_over(numbering):
    rows = make_rows(("Họ tên", "Email", "Cơ quan"), numbering, ("Hoà", "a@b.vn", "Bộ A"))

    assert [row.number for row in find_header(rows, KNOWN).below(rows)] == [3]


def test_rows_that_are_only_numbered_are_passed_over():
    rows = make_rows(("TT", "Họ tên", "Email"), (1, "Hoà"), (2,), (3, None, "a@b.vn"), (4, 0))

    assert [row.number for row in find_header(rows, KNOWN).below(rows)] == [2, 4, 5]


def test_a_column_alone_is_enough_when_it_is_all_that_is_required():
    rows = make_rows(("Email",), ("a@b.vn",))

    assert find_header(rows, KNOWN, required=("email",)).columns == {"email": 0}
    assert find_header(rows, {"email": ("Email",)}).columns == {"email": 0}


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("Nguyễn Thị Hoà", "a@b.vn"), ("Trần Thị Mai", "c@d.vn")),
        (("Cơ quan", "Bộ Nội vụ"),),
        (*[("ghi chú",)] * 30, ("Họ tên", "Email")),
    ],
)
def test_a_table_without_a_heading_is_refused_with_an_example(rows):
    error = refusal(*rows)

    assert error.key == "no_header"
    assert error.values == {"headings": "Họ và tên, Ngày sinh, Điện thoại, Email, Cơ quan"}


@pytest.mark.parametrize("between", [1, 40])
def test_two_headings_are_refused_and_named(between):
    people = [("Hoà", "a@b.vn")] * between

    error = refusal(("Họ tên", "Email", "Cơ quan"), *people, ("Họ và tên", "E-mail"))

    assert (error.key, error.values["first"], error.values["second"]) == ("two_headers", 1, between + 2)
    assert error.values["headings"] == "Họ tên, Email, Cơ quan"


def test_columns_that_mean_the_same_are_refused_and_named():
    error = refusal(("TT", "Họ tên", "Email", "Họ và tên"))

    assert error.key == "doubled_columns"
    assert error.values == {"row": 1, "columns": "B “Họ tên”, D “Họ và tên”"}


def test_the_sheet_that_we_write_is_understood():
    data = write_xlsx(["Họ và tên", "Email"], [["Hoà", "a@b.vn"]], title="Họ và tên", watermark="Email")
    rows = read_table_here(data, "a.xlsx").rows

    header = find_header(rows, KNOWN)

    assert [header.record(row) for row in header.below(rows)] == [{"name": "Hoà", "email": "a@b.vn"}]
