"""`make lock`: resolve the dependencies of pyproject.toml anew, with hashes, without naming where they came from."""

import subprocess
import sys
from pathlib import Path

UV = Path(sys.executable).with_name("uv")
COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header",
          "--no-annotate", "--upgrade", "-q", "pyproject.toml"]  # fmt: skip

if __name__ == "__main__":
    for name, extra in (("run", []), ("build", ["--extra", "build"]), ("dev", ["--extra", "build", "--extra", "dev"])):
        subprocess.run([UV, "pip", "compile", *COMMON, *extra, "-o", f"requirements/{name}.txt"], check=True)
