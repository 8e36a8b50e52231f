"""What the house knows of the network from the start: terms of the Committee, and which organisations take part.

`data/terms.csv` and `data/participations.csv` say where each line comes from and how far it was checked.
"""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy import select

from network.foundation.models import db
from network.members.models import Participation, Term
from network.members.participations import follow
from network.organizations.models import ONE_DAY, Organization
from network.organizations.queries import reorganizations_from

DATA = Path(__file__).parent / "data"


def load_reference() -> tuple[int, int]:
    """Add the terms and participations that the database has not; returns how many of each.

    Organisations are loaded before.  What somebody has changed since stays as it is.  The caller commits.
    """
    return _load_terms(), _load_participations()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _load_terms() -> int:
    known = set(db.session.scalars(select(Term.ordinal)))
    missing = [row for row in _rows("terms.csv") if row["ordinal"] not in known]
    for row in missing:
        last_day = _day(row["last_day"])
        db.session.add(
            Term(
                **{name: row[name] for name in ("ordinal", "label", "slogan")},
                valid_from=_day(row["first_day"]),
                valid_to=last_day and last_day + ONE_DAY,
            )
        )
    return len(missing)


def _load_participations() -> int:
    """The founding organisations; those that came later have the place of one that ended."""
    taking_part = set(db.session.scalars(select(Participation.organization_id)))
    ids = dict(db.session.execute(select(Organization.slug, Organization.id)).all())
    rows = _rows("participations.csv")
    missing = [row for row in rows if ids[row["slug"]] not in taking_part]
    db.session.add_all(
        Participation(organization_id=ids[row["slug"]], valid_from=_day(row["first_day"])) for row in missing
    )
    db.session.flush()
    for record in db.session.scalars(reorganizations_from(min(_day(row["first_day"]) for row in rows))):
        follow(record)
    return len(missing)
