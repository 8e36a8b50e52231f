"""Finds the heading of a table among titles, notes and units, and what its columns mean."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise

from openpyxl.utils import get_column_letter

from network.foundation.folding import fold
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.tables import Cell, Row, as_text

SEARCHED_ROWS = 30
LONGEST_HEADING = 120
COUNTING = {"tt", "stt", "sott", "sothutu", "thutu", "no"}  # numbers of rows: neither known nor unknown
SHORTEST_NUMBERING = 3
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Z])(=[\d+-]+)?\)?")
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")  # "Họ và tên (chữ in hoa)"


@dataclass(frozen=True)
class Names:
    """Which column a heading means: whatever its case, diacritics, punctuation and asides."""

    known: Mapping[str, Sequence[str]]

    @cached_property
    def keys(self) -> dict[str, str]:
        return {_plain(word): key for key, words in self.known.items() for word in words}

    def key_of(self, cell: Cell) -> str | None:
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
            return None
        return self.keys.get(_plain(cell)) or self.keys.get(_plain(_ASIDE.sub("", cell)))

    def found_in(self, row: Row) -> dict[int, str]:
        """The columns, from 0, whose headings stand in a row."""
        found = ((column, self.key_of(cell)) for column, cell in enumerate(row.cells))
        return {column: key for column, key in found if key}


@dataclass(frozen=True)
class Header:
    """The heading of a table.

    `number` of its (last) row; `columns`: the columns, from 0, of the known keys; `headings` as they
    are written; `unknown`: headings that mean nothing to us, by column; `missing`: required keys.
    """

    number: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    unknown: Mapping[int, str]
    missing: tuple[str, ...]
    names: Names = field(repr=False)

    def record(self, row: Row) -> dict[str, Cell]:
        """The cells of a row by the keys of their columns."""
        return {key: row.at(column) for key, column in self.columns.items()}

    def below(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of the table: those under the heading with a cell in a known column.

        A row that numbers the columns is passed over; a second heading raises UnreadableFile.
        """
        for row in rows:
            if row.number <= self.number or (row.number == self.number + 1 and _numbers_columns(row)):
                continue
            if self._is_repeated_by(row):
                raise _two_headers(self.number, row.number, self.headings.values())
            if any(row.at(column) is not None for column in self.columns.values()):
                yield row

    def _is_repeated_by(self, row: Row) -> bool:
        first = list(self.columns.items())[:2]
        return all(self.names.key_of(row.at(column)) == key for key, column in first)


def find_header(rows: Iterable[Row], known: Mapping[str, Sequence[str]], required: Collection[str] = ()) -> Header:
    """The heading among the first 30 rows, be it in one row or in two with groups above.

    `known` gives for each key the ways in which its heading is written, the usual one first.
    Raises UnreadableFile when there is none, when there are two, or when two columns mean the same.
    """
    names = Names(known)
    found = {row: names.found_in(row) for row in islice(rows, SEARCHED_ROWS)}
    best = max(found, key=lambda row: len(found[row]), default=None)
    if best is None or not _is_enough(set(found[best].values()), known, required):
        raise UnreadableFile("no_header", headings=", ".join(words[0] for words in known.values()))
    levels = _levels(best, found)
    for row in found:
        if row not in levels and len(found[row]) > 1:
            raise _two_headers(best.number, row.number, map(best.at, found[best]))
    return _header(levels, found, names, required)


def _is_enough(keys: set[str], known: Collection[str], required: Collection[str]) -> bool:
    """One heading may be a word in a note; two are a heading, and so is the only one that there can be."""
    return len(keys) > 1 or (len(keys) == 1 and (keys >= set(known) or keys >= set(required) > set()))


def _levels(best: Row, found: Mapping[Row, dict[int, str]]) -> list[Row]:
    """The row, with the one above or below it that names the columns which it leaves open."""
    for upper, lower in pairwise(found):
        together = best in (upper, lower) and lower.number == upper.number + 1
        if together and found[upper] and found[lower] and all(lower.at(each) is None for each in found[upper]):
            return [upper, lower]
    return [best]


def _header(levels: list[Row], found: Mapping[Row, dict[int, str]], names: Names, required: Collection[str]) -> Header:
    number = levels[-1].number
    keys = {column: key for row in levels for column, key in found[row].items()}
    texts = {
        column: " ".join(as_text(cell).split())
        for row in levels
        for column, cell in enumerate(row.cells)
        if cell is not None
    }
    _refuse_doubled(number, keys, texts)
    columns = {key: column for column, key in sorted(keys.items())}
    return Header(
        number=number,
        columns=columns,
        headings={key: texts[column] for key, column in columns.items()},
        unknown={at: text for at, text in sorted(texts.items()) if at not in keys and _plain(text) not in COUNTING},
        missing=tuple(key for key in names.known if key in required and key not in columns),
        names=names,
    )


def _refuse_doubled(number: int, keys: Mapping[int, str], texts: Mapping[int, str]) -> None:
    times = Counter(keys.values())
    doubled = [f"{get_column_letter(at + 1)} “{texts[at]}”" for at, key in sorted(keys.items()) if times[key] > 1]
    if doubled:
        raise UnreadableFile("doubled_columns", row=number, columns=", ".join(doubled))


def _two_headers(one: int, other: int, headings: Iterable[str]) -> UnreadableFile:
    first, second = sorted((one, other))
    return UnreadableFile("two_headers", first=first, second=second, headings=", ".join(headings))


def _numbers_columns(row: Row) -> bool:
    """Whether it is the row (1) (2) (3), or A B 1 2, which official tables have under their heading."""
    signs = [_COLUMN_NUMBER.fullmatch(as_text(cell)) for cell in row.cells if cell is not None]
    if len(signs) < SHORTEST_NUMBERING or not all(signs):
        return False
    figures = [int(sign[1]) for sign in signs if sign[1].isdigit()]
    return figures == list(range(1, len(figures) + 1))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
