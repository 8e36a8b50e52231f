"""The agenda: items in their order, moved, spoken at."""

from datetime import time

import pytest
from sqlalchemy.exc import IntegrityError

from network.foundation.database import writing
from network.foundation.models import db
from network.workshops.models import AgendaSpeaker, NowhereToMove
from network.workshops.queries import agenda_of
from tests.factories import make_agenda_item, make_person, make_workshop


def times(workshop) -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(item.title, f"{item.starts_at:%H:%M}") for item in db.session.scalars(agenda_of(workshop)).unique()]


def move(item, step):
    with writing():
        item.move(step)
        db.session.commit()


@pytest.fixture
def workshop(app):
    workshop = make_workshop()
    make_agenda_item(workshop, title="Khai mạc", starts_at=time(8, 30), minutes=30)
    make_agenda_item(workshop, title="Tọa đàm", starts_at=time(9, 0), minutes=75)
    make_agenda_item(workshop, title="Ăn trưa", starts_at=time(11, 45), minutes=60)
    make_agenda_item(workshop, title="Bế mạc", day=workshop.ends_on, starts_at=time(8))
    return workshop


def test_an_item_changes_places_with_its_neighbour(workshop):
    move(workshop.agenda[1], -1)

    assert times(workshop)[:3] == [("Tọa đàm", "08:30"), ("Khai mạc", "09:45"), ("Ăn trưa", "11:45")]


def test_moved_back_it_is_as_it_was(workshop):
    before = times(workshop)

    move(workshop.agenda[1], 1)
    assert times(workshop)[:3] == [("Khai mạc", "08:30"), ("Ăn trưa", "09:00"), ("Tọa đàm", "11:30")]
    db.session.expire_all()
    move(workshop.agenda[2], -1)

    assert times(workshop) == before


@pytest.mark.parametrize(("place", "step"), [(0, -1), (2, 1), (3, -1), (3, 1)])
def test_items_do_not_move_to_another_day(workshop, place, step):
    with pytest.raises(NowhereToMove):
        workshop.agenda[place].move(step)


def test_an_item_lasts_some_time(workshop):
    with pytest.raises(IntegrityError):
        make_agenda_item(workshop, minutes=0)
    db.session.rollback()


def test_speakers_keep_their_order_and_rows(workshop):
    item, person = workshop.agenda[0], make_person("Trần Thị Minh Hạnh")
    with writing():
        item.set_speakers([AgendaSpeaker(person_id=person.id), AgendaSpeaker(guest_name="Lê An", guest_post="Giáo sư")])
        db.session.commit()
    kept = item.speakers[1].id

    with writing():
        item.set_speakers([AgendaSpeaker(guest_name="Lê An", guest_post="Giáo sư"), AgendaSpeaker(person_id=person.id)])
        db.session.commit()

    db.session.expire_all()
    assert [speaker.words for speaker in item.speakers] == ["Lê An, Giáo sư", "Trần Thị Minh Hạnh"]
    assert item.speakers[0].id == kept
