"""XLSX: the first visible sheet with content, as values.

What openpyxl parses has passed `archives.check_archive` before, and defusedxml refuses entities once more.
"""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import chain

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from network.foundation.spreadsheets.archives import check_archive
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.tables import EXACT_INTEGER, Cell, Meter, Row, Table

if not openpyxl.DEFUSEDXML:
    raise RuntimeError("openpyxl must parse XML through defusedxml: is OPENPYXL_DEFUSEDXML set?")

LAST_ROW = 1_048_576  # of any sheet
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff])_")
_ZEROS = re.compile(r"0[0 \\-]*0")  # a format such as 0000 000 000, which keeps leading zeros


def open_xlsx(data: bytes, sheet: str | None = None) -> Table:
    """The table of the named sheet, or of the first visible one with content."""
    check_archive(data)
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    titles = tuple(each.title for each in visible)
    if not book.worksheets:
        raise UnreadableFile("damaged")
    if sheet is not None and sheet not in titles:
        raise UnreadableFile("no_such_sheet", sheet=sheet)
    for each in visible:
        rows = _rows(each)
        if sheet in (None, each.title) and (first := next(rows, None)):
            return Table(rows=chain([first], rows), kind="xlsx", sheet=each.title, sheets=titles)
    raise UnreadableFile("empty")


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs declare A1:A1 whatever there is
    meter = Meter()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > LAST_ROW:
            raise UnreadableFile("damaged")
        if row := meter.admit(number, [_value(cell) for cell in cells]):
            yield row


def _value(cell: ReadOnlyCell) -> Cell:
    """What the cell shows; errors (#N/A), yes and no, and times of day as text."""
    value = cell.value
    match value:
        case None:
            return None
        case str():
            return _ESCAPED.sub(_unescaped, value) if "_x" in value else value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _figure(value, cell.number_format)
        case datetime():
            return value.date() if value.time() == time() else value
        case date():
            return value
        case time():
            return f"{value:%H:%M:%S}".removesuffix(":00")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}".removesuffix(":00")
    raise UnreadableFile("damaged")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _figure(value: int | float, number_format: str) -> Cell:
    """A figure; whole ones as integers, and as text where the format keeps leading zeros."""
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_INTEGER:
        value = int(value)
    if isinstance(value, int) and _ZEROS.fullmatch(number_format):
        return str(value).zfill(number_format.count("0"))
    return value
