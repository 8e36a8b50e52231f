"""`make run`: from a fresh clone to a house that answers; each step is done only if it still has to be."""

import hashlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.chdir(HERE)
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("PORT", "5000")

from config import Config  # noqa: E402
from tools.fetch_vendor import fetch  # noqa: E402
from tools.translations import compile_stale  # noqa: E402


def prepare(config: Config) -> None:
    """The database on its newest migration, and in it the demo network.  Costs the application's start."""
    from flask_migrate import upgrade

    from network import create_app
    from network.demo.loading import load_demo_once
    from network.foundation.health import schema_is_current

    app = create_app(config)
    with app.app_context():
        if not schema_is_current():
            upgrade()
        if app.config["DEMO"]:
            load_demo_once()


def mark(config: Config) -> str:
    """What the database was prepared for: other migrations or another database, and it must be prepared anew."""
    versions = sorted(file.name for file in (HERE / "migrations" / "versions").glob("*.py"))
    said = repr((versions, config.SQLALCHEMY_DATABASE_URI, config.DEMO))
    return hashlib.sha256(said.encode()).hexdigest()


def is_prepared(config: Config, kept: Path) -> bool:
    file = config.SQLALCHEMY_DATABASE_URI.removeprefix("sqlite:///")
    is_there = file == config.SQLALCHEMY_DATABASE_URI or Path(file).exists()
    return is_there and kept.exists() and kept.read_text() == mark(config)


if __name__ == "__main__":
    fetch()
    compile_stale()
    config = Config()
    kept = config.INSTANCE / "prepared.txt"
    if not is_prepared(config, kept):
        prepare(config)
        kept.write_text(mark(config))
    gunicorn = Path(sys.executable).with_name("gunicorn")
    os.execv(gunicorn, [str(gunicorn), "-c", "gunicorn.conf.py", "wsgi:app"])
