"""What reading gives: rows of clean cells, each with its number in the file."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils import get_column_letter

from network.foundation.spreadsheets import limits
from network.foundation.spreadsheets.errors import UnreadableFile

Cell = str | date | datetime | int | float | None

EXACT_INTEGER = 10**15  # Excel keeps 15 digits of a figure
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What XML cannot hold, and what no keyboard makes; tab and line feed stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with content.  `number`: as Excel shows it; `cells`: up to the last one with content."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column counted from 0; None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Table:
    """A table and what was recognised of its file; rows without content are left out."""

    rows: Iterable[Row]
    kind: str  # "xlsx", "csv"
    sheet: str | None = None  # the sheet that was read
    sheets: tuple[str, ...] = ()  # all visible sheets
    encoding: str | None = None  # "UTF-8", "UTF-16", "Windows-1258"
    delimiter: str | None = None


def written(text: str) -> str:
    """The text in the form in which it is put into a file: NFC, plain line feeds, nothing unprintable."""
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text)))


def clean_text(text: str) -> str | None:
    """The text of a cell: as `written`, without blanks around it; None when nothing is left."""
    return written(text).strip() or None


def as_text(cell: Cell) -> str:
    """A cell as a person would type it: dates dd/mm/yyyy, figures without an exponent."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case float():
            return f"{Decimal(repr(cell)):f}"
        case _:
            return str(cell)


class Meter:
    """Makes rows of what a reader finds, and refuses a table as soon as it holds too much."""

    def __init__(self) -> None:
        self.rows = self.characters = 0

    def admit(self, number: int, values: Sequence[Cell]) -> Row | None:
        """The row, clean and within the limits; None when it has no content."""
        cells = [clean_text(value) if isinstance(value, str) else value for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return None
        if len(cells) > limits.COLUMNS:
            raise UnreadableFile("too_many_columns", row=number)
        self.rows += 1
        if self.rows > limits.ROWS + limits.ROWS_AROUND:
            raise UnreadableFile("too_many_rows")
        self._measure(number, cells)
        return Row(number, tuple(cells))

    def _measure(self, number: int, cells: Sequence[Cell]) -> None:
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str):
                if len(cell) > limits.CELL_CHARACTERS:
                    raise UnreadableFile("cell_too_long", cell=f"{get_column_letter(column)}{number}")
                self.characters += len(cell)
        if self.characters > limits.TABLE_CHARACTERS:
            raise UnreadableFile("too_heavy")
