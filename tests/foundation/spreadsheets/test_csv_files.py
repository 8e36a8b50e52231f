import codecs
from unicodedata import normalize

import pytest

from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.tables import Row, Table
from tests.foundation.spreadsheets.files import cells_of, refusal

TEXT = "Họ và tên;Điện thoại\nĐặng Thị Hoà;0912345678\n"
READ = [("Họ và tên", "Điện thoại"), ("Đặng Thị Hoà", "0912345678")]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (normalize("NFD", TEXT).encode(), "UTF-8"),
    ],
)
def test_the_encoding_is_recognised(data, encoding):
    table = read_table_here(data, "danh-sach.csv")

    assert (table.encoding, [row.cells for row in table.rows]) == (encoding, READ)


def test_windows_1258_is_the_last_resort():
    data = "Hoï tên;Môn\nNguyê\u0303n Thi\u0323 Hoa\u0300;Toán\n".encode("cp1258")

    table = read_table_here(data, "danh-sach.csv")

    assert table.encoding == "Windows-1258"
    assert list(table.rows)[1].cells == ("Nguyễn Thị Hoà", "Toán")


def test_damaged_utf_8_is_not_taken_for_another_encoding():
    data = TEXT.encode() + b"Nguy\xe1\xbb n;0"

    error = refusal(data, "danh-sach.csv")

    assert (error.key, error.values) == ("bad_encoding", {"row": 3})


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"a\x00b", b"\x81\x8d\x8f\xd2 ten"])
def test_bytes_of_no_encoding_are_refused(data):
    assert refusal(data, "danh-sach.csv").key == "bad_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_delimiter_and_line_ends_are_recognised(delimiter, line_end):
    text = line_end.join(delimiter.join(cells) for cells in (("Tên", "Chức vụ"), ("Hoà", "Vụ trưởng"))) + line_end

    table = read_table_here(text.encode(), "danh-sach.csv")

    assert table == Table(
        rows=[Row(1, ("Tên", "Chức vụ")), Row(2, ("Hoà", "Vụ trưởng"))],
        kind="csv",
        encoding="UTF-8",
        delimiter=delimiter,
    )


def test_commas_in_texts_do_not_hide_the_delimiter():
    text = "Danh sách cán bộ, công chức, viên chức\nTên;Nơi làm việc\nHoà;Vụ A, Bộ B, Hà Nội\nMai;Vụ C, Bộ D, Huế\n"

    assert cells_of(text.encode(), "a.csv")[1:] == [
        ("Tên", "Nơi làm việc"),
        ("Hoà", "Vụ A, Bộ B, Hà Nội"),
        ("Mai", "Vụ C, Bộ D, Huế"),
    ]


def test_a_line_that_names_the_delimiter_is_not_counted():
    table = read_table_here(b"sep=|\r\nA;1|B\r\n1;2|3\r\n", "a.csv")

    assert (table.delimiter, table.rows) == ("|", [Row(1, ("A;1", "B")), Row(2, ("1;2", "3"))])


def test_rows_have_the_numbers_that_excel_shows():
    data = 'Tên,Nơi\n\n"Hoà","Bộ A\nHà Nội"\n,\nMai,Bộ B\n'.encode()

    assert read_table_here(data, "a.csv").rows == [
        Row(1, ("Tên", "Nơi")),
        Row(3, ("Hoà", "Bộ A\nHà Nội")),
        Row(5, ("Mai", "Bộ B")),
    ]


def test_nul_and_other_control_characters_are_dropped():
    assert cells_of(b"T\x00en,N\x01oi\nHoa,Ha\x0bNoi\n", "a.csv") == [("Ten", "Noi"), ("Hoa", "Ha\nNoi")]


def test_cells_are_composed_and_without_blanks_around():
    assert cells_of(normalize("NFD", "a, \u00a0Hoà\t \nb,c").encode(), "a.csv") == [("a", "Hoà"), ("b", "c")]


def test_a_guarded_cell_loses_its_apostrophe_and_no_more():
    data = "a,b\n'+84912345678,'-5\n''=x,'quoted'\n'＝x,'\n".encode()

    assert cells_of(data, "a.csv")[1:] == [("+84912345678", "-5"), ("'=x", "'quoted'"), ("＝x", "'")]


def test_a_figure_written_as_excel_text_keeps_its_zero():
    assert cells_of(b'phone,name\n="0912345678",Hoa\n', "a.csv")[1] == ("0912345678", "Hoa")


def test_blanks_before_a_quote_do_not_split_a_cell():
    assert cells_of('a, "Vụ A, Bộ B"\nc, d\n'.encode(), "a.csv")[0] == ("a", "Vụ A, Bộ B")


@pytest.mark.parametrize(
    ("text", "row"), [('a,b\nc,d\ne,"Bộ A\nf,g\n', 3), ('a,b\n"Bộ "A"",c\n', 2), ('a;b\n"c"d;e\n', 2)]
)
def test_a_quote_out_of_place_is_told_by_its_row(text, row):
    error = refusal(text.encode(), "a.csv")

    assert (error.key, error.values) == ("bad_quotes", {"row": row})


def test_a_column_alone_is_a_table():
    assert cells_of(b"Email\na@b.vn\nc@d.vn\n", "a.csv") == [("Email",), ("a@b.vn",), ("c@d.vn",)]


@pytest.mark.parametrize("data", [b"", b"\r\n \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b";;\n;;\n"])
def test_nothing_is_empty(data):
    assert refusal(data, "a.csv").key == "empty"


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("a,b\n" + "x," * 60 + "x\n", "too_many_columns", {"row": 2}),
        ("a,b\nc," + "x" * 2_001 + "\n", "cell_too_long", {"cell": "B2"}),
        ("a,b\nc," + "x" * 200_000 + "\n", "bad_quotes", {"row": 2}),
        ("x\n" * 100_031, "too_many_rows", {}),
    ],
)
def test_too_much_is_refused_where_it_begins(text, key, values):
    error = refusal(text.encode(), "a.csv")

    assert (error.key, error.values) == (key, values)


def test_as_much_as_is_allowed_is_read():
    widest = ",".join(["x" * 2_000] * 60)

    assert cells_of(f"a,b\n{widest}\n".encode(), "a.csv")[1] == ("x" * 2_000,) * 60
    assert len(cells_of(b"x\n" * 100_030, "a.csv")) == 100_030
