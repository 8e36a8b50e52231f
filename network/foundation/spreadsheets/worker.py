"""The process that parses one untrusted file: `python -P worker.py SPOOL SUFFIX SECONDS SHEET`.

The file comes on standard input.  Its rows go to the spool (a file descriptor), a line each; what was
recognised, or why it could not be read, goes to standard output.  SHEET is JSON: a name, or null.
The process has limits on its time and memory, and none of the application in it.
"""

import json
import os
import resource
import signal
import sys
import warnings
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

WATCH_SECONDS = 0.05  # of processor time


def main(spool: str, suffix: str, seconds: str, sheet: str) -> None:
    _stay_apart()
    # Not at the top: these must not find the application above them.
    from network.foundation.spreadsheets import limits
    from network.foundation.spreadsheets.errors import UnreadableFile
    from network.foundation.spreadsheets.parsing import open_table

    _limit(int(seconds), limits.MEMORY_BYTES, limits.OUT_OF_MEMORY)
    warnings.simplefilter("ignore")
    try:
        with open(int(spool), "w", encoding="utf-8") as lines:
            table = open_table(sys.stdin.buffer.read(), suffix, json.loads(sheet))
            told = {**vars(table), "rows": 0}
            for row in table.rows:
                cells = json.dumps([row.number, *row.cells], ensure_ascii=False, default=_dated)
                lines.write(cells + "\n")
                told["rows"] += 1
    except UnreadableFile as error:
        told = {"unreadable": error.key, "values": error.values}
    except MemoryError:  # perhaps not even enough is left to say so
        os._exit(limits.OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)  # when Python ends it takes the handler away
    json.dump(told, sys.stdout)


def _stay_apart() -> None:
    """Put stand-ins for the packages above this one, whose own code loads the whole application.

    openpyxl does without numpy, which takes more memory than a large table, and without Pillow.
    """
    folders = Path(__file__).resolve().parents
    for name, folder in (("network", folders[2]), ("network.foundation", folders[1])):
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__path__ = [str(folder)]
    sys.modules.update({"numpy": None, "PIL": None})


def _limit(seconds: int, memory: int, out_of_memory: int) -> None:
    """Limit processor time and, where the system lets us, memory.

    Python may turn in a circle when not even an exception finds room.  So the limit is watched from
    within, and the system's own, further up, is for what grows by leaps.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory * 3 // 2, memory * 3 // 2))

        def watch(*_signal: object) -> None:
            resident = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
            if resident > memory:
                os._exit(out_of_memory)

        signal.signal(signal.SIGPROF, watch)
        signal.setitimer(signal.ITIMER_PROF, WATCH_SECONDS, WATCH_SECONDS)


def _dated(cell: date | datetime) -> dict[str, str]:
    return {type(cell).__name__: cell.isoformat()}


if __name__ == "__main__":
    main(*sys.argv[1:])
