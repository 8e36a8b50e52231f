"""What the house knows of organisations from the start."""

import csv
from datetime import date

import pytest
from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.organizations.commands import load
from network.organizations.loading import DATA, load_organizations
from network.organizations.models import Organization, OrganizationKind, Reorganization, ReorganizationKind
from network.organizations.queries import by_code, existing_on


@pytest.fixture
def loaded(app):
    load_organizations()
    db.session.commit()


def counted(day: date, kind: OrganizationKind) -> int:
    return len(db.session.scalars(existing_on(day, kind=kind)).all())


@pytest.mark.parametrize(
    ("day", "ministries", "agencies"),
    [
        (date(2017, 12, 5), 18, 4),
        (date(2025, 2, 15), 18, 4),
        (date(2025, 2, 28), 18, 4),
        (date(2025, 3, 1), 14, 3),
        (date(2026, 11, 22), 14, 3),
    ],
)
def test_ministries_and_ministerial_bodies_of_a_day(loaded, day, ministries, agencies):
    assert counted(day, OrganizationKind.MINISTRY) == ministries
    assert counted(day, OrganizationKind.MINISTERIAL_AGENCY) == agencies


def test_a_second_load_changes_nothing(loaded):
    def rows() -> tuple:
        return tuple(
            db.session.scalar(select(func.count()).select_from(model))
            for model in (Organization, Reorganization, AuditEntry)
        )

    before = rows()

    added = load_organizations()
    db.session.commit()

    assert (added, rows()) == ((0, 0), before)
    assert before[:2] == (65, 17)


def test_the_command_says_what_it_added(app):
    runner = app.test_cli_runner()

    first, second = runner.invoke(load), runner.invoke(load)

    assert first.output == "65 organisations and 17 reorganisations added.\n"
    assert second.output == "0 organisations and 0 reorganisations added.\n"


def test_a_code_is_somebody_only_on_the_days_it_is_hers(loaded):
    assert db.session.scalars(by_code("BNNMT", date(2025, 2, 28))).all() == []
    assert [one.name for one in db.session.scalars(by_code("BNNMT", date(2025, 3, 1)))] == [
        "Bộ Nông nghiệp và Môi trường"
    ]
    assert [one.slug for one in db.session.scalars(by_code("BKHĐT", date(2025, 2, 28)))] == ["bkhdt"]


def test_the_mergers_of_march_2025_name_their_decision(loaded):
    consolidation = db.session.scalars(
        select(Reorganization)
        .join(Reorganization.links)
        .where(
            Reorganization.kind == ReorganizationKind.CONSOLIDATE,
            Reorganization.effective_on == date(2025, 3, 1),
            Reorganization.links.any(successor=db.session.scalar(select(Organization).filter_by(slug="bnnmt"))),
        )
        .distinct()
    ).one()

    assert (consolidation.decision_number, consolidation.issuer) == ("176/2025/QH15", "Quốc hội")
    assert {link.predecessor.slug for link in consolidation.links} == {"bnnptnt", "btnmt"}


def test_every_organisation_of_the_data_says_how_far_it_was_checked():
    with (DATA / "ministries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [row["slug"] for row in rows if not row["checked"]] == []
    assert [row["slug"] for row in rows if row["checked"] == "đã đối chiếu" and not row["source"]] == []


def test_every_organisation_that_ended_says_where_it_went(loaded):
    with (DATA / "ministries.csv").open(encoding="utf-8") as file:
        ended = {row["slug"] for row in csv.DictReader(file) if row["active_to"]}
    with (DATA / "reorganizations.csv").open(encoding="utf-8") as file:
        led_on = {row["predecessor"] for row in csv.DictReader(file) if row["main"] == "yes"}

    assert ended == led_on
