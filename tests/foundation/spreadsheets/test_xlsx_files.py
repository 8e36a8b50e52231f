from datetime import date, time, timedelta

import pytest
from openpyxl import Workbook

from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.tables import Row, Table
from tests.foundation.spreadsheets.files import (
    MORNING,
    cells_of,
    inline,
    make_book,
    make_xlsx,
    parts_of,
    refusal,
    saved,
    with_parts,
    with_sheet,
)


def test_what_was_read_is_told():
    data = saved(make_book(("Tên", "Bộ"), ("Hoà", "Nội vụ"), title="Danh sách 34"))

    assert read_table_here(data, "a.xlsx") == Table(
        rows=[Row(1, ("Tên", "Bộ")), Row(2, ("Hoà", "Nội vụ"))],
        kind="xlsx",
        sheet="Danh sách 34",
        sheets=("Danh sách 34",),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (date(1980, 3, 9), "dd/mm/yyyy", date(1980, 3, 9)),
        (MORNING, "dd/mm/yyyy hh:mm", MORNING),
        (29289, "[$-42A]dd mmmm yyyy", date(1980, 3, 9)),
        (-1, "dd/mm/yyyy", date(1899, 12, 29)),
        (10**9, "dd/mm/yyyy", "#VALUE!"),
        ("21/9/2026", "@", "21/9/2026"),
        (time(7, 30), "hh:mm", "07:30"),
        (timedelta(hours=30, seconds=5), "[h]:mm:ss", "30:00:05"),
        (0.125, "0.0%", 0.125),
        (912345678.0, "General", 912345678),
        (9.12345678e8, "0.00", 912345678),
        (912345678, "0000 000 000", "0912345678"),
        (1180012345, "000000000000", "001180012345"),
        (3.5, "000", 3.5),
        (1.5e20, "0", 1.5e20),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("#N/A", "General", "#N/A"),
        ("", "@", None),
    ],
)
def test_a_cell_is_read_as_it_is_meant(value, number_format, read):
    book = make_book(("x", None))
    book.active["B1"].value = value
    book.active["B1"].number_format = number_format
    book.active["C1"] = "x"

    assert cells_of(saved(book)) == [("x", read, "x")]


def test_a_formula_gives_the_value_that_excel_kept():
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>'
    error = '<c r="C1" t="e"><f>NA()</f><v>#N/A</v></c>'

    assert cells_of(with_sheet(f"<row r='1'>{cells}{error}</row>")) == [(2, "2x", "#N/A")]


def test_infinite_figures_are_text():
    assert cells_of(with_sheet("<row r='1'><c r='A1'><v>1e999</v></c></row>")) == [("inf",)]


def test_characters_that_excel_escapes_come_back():
    shared = make_xlsx(("Bộ A_x000D_\nHà Nội", "a_x000B_b"))
    escaped = with_sheet(f"<row r='1'>{inline('_x005F_x0041_ _x0041_ x_y')}</row>")

    assert cells_of(shared) == [("Bộ A\nHà Nội", "a\nb")]
    assert cells_of(escaped) == [("_x0041_ _x0041_ x_y",)]


def test_rich_text_is_one_text():
    runs = "<c r='A1' t='inlineStr'><is><r><t>Nguyễn </t></r><r><rPr><b/></rPr><t>Hoà</t></r></is></c>"

    assert cells_of(with_sheet(f"<row r='1'>{runs}</row>")) == [("Nguyễn Hoà",)]


def test_a_merged_title_and_empty_rows_leave_the_numbers_as_excel_shows_them():
    book = make_book(("DANH SÁCH", None, None), (), ("TT", "Tên"), (1, "Hoà"))
    book.active.merge_cells("A1:C1")

    rows = read_table_here(saved(book), "a.xlsx").rows

    assert rows == [Row(1, ("DANH SÁCH",)), Row(3, ("TT", "Tên")), Row(4, (1, "Hoà"))]


@pytest.mark.parametrize("declared", ["", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'])
def test_the_declared_size_is_not_believed(declared):
    rows = f"<row r='2'>{inline('a', 'B2')}</row><row r='1048576'>{inline('b', 'A1048576')}</row>"

    table = read_table_here(with_sheet(rows, before=declared), "a.xlsx")

    assert table.rows == [Row(2, (None, "a")), Row(1048576, ("b",))]


def test_cells_and_rows_without_an_address_follow_each_other():
    cell = "<c t='inlineStr'><is><t>a</t></is></c>"

    assert cells_of(with_sheet(f"<row>{cell}{cell}</row><row>{cell}</row>")) == [("a", "a"), ("a",)]


def test_the_first_visible_sheet_with_content_is_read():
    book = make_book(("bí mật",), title="Ẩn")
    book.active.sheet_state = "hidden"
    book.create_sheet("Trống")["B7"].number_format = "@"
    book.create_sheet("Danh sách").append(("Hoà",))
    book.create_sheet("Khác").append(("Mai",))
    book.active = 1

    table = read_table_here(saved(book), "a.xlsx")

    assert (table.sheet, table.rows) == ("Danh sách", [Row(1, ("Hoà",))])
    assert table.sheets == ("Trống", "Danh sách", "Khác")


def test_a_sheet_can_be_asked_for():
    book = make_book(("Hoà",))
    book.create_sheet("Khác").append(("Mai",))

    assert read_table_here(saved(book), "a.xlsx", sheet="Khác").rows == [Row(1, ("Mai",))]


def test_a_sheet_that_is_not_there_is_named():
    error = refusal(make_xlsx(), read=lambda data, name: read_table_here(data, name, sheet="Khác"))

    assert (error.key, error.values) == ("no_such_sheet", {"sheet": "Khác"})


def test_a_book_without_content_is_empty():
    assert refusal(saved(Workbook())).key == "empty"


def test_the_name_need_not_tell_what_it_is():
    assert cells_of(make_xlsx(("a",)), "danh-sach.xls") == [("a",)]
    assert cells_of(make_xlsx(("a",)), "DANH-SACH.CSV") == [("a",)]
    assert cells_of(b"a;b\nc;d\n", "danh-sach.xlsx") == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    ("rows", "key", "values"),
    [
        (f"<row r='7'>{inline('x', 'BI7')}</row>", "too_many_columns", {"row": 7}),
        (f"<row r='7'>{inline('x' * 2_001, 'AB7')}</row>", "cell_too_long", {"cell": "AB7"}),
        (f"<row r='99999999999'>{inline('x')}</row>", "damaged", {}),
        ("".join(f"<row r='{n}'><c><v>{n * n}</v></c></row>" for n in range(1, 100_032)), "too_many_rows", {}),
        ("<row r='1'><c t='s'><v>99</v></c></row>", "damaged", {}),
        ("<row r='1'><c><v>xin chào</v></c></row>", "damaged", {}),
        ("<row r='1'><c", "damaged", {}),
    ],
)
def test_too_much_and_nonsense_are_refused(rows, key, values):
    error = refusal(with_sheet(rows))

    assert (error.key, error.values) == (key, values)


def test_decorations_that_openpyxl_does_not_know_are_passed_over():
    sheet = parts_of(make_xlsx())["xl/worksheets/sheet1.xml"].decode()
    unknown = '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x/></ext></extLst>'

    data = with_parts({"xl/worksheets/sheet1.xml": sheet.replace("</worksheet>", unknown + "</worksheet>").encode()})

    assert cells_of(data) == [("Họ và tên",), ("Nguyễn Thị Hoà",)]
