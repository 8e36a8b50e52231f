"""Makes files as people, and those who mean harm, make them."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.reading import read_table, read_table_here

SHEET = "xl/worksheets/sheet1.xml"
MORNING = datetime(2026, 9, 21, 8, 5)  # noqa: DTZ001  spreadsheets know no time zones
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def make_book(*rows: Sequence[object], title: str = "Sheet") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows or [("Họ và tên",), ("Nguyễn Thị Hoà",)]:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def make_xlsx(*rows: Sequence[object]) -> bytes:
    return saved(make_book(*rows))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes] | Iterable[tuple[object, bytes]]) -> bytes:
    """An archive of parts by their name or ZipInfo."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(name, content)
    return file.getvalue()


def with_parts(parts: Mapping[str, bytes], good: bytes | None = None) -> bytes:
    """A good XLSX with some parts added, or others in their place."""
    return packed(parts_of(good or make_xlsx()) | parts)


def with_sheet(sheet_data: str, before: str = "") -> bytes:
    """An XLSX whose only sheet has these rows, as XML; its style 1 is that of days."""
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData></worksheet>'
    return with_parts({SHEET: xml.encode()}, good=make_xlsx((date(2026, 9, 21),)))


def inline(text: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def cells_of(data: bytes, filename: str = "danh-sach.xlsx") -> list[tuple]:
    return [row.cells for row in read_table_here(data, filename).rows]


def refusal(data: bytes | Path, filename: str = "danh-sach.xlsx", read=read_table_here) -> UnreadableFile:
    """Why it is refused."""
    with pytest.raises(UnreadableFile) as refused:
        read(data, filename)
    return refused.value


def refusal_apart(data: bytes | Path, filename: str = "danh-sach.xlsx") -> UnreadableFile:
    return refusal(data, filename, read_table)


def noise(length: int) -> bytes:
    """Bytes that no archive makes smaller, the same each time."""
    block = b"".join(zlib.crc32(b"%d" % n).to_bytes(4, "big") for n in range(256))
    return (block * (length // len(block) + 1))[:length]
