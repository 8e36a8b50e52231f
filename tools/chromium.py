"""A Chromium for the browser tests: an installed one, else Debian's package, else Playwright's own download."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """The path of a Chromium, fetched if there is none; exits with a sentence if none can be had."""
    return (
        _installed()
        or _from_debian()
        or _from_playwright()
        or sys.exit(
            "The browser tests need Chromium: none is installed, and neither apt-get nor Playwright could fetch one."
        )
    )


def _installed() -> str | None:
    if given := os.environ.get("CHROMIUM"):
        return given
    return next(filter(None, map(shutil.which, NAMES)), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            return None
    return _installed()


def _from_playwright() -> str | None:
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode:
        return None
    asked = "from playwright.sync_api import sync_playwright as p\nwith p() as b: print(b.chromium.executable_path)"
    return subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout.strip() or None
