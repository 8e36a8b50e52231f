"""English: gather the texts from the code, and make the catalogue that the house reads.

`make translations` brings network/translations/en/LC_MESSAGES/messages.po up to date with the code; what it
could not translate stands there with an empty msgstr, to be filled in by hand.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "network" / "translations"
PYBABEL = Path(sys.executable).with_name("pybabel")


def gather() -> None:
    """Bring the English catalogue up to date with the texts in the code."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract = ["extract", "-q", "-F", "pyproject.toml", "-k", "_l", "-k", "_n", "--no-wrap", "--sort-by-file",
                   "--add-location=file", "--omit-header", "-o", template, "."]  # fmt: skip
        subprocess.run([PYBABEL, *extract], check=True)
        update = ["update", "-q", "-i", template, "-d", CATALOGUES, "-l", "en", "--no-wrap", "--no-fuzzy-matching",
                  "--ignore-obsolete", "--omit-header"]  # fmt: skip
        if not (CATALOGUES / "en").exists():
            update = ["init", "-q", "-i", template, "-d", CATALOGUES, "-l", "en", "--no-wrap"]
        subprocess.run([PYBABEL, *update], check=True)


def compile_stale() -> None:
    """Make the catalogues that are older than their sources."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([PYBABEL, "-q", "compile", "-i", source, "-o", made], check=True)


if __name__ == "__main__":
    os.chdir(CATALOGUES.parent.parent)
    gather()
    compile_stale()
