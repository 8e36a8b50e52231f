"""A worker process for the test that kills it: `python -m tests.foundation.worker_to_kill FOLDER DATABASE_URL`."""

import sys
from pathlib import Path

from network import create_app
from network.foundation.jobs import work
from tests.conftest import make_config
from tests.foundation import marks  # noqa: F401  its job is to be known here

if __name__ == "__main__":
    work(create_app(make_config(Path(sys.argv[1]), sys.argv[2])))
