"""An organiser writes the agenda, by forms and buttons; what clashes is warned, what cannot be is refused."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.workshops.agenda_cautions import agenda_cautions
from network.workshops.forms.fields import UnreadableTime, read_time
from network.workshops.models import AgendaItem, AgendaKind, AgendaSpeaker
from tests.factories import make_agenda_item, make_member, make_ministry, make_organizer, make_person, make_workshop


@pytest.fixture
def workshop(app):
    return make_workshop()


@pytest.fixture
def organizer(app, browser):
    return browser(make_organizer())


def filled(workshop, **given: str) -> dict[str, str]:
    first = workshop.starts_on.isoformat()
    return {"day": first, "starts_at": "8:30", "ends_at": "9:15", "title": "Khai mạc", "kind": "key", **given}


def address(workshop, rest: str = "") -> str:
    return f"/hoi-thao/{workshop.year}/chuong-trinh{rest}"


def items() -> list[AgendaItem]:
    return list(db.session.scalars(select(AgendaItem).order_by(AgendaItem.day, AgendaItem.starts_at)))


def test_an_item_is_added_with_members_and_guests(workshop, organizer):
    member = make_member("Trần Thị Minh Hạnh", ministry=make_ministry("Bộ Y tế"))
    speakers = {
        "speakers-0": "Trần Thị Minh Hạnh, Bộ Y tế",
        "speakers-1": "",
        "speakers-2": "Nguyễn Văn Bình, Thứ trưởng",
    }

    added = organizer.post(address(workshop), data=filled(workshop, room="Phòng 1", **speakers))

    item = items()[0]
    assert (added.status_code, added.location) == (303, f"{address(workshop)}#agenda-item-{item.id}")
    assert (item.starts_at, item.minutes, item.kind, item.room) == (time(8, 30), 45, AgendaKind.KEY, "Phòng 1")
    assert [(speaker.person, speaker.words) for speaker in item.speakers] == [
        (member, "Trần Thị Minh Hạnh"),
        (None, "Nguyễn Văn Bình, Thứ trưởng"),
    ]
    assert "workshop.drafted" not in db.session.scalars(select(AuditEntry.action)).all()
    assert "agenda.added" in db.session.scalars(select(AuditEntry.action)).all()


def test_the_next_item_goes_on_where_the_last_ends(workshop, organizer):
    make_agenda_item(workshop, day=workshop.ends_on, starts_at=time(10), minutes=45)

    page = organizer.get(address(workshop)).text

    assert 'value="10:45"' in page
    assert f'<option selected value="{workshop.ends_on.isoformat()}">' in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Xin chị ghi nội dung."),
        ({"title": "x" * 201}, "Dài 201 ký tự"),
        ({"ends_at": "8:30"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"ends_at": "7:00"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"starts_at": ""}, "Xin chị ghi giờ"),
        ({"starts_at": "tám giờ"}, "Chưa đọc được giờ “tám giờ”."),
        ({"day": "2001-01-01"}, "Ngày này nằm ngoài hội thảo."),
        ({"day": ""}, "Ngày này nằm ngoài hội thảo."),
        ({"speakers-0": "Lê Thị Hoa"}, "Có nhiều chị cùng tên này."),
        ({"speakers-0": "А́нна <script>"}, "Họ tên"),
        ({"speakers-0": "Ai đó " * 60}, "Dài"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(workshop, organizer, given, said):
    make_member("Lê Thị Hoa")
    make_member("Lê Thị Hoa")

    response = organizer.post(address(workshop), data=filled(workshop, note="Ba chị trao đổi", **given))

    assert response.status_code == 422
    assert said in response.text
    assert "Ba chị trao đổi" in response.text
    assert items() == []


def test_an_item_is_changed_and_keeps_its_speakers_rows(workshop, organizer):
    item, person = make_agenda_item(workshop), make_member("Trần Thị Minh Hạnh")
    speaker = AgendaSpeaker(item_id=item.id, person_id=person.id)
    db.session.add(speaker)
    db.session.commit()
    kept = speaker.id
    form = organizer.get(address(workshop, f"/{item.id}")).text
    assert "Trần Thị Minh Hạnh, Bộ" in form

    organizer.post(
        address(workshop, f"/{item.id}"),
        data=filled(workshop, title="Khai mạc và chào mừng", **{"speakers-0": "Trần Thị Minh Hạnh"}),
    )

    assert (item.title, [each.id for each in item.speakers]) == ("Khai mạc và chào mừng", [kept])


def test_the_later_of_two_organisers_is_told_and_her_text_kept(workshop, organizer, browser):
    item, other = make_agenda_item(workshop), browser(make_organizer())
    seen = organizer.get(address(workshop, f"/{item.id}")).text.partition('name="seen" type="hidden" value="')[2]
    other.post(address(workshop, f"/{item.id}"), data=filled(workshop, title="Bản của người trước"))

    late = organizer.post(
        address(workshop, f"/{item.id}"), data=filled(workshop, title="Bản của người sau", seen=seen.partition('"')[0])
    )

    assert late.status_code == 409
    assert "Người khác vừa sửa mục này." in late.text
    assert 'value="Bản của người sau"' in late.text


def test_buttons_move_an_item_with_and_without_script(workshop, organizer):
    make_agenda_item(workshop, title="Một", starts_at=time(8, 30))
    second = make_agenda_item(workshop, title="Hai", starts_at=time(9))

    plain = organizer.post(address(workshop, f"/{second.id}/len"))
    assert (plain.status_code, [item.title for item in items()]) == (303, ["Hai", "Một"])
    part = organizer.post(address(workshop, f"/{second.id}/xuong"), headers={"HX-Request": "true"})

    assert part.text.index("Một") < part.text.index("Hai")
    assert "<html" not in part.text
    refused = organizer.post(address(workshop, f"/{second.id}/xuong"))
    assert (refused.status_code, "Mục này đã ở đầu hoặc cuối ngày." in refused.text) == (409, True)


def test_an_item_is_struck(workshop, organizer):
    item = make_agenda_item(workshop)

    assert organizer.post(address(workshop, f"/{item.id}/xoa")).status_code == 303
    assert items() == []


def test_an_item_of_another_workshop_is_not_found(workshop, organizer):
    other = make_agenda_item(make_workshop(in_days=800))

    for rest in ("", "/len", "/xuong", "/xoa"):
        assert organizer.post(address(workshop, f"/{other.id}{rest}")).status_code == 404
    assert organizer.get(address(workshop, "/9223372036854775808")).status_code == 404


def test_members_write_no_agenda(workshop, browser):
    item, member = make_agenda_item(workshop), browser(make_member())

    assert member.get(address(workshop)).status_code == 403
    for rest in ("", f"/{item.id}", f"/{item.id}/len", f"/{item.id}/xuong", f"/{item.id}/xoa"):
        assert member.post(address(workshop, rest)).status_code == 403


# What clashes


def cautions(app, workshop) -> list[str]:
    with app.test_request_context():
        return [sentence.partition(": ")[2] or sentence for sentence in agenda_cautions(workshop, items())]


def test_items_that_overlap_are_warned(app, workshop, organizer):
    make_agenda_item(workshop, title="Một", starts_at=time(8, 30), minutes=60)
    make_agenda_item(workshop, title="Hai", starts_at=time(9))

    assert cautions(app, workshop) == ["“Một” kéo dài đến 09:30, mà “Hai” bắt đầu lúc 09:00."]
    assert "Xin chị xem lại mấy chỗ này." in organizer.get(address(workshop)).text


def test_side_by_side_in_two_rooms_is_fine_but_not_for_one_speaker(app, workshop):
    first = make_agenda_item(workshop, title="Một", starts_at=time(8, 30), minutes=60, room="A")
    second = make_agenda_item(workshop, title="Hai", starts_at=time(9), room="B")
    assert cautions(app, workshop) == []

    person = make_person("Trần Thị Minh Hạnh")
    db.session.add_all(AgendaSpeaker(item_id=item.id, person_id=person.id) for item in (first, second))
    db.session.commit()
    db.session.expire_all()

    assert cautions(app, workshop) == ["chị Trần Thị Minh Hạnh có tên ở hai mục cùng lúc, “Một” và “Hai”."]


def test_neighbours_do_not_overlap(app, workshop):
    make_agenda_item(workshop, starts_at=time(8, 30), minutes=30)
    make_agenda_item(workshop, starts_at=time(9), minutes=30)
    make_agenda_item(workshop, starts_at=time(9), day=workshop.ends_on)

    assert cautions(app, workshop) == []


def test_what_runs_over_the_workshop_is_warned(app, workshop):
    make_agenda_item(workshop, title="Đón khách", starts_at=time(7, 30), kind=AgendaKind.QUIET)
    make_agenda_item(workshop, title="Họp sớm", starts_at=time(7, 0))
    make_agenda_item(workshop, title="Bế mạc", starts_at=time(16), minutes=60, day=workshop.ends_on)
    make_agenda_item(workshop, title="Lạc ngày", day=workshop.ends_on + timedelta(3))

    sentences = " ".join(cautions(app, workshop))
    assert "“Họp sớm” bắt đầu lúc 07:00" in sentences
    assert "“Bế mạc” kết thúc lúc 17:00" in sentences
    assert "“Lạc ngày”" in sentences
    assert "Đón khách" not in sentences


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8:30", time(8, 30)),
        ("08:30", time(8, 30)),
        ("8h30", time(8, 30)),
        ("8H", time(8)),
        ("14 giờ", time(14)),
        ("14 giờ 30 phút", time(14, 30)),
        ("8.30", time(8, 30)),
        ("0830", time(8, 30)),
        ("830", time(8, 30)),
        ("23:59", time(23, 59)),
    ],
)
def test_hours_are_read_as_people_write_them(written, meant):
    assert read_time(written) == meant


@pytest.mark.parametrize("written", ["24:00", "8:60", "8", "sáng", "8:30:00", "١٢:٣٠", "-1:00", "12:30 PM"])
def test_what_is_no_hour_is_refused(written):
    with pytest.raises(UnreadableTime):
        read_time(written)
