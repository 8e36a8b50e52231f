"""`make migration NAME="add host turns"`: write what changed in the models, compared with a fresh database."""

import sys
import tempfile
from pathlib import Path

from flask_migrate import migrate, upgrade

from config import Config
from network import create_app


def write(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(INSTANCE=Path(folder), SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/scratch.sqlite"))
        with app.app_context():
            upgrade()
            migrate(message=name)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].strip():
        sys.exit('Say what changes: make migration NAME="add host turns"')
    write(sys.argv[1].strip())
