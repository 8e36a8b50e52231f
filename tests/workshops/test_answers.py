"""Who comes: answered once or often, by herself or through an organiser, and counted on the roll of the day."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from flask_babel import force_locale
from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Audience, Membership, Person
from network.workshops.gathering import gather
from network.workshops.models import (
    Answer,
    AnswersClosed,
    Choice,
    Workshop,
    WorkshopContact,
    WorkshopIsOff,
    WorkshopState,
    enter_answer,
    give_answer,
)
from network.workshops.policies import may_answer
from network.workshops.roll import roll_of
from tests.factories import (
    LONG_AGO,
    make_answer,
    make_appointment,
    make_member,
    make_organizer,
    make_participant,
    make_person,
    make_workshop,
)


def answer(workshop, person, choice, **says):
    with writing():
        made = give_answer(workshop, person, choice=choice, **says)
        db.session.commit()
    return made


def acts() -> list[str]:
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.number))
    return [action for action in actions if action.startswith("workshop.")]


def test_an_answer_is_kept_and_changed_in_its_row(app):
    workshop, person = make_workshop(), make_member()

    answer(workshop, person, Choice.NO, reason="Đi công tác")
    answer(workshop, person, Choice.YES, days=[workshop.days[0]])

    held = db.session.scalars(select(Answer)).one()
    assert held.says == (Choice.YES, [workshop.days[0].isoformat()], "", "", "")
    assert (held.entered_by, acts()) == (person, ["workshop.answered", "workshop.answered"])


def test_the_same_answer_twice_is_one_act(app):
    workshop, person = make_workshop(), make_member()

    answer(workshop, person, Choice.YES)
    answer(workshop, person, Choice.YES, days=workshop.days)

    assert acts() == ["workshop.answered"]


def test_a_reason_is_not_in_the_trail(app):
    answer(make_workshop(), make_member(), Choice.NO, reason="Đi khám bệnh")

    assert "khám" not in str(db.session.scalars(select(AuditEntry.after)).all())


def test_a_deputy_has_a_name_and_a_post(app):
    workshop, person = make_workshop(), make_member()

    held = answer(workshop, person, Choice.DEPUTY, deputy_name="Lê Thu An", deputy_post="Chuyên viên chính")

    assert held.says == (Choice.DEPUTY, [], "", "Lê Thu An", "Chuyên viên chính")


def test_who_said_all_days_comes_on_all_when_the_workshop_moves(app):
    workshop, person = make_workshop(), make_member()
    held = answer(workshop, person, Choice.YES, days=workshop.days)

    assert held.days == []


def test_after_the_closing_day_she_is_told_whom_to_call(app):
    workshop = make_workshop(in_days=3)
    contact = make_person("Trần Thị Minh Hạnh", office_phone="024 3825 2525")
    silent = make_person("Vũ Thị Hải Yến", email_audience=Audience.ME)
    for person in (contact, silent):
        workshop.contacts.append(WorkshopContact(person_id=person.id))
    db.session.commit()

    with app.test_request_context(), pytest.raises(AnswersClosed) as refused:
        give_answer(workshop, make_member(), choice=Choice.YES)

    with app.test_request_context():
        assert str(refused.value).endswith("Xin chị gọi chị Minh Hạnh, 024 3825 2525 để được ghi nhận.")
        with force_locale("en"):
            assert "024 3825 2525" in str(refused.value)


def test_without_a_number_to_call_she_is_sent_to_the_office(app):
    with app.test_request_context(), pytest.raises(AnswersClosed) as refused:
        give_answer(make_workshop(in_days=3), make_member(), choice=Choice.YES)

    with app.test_request_context():
        assert "Xin chị báo Văn phòng Mạng lưới" in str(refused.value)


def test_an_organiser_notes_what_she_was_told_and_it_is_written_down_so(app):
    workshop, person, organizer = make_workshop(in_days=3), make_member(), make_organizer()

    with writing():
        enter_answer(workshop, person, organizer, choice=Choice.YES)
        db.session.commit()

    held = db.session.scalars(select(Answer)).one()
    assert (held.person, held.entered_by) == (person, organizer)


@pytest.mark.parametrize("state", [WorkshopState.DRAFT, WorkshopState.CANCELLED])
def test_what_is_off_takes_no_answers(app, state):
    workshop, person = make_workshop(state=state), make_member()

    with pytest.raises(WorkshopIsOff):
        give_answer(workshop, person, choice=Choice.YES)
    with pytest.raises(WorkshopIsOff):
        enter_answer(workshop, person, person, choice=Choice.YES)


def test_answers_come_until_the_end_of_the_closing_day(app):
    assert make_workshop(in_days=5, answers_due_on=today()).takes_answers
    assert not make_workshop(in_days=400, answers_due_on=today() - timedelta(1)).takes_answers


def test_two_devices_at_once_make_one_answer(app):
    workshop, person = make_workshop(), make_member()
    start, faults = Barrier(4), []

    def press(choice):
        with app.app_context(), writing():
            start.wait()
            try:
                give_answer(db.session.get(Workshop, workshop_id), db.session.get(Person, person_id), choice=choice)
                db.session.commit()
            except Exception as fault:
                faults.append(fault)
            finally:
                db.session.remove()

    workshop_id, person_id = workshop.id, person.id
    db.session.rollback()
    threads = [Thread(target=press, args=(choice,)) for choice in (Choice.YES, Choice.NO, Choice.YES, Choice.NO)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (faults, db.session.scalar(select(func.count()).select_from(Answer))) == ([], 1)


def test_the_invited_are_the_members_of_the_day(app):
    workshop = make_workshop()
    member, former, newcomer = make_member("Lê Thị An"), make_member("Lê Thị Bình"), make_person("Lê Thị Chi")
    former.memberships[0].valid_to = workshop.starts_on
    db.session.add(Membership(person=newcomer, category=member.memberships[0].category, valid_from=workshop.starts_on))
    db.session.commit()
    make_person()

    roll = roll_of(workshop)

    assert [person.full_name for person in roll.people] == ["Lê Thị An", "Lê Thị Chi"]
    assert [may_answer(person, workshop) for person in (member, former, newcomer)] == [True, False, True]


def test_nobody_is_invited_to_a_draft(app):
    assert not may_answer(make_member(), make_workshop(state=WorkshopState.DRAFT))


def test_the_roll_counts_people_and_their_ministries(app):
    health, finance = make_participant("Bộ Y tế", place=2), make_participant("Bộ Tài chính", place=1)
    workshop = make_workshop()
    first, second = make_member("Trần Thị An", ministry=health), make_member("Trần Thị Bình", ministry=health)
    third, fourth = make_member("Trần Thị Chi", ministry=finance), make_member("Trần Thị Dung", ministry=finance)
    make_appointment(first, finance, is_main=False)
    elsewhere = make_member("Trần Thị Giang")
    make_answer(workshop, first, Choice.NO, reason="Bận")
    make_answer(workshop, second)
    make_answer(workshop, third, Choice.DEPUTY, deputy_name="Lê Thu An")

    gathering = gather(workshop, fourth)
    roll = gathering.roll

    assert (len(roll), roll.coming, roll.deputies, roll.absent, roll.waiting) == (5, 2, 1, 1, 2)
    assert [(shown.place.id, shown.seeds, shown.place.coming) for shown in gathering.places] == [
        (finance.id, ["half", "wait"], 1),
        (health.id, ["full", "no"], 1),
        (elsewhere.organization.id, ["wait"], 0),
    ]
    assert gathering.lotus.seeds == ["on", "now", "off", "on", "off"]
    assert (gathering.mine.full_name, gathering.may_answer_now) == ("Trần Thị Dung", True)


def test_posts_and_the_wheel_are_those_of_the_day(app):
    old, new = make_participant("Bộ Nội vụ", place=1), make_participant("Bộ Tư pháp", place=2)
    workshop = make_workshop()
    person = make_member(ministry=old)
    person.appointments[0].valid_to = workshop.starts_on
    db.session.commit()
    make_appointment(person, new, valid_from=workshop.starts_on, title="Vụ trưởng")

    gathering = gather(workshop, person)

    assert (gathering.mine.organization_id, gathering.mine.title) == (new.id, "Vụ trưởng")


def test_old_workshops_are_told_on_the_roll_of_their_day(app):
    person = make_member()
    with writing():
        person.memberships[0].valid_to = date(2024, 1, 1)
        db.session.commit()

    assert date(2023, 5, 11) > LONG_AGO
    assert len(roll_of(make_workshop(starts_on=date(2023, 5, 11)))) == 1
    assert len(roll_of(make_workshop(starts_on=date(2024, 5, 11)))) == 0
