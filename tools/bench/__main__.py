"""Measure all, on SQLite and on PostgreSQL; a database that is not there is said, not skipped in silence."""

import json
import sys
from itertools import chain

from tools.bench import houses, pages, planning, searching, starting
from tools.bench.houses import Unreachable


def say(**figures: object) -> None:
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def main() -> None:
    for database in houses.DATABASES:
        try:
            with houses.demo_house(database) as app:
                for figures in chain(pages.measure(app), searching.measure(app)):
                    say(database=database, **figures)
        except Unreachable as error:
            say(database=database, not_run=str(error))
    for figures in chain(planning.measure(), starting.measure()):
        say(**figures)


if __name__ == "__main__":
    sys.exit(main())
