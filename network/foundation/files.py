"""Files that people bring: kept outside the reach of the web server, under names that say nothing.

A file is whole or not there: written beside its place, forced to the disk, then moved.  It is written before the
row that names it is committed, so that a crash leaves a file without a row, never a row without a file; what no
row names is taken away at night.
"""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from flask import current_app

_NAME = re.compile(r"[0-9a-f]{32}(?:-[a-z0-9]+)?\.[a-z0-9]+")


class Kept(NamedTuple):
    """A file in a folder, and when it was written."""

    name: str
    written_at: datetime


def new_name() -> str:
    """The random part of a file's name."""
    return secrets.token_hex(16)


def keep(folder: str, name: str, content: bytes) -> None:
    """Write a file, readable by this program alone; when this returns it is on the disk."""
    path = path_of(folder, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A name is as lasting as the folder that holds it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def path_of(folder: str, name: str) -> Path:
    """Where a file lies.  Raises ValueError for a name that is none of ours."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of a kept file: {name!r}")
    return Path(current_app.config["FILES"]) / folder / name[:2] / name


def drop(folder: str, name: str) -> None:
    path_of(folder, name).unlink(missing_ok=True)


def kept_in(folder: str) -> Iterator[Kept]:
    """The files of a folder; those being written are left out."""
    for path in (Path(current_app.config["FILES"]) / folder).glob("??/*"):
        if _NAME.fullmatch(path.name):
            yield Kept(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC))
