"""Names of people: family, middle and given name in one string, ordered and said by the given name, which is last.

Where it is not (H'Hen Niê), whoever knows says so in `given`; nothing here guesses it from the letters.
"""

from functools import cache
from unicodedata import category, normalize

import regex
from confusable_homoglyphs.utils import load
from flask_babel import lazy_gettext as _l

from network.foundation.collation import collation_key
from network.foundation.folding import fold, keep_tones
from network.foundation.text import InvalidText, clean_line, length

LONGEST_NAME = 120


class NameProblem(InvalidText):
    """What is written cannot be a person's name."""

    sentences = {
        "blank": _l("Xin chị nhập họ và tên."),
        "too_long": _l("Họ tên dài %(size)d ký tự, nhiều hơn mức %(limit)d. Xin chị rút gọn."),
        "hidden": _l("Họ tên có ký tự ẩn. Xin chị xóa hết rồi gõ lại."),
        "digit": _l("Họ tên không có chữ số. Xin chị ghi số thứ tự, năm sinh ở chỗ khác."),
        "decorated": _l("Họ tên có chữ trang trí. Xin chị gõ lại bằng chữ thông thường."),
        "other_script": _l("Họ tên chưa viết bằng chữ Việt. Xin chị ghi theo cách viết tiếng Việt."),
        "mixed_script": _l("Họ tên có chữ “%(character)s” của bảng chữ khác. Xin chị gõ lại bằng chữ Việt."),
        "sign": _l("Họ tên có ký tự “%(character)s”. Xin chị chỉ dùng chữ cái, dấu cách, ' ’ - và dấu chấm."),
    }


def given_name(full_name: str) -> str:
    return " ".join(full_name.split()[-1:])


def short_name(full_name: str) -> str:
    """As colleagues say it, the last two syllables: `Minh Hạnh`."""
    return " ".join(full_name.split()[-2:])


def initials(full_name: str) -> str:
    """For a round badge: `MH`."""
    letters = (regex.search(r"\p{L}", word) for word in normalize("NFC", short_name(full_name)).split())
    return "".join(letter[0].upper()[0] for letter in letters if letter)


def sort_key(full_name: str, given: str | None = None) -> str:
    """ASCII, in Vietnamese order by its bytes: the given name first, then family and middle names."""
    names, own = full_name.split(), (given or given_name(full_name)).split()
    if own and names[-len(own) :] == own:
        names = names[: -len(own)]
    elif names[: len(own)] == own:
        names = names[len(own) :]
    return collation_key(" ".join(own)) + collation_key(" ".join(names))


def same_person_key(full_name: str) -> str:
    """Equal for two ways to write one name: `Trần Thị Hoà` and `TRẦN THỊ  HÒA`."""
    return keep_tones(clean_line(full_name)).replace("’", "'")


_SIGNS = " '’.-"
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u0323"  # tones, and what Ê Đê and Gia Rai put on a letter
_LETTER = regex.compile(r"[A-Za-z\u00C0-\u017F\u0180\u0243\u01A0\u01A1\u01AF\u01B0\u1E00-\u1EFF--×÷]", regex.V1)
_STACKED_MARKS = regex.compile(r"(?:^|\P{L})\p{M}|\p{M}{3}")


def check_name(full_name: str) -> None:
    """Raises NameProblem unless it is written as names are: letters of one alphabet, ours, and few signs."""
    if (size := length(full_name)) > LONGEST_NAME:
        raise NameProblem("too_long", size=size, limit=LONGEST_NAME)
    name = normalize("NFC", full_name)
    for character in name:
        if fault := _fault(character):
            if fault == "other_script" and _LETTER.search(name):
                fault = "mixed_script"
            raise NameProblem(fault, character=character)
    if not _LETTER.search(name):
        raise NameProblem("blank")
    if _STACKED_MARKS.search(name):
        raise NameProblem("decorated")


def _fault(character: str) -> str | None:
    """Why this character stands in no name; None when it may stand there."""
    kind = category(character)
    if character in _SIGNS or character in _MARKS:
        return None
    if kind[0] in "CZ":
        return "hidden"
    if kind == "Nd":
        return "digit"
    if normalize("NFKC", character) != character:  # mathematical, circled, wide letters and the like
        return "decorated"
    if _LETTER.match(character):
        return None
    return "other_script" if kind[0] in "LM" and not regex.match(r"\p{Script=Latin}", character) else "sign"


@cache
def _lookalikes() -> dict[int, str]:
    """Which Latin letter a letter of another alphabet looks like.  Source: Unicode Technical Standard 39."""
    shapes = load("confusables.json")
    return {
        ord(glyph): letter
        for letter in map(chr, range(ord("A"), ord("z") + 1))
        for other in shapes.get(letter, ())
        if len(glyph := other["c"].strip("\u200e")) == 1 and not glyph.isascii()
    }


_ALIKE_IN_LATIN = {"0": "o", "1": "l", "i": "l", "|": "l", "rn": "m", "vv": "w"}


def skeleton(name: str) -> str:
    """What the eye keeps of a name: two that look alike have the same.  To compare, never to show."""
    seen = fold(normalize("NFKC", normalize("NFKC", name).translate(_lookalikes())))
    for shape, letter in _ALIKE_IN_LATIN.items():
        seen = seen.replace(shape, letter)
    return "".join(filter(str.isalnum, seen))
