"""CSV and its kin: whatever encoding, delimiter and line ends the program that wrote it had in mind."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import chain, islice

from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.formulas import freed
from network.foundation.spreadsheets.tables import Meter, Row, Table

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 100
CODECS = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16", "Windows-1258": "cp1258"}
_SEPARATOR_LINE = re.compile("sep=(.)[\r\n]*", re.IGNORECASE)


def open_csv(data: bytes) -> Table:
    """The table; its rows are read as they are asked for."""
    encoding = _encoding_of(data)
    told = _SEPARATOR_LINE.fullmatch(next(_lines(data, encoding), ""))
    skipped = 1 if told else 0  # Excel, too, counts from the line after it
    delimiter = told[1] if told else _delimiter_of(data, encoding)
    rows = _rows(islice(_lines(data, encoding), skipped, None), delimiter)
    if (first := next(rows, None)) is None:
        raise UnreadableFile("empty")
    return Table(rows=chain([first], rows), kind="csv", encoding=encoding, delimiter=delimiter)


def _encoding_of(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data, "UTF-16")
    try:
        return _checked(data, "UTF-8")
    except UnreadableFile:
        if _is_mostly_utf_8(data):
            raise
    return _checked(data, "Windows-1258")


def _checked(data: bytes, encoding: str) -> str:
    try:
        data.decode(CODECS[encoding])
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(CODECS[encoding], "ignore")
        raise UnreadableFile("bad_encoding", row=before.count("\n") + 1) from None
    return encoding


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few damaged letters: in Windows-1258 hardly any two bytes make one."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - damaged > damaged


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    for line in TextIOWrapper(BytesIO(data), CODECS[encoding], newline=""):
        yield line.replace("\0", "")


def _delimiter_of(data: bytes, encoding: str) -> str:
    """The delimiter by which most of the first rows have the same, large, number of columns."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(_lines(data, encoding), delimiter))


def _agreement(lines: Iterator[str], delimiter: str) -> int:
    widths = Counter()
    # A comma before a blank is one in a sentence: "Vụ A, Bộ B" in a file with semicolons.
    parted = (line.replace(f"{delimiter} ", "  ") for line in lines)
    # Quotes may make sense with another delimiter only: what was counted until there stands.
    with suppress(csv.Error):
        widths.update(len(cells) for cells in islice(_reader(parted, delimiter), SAMPLE_ROWS))
    return max((rows * (width - 1) for width, rows in widths.items()), default=0)


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    meter = Meter()
    for number, cells in _numbered(_reader(lines, delimiter)):
        if row := meter.admit(number, [freed(cell) for cell in cells]):
            yield row


def _numbered(records: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows by the number that Excel shows, where a cell of several lines is one row."""
    number = 1
    while True:
        try:
            yield number, next(records)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableFile("bad_quotes", row=number) from None
        number += 1
