"""The themes that are known from public sources; of the other years nothing is written, since nothing is known."""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy import select

from network.foundation.clock import now
from network.foundation.models import db
from network.organizations.models import Organization
from network.themes.models import ThemeState, YearlyTheme

FILE = Path(__file__).parent / "data" / "themes.csv"
UNION = "hlhpnvn"  # the Women's Union among the organisations


def load_themes() -> int:
    """Add the known themes that are missing; returns how many were added.  The caller commits."""
    union = db.session.scalars(select(Organization).where(Organization.slug == UNION)).one()
    held = set(db.session.scalars(select(YearlyTheme.year).where(YearlyTheme.organization_id == union.id)))
    with FILE.open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if int(row["year"]) not in held]
    db.session.add_all(_theme(row, union) for row in known)
    return len(known)


def _theme(row: dict[str, str], union: Organization) -> YearlyTheme:
    return YearlyTheme(
        organization_id=union.id,
        year=int(row["year"]),
        title=row["title"],
        title_en=row["title_en"],
        source=row["source"],
        decided_on=date.fromisoformat(row["decided_on"]) if row["decided_on"] else None,
        state=ThemeState.PUBLISHED,
        published_at=now(),
    )
