"""Reads a table from a file that anybody may have made."""

import json
import os
import signal
import subprocess
import sys
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import IO

from network.foundation.spreadsheets import limits
from network.foundation.spreadsheets.errors import UnreadableFile
from network.foundation.spreadsheets.parsing import open_table
from network.foundation.spreadsheets.recognition import NAMES
from network.foundation.spreadsheets.tables import Cell, Row, Table

WORKER = Path(__file__).with_name("worker.py")
# What Python needs to start; the secrets of the application stay outside.
ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "TMPDIR")
# Ended for its use of time or memory, by its limits or by the system's.
TOO_HEAVY = {limits.OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL}
CHUNK_BYTES = 256 * 1024


def read_table(
    data: bytes | Path, filename: str, *, sheet: str | None = None, seconds: int = limits.CPU_SECONDS
) -> Table:
    """The table of an untrusted file, parsed by a process of its own within a time and 300 MB.

    `filename` is what its owner calls it; what it is, is told by its content.  `sheet`: which one of
    an XLSX, else the first visible one with content.  `seconds` of processor time.  The rows wait in
    a temporary file: they may be gone through more than once, and take no memory.
    Raises UnreadableFile.
    """
    with _opened(data) as source, TemporaryFile() as spool:
        if os.fstat(source.fileno()).st_size > limits.FILE_BYTES:
            raise UnreadableFile("file_too_large")
        told = _parse_apart(source, spool, [_suffix(filename), str(seconds), json.dumps(sheet)])
        if "unreadable" in told:
            raise UnreadableFile(told["unreadable"], **told["values"])
        rows = SpooledRows(os.dup(spool.fileno()), told["rows"])
    return Table(**told | {"rows": rows, "sheets": tuple(told["sheets"])})


def read_table_here(data: bytes | Path, filename: str, *, sheet: str | None = None) -> Table:
    """The same in this process and in memory: for files of our own, and for tests."""
    if isinstance(data, Path):
        data = data.read_bytes()
    if len(data) > limits.FILE_BYTES:
        raise UnreadableFile("file_too_large")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of decorations that it does not know
        table = open_table(data, _suffix(filename), sheet)
        return replace(table, rows=list(table.rows))


class SpooledRows:
    """Rows that wait in a temporary file, a JSON line each."""

    def __init__(self, descriptor: int, count: int) -> None:
        self._descriptor, self._count = descriptor, count
        weakref.finalize(self, os.close, descriptor)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for line in self._lines():
            number, *cells = json.loads(line, object_hook=_undated)
            yield Row(number, tuple(cells))

    def _lines(self) -> Iterator[bytes]:
        """Read by offset, so that two who go through the rows at once do not disturb each other."""
        offset, rest = 0, b""
        while chunk := os.pread(self._descriptor, CHUNK_BYTES, offset):
            offset += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines


def _undated(pair: dict[str, str]) -> Cell:
    """A day or a moment from the form in which the worker sends it."""
    [(kind, text)] = pair.items()
    return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)


def _suffix(filename: str) -> str:
    suffix = PurePath(filename).suffix.lower()
    return suffix if suffix in NAMES else ".other"


@contextmanager
def _opened(data: bytes | Path) -> Iterator[IO[bytes]]:
    if isinstance(data, Path):
        with data.open("rb") as source:
            yield source
    else:
        with TemporaryFile() as source:
            source.write(data)
            source.seek(0)
            yield source


def _parse_apart(source: IO[bytes], spool: IO[bytes], wishes: list[str]) -> dict:
    """Run the worker; what it tells.  Waiting for it leaves a server under gevent free to serve."""
    descriptor = spool.fileno()
    command = [sys.executable, "-P", str(WORKER), str(descriptor), *wishes]
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    with subprocess.Popen(  # noqa: S603  the program and its arguments are ours
        command, stdin=source, stdout=subprocess.PIPE, pass_fds=[descriptor], env=environment
    ) as process:
        try:
            told, _nothing = process.communicate(timeout=limits.WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise UnreadableFile("too_heavy") from None
        except BaseException:  # whoever waited was cancelled
            process.kill()
            raise
    if process.returncode in TOO_HEAVY:
        raise UnreadableFile("too_heavy")
    if process.returncode < 0:  # killed by a fault of a parser
        raise UnreadableFile("damaged")
    if process.returncode:
        raise RuntimeError(f"the worker that reads spreadsheets ended with {process.returncode}")
    return json.loads(told)
