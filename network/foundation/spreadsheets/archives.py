"""Looks through an XLSX, which is an archive of XML, before anything parses it."""

import stat
from collections.abc import Sequence
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from network.foundation.spreadsheets import limits
from network.foundation.spreadsheets.errors import UnreadableFile

CHUNK_BYTES = 64 * 1024
CONTENT_TYPES = "[Content_Types].xml"
ENCRYPTED = 0x1


def check_archive(data: bytes) -> None:
    """Raise UnreadableFile unless it is a plain XLSX that unpacks to a reasonable size."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        _check_names(parts)
        _check_kind({part.filename for part in parts})
        _check_contents(archive, parts)
        types = archive.read(CONTENT_TYPES).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise UnreadableFile("macros")


def _check_names(parts: Sequence[ZipInfo]) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise UnreadableFile("password")
    names = {part.filename.casefold() for part in parts}
    if len(parts) > limits.PARTS or len(names) < len(parts) or any(map(_is_odd, parts)):
        raise UnreadableFile("unusual_package")


def _is_odd(part: ZipInfo) -> bool:
    """Whether its name leads elsewhere, or it is a link, or packed as no spreadsheet program packs."""
    name = part.orig_filename
    return (
        name.startswith("/")
        or any(sign in name for sign in "\\:\0")
        or ".." in name.split("/")
        or stat.S_ISLNK(part.external_attr >> 16)
        or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
    )


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise UnreadableFile("binary_excel")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("macros")
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableFile("opendocument")
    if CONTENT_TYPES not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFile("not_a_table")


def _check_contents(archive: ZipFile, parts: Sequence[ZipInfo]) -> None:
    """Unpack every part and count what really comes out; the sizes that it declares may lie."""
    unpacked = 0
    for part in parts:
        most = max(part.compress_size * limits.UNPACKED_RATIO, limits.SMALL_PART_BYTES)
        here = 0
        refuses_doctype = _DoctypeWatch()
        with archive.open(part) as content:
            while chunk := content.read(CHUNK_BYTES):
                here += len(chunk)
                if here > most or unpacked + here > limits.UNPACKED_BYTES:
                    raise UnreadableFile("unpacks_too_large")
                refuses_doctype.feed(chunk)
        unpacked += here


class _DoctypeWatch:
    """Refuses a part with a document type (where entities are declared); what is not XML passes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse

    def refuse(self, *_declaration: object) -> None:
        raise UnreadableFile("unusual_package")

    def feed(self, chunk: bytes) -> None:
        if self.parser is not None:
            try:
                self.parser.Parse(chunk)
            except expat.ExpatError:
                self.parser = None
