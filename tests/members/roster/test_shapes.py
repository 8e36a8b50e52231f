"""Rosters in the shapes in which people keep them: the same people come out of each."""

from datetime import date
from unicodedata import normalize

from openpyxl import Workbook

from network.members.roster.candidates import Candidate
from tests.factories import make_ministry
from tests.foundation.spreadsheets.files import make_xlsx, saved
from tests.members.roster.rosters import make_csv, read, sentences

PEOPLE = [
    ("Nguyễn Thị Hoà", "Phó Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", "+84912345678", date(2022, 5, 1)),
    ("Trần Thị Minh Hạnh", "Vụ trưởng Vụ Ngân sách", "Bộ Tài chính", "+84987654321", date(2023, 12, 15)),
]
HEADINGS = ("TT", "Họ và tên", "Chức vụ", "Cơ quan", "Điện thoại", "Ngày tham gia")
ROWS = (
    (1, "Nguyễn Thị Hoà", "Phó Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", "0912345678", "01/05/2022"),
    (2, "Trần Thị Minh Hạnh", "Vụ trưởng Vụ Ngân sách", "Bộ Tài chính", "0987 654 321", "15/12/2023"),
)


def official() -> bytes:
    """As an office makes it: a merged title, units above, numbered columns, groups, a sum, a signature."""
    book = Workbook()
    page = book.active
    page.append(["TRUNG ƯƠNG HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM"])
    page.append(["DANH SÁCH THÀNH VIÊN MẠNG LƯỚI"])
    page.append(["(Kèm theo Công văn số 12/ĐCT ngày 1/3/2026)"])
    page.append([])
    page.append(["TT", "Họ và tên (chữ in hoa)", "Chức vụ", "Vụ/Cục", "Điện thoại di động", "Tham gia từ", "Ghi chú"])
    page.append(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"])
    page.append(["I", "Bộ Nội vụ"])
    page.append([1, "NGUYỄN THỊ HOÀ", "Phó Vụ trưởng", "Vụ Pháp chế", 912345678, date(2022, 5, 1), "x"])
    page.append(["II", "Bộ Tài chính"])
    page.append([2, "TRẦN THỊ MINH HẠNH", "Vụ trưởng", "Vụ Ngân sách", 987654321.0, date(2023, 12, 15)])
    page.append([None, "Tổng cộng: 02 người"])
    page.append([])
    page.append([None, "NGƯỜI LẬP BIỂU"])
    page.merge_cells("A1:G1")
    page.merge_cells("A2:G2")
    return saved(book)


def two_name_columns() -> bytes:
    rows = [
        ("Nguyễn Thị", "Hoà", "Phó Vụ trưởng", "Vụ Pháp chế, Bộ Nội vụ", "84912345678", "ngày 01 tháng 5 năm 2022"),
        ("Trần Thị Minh", "Hạnh", "Vụ trưởng Vụ Ngân sách", "Bộ Tài chính", "0987.654.321", "15-12-2023"),
    ]
    return make_xlsx(("Họ đệm", "Tên", "Chức danh", "Đơn vị công tác", "SĐT", "Ngày gia nhập"), *rows)


def title_and_place() -> bytes:
    """No column of ministries: they stand behind the titles."""
    rows = [
        (1, "Bà Nguyễn Thị Hoà", "Phó Vụ trưởng Vụ Pháp chế, Bộ Nội vụ", "0912345678", "1/5/2022"),
        (2, "TS. Trần Thị Minh Hạnh", "Vụ trưởng Vụ Ngân sách - Bộ Tài chính", "0987654321", "15/12/2023"),
    ]
    return make_xlsx(("STT", "Họ tên", "Chức vụ, đơn vị công tác", "Di động", "Thời gian tham gia"), *rows)


def nfd() -> bytes:
    return make_csv(*([normalize("NFD", str(cell)) for cell in row] for row in (HEADINGS, *ROWS)))


FILES = {
    "excel": (make_xlsx(HEADINGS, *ROWS), "a.xlsx"),
    "official": (official(), "a.xlsx"),
    "two name columns": (two_name_columns(), "a.xlsx"),
    "title and place": (title_and_place(), "a.xlsx"),
    "csv with BOM": (make_csv(HEADINGS, *ROWS), "a.csv"),
    "csv without BOM": (make_csv(HEADINGS, *ROWS, encoding="utf-8"), "a.csv"),
    "csv of UTF-16": (make_csv(HEADINGS, *ROWS, encoding="utf-16", delimiter="\t"), "a.csv"),
    "csv with semicolons": (make_csv(HEADINGS, *ROWS, delimiter=";"), "a.csv"),
    "text with tabs": (make_csv(HEADINGS, *ROWS, delimiter="\t"), "a.txt"),
    "decomposed letters": (nfd(), "a.csv"),
    "headings without marks": (
        make_csv(("stt", "ho va ten", "chuc vu", "co quan", "dien thoai", "ngay tham gia"), *ROWS),
        "a.csv",
    ),
    "zeros kept by a formula": (
        make_csv(HEADINGS, *((*row[:4], f'="{row[4]}"', row[5]) for row in ROWS)),
        "a.csv",
    ),
}


def people_in(data: bytes, name: str) -> list[tuple]:
    rows = read(data, name)
    assert all(row.candidate for row in rows), [sentences(row) for row in rows]
    found = [Candidate.unpacked(row.candidate) for row in rows]
    return [(each.full_name, each.title, each.organization, each.phone, each.joined_on) for each in found]


def test_the_same_people_come_out_of_every_shape(app):
    make_ministry("Bộ Nội vụ", code="BNV")
    make_ministry("Bộ Tài chính", code="BTC")

    assert {shape: people_in(*file) for shape, file in FILES.items()} == dict.fromkeys(FILES, PEOPLE)
