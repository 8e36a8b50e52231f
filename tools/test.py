"""`make test`: a browser if one can be had, the browser libraries, and then all tests."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.chdir(HERE)

from tools.chromium import find_chromium  # noqa: E402
from tools.fetch_vendor import fetch  # noqa: E402
from tools.translations import compile_stale  # noqa: E402

if __name__ == "__main__":
    fetch()
    compile_stale()
    os.environ["CHROMIUM"] = find_chromium()
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *sys.argv[1:]]
    sys.exit(subprocess.run(command).returncode)
