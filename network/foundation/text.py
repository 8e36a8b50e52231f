"""Text as it comes in: cleaned at the door, counted as people count, cut where nothing breaks.

Everything here keeps what a person meant and drops what she cannot see: NFC, no control or bidirectional
characters, no zero-width ones except those that hold an emoji together, `Ð` (from old Vietnamese fonts) as `Đ`.
"""

import re
from itertools import islice
from unicodedata import normalize

import regex
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

ZERO_WIDTH_JOINER = "\u200d"
MARKS_ON_A_LETTER = 4  # more is decoration that runs over the neighbouring lines


class InvalidText(ValueError):
    """Text that cannot be taken, for a reason with a name, `key`, and a translated sentence, `str(error)`.

    Kinds of text with rules of their own (names, dates, addresses) subclass it with `sentences` of their own.
    """

    sentences = {"surrogate": _l("Văn bản bị hỏng khi gửi đi. Xin chị chép lại và gửi lần nữa.")}

    def __init__(self, key: str, **gaps: object) -> None:
        self.key, self.gaps = key, gaps
        # WTForms shows args[0] beside the field: a sentence, in the language of whoever reads it.
        super().__init__(LazyString(self.__str__))

    def __str__(self) -> str:
        sentence = str(self.sentences[self.key])
        return sentence % self.gaps if self.gaps else sentence


def _span(*ranges: tuple[int, int]) -> list[int]:
    return [code for first, last in ranges for code in range(first, last + 1)]


_UNSEEN = _span(
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200C),  # zero-width; their neighbour, the joiner, has a rule of its own
    (0x200E, 0x200F),
    (0x202A, 0x202E),  # bidirectional embedding and override
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xFDD0, 0xFDEF),  # never characters, and refused by spreadsheets
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)
_BLANKS = "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
_BLANKS += "\u202f\u205f\u3000" + "\u115f\u1160\u2800\u3164\uffa0"  # the last five are letters that show nothing
_LINE_ENDS = "\v\f\r\x85\u2028\u2029"
_D_WITH_STROKE = {"Ð": "Đ", "ð": "đ", "\u0189": "Đ"}

_DROPPED = dict.fromkeys(_UNSEEN) | str.maketrans(_D_WITH_STROKE)
_ON_ONE_LINE = _DROPPED | dict.fromkeys(map(ord, _BLANKS), " ")
_ON_LINES = _DROPPED | dict.fromkeys(map(ord, _LINE_ENDS), "\n") | str.maketrans("\n\t", "\n\t")

_JOINER_OUTSIDE_EMOJI = regex.compile(
    r"(?<!\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D|\u200D(?!\p{Extended_Pictographic})"
)
_TOO_MANY_MARKS = regex.compile(rf"(\p{{M}}{{{MARKS_ON_A_LETTER}}})\p{{M}}+")
_LEADING_EMPTY_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_CLUSTER = regex.compile(r"\X")
_ONE_CODE_EACH = re.compile(r"[\t\n\x20-\u02FF\u1E00-\u1EFF\u2010-\u2027]*")


def reject_invalid(text: str) -> None:
    """Raises InvalidText when half of a surrogate pair stands alone: no database and no file can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidText("surrogate") from error


def clean_line(text: str) -> str:
    """What was typed into a field of one line; blanks of any kind and number become one space.  Raises InvalidText."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_cleaned(text, _ON_ONE_LINE).split())


def clean_text(text: str) -> str:
    """What was written on several lines; lines end in \\n, no empty ones lead or trail.  Raises InvalidText."""
    return _LEADING_EMPTY_LINES.sub("", _cleaned(text.replace("\r\n", "\n"), _ON_LINES)).rstrip()


def _cleaned(text: str, table: dict) -> str:
    reject_invalid(text)
    text = text.translate(table)
    if ZERO_WIDTH_JOINER in text:
        text = _JOINER_OUTSIDE_EMOJI.sub("", text)
    return _TOO_MANY_MARKS.sub(r"\1", normalize("NFC", text))


def length(text: str) -> int:
    """How many characters a person counts: what is one on the screen is one, however it is made up."""
    if _ONE_CODE_EACH.fullmatch(text):
        return len(text)
    return sum(1 for _ in _CLUSTER.finditer(text))


def cut(text: str, limit: int) -> str:
    """Its beginning, of at most `limit` characters as a person counts them."""
    return "".join(islice((cluster[0] for cluster in _CLUSTER.finditer(text)), limit))


def cut_bytes(text: str, limit: int) -> str:
    """Its beginning, of at most `limit` bytes of UTF-8, never cut within what is one character to a person."""
    end = size = 0
    for cluster in _CLUSTER.finditer(text):
        size += len(cluster[0].encode())
        if size > limit:
            break
        end = cluster.end()
    return text[:end]
