"""Whose turn it is to host: given by the rotation, answered, held, remembered."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.organizations.models import (
    Organization,
    OrganizationPeriod,
    Reorganization,
    ReorganizationKind,
    ReorganizationLink,
)
from network.workshops.models import (
    HostTurn,
    TurnAlreadyAnswered,
    TurnIsOver,
    TurnSettled,
    TurnState,
    give_turns,
    record_host,
    strike_host,
)
from network.workshops.queries import host_of, hosts_since, years_hosted
from tests.factories import make_host_turn, make_ministry, make_organizer, make_participant


def merge(gone: Organization, into: Organization, day: date) -> None:
    with writing():
        gone.periods[-1].valid_to = day
        record = Reorganization(kind=ReorganizationKind.MERGE, effective_on=day)
        record.links.append(ReorganizationLink(predecessor=gone, successor=into, is_main=True))
        db.session.add(record)
        db.session.commit()


def give(hosts: dict[int, Organization], years: range) -> None:
    with writing():
        give_turns({year: host.id for year, host in hosts.items()}, years)
        db.session.commit()


def standing() -> dict[int, tuple[int, str]]:
    return {turn.year: (turn.organization_id, turn.state) for turn in db.session.scalars(hosts_since(2000)).unique()}


def test_a_published_rotation_gives_years_to_their_hosts(app):
    first, second = make_participant(), make_participant()

    give({2027: first, 2029: second}, range(2027, 2030))

    assert standing() == {2027: (first.id, "planned"), 2029: (second.id, "planned")}


def test_another_rotation_gives_them_to_others_and_leaves_what_was_agreed(app):
    first, second, third = make_participant(), make_participant(), make_participant()
    give({2027: first, 2028: second, 2029: third}, range(2027, 2030))
    with writing():
        db.session.scalars(host_of(2027)).one().confirm(make_organizer())
        db.session.commit()

    give({2027: first, 2028: third}, range(2027, 2030))

    assert standing() == {2027: (first.id, "confirmed"), 2028: (third.id, "planned")}


def test_a_rotation_cannot_take_a_year_from_a_host_that_agreed(app):
    agreed = make_participant("Bộ Tư pháp")
    make_host_turn(2027, agreed, state=TurnState.CONFIRMED)

    with writing(), pytest.raises(TurnSettled) as refused:
        give_turns({2027: make_participant().id}, range(2027, 2028))

    assert "Năm 2027 đã có Bộ Tư pháp đăng cai." in str(refused.value)
    db.session.rollback()


def test_a_turn_that_was_declined_is_kept_beside_the_one_that_takes_its_place(app):
    first, second, organizer = make_participant(), make_participant(), make_organizer()
    turn = make_host_turn(2027, first)
    with writing():
        turn.decline(organizer, "Trùng kỳ đại hội")
        db.session.commit()

    give({2027: second}, range(2027, 2028))

    assert (turn.state, turn.reason, turn.answered_by) == (TurnState.DECLINED, "Trùng kỳ đại hội", organizer)
    assert standing() == {2027: (second.id, "planned")}
    assert db.session.scalars(host_of(2027)).one().organization == second


def test_a_host_answers_once_and_may_still_decline(app):
    turn, organizer = make_host_turn(2027), make_organizer()
    turn.confirm(organizer)

    with pytest.raises(TurnAlreadyAnswered):
        turn.confirm(organizer)
    turn.decline(organizer, "Đổi kế hoạch")
    with pytest.raises(TurnAlreadyAnswered):
        turn.decline(organizer, "Đổi kế hoạch")

    assert turn.state is TurnState.DECLINED


def test_what_was_held_is_not_declined_any_more(app):
    turn = make_host_turn(2025, state=TurnState.HELD)

    with pytest.raises(TurnIsOver):
        turn.decline(make_organizer(), "Nhầm")


def test_a_year_has_one_turn(app):
    make_host_turn(2027)

    with pytest.raises(IntegrityError):
        make_host_turn(2027)
    db.session.rollback()


def test_past_hosts_are_written_down_once_and_struck(app):
    ministry = make_ministry("Bộ Y tế")
    with writing():
        held = record_host(2019, ministry, source="Báo cáo tổng kết 2019")
        with pytest.raises(TurnSettled):
            record_host(2019, make_ministry())
        strike_host(held)
        db.session.commit()

    assert db.session.scalars(select(HostTurn)).all() == []
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()
    assert [action for action in actions if action.startswith("host_turn")] == [
        "host_turn.recorded",
        "host_turn.struck",
    ]


def test_an_organisation_has_hosted_when_one_that_ended_in_it_did(app):
    planning, finance, other = make_ministry("Bộ Kế hoạch và Đầu tư"), make_ministry("Bộ Tài chính"), make_ministry()
    merge(planning, finance, date(2025, 3, 1))
    make_host_turn(2019, planning, state=TurnState.HELD)
    make_host_turn(2023, finance, state=TurnState.HELD)
    make_host_turn(2024, other, state=TurnState.HELD)
    make_host_turn(2028, finance)

    turns = db.session.scalars(years_hosted(finance.id)).unique().all()

    assert [(turn.year, turn.host_name) for turn in turns] == [
        (2023, "Bộ Tài chính"),
        (2019, "Bộ Kế hoạch và Đầu tư"),
    ]


def test_a_host_is_called_as_it_was_in_its_year(app):
    ministry = make_ministry("Bộ Nông nghiệp và Phát triển nông thôn")
    with writing():
        ministry.periods[0].valid_to = date(2025, 3, 1)
        old = ministry.periods[0]
        ministry.periods.append(
            OrganizationPeriod(name="Bộ Nông nghiệp và Môi trường", kind=old.kind, valid_from=date(2025, 3, 1))
        )
        db.session.commit()

    turns = [make_host_turn(2024, ministry), make_host_turn(2025, ministry), make_host_turn(2030, ministry)]

    assert [turn.host_name for turn in turns] == [
        "Bộ Nông nghiệp và Phát triển nông thôn",
        "Bộ Nông nghiệp và Môi trường",
        "Bộ Nông nghiệp và Môi trường",
    ]
