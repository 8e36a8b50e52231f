"""People: their names, what they show, what they know."""

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Audience, Expertise, Person, TooMuchExpertise, add_person
from tests.factories import make_appointment, make_member, make_ministry, make_organizer, make_person


@pytest.fixture(autouse=True)
def _write():
    with writing():
        yield


def test_people_sort_by_given_name(app):
    for name in ("Nguyễn Thị Yến", "Trần Thị Ánh", "Lê Thị Đào", "Phạm Thị Dung"):
        make_person(name)

    names = db.session.scalars(select(Person.full_name).order_by(Person.sort_key)).all()

    assert names == ["Trần Thị Ánh", "Phạm Thị Dung", "Lê Thị Đào", "Nguyễn Thị Yến"]


def test_a_given_name_that_is_not_the_last_word_is_said_and_sorted_by(app):
    ksor = make_person("Ksor H'Bia", given_name="H'Bia")
    niê = make_person("H'Lan Niê", given_name="H'Lan")

    assert [ksor.short_name, niê.short_name] == ["H'Bia", "H'Lan"]
    assert ksor.sort_key < niê.sort_key


def test_several_posts_count_for_being_colleagues(app):
    ministry = make_ministry()
    one, other = make_member(), make_member(ministry=ministry)
    make_appointment(one, ministry, is_main=False)

    assert one.works_with(other)


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.ME, {"herself", "organizer"}),
        (Audience.MINISTRY, {"herself", "colleague", "organizer"}),
        (Audience.NETWORK, {"herself", "colleague", "stranger", "organizer"}),
    ],
)
def test_she_chooses_who_sees_a_way_to_reach_her(app, audience, seen_by):
    ministry = make_ministry()
    her = make_member(ministry=ministry, phone="+84912345678", phone_audience=audience)
    viewers = {
        "herself": her,
        "colleague": make_member(ministry=ministry),
        "stranger": make_member(),
        "organizer": make_organizer(),
    }

    assert {who for who, viewer in viewers.items() if her.shows("phone", to=viewer)} == seen_by


def test_expertise_typed_without_accents_is_the_known_one(app):
    first, second = make_person(), make_person()
    first.choose_expertise(["Tổ chức cán bộ", "Chuyển đổi số"])
    second.choose_expertise(["to chuc can bo", "TỔ CHỨC CÁN BỘ", "Ngân sách giới"])
    db.session.commit()

    assert [field.name for field in second.expertise] == ["Ngân sách giới", "Tổ chức cán bộ"]
    assert len(db.session.scalars(select(Expertise)).all()) == 3


def test_twelve_fields_are_the_most(app):
    with pytest.raises(TooMuchExpertise):
        make_person().choose_expertise([f"Lĩnh vực số {number}" for number in range(13)])


def test_the_trail_keeps_what_was_edited_before_and_after(app):
    person = make_person(offers="Đọc góp ý văn bản")
    person.edit("about", offers="Góp ý dự thảo luật", needs="Tài liệu về ngân sách giới")
    db.session.commit()

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "person.edited")).one()
    assert entry.before == {"offers": "Đọc góp ý văn bản", "needs": ""}
    assert entry.after == {"offers": "Góp ý dự thảo luật", "needs": "Tài liệu về ngân sách giới"}
    assert entry.details == {"part": "about"}


def test_a_new_person_is_kept_in_the_trail(app):
    person = add_person("Lò Thị Hoa")
    db.session.commit()

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.thing) == ("person.added", f"person:{person.id}")
