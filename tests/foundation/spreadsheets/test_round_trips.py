"""What we write is read back as it was, but for what `clean_text` takes from every text."""

from datetime import date, datetime
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from network.foundation.spreadsheets.reading import read_table_here
from network.foundation.spreadsheets.tables import Row, clean_text
from network.foundation.spreadsheets.writing import write_csv, write_xlsx

AWKWARD = [
    "=1+1", "+84912345678", "-5", "@a", "\t=1", "\r=1", "＝1", "'", "''", "'=1", "''=1", "' =1", '="0912"', '"', '"a',
    'a"b', '""', "a,b", "a;b", "a\tb", "a|b", "a\nb", "a\r\nb", "\n", "sep=;", "_x000D_", "_x005F_x0041_", "x005F_",
    "#N/A", "TRUE", "0912", "1e5", "21/9/2026", "\ufeff", "\u200b=1", "=\u0338", normalize("NFD", "Nguyễn Thị Hoà"),
    "👩🏽‍💼", "\x00", "\x0b", "\x85", "\u2028", "\ud800", "\ufffe", "<b>&amp;</b>", " a ", "\u00a0", "％", "  ",
]  # fmt: skip
TEXTS = st.sampled_from(AWKWARD) | st.text(max_size=12) | st.text(alphabet="'=+-@,;|\t\r\n\" _x05FaĐ", max_size=8)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=6)
)
EVERYTHING = [[text, "a"] for text in AWKWARD] + [["a", text] for text in AWKWARD]


def as_read(table: list[list[str]]) -> list[Row]:
    rows = [Row(1, tuple(f"h{column}" for column in range(len(table[0]))))]
    for number, texts in enumerate(table, 2):
        cells = [clean_text(text) for text in texts]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(Row(number, tuple(cells)))
    return rows


@settings(deadline=None)
@example(table=EVERYTHING)
@example(table=[[text] for text in AWKWARD])
@given(table=TABLES)
def test_any_table_of_texts_comes_back_from_csv(table):
    headings = [f"h{column}" for column in range(len(table[0]))]

    for delimiter in ",;\t":
        data = write_csv(headings, table, delimiter=delimiter)

        assert read_table_here(data, "a.csv").rows == as_read(table)


@settings(deadline=None, max_examples=50)
@example(table=EVERYTHING)
@given(table=TABLES)
def test_any_table_of_texts_comes_back_from_xlsx(table):
    headings = [f"h{column}" for column in range(len(table[0]))]

    data = write_xlsx(headings, table)

    assert read_table_here(data, "a.xlsx").rows == as_read(table)


FIGURES = st.integers(-(10**15) + 1, 10**15 - 1) | st.dates(min_value=date(1901, 1, 1))


@settings(deadline=None, max_examples=50)
@given(row=st.lists(FIGURES, min_size=1, max_size=5))
def test_figures_and_days_come_back_from_xlsx(row):
    data = write_xlsx(["h"] * len(row), [row])

    assert read_table_here(data, "a.xlsx").rows[1].cells == tuple(row)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_was_read_is_written_as_the_same_file(write):
    table = [["Họ và tên", "Điện thoại"], ["Nguyễn Thị Hoà", "+84912345678"], ["=x", "'=y"]]
    name = "a.csv" if write is write_csv else "a.xlsx"

    once = read_table_here(write(table[0], table[1:]), name).rows
    again = read_table_here(write(once[0].cells, [row.cells for row in once[1:]]), name).rows

    assert once == again == [Row(number, tuple(cells)) for number, cells in enumerate(table, 1)]


def test_moments_come_back_to_the_second():
    moment = datetime(2026, 9, 21, 8, 5, 59)  # noqa: DTZ001

    assert read_table_here(write_xlsx(["h"], [[moment]]), "a.xlsx").rows[1].cells == (moment,)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (normalize("NFD", "Hoà"), "Hoà"),
        (" \u00a0a\t", "a"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00\x1b\x7f\ufffeb", "ab"),
        ("a\tb", "a\tb"),
        ("\u200ba\u202e", "\u200ba\u202e"),
        (" \n", None),
    ],
)
def test_what_is_taken_from_every_text(text, clean):
    assert clean_text(text) == clean
