import stat
import sys
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipInfo

import pytest
from flask import Flask
from flask_babel import Babel

from network.foundation.spreadsheets.errors import SENTENCES, UnreadableFile
from tests.foundation.spreadsheets.files import (
    SHEET,
    make_xlsx,
    noise,
    packed,
    parts_of,
    refusal,
    refusal_apart,
    with_parts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (Path(sys.executable).resolve().read_bytes()[:100_000], "not_a_table"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8" + bytes(200), "not_a_table"),
        (b"\x89PNG\r\n\x1a\n" + noise(2_000), "not_a_table"),
        (b"{\\rtf1\\ansi Danh sach}", "not_a_table"),
        (OLE + "Workbook".encode("utf-16-le"), "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "not_a_table"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"<html><table><tr><td>Hoa</td></tr></table></html>", "web_page"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html>", "web_page"),
        ("\ufeff<table>".encode("utf-16-le"), "web_page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "web_page"),
        (packed(ODS), "opendocument"),
        (packed(DOCX), "not_a_table"),
        (packed({"a.txt": b"a"}), "not_a_table"),
        (with_parts({"xl/workbook.bin": b"a"}), "binary_excel"),
        (with_parts({"xl/vbaProject.bin": b"a"}), "macros"),
        (with_parts({"XL/VBAPROJECT.BIN": b"a"}), "macros"),
        (make_xlsx()[:-500], "damaged"),
        (make_xlsx()[:1_000], "damaged"),
        (with_parts({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        (with_parts({SHEET: b"<worksheet"}), "damaged"),
        (b"PK\x03\x04" + noise(1_000), "damaged"),
    ],
)
def test_what_is_no_table_is_told_by_its_content(data, key):
    assert refusal(data, "danh-sach.xlsx").key == key


@pytest.mark.parametrize("name", ["danh-sach.exe", "danh-sach.svg", "a.xlsx.html", "a.x\0y", "a.\udcff"])
def test_a_table_under_the_name_of_something_else_is_refused(name):
    assert refusal(b"a;b\n1;2\n", name).key == "not_a_table"
    assert refusal_apart(b"a;b\n1;2\n", name).key == "not_a_table"


def test_a_book_that_says_it_has_macros_is_refused():
    types = parts_of(make_xlsx())["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    assert refusal(with_parts({"[Content_Types].xml": types}), "a.xlsm").key == "macros"


def test_a_file_over_20_mb_is_refused_unread(tmp_path):
    large = tmp_path / "large.csv"
    large.write_bytes(b"a;b\n" * 5_300_000)

    assert refusal(large, "large.csv").key == "file_too_large"
    assert refusal_apart(large, "large.csv").key == "file_too_large"


def test_a_part_that_unpacks_out_of_proportion_is_refused():
    bomb = with_parts({"xl/media/image1.bin": bytes(5_000_000)})

    assert (len(bomb) < 20_000, refusal(bomb).key) == (True, "unpacks_too_large")


def test_parts_that_unpack_to_more_than_100_mb_together_are_refused():
    part = noise(1_000) * 10_500  # unpacks in proportion, alone
    assert refusal(with_parts({"xl/media/1.bin": part})).key == "unpacks_too_large"
    mixed = b"".join(noise(n % 800 + 200)[::-1] + b"%d" % n for n in range(20_000))
    bomb = with_parts({f"xl/media/{n}.bin": mixed for n in range(10)})

    assert refusal(bomb).key == "unpacks_too_large"


def test_a_size_that_lies_does_not_let_a_bomb_in():
    bomb = bytearray(with_parts({"xl/media/image1.bin": bytes(5_000_000)}))
    real, declared = (5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little")

    assert refusal(bytes(bomb.replace(real, declared))).key in ("damaged", "unpacks_too_large")


def test_an_archive_of_thousands_of_parts_is_refused():
    parts = {f"xl/media/{number}.bin": b"" for number in range(2_000)}

    assert refusal(with_parts(parts)).key == "unusual_package"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../a.xml", "xl/../../a.xml", "C:\\a.xml", "xl\\a.xml", "..", "xl/A.XML\0.bin"]
)
def test_names_that_lead_elsewhere_are_refused(name):
    part = ZipInfo("placeholder")
    part.filename = name

    assert refusal(packed([*parts_of(make_xlsx()).items(), (part, b"<a/>")])).key == "unusual_package"


def test_a_symbolic_link_is_refused():
    link = ZipInfo("xl/link.xml")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert refusal(packed([*parts_of(make_xlsx()).items(), (link, b"/etc/passwd")])).key == "unusual_package"


def test_doubled_names_are_refused():
    doubled = [*parts_of(make_xlsx()).items(), ("XL/workbook.xml", b"<a/>")]

    assert refusal(packed(doubled)).key == "unusual_package"


def test_a_way_of_packing_that_no_excel_uses_is_refused():
    part = ZipInfo("xl/a.xml")
    part.compress_type = ZIP_BZIP2

    assert refusal(packed([*parts_of(make_xlsx()).items(), (part, b"<a/>")])).key == "unusual_package"


def test_an_archive_with_a_password_is_told_as_such():
    data = bytearray(make_xlsx())
    place = data.index(b"PK\x01\x02") + 8
    data[place] |= 1

    assert refusal(bytes(data)).key == "password"


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml", "xl/a.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_wherever_it_stands(name, encoding):
    data = with_parts({name: DOCTYPE.decode().replace("1.0", "1.0").encode(encoding)})

    assert refusal(data).key == "unusual_package"


def test_openpyxl_parses_through_defusedxml():
    from openpyxl.worksheet import _reader

    assert _reader.iterparse.__module__ == "defusedxml.common"


def test_every_reason_has_a_sentence_with_a_remedy():
    named = {"row": 3, "cell": "B2", "sheet": "A", "headings": "Tên", "columns": "A", "first": 1, "second": 2}

    sentences = [UnreadableFile(key, **named).message for key in SENTENCES]

    assert len(set(sentences)) == len(SENTENCES)
    assert all(" Chị " in sentence and sentence.endswith(".") for sentence in sentences)
    assert not [sentence for sentence in sentences if "%(" in sentence or "!" in sentence or "bạn" in sentence]


def test_a_reason_can_be_kept_and_told_again():
    app = Flask(__name__)
    Babel(app)
    error = refusal(b"a,b\nc," + b"x" * 2_001, "a.csv")

    again = UnreadableFile(error.key, **error.values)

    with app.test_request_context():
        assert str(again) == "Ô B2 có hơn 2.000 ký tự. Chị rút ngắn ô này rồi lưu lại."
