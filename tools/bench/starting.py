"""The start of the real server, what it holds in memory when idle, and the weight of the first view."""

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 120


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        first, second = _start(folder), None
        first["process"].send_signal(signal.SIGTERM)
        first["process"].wait()
        yield {"what": "first start, demo network loaded", "seconds": first["seconds"]}
        second = _start(folder)
        try:
            yield {"what": "second start", "seconds": second["seconds"]}
            time.sleep(2)
            yield {"what": "memory, idle, demo network loaded", "pss_mb": _memory(second["process"].pid)}
            yield from _weight(second["address"])
        finally:
            second["process"].terminate()
            second["process"].wait()


def _start(folder: str) -> dict:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "INSTANCE": folder, "PORT": str(port), "DEMO": "1"}
    environment.pop("DATABASE_URL", None)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "tools/run.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    while time.perf_counter() - begun < LONGEST_START:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return {"process": process, "address": address, "seconds": round(time.perf_counter() - begun, 2)}
        except OSError:
            time.sleep(0.02)
    process.kill()
    raise TimeoutError("the server did not answer")


def _memory(pid: int) -> float:
    """Proportional memory of a process and its children, in MB."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    total = 0
    for each in (str(pid), *children):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1))
    return round(total / 1024, 1)


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": "identity"})) as answer:
        return answer.read()


def _weight(address: str) -> Iterator[dict]:
    """Bytes of the sign-in page and all it loads, compressed as a proxy would, fonts apart."""
    page = _fetch(f"{address}/dang-nhap")
    text = page.decode()
    names = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', text)) | set(re.findall(r'"(/static/[^"]+\.js)"', text))
    fonts, rest = 0, len(gzip.compress(page, 6))
    styles = [name for name in names if name.endswith(".css")]
    for name in names:
        body = _fetch(address + name)
        if not name.endswith((".woff2", ".css")):
            rest += len(gzip.compress(body, 6))
    for name in styles:
        body = _fetch(address + name)
        rest += len(gzip.compress(body, 6))
        for font in set(re.findall(r"url\(['\"]?(/static/[^)'\"]+\.woff2)", body.decode())):
            fonts += len(_fetch(address + font))
    yield {
        "what": "first view, sign-in page",
        "html_css_js_kb": round(rest / 1000, 1),
        "all_fonts_kb": round(fonts / 1000, 1),
    }
