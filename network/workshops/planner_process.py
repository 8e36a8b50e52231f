"""The planner in a process of its own: it may reckon for seconds, and would stop everything else in ours."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import network

LONGEST = 60  # seconds; it takes a few at the most
HOUSE = Path(network.__file__).parent

# The planner alone: `import network` would bring Flask and the whole house, and more than a second with them.
PLANNER = (
    "import runpy, sys, types; house = types.ModuleType('network'); house.__path__ = [sys.argv.pop()]; "
    "sys.modules['network'] = house; runpy.run_module('network.workshops.rotation', run_name='__main__')"
)

Progress = Callable[[int, float], object]  # the level that is being settled, the part done of the whole


class PlannerFailed(RuntimeError):
    """It ended without a plan; the message is what it said last, for the log."""


def ask_planner(document: Mapping, progress: Progress) -> dict:
    """Its answer, {"plan", "best_sum"}, to the input in a document.  Raises PlannerFailed."""
    with TemporaryFile() as question:  # a pipe would have to be watched at both its ends
        question.write(json.dumps(document).encode())
        question.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603  nothing that people typed is on its command line
                [sys.executable, "-c", PLANNER, str(HOUSE)],
                stdin=question,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise PlannerFailed(str(error)) from error
    clock = threading.Timer(LONGEST, process.kill)
    clock.start()
    with process:
        try:
            return _listen(process, progress)
        finally:
            clock.cancel()
            process.kill()


def _listen(process: subprocess.Popen, progress: Progress) -> dict:
    last = _follow(process.stderr, progress)
    answer = process.stdout.read()
    if process.wait() != 0:
        raise PlannerFailed(f"status {process.returncode}: {last}")
    return json.loads(answer)


def _follow(lines: IO[bytes], progress: Progress) -> str:
    """Pass its progress on until it falls silent; returns the last thing it said that is no progress."""
    last = ""
    for line in lines:
        told = _progress(line)
        if told:
            progress(*told)
        else:
            last = line.decode(errors="replace").strip()
    return last


def _progress(line: bytes) -> tuple[int, float] | None:
    try:
        told = json.loads(line)
        return told["level"], told["done"]
    except (ValueError, KeyError, TypeError):
        return None
