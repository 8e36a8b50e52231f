"""Who belongs, how, and for how long."""

from datetime import date

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import AlreadyEnded, AlreadyMember, MembershipCategory, SponsorNeeded
from tests.factories import make_member, make_person, make_term

MAY = date(2022, 5, 1)
MARCH = date(2025, 3, 1)
MINISTRY = MembershipCategory.COMMITTEE_MINISTRY


@pytest.fixture(autouse=True)
def _write():
    with writing():
        yield


def test_a_member_belongs_from_the_day_she_joins_until_before_the_day_she_leaves(app):
    person, term = make_person(), make_term()

    membership = person.join(MINISTRY, valid_from=MAY, term=term)
    membership.end(MARCH, "Nghỉ hưu")
    db.session.commit()

    days = (date(2022, 4, 30), MAY, date(2025, 2, 28), MARCH)
    assert [person.membership_on(day) is not None for day in days] == [False, True, True, False]


def test_joining_twice_is_refused_with_what_holds_already(app):
    person = make_person("Trần Thị Minh Hạnh")
    person.join(MINISTRY, valid_from=MAY)

    with pytest.raises(AlreadyMember) as refusal:
        person.join(MembershipCategory.UNION_CONTACT, valid_from=MARCH)

    assert str(refusal.value) == (
        "Chị Trần Thị Minh Hạnh đã tham gia Mạng lưới từ 1/5/2022 (Ủy viên Ban Chấp hành, khối bộ, ngành). "
        "Xin chị ghi ngày kết thúc lần tham gia ấy trước, hoặc chọn ngày khác."
    )


def test_she_may_come_back(app):
    person = make_person()
    person.join(MINISTRY, valid_from=MAY).end(MARCH, "Thôi tham gia Ban Chấp hành")

    person.join(MembershipCategory.LEADER, valid_from=MARCH, sponsor=make_member())
    db.session.commit()

    assert person.membership_on(MARCH).category is MembershipCategory.LEADER


def test_a_leader_outside_the_committee_needs_a_sponsor(app):
    with pytest.raises(SponsorNeeded):
        make_person().join(MembershipCategory.LEADER, valid_from=MAY)


def test_nobody_sponsors_herself(app):
    person = make_person()

    with pytest.raises(SponsorNeeded):
        person.join(MembershipCategory.LEADER, valid_from=MAY, sponsor=person)


def test_a_membership_ends_once(app):
    membership = make_person().join(MINISTRY, valid_from=MAY, valid_to=MARCH)

    with pytest.raises(AlreadyEnded):
        membership.end(MARCH, "Nghỉ hưu")


def test_amending_sets_category_and_term_right(app):
    membership, term, sponsor = make_person().join(MINISTRY, valid_from=MAY), make_term(), make_member()

    membership.amend(category=MembershipCategory.LEADER, valid_from=MAY, valid_to=None, term=term, sponsor=sponsor)
    db.session.commit()

    assert (membership.category, membership.term, membership.sponsor_id) == (
        MembershipCategory.LEADER,
        term,
        sponsor.id,
    )


def test_the_trail_keeps_joining_and_leaving(app):
    person = make_person()
    membership = person.join(MINISTRY, valid_from=MAY)
    membership.end(MARCH, "Nghỉ hưu")
    db.session.commit()

    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.thing == f"membership:{membership.id}").order_by(AuditEntry.number)
    ).all()
    assert [entry.action for entry in entries] == ["member.joined", "membership.ended"]
    assert entries[0].details == {"person": person.id}
    assert entries[1].after == {"valid_to": "2025-03-01", "end_reason": "Nghỉ hưu"}
