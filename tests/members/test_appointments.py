"""Seats and who holds them."""

import threading
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import (
    AlreadyEnded,
    EndsBeforeItBegins,
    Person,
    Post,
    SeatTaken,
    is_held_by_one,
    seat_for,
)
from tests.factories import make_appointment, make_ministry, make_person, make_post

MAY = date(2022, 5, 1)
MARCH = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _write():
    with writing():
        yield


def test_a_post_is_vacant_until_somebody_is_appointed(app):
    post, person = make_post(), make_person()

    person.appoint(post, valid_from=MAY)
    db.session.commit()

    assert (post.is_vacant_on(date(2022, 4, 30)), post.holder_on(MAY)) == (True, person)


def test_a_second_person_on_one_seat_is_refused_with_both_names_and_dates(app):
    post = make_post(title="Vụ trưởng Vụ Pháp chế")
    make_person("Nguyễn Thu Trà").appoint(post, valid_from=MAY)
    db.session.commit()

    with pytest.raises(SeatTaken) as refusal:
        make_person("Trần Thị Minh Hạnh").appoint(post, valid_from=MARCH)

    assert str(refusal.value) == (
        "Chị Trần Thị Minh Hạnh chưa nhận được chức danh Vụ trưởng Vụ Pháp chế (từ 1/3/2025): "
        "chị Nguyễn Thu Trà giữ chức danh này từ 1/5/2022. "
        "Xin chị ghi ngày thôi giữ của người trước, hoặc chọn ngày khác."
    )


def test_the_day_on_which_one_ends_is_the_first_of_the_next(app):
    post, first, second = make_post(), make_person(), make_person()
    held = first.appoint(post, valid_from=MAY)

    held.end(MARCH, "Nghỉ hưu")
    second.appoint(post, valid_from=MARCH)
    db.session.commit()

    assert [post.holder_on(date(2025, 2, 28)), post.holder_on(MARCH)] == [first, second]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (None, None),
        (None, date(2022, 5, 2)),
        (date(2023, 1, 1), date(2023, 1, 2)),
        (date(2025, 2, 28), None),
        (date(2020, 1, 1), date(2026, 1, 1)),
    ],
)
def test_each_way_to_share_a_day_is_refused(app, begins, ends):
    post = make_post()
    make_person().appoint(post, valid_from=MAY, valid_to=MARCH)

    with pytest.raises(SeatTaken):
        make_person().appoint(post, valid_from=begins, valid_to=ends)


def test_of_two_who_take_a_seat_at_once_one_is_refused(app):
    post, people = make_post(), [make_person(), make_person()]
    db.session.rollback()
    ready, outcomes = threading.Barrier(2), []

    def take(post_id: int, person_id: int) -> None:
        with app.app_context(), writing():
            ready.wait()
            try:
                db.session.get_one(Person, person_id).appoint(db.session.get_one(Post, post_id), valid_from=MAY)
                db.session.commit()
                outcomes.append("taken")
            except SeatTaken:
                db.session.rollback()
                outcomes.append("refused")

    takers = [threading.Thread(target=take, args=(post.id, person.id)) for person in people]
    db.session.rollback()
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()

    assert sorted(outcomes) == ["refused", "taken"]


def test_what_ended_on_its_first_day_never_was_and_is_in_nobodys_way(app):
    post = make_post()
    make_person().appoint(post, valid_from=MAY).end(MAY, "Ghi nhầm")

    later = make_person().appoint(post, valid_from=date(2022, 1, 1))

    assert later.valid_to is None


def test_the_database_itself_refuses_two_present_holders_of_a_seat(app):
    post = make_post()
    make_appointment(make_person(), post=post)

    with pytest.raises(IntegrityError):
        make_appointment(make_person(), post=post)


def test_a_new_main_post_leaves_the_earlier_one_beside_it(app):
    person = make_person()
    earlier = person.appoint(make_post(), valid_from=MAY)

    later = person.appoint(make_post(), valid_from=MARCH)
    db.session.commit()

    assert (earlier.is_main, later.is_main, person.appointment_on(MARCH)) == (False, True, later)


def test_the_first_post_is_the_main_one_even_if_nobody_says_so(app):
    assert make_person().appoint(make_post(), valid_from=MAY, is_main=False).is_main


def test_when_the_main_post_ends_the_highest_of_the_others_takes_its_place(app):
    person = make_person()
    low = person.appoint(make_post(rank=90), valid_from=MAY)
    high = person.appoint(make_post(rank=10), valid_from=MAY, is_main=False)
    main = person.appoint(make_post(rank=50), valid_from=MAY)

    main.end(MARCH, "Điều động")
    db.session.commit()

    assert (low.is_main, high.is_main, person.appointment_on(MARCH)) == (False, True, high)


def test_an_appointment_cannot_end_before_it_begins(app):
    held = make_person().appoint(make_post(), valid_from=MAY)

    with pytest.raises(EndsBeforeItBegins):
        held.end(date(2022, 4, 1), "")


def test_what_has_ended_does_not_end_later(app):
    held = make_person().appoint(make_post(), valid_from=MAY, valid_to=MARCH)

    with pytest.raises(AlreadyEnded) as refusal:
        held.end(date(2025, 6, 1), "")

    assert "1/3/2025" in str(refusal.value)


def test_amending_does_not_stand_in_its_own_way(app):
    held = make_person().appoint(make_post(), valid_from=MAY)

    held.amend(valid_from=date(2022, 6, 1), valid_to=None, decision_number="12/QĐ-BNV")
    db.session.commit()

    assert (held.valid_from, held.decision_number) == (date(2022, 6, 1), "12/QĐ-BNV")


def test_amending_onto_anothers_days_is_refused(app):
    post = make_post()
    make_person().appoint(post, valid_from=date(2020, 1, 1), valid_to=MAY)
    held = make_person().appoint(post, valid_from=MAY)

    with pytest.raises(SeatTaken):
        held.amend(valid_from=date(2021, 1, 1), valid_to=None)


def test_the_trail_keeps_appointing_amending_and_ending(app):
    held = make_person().appoint(make_post(), valid_from=MAY)
    db.session.commit()
    held.amend(valid_from=date(2022, 6, 1), valid_to=None)
    db.session.commit()
    held.end(MARCH, "Nghỉ hưu")
    db.session.commit()

    entries = db.session.execute(
        select(AuditEntry.action, AuditEntry.after)
        .where(AuditEntry.thing == f"appointment:{held.id}")
        .order_by(AuditEntry.number)
    ).all()
    assert [entry.action for entry in entries] == ["person.appointed", "appointment.amended", "appointment.ended"]
    assert entries[1].after == {"valid_from": "2022-06-01"}
    assert entries[2].after == {"valid_to": "2025-03-01", "end_reason": "Nghỉ hưu"}


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("Vụ trưởng Vụ Pháp chế", True),
        ("vu truong vu phap che", True),
        ("Chánh Văn phòng", True),
        ("Phó Vụ trưởng Vụ Pháp chế", False),
        ("Ủy viên Ban Thường vụ", False),
        ("Giám đốcX", False),
    ],
)
def test_heads_stand_alone_deputies_do_not(title, alone):
    assert is_held_by_one(title) is alone


def test_the_head_of_a_department_has_one_seat(app):
    ministry = make_ministry()
    make_person().appoint(seat_for(ministry, "Vụ trưởng Vụ Pháp chế", MAY), valid_from=MAY)

    assert seat_for(ministry, "Vụ Trưởng vụ Pháp chế", MARCH).holder_on(MARCH) is not None


def test_deputies_have_a_seat_each_and_a_free_one_is_taken_again(app):
    ministry = make_ministry()
    title = "Phó Vụ trưởng Vụ Pháp chế"
    first = make_person().appoint(seat_for(ministry, title, MAY), valid_from=MAY)
    second = make_person().appoint(seat_for(ministry, title, MAY), valid_from=MAY)
    second.end(MARCH, "Nghỉ hưu")

    third = make_person().appoint(seat_for(ministry, title, MARCH), valid_from=MARCH)
    db.session.commit()

    assert (first.post != second.post, third.post) == (True, second.post)
    assert len(db.session.scalars(select(Post).where(Post.organization_id == ministry.id)).all()) == 2


def test_all_appointments_of_a_seat_stay_in_its_history(app):
    post = make_post()
    make_person().appoint(post, valid_from=MAY, valid_to=MARCH)
    make_person().appoint(post, valid_from=MARCH)
    db.session.commit()

    assert [held.valid_from for held in post.appointments] == [MARCH, MAY]
