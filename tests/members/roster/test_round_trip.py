"""What was imported comes out as it went in."""

from datetime import date

import pytest

from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.writing import write_csv, write_xlsx
from network.members.roster.files import imported_table, problems_file, template_file
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, fates, import_file, make_csv, person, read, rows_of

COLUMNS = (
    *("Họ và tên", "Chức vụ", "Cơ quan", "Thư điện tử", "Điện thoại", "Điện thoại cơ quan"),
    *("Diện thành viên", "Nhiệm kỳ", "Ngày tham gia", "Người giới thiệu", "Lĩnh vực"),
)
LAN = {
    "Họ và tên": "Trần Thị Lan",
    "Chức vụ": "Vụ trưởng Vụ Pháp chế",
    "Cơ quan": "Bộ Nội vụ",
    "Thư điện tử": "lan@bnv.gov.vn",
    "Điện thoại": "+84987654321",
    "Điện thoại cơ quan": "024 3825 2525",
    "Diện thành viên": "Ủy viên Ban Chấp hành, khối bộ, ngành",
    "Nhiệm kỳ": "2022-2027",
    "Ngày tham gia": date(2022, 5, 1),
    "Lĩnh vực": "Pháp luật; Chuyển đổi số",
}
HOA = {
    "Họ và tên": "Nguyễn Thị Hoà",
    "Chức vụ": "=1+1",
    "Cơ quan": "BNV",
    "Thư điện tử": "hoa@bnv.gov.vn",
    "Điện thoại": "0912.345.678",
    "Điện thoại cơ quan": "-5, máy lẻ 2",
    "Diện thành viên": "Lãnh đạo nữ chưa là ủy viên",
    "Nhiệm kỳ": "khóa XIII",
    "Ngày tham gia": "05/2022",
    "Người giới thiệu": "Trần Thị Lan",
}
HEN = {"Họ và tên": "H'Hen Niê", "Chức vụ": "@Chuyên viên", "Cơ quan": "Nội vụ", "Diện thành viên": "x"}
PEOPLE = [tuple(each.get(column) for column in COLUMNS) for each in (LAN, HOA, HEN)]


def exported(data: bytes, name: str) -> list[tuple]:
    batch = import_file(data, name)
    assert fates(rows_of(batch)) == [(2, "new"), (3, "new"), (4, "new")]
    headings, rows = imported_table(batch)
    write = write_xlsx if name.endswith("xlsx") else write_csv
    return [row.cells for row in read_table_here(write(headings, rows), name).rows]


def cut(row: tuple) -> tuple:
    """As a file holds it: up to the last cell with content."""
    while row and row[-1] in (None, ""):
        row = row[:-1]
    return row


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "danh-sach.csv"])
def test_what_was_imported_comes_out_the_same(home_affairs, thirteenth, name):
    table = [COLUMNS, *PEOPLE]
    if name.endswith("csv"):
        table = [tuple(f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row) for row in table]
    data = write_xlsx(table[0], table[1:]) if name.endswith("xlsx") else write_csv(table[0], table[1:])

    out = exported(data, name)

    assert [cut(row) for row in out] == [cut(row) for row in table]


def test_what_comes_out_changes_nothing_when_it_goes_in_again(home_affairs, thirteenth):
    batch = import_file(write_xlsx(COLUMNS, PEOPLE))

    again = import_file(write_xlsx(*imported_table(batch)), "lai.xlsx")

    assert fates(rows_of(again)) == [(2, "unchanged"), (3, "unchanged"), (4, "unchanged")]


def test_what_had_to_be_mended_comes_out_mended(home_affairs):
    batch = import_file(make_xlsx(HEADINGS, (1, "TS. NGUYỄN THỊ HOÀ", "Thứ trưởng", "BNV", None, 912345678)))

    _headings, rows = imported_table(batch)

    assert list(rows) == [["Nguyễn Thị Hoà", "Thứ trưởng", "BNV", None, "0912 345 678"]]


def test_what_was_changed_since_comes_out_as_it_is(home_affairs):
    batch = import_file(make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Thứ trưởng", "BNV", "a@b.vn", "0912345678")))
    with writing():
        person("Nguyễn Thị Hoà").edit("contact", email="moi@b.vn")
        db.session.commit()

    _headings, rows = imported_table(batch)

    assert list(rows) == [["Nguyễn Thị Hoà", "Thứ trưởng", "BNV", "moi@b.vn", "0912345678"]]


def test_the_template_is_read_as_it_is_and_its_example_left_out(home_affairs):
    [example] = [row.cells for row in read_table_here(template_file(), "mau.xlsx").rows if row.number == 2]

    assert read(template_file()) == []
    assert example[0] == "Ví dụ: Nguyễn Thị Minh Khai"


def test_a_filled_in_template_is_imported(home_affairs, thirteenth):
    headings = next(iter(read_table_here(template_file(), "mau.xlsx").rows)).cells

    rows = read(make_xlsx(headings, [LAN.get(heading) for heading in headings]))

    assert fates(rows) == [(2, "new")]


def test_rows_to_mend_go_out_with_what_to_mend(home_affairs):
    batch = import_file(make_csv(HEADINGS, (1, "Nguyễn Thị Hoà", "=1+1", "Bộ Nội vục", "", "")), "a.csv")

    table = [row.cells for row in read_table_here(problems_file(batch), "can-sua.xlsx").rows]

    what = "Cơ quan: Chưa có cơ quan “Bộ Nội vục”. Gần nhất là Bộ Nội vụ. Xin chị sửa tên cho khớp."
    assert table == [
        ("Dòng", "Họ và tên", "Chức vụ", "Cơ quan", "Thư điện tử", "Điện thoại", "Kết quả", "Cần làm"),
        (2, "Nguyễn Thị Hoà", "=1+1", "Bộ Nội vục", None, None, "Cần sửa", what),
    ]
