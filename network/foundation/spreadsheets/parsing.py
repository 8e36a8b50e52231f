"""Recognises a file and opens it, in the process that calls; `reading` does so in a process apart."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from network.foundation.spreadsheets.csv_files import open_csv
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.recognition import kind_of
from network.foundation.spreadsheets.tables import Row, Table
from network.foundation.spreadsheets.xlsx_files import open_xlsx


def open_table(data: bytes, suffix: str, sheet: str | None = None) -> Table:
    """The table of a file; its rows are parsed as they are asked for.

    Opening it and asking for a row raise UnreadableFile.  `suffix`: the end of its name, as `.xlsx`.
    """
    with _blaming_the_file():
        table = open_xlsx(data, sheet) if kind_of(data, suffix) == "archive" else open_csv(data)
    return replace(table, rows=_blamed(table.rows))


def _blamed(rows: Iterable[Row]) -> Iterator[Row]:
    with _blaming_the_file():
        yield from rows


@contextmanager
def _blaming_the_file() -> Iterator[None]:
    """A parser meets damage in a thousand ways: whatever goes wrong in here is the file's doing."""
    try:
        yield
    except UnreadableFile:
        raise
    except MemoryError:
        raise UnreadableFile("too_heavy") from None
    except Exception as fault:
        raise UnreadableFile("damaged") from fault
