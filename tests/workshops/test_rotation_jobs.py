"""The planner, asked by a job."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.foundation.clock import now
from network.foundation.events import deliver_due
from network.foundation.models import db
from network.members.models import Person
from network.workshops.jobs import forget_changes, have_planned
from network.workshops.models import ChangeKind, PlanningState, RotationChange
from network.workshops.planner_process import PlannerFailed, ask_planner
from tests.factories import make_rotation_draft


def have_answered(draft):
    have_planned(draft)
    db.session.commit()
    deliver_due()
    db.session.expire_all()
    return draft


def test_the_planner_answers_what_a_draft_asks(app):
    draft = have_answered(make_rotation_draft(years=3))

    assert (draft.planning_state, draft.planning_fraction) == (PlanningState.DONE, 1)
    assert draft.plan["optimal"] is True
    assert list(draft.host_ids) == list(draft.horizon)
    assert draft.best_sum == draft.plan["sum_squared_gaps"]


def test_an_answer_does_not_count_as_a_change_of_the_draft(app):
    draft = make_rotation_draft()
    version = draft.version

    assert have_answered(draft).version == version


def test_an_answer_to_an_earlier_question_is_dropped(app):
    draft = make_rotation_draft()
    have_planned(draft)
    draft.ask({**draft.document, "years": 1}, draft.codes)
    db.session.commit()

    deliver_due()

    db.session.expire_all()
    assert (draft.planning_state, draft.plan) == (PlanningState.WAITING, None)


def test_a_planner_that_fails_leaves_the_draft_to_be_asked_again(app):
    draft = make_rotation_draft()
    draft.document = {"years": 0}

    assert have_answered(draft).planning_state is PlanningState.FAILED


def test_a_question_whose_worker_was_killed_is_answered_by_the_next(app):
    draft = make_rotation_draft()
    draft.planning_state, draft.planning_level = PlanningState.WORKING, 3
    db.session.commit()

    assert have_answered(draft).is_planned


def test_a_question_that_stays_open_for_long_is_overdue(app):
    draft = make_rotation_draft()
    assert not draft.is_overdue

    draft.planning_asked_at = now() - timedelta(minutes=1)

    assert draft.is_overdue


def test_changes_that_nobody_saved_are_forgotten_after_a_week(app):
    draft = make_rotation_draft()
    organizer = db.session.get_one(Person, draft.made_by_id)
    for age in (8, 6):
        change = RotationChange(draft, ChangeKind.UNPIN, organizer, year=2027, made_at=now() - timedelta(days=age))
        change.ask(draft.document, draft.codes)
        db.session.add(change)
    db.session.commit()

    forget_changes()

    assert len(db.session.scalars(select(RotationChange)).all()) == 1


def test_the_planner_tells_how_far_it_is():
    told = []

    answer = ask_planner(
        {"first_year": 2027, "years": 2, "ministries": [{"code": "A", "block": "x", "joined": 2017}]},
        lambda level, done: told.append((level, done)),
    )

    assert (answer["plan"]["assignments"][0]["code"], answer["best_sum"]) == ("A", 11**2 + 1 + 1)
    assert ([level for level, _ in told][:4], told[-1]) == ([1, 2, 3, 4], (5, 1))


def test_what_the_planner_said_last_is_the_reason_of_its_failure():
    with pytest.raises(PlannerFailed, match="first_year"):
        ask_planner({"years": 2}, lambda level, done: None)
