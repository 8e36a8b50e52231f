"""`flask rotation plan`, and the planner as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from network.workshops.commands import cli
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose
from tests.workshops.rotation.samples import make_input, sample_input, turn

HOUSE = Path(__file__).parents[3]
BAD = make_input(pins=[turn(2027, "BNV"), turn(2027, "BTC")])
SENTENCE = "pins[1]: năm 2027 được ghim hai lần, cho BNV và BTC.\n"


def plan(*options: str, given: bytes | None = None) -> Result:
    bare = ScriptInfo(create_app=lambda: Flask("bare"))
    return CliRunner().invoke(cli, ["plan", *options], input=given, obj=bare)


def as_bytes(given: dict) -> bytes:
    return json.dumps(given, ensure_ascii=False).encode()


def test_a_plan_is_made_from_a_file_into_a_file(tmp_path):
    source, target = tmp_path / "input.json", tmp_path / "plan.json"
    source.write_bytes(as_bytes(make_input("BLĐTBXH")))

    result = plan("--input", str(source), "--output", str(target))

    assert (result.exit_code, result.output) == (0, "")
    assert json.loads(target.read_bytes()) == propose(check(make_input("BLĐTBXH"))).as_json()
    assert "BLĐTBXH" in target.read_text("utf-8")
    assert sorted(tmp_path.iterdir()) == [source, target]


def test_a_plan_is_made_from_standard_input_to_standard_output():
    result = plan("--input", "-", "--output", "-", given=as_bytes(make_input()))

    assert result.exit_code == 0
    assert json.loads(result.stdout) == propose(check(make_input())).as_json()
    assert result.stderr == ""


def test_bad_input_is_told_in_one_sentence_and_nothing_is_written(tmp_path):
    target = tmp_path / "plan.json"

    result = plan("--output", str(target), given=as_bytes(BAD))

    assert (result.exit_code, result.stderr, result.stdout) == (2, SENTENCE, "")
    assert list(tmp_path.iterdir()) == []


def test_bad_input_leaves_an_older_plan_as_it_was(tmp_path):
    target = tmp_path / "plan.json"
    target.write_text("older")

    result = plan("--output", str(target), given=as_bytes(BAD))

    assert (result.exit_code, target.read_text()) == (2, "older")


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_source_that_cannot_be_read_is_told(tmp_path, name):
    result = plan("--input", str(tmp_path / name))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Chưa đọc được tệp {tmp_path / name}: ")


def test_a_target_that_cannot_be_written_is_told(tmp_path):
    target = tmp_path / "missing" / "plan.json"

    result = plan("--output", str(target), given=as_bytes(make_input()))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Chưa ghi được {target}: ")


def test_a_device_takes_the_plan_and_stays_a_device():
    result = plan("--output", os.devnull, given=as_bytes(make_input()))

    assert result.exit_code == 0
    assert not Path(os.devnull).is_file()


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path):
    source = tmp_path / "input.json"
    with source.open("wb") as file:
        file.truncate(100_000_000)

    result = plan("--input", str(source))

    assert (result.exit_code, result.stderr) == (2, "Dữ liệu dài quá 10 MB.\n")


def test_the_house_plans_without_a_database(tmp_path):
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    environment = {**os.environ, "DATABASE_URL": nowhere, "INSTANCE": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "rotation", "plan"],
        input=as_bytes(make_input()),
        capture_output=True,
        cwd=HOUSE,
        env=environment,
    )

    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert json.loads(done.stdout) == propose(check(make_input())).as_json()


def run_process(given: bytes) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "network.workshops.rotation"]
    return subprocess.run(command, input=given, capture_output=True, cwd=HOUSE)


def test_the_process_tells_its_progress_and_gives_the_plan_with_the_sum_it_is_measured_by():
    given = sample_input(12, 5, seed=1)

    done = run_process(as_bytes(given))

    proposal = propose(check(given))
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"plan": proposal.as_json(), "best_sum": proposal.best_sum}
    steps = [json.loads(line) for line in done.stderr.splitlines()]
    assert [step["level"] for step in steps] == [1, 2, 3, 4, 5, 5, 5, 5, 5, 5]
    assert [step["done"] for step in steps] == sorted(step["done"] for step in steps)
    assert steps[0] == {"level": 1, "key": "unfilled", "done": 0}
    assert steps[-1] == {"level": 5, "key": "order", "done": 1}


def test_the_process_tells_bad_input_with_its_key():
    done = run_process(as_bytes(BAD))

    assert (done.returncode, done.stdout) == (2, b"")
    assert json.loads(done.stderr) == {
        "error": "two_pins",
        "sentence": SENTENCE.strip(),
        "figures": {"entry": "pins[1]", "year": 2027, "other": "BNV", "code": "BTC"},
    }
