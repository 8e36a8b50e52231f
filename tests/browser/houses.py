"""Real servers for the browser tests: gunicorn with gevent, as `make run` starts it, on a database of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text

ROOT = Path(__file__).parents[2]
LONGEST_START = 60
QUICK = {"ARGON2_MEMORY_KIB": "1024", "ARGON2_PASSES": "1", "LIMITS_SCALE": "1000", "SQLITE_SYNCHRONOUS": "NORMAL"}


class House:
    """A running house: its address, its folder, and `flask` commands in it."""

    def __init__(self, folder: Path, port: int, environment: dict[str, str]) -> None:
        self.folder, self.address, self.environment = folder, f"http://127.0.0.1:{port}", environment

    def flask(self, *words: str) -> str:
        """Run a command in the house; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running_house(folder: Path, database_url: str | None, *, demo: bool) -> Iterator[House]:
    """A house that answers; an empty one, migrated, or one with the demo network."""
    port = free_port()
    environment = {**os.environ, **QUICK, "INSTANCE": str(folder), "PORT": str(port), "DEMO": "1"}
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    house = House(folder, port, environment)
    if demo:
        command = [sys.executable, "tools/run.py"]
    else:
        house.flask("db", "upgrade")
        command = [str(Path(sys.executable).with_name("gunicorn")), "-c", "gunicorn.conf.py", "wsgi:app"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(house.address, server)
            yield house
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not come up")


def fresh_postgres(server: str, name: str) -> str:
    """The address of a new, empty PostgreSQL database."""
    url = make_url(server)
    with create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    return url.set(database=name).render_as_string(hide_password=False)
