"""What the house knows of organisations from the start: `data/ministries.csv` and `data/reorganizations.csv`.

The files say where each line comes from and how far it was checked.  Days are counted in at both ends, as in
the law; inside, a period ends on the first day without it.
"""

import csv
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.foundation.models import db
from network.organizations.models import (
    ONE_DAY,
    Block,
    Organization,
    OrganizationKind,
    OrganizationPeriod,
    Reorganization,
    ReorganizationKind,
    Share,
)
from network.organizations.reorganizing import Decision, Lead, record_history

DATA = Path(__file__).parent / "data"


def load_organizations() -> tuple[int, int]:
    """Add what the data files have and the database has not; returns how many organisations and reorganisations.

    What somebody has changed since stays as it is.  The caller commits.
    """
    known = {organization.slug: organization for organization in db.session.scalars(select(Organization))}
    missing = [row for row in read_rows("ministries.csv") if row["slug"] not in known]
    for row in missing:
        known[row["slug"]] = organization = _organization(row)
        db.session.add(organization)
    db.session.flush()
    return len(missing), _load_reorganizations(known)


@cache
def read_rows(name: str, folder: Path = DATA) -> tuple[dict[str, str], ...]:
    """The rows of a data file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _organization(row: dict[str, str]) -> Organization:
    last_day = row["active_to"]
    period = OrganizationPeriod(
        **{name: row[name] for name in ("name", "name_en", "short_name", "code", "aliases")},
        kind=OrganizationKind(row["kind"]),
        block=Block(row["block"]),
        valid_from=date.fromisoformat(row["active_from"]) if row["active_from"] else None,
        valid_to=date.fromisoformat(last_day) + ONE_DAY if last_day else None,
    )
    return Organization(slug=row["slug"], place=int(row["place"]), periods=[period])


def _load_reorganizations(organizations: dict[str, Organization]) -> int:
    recorded = db.session.scalars(select(Reorganization).options(joinedload(Reorganization.links))).unique()
    known = {_key(row.kind, row.effective_on, row.links) for row in recorded}
    added = 0
    for _group, rows in groupby(read_rows("reorganizations.csv"), key=lambda row: row["group"]):
        lines = list(rows)
        first = lines[0]
        kind, day = ReorganizationKind(first["kind"]), date.fromisoformat(first["effective_on"])
        leads = [_lead(line, organizations) for line in lines]
        if _key(kind, day, leads) in known:
            continue
        record_history(kind, Decision(day, first["decision_number"], first["issuer"], first["note"]), leads)
        added += 1
    return added


def _lead(line: dict[str, str], organizations: dict[str, Organization]) -> Lead:
    predecessor, successor = line["predecessor"], line["successor"]
    return Lead(
        organizations[predecessor] if predecessor else None,
        organizations[successor] if successor else None,
        Share(line["share"]),
        is_main=line["main"] == "yes",
    )


def _key(kind: ReorganizationKind, day: date, leads: list) -> tuple:
    """What makes a reorganisation the same: its kind, its day, and who became whom."""
    ends = ((lead.predecessor and lead.predecessor.slug, lead.successor and lead.successor.slug) for lead in leads)
    return kind, day, frozenset(ends)
