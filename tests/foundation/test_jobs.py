"""Jobs and events: recorded with the act, done after the commit, retried, not lost."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from network.foundation import jobs
from network.foundation.clock import now
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.events import Event, deliver_due, on, publish
from network.foundation.jobs import LEASE, Job, enqueue, job, renew_lease
from network.foundation.models import db
from network.members.models import Person
from tests.factories import make_person


@dataclass(frozen=True)
class BellRang(Event):
    times: int


heard = []


@on(BellRang)
def hear(event):
    heard.append(event.times)


@on(BellRang)
def stumble(event):
    if event.times == 13:
        raise RuntimeError("deaf")


@job
def rename(person_id: int, to: str) -> None:
    db.session.get(Person, person_id).full_name = to
    if to == "!":
        raise RuntimeError("no such name")


@job
@keeps_own_transactions
def rename_in_two_steps(person_id: int, to: str) -> None:
    for name in (f"{to[0]}.", to):
        with writing():
            db.session.get_one(Person, person_id).full_name = name
            db.session.commit()
        assert not db.session().in_transaction()
        if to == "!":
            raise RuntimeError("no such name")


leases = []


@job
@keeps_own_transactions
def take_long() -> None:
    with writing():
        db.session.execute(update(Job).values(leased_until=now()))
        renew_lease()
        db.session.commit()
    leases.append(db.session.scalar(select(Job.leased_until)))


def test_subscribers_hear_after_the_commit(app):
    heard.clear()
    publish(BellRang(times=1))
    db.session.commit()

    assert deliver_due() == 2
    assert heard == [1]


def test_nothing_is_told_of_what_was_rolled_back(app):
    heard.clear()
    publish(BellRang(times=1))
    db.session.rollback()

    assert deliver_due() == 0
    assert heard == []


def test_a_failing_subscriber_does_not_keep_others_from_hearing(app):
    heard.clear()
    publish(BellRang(times=13))
    db.session.commit()

    assert deliver_due() == 1

    assert heard == [13]
    failed = db.session.scalars(select(Job).where(Job.done_at.is_(None))).one()
    assert (failed.attempts, failed.error, failed.leased_until) == (1, "RuntimeError('deaf')", None)
    assert failed.run_at > now()


def test_what_a_failed_job_changed_is_undone(app):
    person = make_person("Lê Thu An")
    enqueue(rename, person_id=person.id, to="!")
    db.session.commit()

    deliver_due()

    db.session.expire_all()
    assert person.full_name == "Lê Thu An"


def test_a_job_that_keeps_its_own_transactions_is_marked_done_after_them(app):
    person = make_person("Lê Thu An")
    made = enqueue(rename_in_two_steps, person_id=person.id, to="Lê Thu Anh")
    db.session.commit()

    assert deliver_due() == 1

    db.session.expire_all()
    assert (person.full_name, made.done_at is None, made.error) == ("Lê Thu Anh", False, None)


def test_what_such_a_job_had_committed_before_it_failed_stays(app):
    person = make_person("Lê Thu An")
    made = enqueue(rename_in_two_steps, person_id=person.id, to="!")
    db.session.commit()

    assert deliver_due() == 0

    db.session.expire_all()
    assert (person.full_name, made.attempts, made.leased_until) == ("!.", 1, None)


def test_a_job_of_the_same_key_is_made_once(app):
    first = enqueue(rename, key="rename:1", person_id=1, to="An")
    db.session.commit()

    assert enqueue(rename, key="rename:1", person_id=1, to="Anh") is first


def test_a_job_whose_worker_died_is_done_when_its_lease_is_over(app):
    person = make_person("Lê Thu An")
    left = enqueue(rename, person_id=person.id, to="Lê Thu Anh")
    left.attempts, left.leased_until = 1, now() + timedelta(minutes=1)
    db.session.commit()
    assert deliver_due() == 0

    left.leased_until = now() - timedelta(seconds=1)
    db.session.commit()

    assert deliver_due() == 1
    db.session.expire_all()
    assert person.full_name == "Lê Thu Anh"


def test_a_job_is_given_up_after_its_last_attempt(app):
    poison = enqueue(rename, person_id=0, to="An")
    poison.attempts = jobs.MAX_ATTEMPTS
    db.session.commit()

    assert deliver_due() == 0
    assert poison.has_failed


def test_daily_jobs_are_made_once_a_day(app):
    jobs._enqueue_dailies()
    made = set(db.session.scalars(select(Job.key)))
    jobs._enqueue_dailies()

    assert made
    assert set(db.session.scalars(select(Job.key))) == made


def test_a_long_job_tells_that_it_is_still_at_work(app):
    leases.clear()
    enqueue(take_long)
    db.session.commit()

    assert deliver_due() == 1
    assert leases[0] > now() + LEASE / 2
