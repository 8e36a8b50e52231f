"""What happens to people and their ministry's part when the ministry ends in another."""

from datetime import date

import pytest
from sqlalchemy import update

from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.events import deliver_due
from network.foundation.models import db
from network.foundation.search import ids_matching
from network.members.jobs import begin_day
from network.members.models import Appointment
from network.members.queries import participants_on
from network.members.succession import follow_reorganizations
from network.members.wheel import wheel_on
from network.organizations.reorganizing import Decision, merge
from tests.factories import make_appointment, make_member, make_ministry, make_participant

MARCH = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _write():
    with writing():
        yield


def merged(gone, heir, day=MARCH):
    merge([gone], heir, Decision(effective_on=day, number="18/2025/QH15", issuer="Quốc hội"))
    db.session.commit()


def test_a_member_of_a_merged_ministry_goes_on_at_its_heir(app):
    gone, heir = make_participant("Bộ Kế hoạch và Đầu tư"), make_participant("Bộ Tài chính")
    her = make_member(ministry=gone, title="Vụ trưởng Vụ Pháp chế")

    merged(gone, heir)
    deliver_due()
    db.session.expire_all()

    now, before = her.appointments
    assert (her.organization, now.post.title, now.valid_from, now.is_main) == (
        heir,
        "Vụ trưởng Vụ Pháp chế",
        MARCH,
        True,
    )
    assert (before.post.organization, before.valid_to, before.end_reason) == (
        gone,
        MARCH,
        "Bộ Kế hoạch và Đầu tư nhập vào Bộ Tài chính",
    )


def test_it_happens_once_however_often_it_is_asked(app):
    gone, heir = make_participant(), make_participant()
    her = make_member(ministry=gone)
    merged(gone, heir)

    carried = [follow_reorganizations(today()) for _time in range(2)]
    db.session.commit()

    assert (carried, len(her.appointments)) == ([1, 0], 2)


def test_a_reorganisation_ahead_changes_nothing_yet(app):
    gone, heir = make_participant(), make_participant()
    her = make_member(ministry=gone)

    merged(gone, heir, date(2999, 1, 1))
    deliver_due()
    db.session.expire_all()

    assert her.organization == gone


def test_the_wheel_turns_the_heir_a_petal(app):
    gone, heir = make_participant(), make_ministry()
    merged(gone, heir)

    deliver_due()

    assert db.session.scalars(participants_on(today())).all() == [heir]
    assert db.session.scalars(participants_on(date(2025, 2, 28))).all() == [gone]
    assert [petal.id for petal in wheel_on(today()).petals] == [heir.id]


def test_her_other_posts_stay_as_they_were(app):
    gone, heir, other = make_participant(), make_participant(), make_participant()
    her = make_member(ministry=gone)
    kept = make_appointment(her, other, is_main=False)
    merged(gone, heir)

    follow_reorganizations(today())
    db.session.commit()
    db.session.expire_all()

    assert (her.organization, kept.valid_to, kept.is_main) == (heir, None, False)


def test_the_day_shows_whose_post_has_begun(app):
    her = make_member("Phạm Thị Bích", title="Chuyên viên")
    appointment = make_appointment(her, title="Vụ trưởng Vụ Pháp chế", valid_from=date(2999, 1, 1), is_main=False)
    db.session.execute(update(Appointment).where(Appointment.id == appointment.id).values(valid_from=today()))
    db.session.expire_all()
    before = db.session.scalars(ids_matching("person", "phap che")).all()

    begin_day()
    db.session.commit()

    assert (before, db.session.scalars(ids_matching("person", "phap che")).all()) == ([], [her.id])
