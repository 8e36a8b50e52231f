"""The process that parses untrusted files: what it can do, and what it cannot."""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from network.foundation.spreadsheets import limits
from network.foundation.spreadsheets.reading import ENVIRONMENT, WORKER, read_table, read_table_here
from network.foundation.spreadsheets.tables import Row
from tests.foundation.spreadsheets.files import (
    MORNING,
    inline,
    make_book,
    make_xlsx,
    refusal,
    refusal_apart,
    saved,
    with_sheet,
)

ROOT = Path(__file__).parents[3]


def large_xlsx(rows: int = limits.ROWS) -> bytes:
    """A full roster in the way of Excel, quickly made."""
    row = "<row r='{n}'><c r='A{n}'><v>{n}</v></c>{name}<c r='C{n}' s='1'><v>{day}</v></c>{phone}</row>"
    xml = (
        row.format(
            n=n, name=inline(f"Nguyễn Thị {n}", f"B{n}"), day=20_000 + n % 9_000, phone=inline(f"09{n:08}", f"D{n}")
        )
        for n in range(1, rows + 1)
    )
    return with_sheet("".join(xml), before=f'<dimension ref="A1:D{rows}"/>')


@pytest.fixture(scope="module")
def roster() -> bytes:
    return large_xlsx()


def test_it_reads_what_is_read_here():
    book = make_book(("Tên", "Sinh", "Lúc", "Số"), ("Hoà\nMai", date(1980, 3, 9), MORNING, 2.5), (None, 5))
    data = saved(book)

    apart, here = read_table(data, "a.xlsx"), read_table_here(data, "a.xlsx")

    assert list(apart.rows) == here.rows
    assert len(apart.rows) == len(here.rows)
    assert (apart.kind, apart.sheet, apart.sheets) == (here.kind, here.sheet, here.sheets)


def test_it_reads_a_file_from_the_disk(tmp_path):
    file = tmp_path / "danh sách.csv"
    file.write_text("a;b\n1;2\n")

    table = read_table(file, file.name)

    assert (table.encoding, table.delimiter, list(table.rows)) == (
        "UTF-8",
        ";",
        [Row(1, ("a", "b")), Row(2, ("1", "2"))],
    )


def test_a_sheet_can_be_asked_for():
    book = make_book(("Hoà",))
    book.create_sheet("Phụ lục “2”").append(("Mai",))

    assert list(read_table(saved(book), "a.xlsx", sheet="Phụ lục “2”").rows) == [Row(1, ("Mai",))]


def test_it_says_why_a_file_cannot_be_read():
    error = refusal_apart(b"a,b\nc," + b"x" * 2_001, "a.csv")

    assert (error.key, error.values) == ("cell_too_long", {"cell": "B2"})
    assert refusal_apart(make_xlsx()[:-100]).key == "damaged"


def test_rows_can_be_gone_through_twice_at_once():
    rows = read_table("".join(f"{n};x\n" for n in range(20_000)).encode(), "a.csv").rows

    assert all(one == other for one, other in zip(rows, rows, strict=True))
    assert sum(1 for _row in rows) == 20_000


def test_a_roster_of_100_000_rows_is_read(roster):
    rows = list(read_table(roster, "a.xlsx").rows)

    assert len(rows) == limits.ROWS
    assert rows[-1] == Row(100_000, (100_000, "Nguyễn Thị 100000", date(1957, 6, 29), "0900100000"))


def test_a_csv_of_100_000_rows_is_read():
    data = "".join(f"{n};Nguyễn Thị {n};21/9/1980;09{n:08};Bộ Nội vụ\n" for n in range(limits.ROWS)).encode()

    assert sum(1 for _row in read_table(data, "a.csv").rows) == limits.ROWS


def test_a_file_that_takes_long_is_given_up(roster):
    error = refusal(roster, read=lambda data, name: read_table(data, name, seconds=1))

    assert error.key == "too_heavy"


def test_a_file_that_takes_much_memory_is_given_up():
    depths = "".join(f"<a{number}>" for number in random.Random(1).choices(range(997), k=2_000_000))

    assert refusal_apart(with_sheet(depths)).key == "too_heavy"


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import os, sys
from pathlib import Path
import gevent
from network.foundation.spreadsheets.reading import read_table

def tick():
    while True:
        ticks.append(1)
        gevent.sleep(0.01)

ticks, file = [], Path(sys.argv[1])
gevent.spawn(tick)
rows = read_table(file, "a.xlsx").rows
served = len(ticks)
cancelled = gevent.Timeout(0.3)
try:
    with cancelled:
        read_table(file, "a.xlsx")
except gevent.Timeout as timeout:
    assert timeout is cancelled
    print(sum(1 for row in rows), served > 20, Path(f"/proc/self/task/{os.getpid()}/children").read_text())
"""


def test_a_server_goes_on_serving_meanwhile_and_a_cancelled_read_leaves_nothing_running(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(large_xlsx(10_000))

    command = [sys.executable, "-W", "error", "-c", UNDER_GEVENT, str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert (ran.stderr, ran.stdout.split()) == ("", ["10000", "True"])


def test_it_has_none_of_the_application_in_it():
    arguments = [str(WORKER), str(os.open(os.devnull, os.O_WRONLY)), ".xlsx", "10", "null"]
    script = (
        "import runpy, sys; sys.argv.pop(0);"
        "runpy.run_path(sys.argv[0], run_name='__main__'); print('', *sys.modules, sep='\\n')"
    )

    ran = subprocess.run(
        [sys.executable, "-P", "-c", script, *arguments],
        input=make_xlsx(),
        capture_output=True,
        pass_fds=[int(arguments[1])],
        check=True,
    )

    os.close(int(arguments[1]))
    modules = ran.stdout.decode().split("\n")
    ours = {name for name in modules if name.startswith("network.") and "spreadsheets" not in name}
    assert ours == {"network.foundation"}
    assert not {"sqlalchemy", "gevent", "numpy.core", "PIL.Image"} & set(modules)
    assert "openpyxl" in modules


def test_it_knows_no_secrets(tmp_path, monkeypatch):
    told = tmp_path / "environment"
    spy = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(' '.join(os.environ))"
    (tmp_path / "sitecustomize.py").write_text(spy)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "x" * 40)

    read_table(b"a;b\n", "a.csv")

    assert set(told.read_text().split()) <= {*ENVIRONMENT, "LC_CTYPE"}
