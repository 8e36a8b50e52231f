"""A worker process for the test that kills it: `python -m tests.members.roster.worker_to_kill FOLDER DATABASE_URL`."""

import sys
import time
from pathlib import Path

from sqlalchemy import event

from network import create_app
from network.foundation.jobs import work
from network.foundation.models import db
from network.members.roster import passes
from tests.conftest import make_config

if __name__ == "__main__":
    # Slow enough to be killed in, and that a row's transaction is often the place.
    passes.AT_ONCE = 5
    event.listen(db.session, "before_commit", lambda session: time.sleep(0.02))
    work(create_app(make_config(Path(sys.argv[1]), sys.argv[2])))
