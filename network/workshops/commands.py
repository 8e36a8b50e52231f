"""`flask rotation plan`: the host rotation from a file, for people and scripts; no database is asked."""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from network.workshops.rotation.document import LONGEST_DOCUMENT
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.reading import read

cli = AppGroup("rotation", help="The host rotation (luân phiên đăng cai).")

BAD_INPUT = 2
BAD_OUTPUT = 1


@cli.command("plan")
@click.option("--input", "source", default="-", metavar="FILE|-", help="The input, JSON; - for standard input.")
@click.option("--output", "target", default="-", metavar="FILE|-", help="The plan; - for standard output.")
def plan(source: str, target: str) -> None:
    """Propose who hosts in each year of a horizon."""
    # HiGHS brings numpy: a server, which loads this file but never plans, should not carry them.
    from network.workshops.rotation.solver import propose

    try:
        rotation = read(content(source))
    except InvalidRotation as error:
        stop(BAD_INPUT, str(error))
    text = json.dumps(propose(rotation).as_json(), ensure_ascii=False, indent=2) + "\n"
    deliver(text.encode(), target)


def content(source: str) -> bytes:
    """What stands in the source, as far as anyone could want to read it."""
    if source == "-":
        return sys.stdin.buffer.read(LONGEST_DOCUMENT + 1)
    try:
        with open(source, "rb") as file:
            return file.read(LONGEST_DOCUMENT + 1)
    except OSError as error:
        stop(BAD_INPUT, f"Chưa đọc được tệp {source}: {error.strerror}.")


def deliver(text: bytes, target: str) -> None:
    """Write the whole text or none of it."""
    try:
        if target == "-":
            click.echo(text, nl=False)
        elif Path(target).exists() and not Path(target).is_file():  # a pipe or a device takes it as it comes
            Path(target).write_bytes(text)
        else:
            put_in_place(text, Path(target).resolve())
    except OSError as error:
        stop(BAD_OUTPUT, f"Chưa ghi được {target}: {error.strerror}.")


def put_in_place(text: bytes, path: Path) -> None:
    """Beside the file first, so that a full disk or an interruption leaves what was there before."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def stop(status: int, sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(status)
