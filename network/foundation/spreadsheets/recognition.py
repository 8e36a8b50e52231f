"""What a file is, told by its content; its name is only a label."""

import re
from typing import Literal

from network.foundation.spreadsheets.errors import UnreadableFile

# How a table may be called.  An .xls may hold any of them; an .xlsm is told that it has macros.
NAMES = {"", ".xlsx", ".xls", ".xlsm", ".csv", ".txt", ".tsv"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(r"[\s\ufeff]*(<(!|\?xml|html|head|meta|body|style|div|table)|mime-version:)", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
HEAD_BYTES, FEW_CONTROLS = 8192, 16


def kind_of(data: bytes, suffix: str) -> Literal["archive", "text"]:
    """Whether to read it as an archive (XLSX) or as text (CSV); raises UnreadableFile for all else.

    `suffix`: the end of its name with the dot, in lower case.
    """
    if not data.strip(b"\x00\t\r\n ") or data in (b"\xef\xbb\xbf", *_UTF_16):
        raise UnreadableFile("empty")
    if data.startswith(_OLE):
        raise UnreadableFile(_kind_of_ole(data))
    if data.startswith(b"%PDF-"):
        raise UnreadableFile("pdf")
    if data.startswith(_ZIP):
        kind = "archive"
    elif _is_binary(data[:HEAD_BYTES]) or data.startswith(b"{\\rtf"):
        raise UnreadableFile("not_a_table")
    elif _MARKUP.match(_head_as_text(data)):
        raise UnreadableFile("web_page")
    else:
        kind = "text"
    if suffix not in NAMES:
        raise UnreadableFile("not_a_table")
    return kind


def _kind_of_ole(data: bytes) -> str:
    """Office's old container: also what Excel puts around an XLSX with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return "old_excel"
    return "not_a_table"


def _is_binary(head: bytes) -> bool:
    """Whether one byte in twenty is a control character; a few NUL do not make a CSV binary."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return not head.startswith(_UTF_16) and controls > max(FEW_CONTROLS, len(head) / 20)


def _head_as_text(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8"
    return data[:HEAD_BYTES].decode(encoding, "ignore")
