"""The workshop of a year: drafted, changed, published, called off."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from network.foundation.audit import AuditEntry
from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.events import on
from network.foundation.jobs import run_due
from network.foundation.models import db
from network.workshops.events import WorkshopCancelled, WorkshopChanged, WorkshopPublished
from network.workshops.jobs import hold_turns
from network.workshops.models import (
    AlreadyCancelled,
    AlreadyHeld,
    AlreadyPublished,
    BeginsTooSoon,
    HostTurn,
    TurnState,
    WorkshopState,
)
from network.workshops.queries import coming_workshops, workshops_visible_to
from tests.factories import (
    make_agenda_item,
    make_host_turn,
    make_member,
    make_organizer,
    make_participant,
    make_person,
    make_workshop,
)

heard: list = []


@on(WorkshopPublished)
def hear_published(event: WorkshopPublished) -> None:
    heard.append(event)


@on(WorkshopChanged)
def hear_changed(event: WorkshopChanged) -> None:
    heard.append(event)


@on(WorkshopCancelled)
def hear_cancelled(event: WorkshopCancelled) -> None:
    heard.append(event)


@pytest.fixture(autouse=True)
def forget_events():
    heard.clear()


def commit(act, *given, **fields):
    with writing():
        act(*given, **fields)
        db.session.commit()
    run_due()


def test_its_hours_are_the_clock_on_the_wall(app):
    workshop = make_workshop(starts_on=date(2027, 10, 14), starts_at=time(8), ends_at=time(11, 45))

    assert workshop.starts.astimezone(UTC) == datetime(2027, 10, 14, 1, 0, tzinfo=UTC)
    assert workshop.days == [date(2027, 10, 14), date(2027, 10, 15)]
    assert workshop.place == "Hội trường tầng 3, 113 Trần Duy Hưng, Hà Nội"


def test_it_is_hosted_by_whoever_has_the_turn_of_its_year(app):
    workshop = make_workshop()
    assert workshop.turn is None

    make_host_turn(workshop.year, state=TurnState.DECLINED)
    turn = make_host_turn(workshop.year, make_participant("Bộ Tư pháp"))
    make_host_turn(workshop.year + 1)

    db.session.expire_all()
    assert workshop.turn == turn


def test_publishing_is_told_once(app):
    workshop = make_workshop(state=WorkshopState.DRAFT)

    commit(workshop.publish)
    with pytest.raises(AlreadyPublished):
        workshop.publish()

    assert heard == [WorkshopPublished(workshop_id=workshop.id, year=workshop.year)]
    assert workshop.was_published
    assert db.session.scalar(select(AuditEntry.action).where(AuditEntry.thing == f"workshop:{workshop.id}")) == (
        "workshop.published"
    )


@pytest.mark.parametrize("given", [{"in_days": 0}, {"in_days": 5}], ids=["begins today", "answers were due"])
def test_what_is_too_late_is_not_published(app, given):
    workshop = make_workshop(state=WorkshopState.DRAFT, **given)

    with pytest.raises(BeginsTooSoon):
        workshop.publish()


def test_who_follows_it_hears_when_its_time_or_place_changes_and_not_of_words(app):
    workshop = make_workshop()

    commit(workshop.change, note="Có chỗ gửi xe.")
    assert heard == []
    commit(workshop.change, place_name="Hội trường lớn")

    assert heard == [WorkshopChanged(workshop_id=workshop.id, year=workshop.year)]


def test_a_draft_changes_quietly(app):
    workshop = make_workshop(state=WorkshopState.DRAFT)

    commit(workshop.change, place_name="Hội trường lớn")

    assert heard == []


def test_the_agenda_moves_along(app):
    workshop = make_workshop()
    item = make_agenda_item(workshop, day=workshop.ends_on)

    later = workshop.starts_on + timedelta(7)
    commit(workshop.change, starts_on=later, ends_on=later + timedelta(1))

    assert item.day == later + timedelta(1)


def test_calling_off_keeps_the_reason_and_happens_once(app):
    workshop = make_workshop()

    commit(workshop.cancel, "Bão số 5")
    with pytest.raises(AlreadyCancelled):
        workshop.cancel("Lần nữa")

    assert (workshop.is_cancelled, workshop.cancel_reason, workshop.takes_answers) == (True, "Bão số 5", False)
    assert heard == [WorkshopCancelled(workshop_id=workshop.id, year=workshop.year)]


def test_what_has_taken_place_is_not_called_off(app):
    with pytest.raises(AlreadyHeld):
        make_workshop(in_days=-5).cancel("Nhầm")


@pytest.mark.parametrize(
    "given",
    [{"days": 0}, {"days": 1, "ends_at": time(8)}, {"answers_due_on": today() + timedelta(100)}],
    ids=["ends before it starts", "lasts no time", "answers due later"],
)
def test_the_schema_refuses_what_cannot_be(app, given):
    with pytest.raises(IntegrityError):
        make_workshop(**given)
    db.session.rollback()


def test_a_year_has_one_workshop(app):
    first = make_workshop()

    with pytest.raises(IntegrityError):
        make_workshop(starts_on=first.starts_on)
    db.session.rollback()


def test_contacts_keep_their_order_and_rows(app):
    workshop = make_workshop()
    first, second, third = (make_person().id for _ in range(3))
    commit(workshop.set_contacts, [first, second])
    kept = workshop.contacts[1].id

    commit(workshop.set_contacts, [second, third, second])

    db.session.expire_all()
    assert [contact.person_id for contact in workshop.contacts] == [second, third]
    assert workshop.contacts[0].id == kept


def test_drafts_are_for_organisers_and_nothing_is_for_strangers(app):
    shown = make_workshop()
    draft = make_workshop(starts_on=date(shown.year + 1, 5, 11), state=WorkshopState.DRAFT)

    def seen_by(person):
        return db.session.scalars(workshops_visible_to(person)).all()

    assert seen_by(make_organizer()) == [draft, shown]
    assert seen_by(make_member()) == [shown]
    assert seen_by(make_person()) == []


def test_what_comes_is_the_next_that_is_not_over(app):
    member = make_member()
    make_workshop(starts_on=date(today().year - 1, 5, 11))
    later = make_workshop(starts_on=date(today().year + 2, 5, 11))
    soon = make_workshop(starts_on=date(today().year + 1, 5, 11), state=WorkshopState.CANCELLED)

    assert db.session.scalars(coming_workshops(member, today())).all() == [soon, later]


def test_the_day_after_it_the_turn_is_held(app):
    over = make_workshop(starts_on=today() - timedelta(3))
    turn = make_host_turn(over.year, state=TurnState.CONFIRMED)

    commit(hold_turns)

    assert db.session.get_one(HostTurn, turn.id).is_held
