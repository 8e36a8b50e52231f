"""Terms and participations from our own files, and what reorganisations do to participations."""

from datetime import date

import pytest
from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.events import deliver_due
from network.foundation.models import db
from network.members.models import Participation, Term
from network.members.queries import participants_on
from network.members.reference import load_reference
from network.organizations.loading import load_organizations
from network.organizations.models import Organization
from network.organizations.reorganizing import Decision, dissolve, merge, rename, split
from tests.factories import make_ministry, make_participant

DAY = date(2027, 3, 1)


@pytest.fixture
def loaded(app):
    load_organizations()
    load_reference()
    db.session.commit()


def slugs(day: date) -> list[str]:
    return [organization.slug for organization in db.session.scalars(participants_on(day))]


def spans(organization: Organization) -> list[tuple]:
    held = select(Participation).where(Participation.organization_id == organization.id).order_by(Participation.id)
    return [(row.valid_from, row.valid_to) for row in db.session.scalars(held)]


def test_eighteen_petals_in_their_official_order(loaded):
    assert slugs(date(2026, 11, 22)) == (
        "bqp bca bng bnv btp btc bct bnnmt bxd bvhttdl bkhcn bgddt byt bdttg nhnn ttcp vpcp ktnn".split()
    )


def test_the_forerunners_took_part_until_they_ended(loaded):
    before, after = set(slugs(date(2025, 2, 28))), set(slugs(date(2025, 3, 1)))

    assert before - after == {"bkhdt", "bnnptnt", "btnmt", "bgtvt", "btttt", "bldtbxh", "ubdt"}
    assert after - before == {"bnnmt", "bdttg"}
    assert len(before) == 23


def test_the_term_of_a_day(loaded):
    def term_on(day: date) -> str:
        return db.session.scalars(select(Term.ordinal).where(Term.holds_on(day))).one()

    assert [term_on(date(year, 3, 11)) for year in (2013, 2018, 2022, 2027)] == ["XI", "XII", "XIII", "XIV"]


def test_a_second_load_changes_nothing(loaded):
    deliver_due()
    counted = [select(func.count()).select_from(model) for model in (Term, Participation, AuditEntry)]
    before = [db.session.scalar(count) for count in counted]

    added = load_reference()
    db.session.commit()

    assert (added, [db.session.scalar(count) for count in counted]) == ((0, 0), before)


def test_the_successor_takes_part_from_the_day_of_the_merger(app):
    gone, successor = make_participant(), make_ministry()

    merge([gone], successor, Decision(DAY))
    db.session.commit()
    deliver_due()

    assert (spans(gone), spans(successor)) == ([(date(2017, 1, 1), DAY)], [(DAY, None)])


def test_a_successor_that_takes_part_already_goes_on(app):
    gone, successor = make_participant(), make_participant()

    merge([gone], successor, Decision(DAY))
    db.session.commit()
    deliver_due()

    assert spans(successor) == [(date(2017, 1, 1), None)]


def test_in_a_split_only_the_main_successor_inherits(app):
    gone, main, other = make_participant(), make_ministry(), make_ministry()

    split(gone, [other, main], Decision(DAY), main=main, whole=True)
    db.session.commit()
    deliver_due()

    assert (spans(main), spans(other)) == ([(DAY, None)], [])


def test_what_goes_on_keeps_its_part(app):
    renamed, gave, received = make_participant(), make_participant(), make_ministry()

    rename(renamed, Decision(DAY), name="Bộ Tên mới")
    split(gave, [received], Decision(DAY), whole=False)
    db.session.commit()
    deliver_due()

    assert (spans(renamed), spans(gave), spans(received)) == ([(date(2017, 1, 1), None)],) * 2 + ([],)


def test_what_is_dissolved_takes_part_no_longer(app):
    gone = make_participant()

    dissolve(gone, Decision(DAY))
    db.session.commit()
    deliver_due()

    assert spans(gone) == [(date(2017, 1, 1), DAY)]


def test_who_never_took_part_passes_nothing_on(app):
    gone, successor = make_ministry(), make_ministry()

    merge([gone], successor, Decision(DAY))
    db.session.commit()
    deliver_due()

    assert spans(successor) == []
