"""Writes spreadsheets that open well in Excel, print well on A4, and cannot run anything."""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from network.foundation.spreadsheets.formulas import guarded
from network.foundation.spreadsheets.tables import EXACT_INTEGER, Cell, as_text, written

EARLIEST_YEAR = 1901  # Excel counts its days from 1900, with one too many
LONGEST_CELL = 32_767
SHEET_NAME_CHARACTERS = 31
FOOTER_CHARACTERS = 200
NARROWEST, WIDEST, MEASURED_ROWS = 8, 60, 200
NOTES_WIDTH = 100
A4 = "9"
_FORMATS = {str: "@", date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm"}
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as A

_LINE = Side(style="thin", color="999999")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LOOKS = {
    "title": {"font": Font(bold=True, size=14), "alignment": _CENTRED},
    "watermark": {"font": Font(italic=True, size=9, color="666666")},
    "heading": {
        "font": Font(bold=True),
        "alignment": _CENTRED,
        "border": _GRID,
        "fill": PatternFill("solid", fgColor="F3E9EC"),
    },
    "body": {"alignment": Alignment(vertical="top", wrap_text=True), "border": _GRID},
    "note": {"alignment": Alignment(vertical="top", wrap_text=True)},
}


def write_csv(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    watermark: str | None = None,
    delimiter: str = ",",
) -> bytes:
    """A CSV that Excel opens with its diacritics; `reading` gives the same texts back."""
    lines = StringIO(newline="")
    # Every cell in quotes: no reader takes a sign in a text for the delimiter.
    writer = csv.writer(lines, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (*_above(title, watermark).values(), headings, *rows):
        cells = [row] if isinstance(row, str) else row
        writer.writerow([_in_csv(_plain(value)) for value in cells])
    return lines.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell) -> str:
    return guarded(cell) if isinstance(cell, str) else as_text(cell)


def write_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    watermark: str | None = None,
    widths: Sequence[float] | None = None,
    sheet: str = "Danh sách",
    to_fill_in: bool = False,
    notes: tuple[str, Sequence[str]] | None = None,
) -> bytes:
    """An XLSX of one sheet, with days as days and texts as texts, never as formulas.

    `title` and `watermark` stand above the table; `widths` of the columns, in characters, follow the
    contents unless given.  `to_fill_in`: what a person types into an empty cell stays text, so that
    a phone keeps its zero.  `notes`: the name and the lines of a second sheet, to read.  Moments are
    local, without a time zone.
    """
    table = [[_plain(value) for value in row] for row in (headings, *rows)]
    above = _above(title, watermark)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", title and written(title)
    page = book.create_sheet(_sheet_name(sheet))
    _set_columns(page, widths or _widths(table), to_fill_in)
    _set_up_print(page, heading_row=len(above) + 1, watermark=watermark)
    pen = _Pen(page, empty=_FORMATS[str] if to_fill_in else "General")
    for number, (look, line) in enumerate(above.items(), 1):
        page.append([pen.cell(_plain(line), look)])
        if len(headings) > 1:
            page.merged_cells.add(f"A{number}:{get_column_letter(len(headings))}{number}")
    for number, row in enumerate(table):
        page.append([pen.cell(cell, "body" if number else "heading") for cell in row])
    if notes:
        _add_notes(book, *notes)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add_notes(book: Workbook, name: str, lines: Sequence[str]) -> None:
    page = book.create_sheet(_sheet_name(name))
    page.column_dimensions["A"].width = NOTES_WIDTH
    pen = _Pen(page, empty="General")
    for line in lines:
        page.append([pen.cell(_plain(line), "note")])


class _Pen:
    """Makes the cells of a page; each combination of look and format is set up once."""

    def __init__(self, page: WriteOnlyWorksheet, empty: str) -> None:
        self.page = page
        self.formats = {**_FORMATS, type(None): empty}
        self.styles = {}

    def cell(self, value: Cell, look: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.page)
        cell._style = self._style(look, self.formats.get(type(value), "General"))
        if isinstance(value, str):
            cell.value = _ESCAPE.sub("_x005F_", value)
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
        else:
            cell.value = value
        return cell

    def _style(self, look: str, number_format: str):
        if (look, number_format) not in self.styles:
            model = WriteOnlyCell(self.page)
            for name, value in LOOKS[look].items():
                setattr(model, name, value)
            model.number_format = number_format
            self.styles[look, number_format] = model._style
        return self.styles[look, number_format]


def _above(title: str | None, watermark: str | None) -> dict[str, str]:
    """The lines over a table, by the look that they have."""
    return {look: line for look, line in (("title", title), ("watermark", watermark)) if line}


def _plain(value: object) -> Cell:
    """What a file can hold: text that is `written`, and figures and days within what Excel knows."""
    match value:
        case None:
            return None
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() if value.tzinfo:
            raise ValueError("a moment goes into a spreadsheet as local time, without its time zone")
        case date() if value.year < EARLIEST_YEAR:
            return as_text(value)
        case int() | float() if not math.isfinite(value) or abs(value) >= EXACT_INTEGER:
            return as_text(value)
        case int() | float() | date():
            return value
    text = written(str(value))
    if len(text) > LONGEST_CELL:
        raise ValueError(f"{len(text)} characters do not fit into a cell")
    return text


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", written(name))[:SHEET_NAME_CHARACTERS].strip() or "1"


def _set_columns(page: WriteOnlyWorksheet, widths: Sequence[float], to_fill_in: bool) -> None:
    for column, width in enumerate(widths, 1):
        dimension = page.column_dimensions[get_column_letter(column)]
        dimension.width = width
        if to_fill_in:
            dimension.number_format = _FORMATS[str]


def _widths(table: Sequence[Sequence[Cell]]) -> list[int]:
    """Wide enough for the longest line of each column's first cells, within bounds."""
    widths = [NARROWEST] * max(map(len, table))
    for row in islice(table, MEASURED_ROWS):
        for column, cell in enumerate(row):
            longest = max(map(len, as_text(cell).split("\n"))) + 2
            widths[column] = min(WIDEST, max(widths[column], longest))
    return widths


def _set_up_print(page: WriteOnlyWorksheet, heading_row: int, watermark: str | None) -> None:
    """A4 across, as many columns as there are on one page, the heading on each, pages numbered."""
    page.freeze_panes = f"A{heading_row + 1}"
    page.print_title_rows = f"{heading_row}:{heading_row}"
    page.page_setup.paperSize, page.page_setup.orientation = A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.oddFooter.right.text = "&P/&N"
    if watermark:
        page.oddFooter.left.text = written(watermark)[:FOOTER_CHARACTERS].replace("&", "&&")
