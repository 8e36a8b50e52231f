from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.tables import as_text
from network.foundation.spreadsheets.writing import write_csv, write_xlsx
from tests.foundation.spreadsheets.files import MORNING

RISKY = ["=1+1", "+84912345678", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "=cmd|' /C calc'!A0"]


def opened(data: bytes):
    return load_workbook(BytesIO(data)).active


def test_csv_is_text_that_excel_opens_with_its_diacritics():
    data = write_csv(["Họ và tên", "Sinh", "Số"], [["Hoà", date(1980, 3, 9), 5], ["", None, 2.5]])

    assert data == '\ufeff"Họ và tên","Sinh","Số"\r\n"Hoà","09/03/1980","5"\r\n"","","2.5"\r\n'.encode()


def test_csv_guards_what_would_run():
    cells = write_csv(RISKY, [["abc", "'abc", "", " =1", 5, -5]]).decode("utf-8-sig").split('"')[1::2]

    assert cells[: len(RISKY)] == [
        "'=1+1", "'+84912345678", "'-5", "'@SUM(A1)", "'\t=1", "\n=1", "'＝1", "''=1", "'=cmd|' /C calc'!A0",
    ]  # fmt: skip
    assert cells[len(RISKY) :] == ["abc", "'abc", "", " =1", "5", "-5"]


def test_csv_guards_title_and_watermark():
    text = write_csv(["a"], [], title="=1+1", watermark="@x").decode("utf-8-sig")

    assert text == '"\'=1+1"\r\n"\'@x"\r\n"a"\r\n'


def test_xlsx_holds_texts_as_texts_and_never_a_formula():
    sheet = opened(write_xlsx(RISKY, [RISKY, ["#N/A"]], title="=1+1", watermark="=2+2"))

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert len(cells) == 2 + 2 * len(RISKY) + 1
    assert {cell.data_type for cell in cells} == {"s"}


def test_xlsx_holds_days_and_figures_as_such():
    cells = opened(write_xlsx(["a", "b", "c", "d"], [[date(2026, 9, 21), MORNING, 5, 2.5]]))[2]

    assert [(cell.value, cell.number_format) for cell in cells] == [
        (datetime(2026, 9, 21), "dd/mm/yyyy"),  # noqa: DTZ001
        (MORNING, "dd/mm/yyyy hh:mm"),
        (5, "General"),
        (2.5, "General"),
    ]


def test_what_excel_would_round_or_does_not_know_is_text():
    values = [12345678901234567890, 1e20, float("inf"), date(1899, 5, 1), True]

    assert read_table_here(write_xlsx(list("abcde"), [values]), "a.xlsx").rows[1].cells == (
        "12345678901234567890",
        "100000000000000000000",
        "Infinity",
        "01/05/1899",
        "TRUE",
    )


def test_the_sheet_is_ready_to_print_on_a4():
    sheet = opened(write_xlsx(["Tên", "Bộ"], [["Hoà", "A"]], title="DANH SÁCH", watermark="Mai & Hoà 21/9/2026"))

    assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].value) == ("DANH SÁCH", "Mai & Hoà 21/9/2026", "Tên")
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("Mai && Hoà 21/9/2026", "&P/&N")
    assert (sheet["A3"].font.bold, sheet["A4"].font.bold) == (True, False)


def test_widths_follow_the_contents_unless_given():
    rows = [["Nguyễn Thị Hoà", "x" * 500, "một\nhai dòng"]]

    widths = [[opened(data).column_dimensions[letter].width for letter in "ABC"] for data in (
        write_xlsx(["a", "b", "c"], rows), write_xlsx(["a", "b", "c"], rows, widths=[10, 20, 30])
    )]  # fmt: skip

    assert widths == [[16, 60, 10], [10, 20, 30]]


def test_what_is_typed_into_a_sheet_to_fill_in_stays_text():
    sheet = opened(write_xlsx(["Điện thoại"], [[None]], to_fill_in=True))

    assert (sheet["A2"].number_format, sheet.column_dimensions["A"].number_format) == ("@", "@")


@pytest.mark.parametrize(
    ("name", "written"), [("Bộ [A]: 1/2", "Bộ  A   1 2"), ("x" * 40, "x" * 31), ("??", "1"), ("Lượt", "Lượt")]
)
def test_a_sheet_has_a_name_that_excel_takes(name, written):
    assert opened(write_xlsx(["a"], [], sheet=name)).title == written


def test_what_excel_would_cut_or_misplace_is_refused():
    for write in (write_csv, write_xlsx):
        with pytest.raises(ValueError, match="do not fit"):
            write(["a"], [["x" * 40_000]])
        with pytest.raises(ValueError, match="time zone"):
            write(["a"], [[datetime(2026, 9, 21, tzinfo=UTC)]])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("Hoà", "Hoà"),
        (912345678, "912345678"),
        (1e-7, "0.0000001"),
        (date(2026, 9, 1), "01/09/2026"),
        (MORNING, "21/09/2026 08:05"),
    ],
)
def test_a_cell_as_a_person_would_type_it(cell, text):
    assert as_text(cell) == text


def test_notes_stand_on_a_second_sheet_that_no_reader_takes_for_the_table():
    data = write_xlsx(["Họ và tên"], [["Hoà"]], notes=("Cách điền", ["Mỗi chị một dòng.", "=1+1"]))

    book = load_workbook(BytesIO(data))

    assert book.sheetnames == ["Danh sách", "Cách điền"]
    assert [(cell.value, cell.data_type) for (cell,) in book["Cách điền"]] == [
        ("Mỗi chị một dòng.", "s"),
        ("=1+1", "s"),
    ]
    assert [row.cells for row in read_table_here(data, "mau.xlsx").rows] == [("Họ và tên",), ("Hoà",)]
