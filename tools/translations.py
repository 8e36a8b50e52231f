"""English: gather the texts from the code, and make the catalogue that the house reads.

`make translations` brings network/translations/en/LC_MESSAGES/messages.po up to date with the code; what it
could not translate stands there with an empty msgstr, to be filled in by hand.
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "network" / "translations"
FILE = CATALOGUES / "en" / "LC_MESSAGES" / "messages.po"
PYBABEL = Path(sys.executable).with_name("pybabel")
SOURCES = {"network": ("**.py", "python"), "templates": ("**.html", "jinja2.ext:babel_extract")}
HEADER = "# English for the house.  The texts come from the code: `make translations`."
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)  # one day for good: a file that changes only when a text does
ORIGIN = {"project": "network", "version": "1", "creation_date": BEGUN, "revision_date": BEGUN}
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "_n": (1, 2), "lazy_ngettext": (1, 2)}
TEMPLATES = {"**.html": {"trimmed": "true", "silent": "false"}}


def extracted() -> Catalog:
    """The texts to translate, read from the code."""
    catalogue = Catalog(locale="en", header_comment=HEADER, fuzzy=False, **ORIGIN)
    for folder, method in SOURCES.items():
        found = extract_from_dir(ROOT / folder, [method], TEMPLATES, keywords=KEYWORDS)
        for file, _line, message, comments, context in found:
            catalogue.add(message, locations=[(f"{folder}/{file}", None)], auto_comments=comments, context=context)
    return catalogue


def gather() -> None:
    """Bring the English catalogue up to date with the texts in the code."""
    catalogue, held = extracted(), Catalog(locale="en")
    if FILE.exists():
        with FILE.open("rb") as file:
            held = read_po(file, locale="en")
    for message in catalogue:
        if message.id and (earlier := held.get(message.id)):
            message.string = earlier.string
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False, include_previous=False)


def compile_stale() -> None:
    """Make the catalogues that are older than their sources."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([PYBABEL, "-q", "compile", "-i", source, "-o", made], check=True)


if __name__ == "__main__":
    if sys.argv[1:] != ["compile"]:
        gather()
    compile_stale()
