"""`make run`: from a fresh clone to a house that answers; each step is done only if it still has to be."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.chdir(HERE)
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("PORT", "5000")

from flask_migrate import upgrade  # noqa: E402

from network import create_app  # noqa: E402
from network.demo.loading import load_demo_once  # noqa: E402
from network.foundation.health import schema_is_current  # noqa: E402
from tools.fetch_vendor import fetch  # noqa: E402
from tools.translations import compile_stale  # noqa: E402


def prepare() -> None:
    """Browser libraries, translations, the database, the demo network."""
    fetch()
    compile_stale()
    app = create_app()
    with app.app_context():
        if not schema_is_current():
            upgrade()
        if app.config["DEMO"]:
            load_demo_once()


if __name__ == "__main__":
    prepare()
    sys.stdout.flush()
    gunicorn = Path(sys.executable).with_name("gunicorn")
    if os.environ.get("PREPARE_ONLY"):
        sys.exit()
    os.execv(gunicorn, [str(gunicorn), "-c", "gunicorn.conf.py", "wsgi:app"])
