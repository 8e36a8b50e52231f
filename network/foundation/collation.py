"""Vietnamese order as a key that sorts by its bytes, the same on SQLite and PostgreSQL.

Letters decide first (a ă â b c d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng), then lower before upper case:
ma mà mả mã má mạ mai mái mă mâ.  Signs other than letters and digits part words, an apostrophe or dot does not.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from network.foundation.folding import keep_tones

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"  # as many, in the order of their codes
_LETTERS = dict(zip(_ALPHABET, _PLACES, strict=True))
_AFTER_ALL = "z%06x"  # letters of other scripts, by their codes
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONE, _OTHER_MARK = "0", "6"
_LEVEL, _WORD = "!", "#"  # a level ends before a further word begins, a word before a further letter
_WITHIN_A_WORD = re.compile(r"['’.]")
_BETWEEN_WORDS = re.compile(r"(?:[^\w\u0300-\u036F]|_)+")


def collation_key(text: str) -> str:
    """An ASCII key: of two texts, the one with the smaller key stands first."""
    keys = [_word_key(word) for word in _BETWEEN_WORDS.split(_WITHIN_A_WORD.sub("", text)) if word]
    return "".join(_WORD.join(level) + _LEVEL for level in zip(*keys, strict=True)) or _LEVEL * 3


@lru_cache(maxsize=8192)
def _word_key(word: str) -> tuple[str, str, str]:
    """Its letters, its tones, its case; the last two without their trailing zeros.

    The tone is sought in its older place: who writes Hoà and who writes Hòa stand together.
    """
    letters, tones = zip(*map(_place, keep_tones(word)), strict=True)
    cases = ["0" if letter == letter.lower() else "1" for letter in normalize("NFC", word)]
    return "".join(letters), "".join(tones).rstrip("0"), "".join(cases).rstrip("0")


def _place(character: str) -> tuple[str, str]:
    """The places of its letter and of its tone."""
    parts = normalize("NFD", character)
    tone = next((_TONES[part] for part in parts if part in _TONES), _NO_TONE)
    letter = normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if letter in _LETTERS or not letter:
        return _LETTERS.get(letter, ""), tone
    if parts[0] in _LETTERS:  # ç, ñ with a cedilla or dots of no tone: beside the letter they adorn
        return _LETTERS[parts[0]], _OTHER_MARK
    return _AFTER_ALL % ord(letter[0]), tone
