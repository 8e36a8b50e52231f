"""Words as one searches for them: without case, without marks, `đ` as d; and queries made of them.

SQLite and PostgreSQL find the same rows because both are given words that we split, of text that we folded.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from unicodedata import category, normalize

WORDS_IN_A_QUERY = 16
LETTERS_IN_A_WORD = 64  # PostgreSQL refuses a query with a word of 2,000
_CACHED_BELOW = 0x3000  # letters with marks and common signs; what lies beyond is rare and not worth the memory


class _Table(dict):
    """For str.translate: what each character becomes, filled as characters come."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self.become = become

    def __missing__(self, code: int) -> str:
        became = self.become(chr(code))
        if code < _CACHED_BELOW:
            self[code] = became
        return became


def _without_mark(character: str) -> str:
    if character in "đĐðÐ":
        return "d"
    base, *marks = normalize("NFD", character)
    if any(category(mark) != "Mn" for mark in marks):  # Korean syllables: not a letter with marks
        base = character
    return base.lower()[0]


def _in_a_word(character: str) -> str:
    kind = category(character)
    return character if kind[0] == "L" or kind == "Nd" else " "


_FOLDED, _PARTED = _Table(_without_mark), _Table(_in_a_word)


def fold(text: str) -> str:
    """Text without case and marks: `hoà` and `HÒA` are `hoa`.

    One character comes out for each of the NFC form of what went in, so that places found in one are places
    in the other.
    """
    return normalize("NFC", text).translate(_FOLDED)


def part_words(text: str) -> str:
    """Text with a blank for each sign, so that words are parted by blanks alone; places stay as with `fold`.

    To be done before a database indexes it: PostgreSQL takes `150-QĐ/TW` for a number and a file.
    """
    return normalize("NFC", text).translate(_PARTED)


def search_text(text: str) -> str:
    """Folded words and blanks."""
    return fold(part_words(text))


_TONES = "\u0300\u0309\u0303\u0301\u0323"


def _tones_on(vowels: str) -> list[tuple[str, str]]:
    """Two vowels with each tone, on the first and on the second of them: `òa`, `oà`."""
    first, second = vowels
    return [(normalize("NFC", first + tone) + second, first + normalize("NFC", second + tone)) for tone in _TONES]


_FIRST, _SECOND = (
    "|".join(pair[place] for vowels in ("oa", "oe", "uy") for pair in _tones_on(vowels)) for place in (0, 1)
)
_AFTER_Q = "|".join(first for vowels in ("ua", "ue", "uy") for first, _ in _tones_on(vowels))
_MISPLACED_TONE = re.compile(
    rf"(?<!q)(?:{_SECOND})(?!\w)"  # hoà, thuỷ: where the syllable ends, on the first
    rf"|(?:{_FIRST})(?=\w)"  # hòan: where it goes on, on the second
    rf"|(?<=q)(?:{_AFTER_Q})"  # qúy: u belongs to q
)
_MOVED = {
    typed: moved
    for vowels in ("oa", "oe", "uy", "ua", "ue")
    for first, second in _tones_on(vowels)
    for typed, moved in ((first, second), (second, first))
}


def keep_tones(text: str) -> str:
    """Text without case, each tone in its older place: `Hoà`, `hòa` and `HÒA` are one, `hoa` is another.

    For what must match marks and all: exact hits before others, the same name typed twice.
    """
    plain = normalize("NFC", text.casefold()).replace("ð", "đ")
    return _MISPLACED_TONE.sub(lambda found: _MOVED[found[0]], plain)


def has_marks(query: str) -> bool:
    """Was it typed with marks or `đ`, and so meant exactly?"""
    return fold(query) != normalize("NFC", query).lower()


def words(query: str, limit: int = WORDS_IN_A_QUERY) -> list[str]:
    """Its first words, as written: letters and digits only, so that they are safe in any query."""
    return [word[:LETTERS_IN_A_WORD] for word in part_words(query).split()[:limit]]


class _Term(NamedTuple):
    """What a row must hold: words in a row, the last of which may go on."""

    words: list[str]
    goes_on: bool


_QUOTES = str.maketrans("“”„«»", '"' * 5)
_QUOTED_OR_NOT = re.compile(r'"([^"]*)"|([^"]+)')


def _terms(query: str) -> list[_Term]:
    terms = []
    for phrase, others in _QUOTED_OR_NOT.findall(query.translate(_QUOTES)):
        if phrase and (together := words(phrase)):
            terms.append(_Term(together, goes_on=False))
        terms += [_Term([word], goes_on=False) for word in words(others)]
    terms = terms[:WORDS_IN_A_QUERY]
    if terms and not query.rstrip().translate(_QUOTES).endswith('"'):
        terms[-1] = terms[-1]._replace(goes_on=True)
    return terms


def fts5_query(query: str) -> str:
    """For SQLite's MATCH: rows with all words, the last perhaps unfinished; "words in a row" stay in a row.

    The query comes as the column does, by `fold` or `keep_tones`.  Empty when there is no word in it, which MATCH
    refuses: then there is nothing to look for.
    """
    return " AND ".join(f'"{" ".join(term.words)}"' + "*" * term.goes_on for term in _terms(query))


def tsquery(query: str) -> str:
    """The same for PostgreSQL's to_tsquery('simple', …)."""
    written = []
    for term in _terms(query):
        in_a_row = " <-> ".join(f"'{word}'" for word in term.words)
        written.append(f"({in_a_row})" if len(term.words) > 1 else in_a_row + ":*" * term.goes_on)
    return " & ".join(written)
