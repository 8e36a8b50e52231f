"""What organisers keep: new people, names, posts, memberships."""

from datetime import date

import pytest
from sqlalchemy import select

from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import MembershipCategory, Person
from tests.factories import (
    make_appointment,
    make_member,
    make_ministry,
    make_organizer,
    make_person,
    make_post,
    make_term,
)

NEW = {"full_name": "Lò Thị Hoa", "salutation": "chi", "organization": "", "category": "", "term": "", "sponsor": ""}


@pytest.fixture
def organizer(browser):
    return browser(make_organizer("Quách Thị Nhung"))


def found(full_name: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.full_name == full_name))


def test_somebody_new_with_post_and_membership(organizer):
    ministry, term = make_ministry(slug="btc"), make_term(ordinal="XIV")

    response = organizer.post(
        "/thanh-vien/moi",
        data=NEW
        | {
            "phone": "0912 345 678",
            "organization": "btc",
            "title": "Phó Vụ trưởng Vụ Ngân sách",
            "appointed_from": "1/5/2022",
            "category": "committee_ministry",
            "joined_on": "15/6/2026",
            "term": "XIV",
        },
    )

    her = found("Lò Thị Hoa")
    assert (response.status_code, response.location, her.phone) == (303, her.url, "+84912345678")
    assert (her.organization, her.appointment.post.title) == (ministry, "Phó Vụ trưởng Vụ Ngân sách")
    assert (her.membership.valid_from, her.membership.term) == (date(2026, 6, 15), term)


def test_a_name_alone_is_enough(organizer):
    assert organizer.post("/thanh-vien/moi", data=NEW).status_code == 303
    assert found("Lò Thị Hoa").memberships == []


@pytest.mark.parametrize(
    "full_name",
    ["", " ", "Lò Thị Ноа", "𝓛ò Thị Hoa", "Hoa 2", "Hoa <b>", "a" * 121, "\u202e\u200b", "Hoa🌸"],
)
def test_what_is_no_name_is_refused_at_its_field(organizer, full_name):
    response = organizer.post("/thanh-vien/moi", data=NEW | {"full_name": full_name})

    assert response.status_code == 422
    assert 'id="full_name-error"' in response.text


def test_a_name_comes_composed_and_without_hidden_signs(organizer):
    organizer.post("/thanh-vien/moi", data=NEW | {"full_name": " Lo\u0300 Thi\u0323\u200b  Hoa "})

    assert found("Lò Thị Hoa") is not None


def test_a_given_name_is_part_of_the_name(organizer):
    wrong = organizer.post("/thanh-vien/moi", data=NEW | {"full_name": "H'Hen Niê", "given_name": "Lan"})
    right = organizer.post("/thanh-vien/moi", data=NEW | {"full_name": "H'Hen Niê", "given_name": "H'Hen"})

    assert (wrong.status_code, right.status_code, found("H'Hen Niê").short_name) == (422, 303, "H'Hen")


def test_the_same_name_at_the_same_ministry_asks_first(organizer):
    ministry = make_ministry(slug="btc")
    make_member("Trần Thị Hoà", ministry=ministry)
    data = NEW | {"full_name": "Trần Thị Hòa", "organization": "btc", "title": "Chuyên viên"}

    asked = organizer.post("/thanh-vien/moi", data=data)

    assert (asked.status_code, found("Trần Thị Hòa")) == (409, None)
    assert ("Danh bạ đã có người tên như vậy." in asked.text, "Trần Thị Hoà" in asked.text) == (True, True)
    assert organizer.post("/thanh-vien/moi", data=data | {"confirmed": "y"}).status_code == 303
    assert found("Trần Thị Hòa") is not None


def test_the_same_name_elsewhere_or_with_other_tones_is_another_person(organizer):
    make_ministry(slug="btc")
    make_member("Trần Thị Hòa")
    make_member("Trần Thị Hoa")
    place = {"organization": "btc", "title": "Chuyên viên"}

    statuses = [
        organizer.post("/thanh-vien/moi", data=NEW | place | {"full_name": name}).status_code
        for name in ("Trần Thị Hòa", "Trần Thị Hóa")
    ]

    assert statuses == [303, 303]


def test_a_name_that_looks_like_an_organisers_asks_first(organizer):
    make_ministry(slug="btc")
    place = {"organization": "btc", "title": "Chuyên viên"}

    response = organizer.post("/thanh-vien/moi", data=NEW | place | {"full_name": "Quách Thị Nhụng"})

    assert response.status_code == 409


def test_a_double_click_makes_one_person(organizer):
    data = NEW | {"form_key": "k" * 16}

    first, second = (organizer.post("/thanh-vien/moi", data=data) for _time in range(2))

    assert (first.status_code, second.status_code, second.location) == (303, 303, first.location)
    assert len(db.session.scalars(select(Person).where(Person.full_name == "Lò Thị Hoa")).all()) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Chuyên viên"},
        {"organization": "khong-co", "title": "Chuyên viên"},
        {"category": "committee_ministry"},
        {"category": "leader", "joined_on": "1/5/2022"},
        {"category": "committee_ministry", "joined_on": "31/2/2022"},
        {"category": "committee_ministry", "joined_on": "1/5/22"},
        {"category": "queen"},
        {"term": "XX"},
        {"phone": "123"},
    ],
)
def test_what_does_not_fit_together_is_said_and_nothing_written(organizer, more):
    response = organizer.post("/thanh-vien/moi", data=NEW | more)

    assert (response.status_code, found("Lò Thị Hoa")) == (422, None)
    assert 'value="Lò Thị Hoa"' in response.text


def test_only_organisers_keep_people(browser):
    her, member = make_member(), browser(make_member())
    held, membership = her.appointments[0], her.memberships[0]
    pages = [
        "/thanh-vien/moi",
        f"{her.url}/sua",
        f"{her.url}/chuc-danh/moi",
        f"{her.url}/chuc-danh/{held.id}/sua",
        f"{her.url}/chuc-danh/{held.id}/thoi-giu",
        f"{her.url}/tham-gia/moi",
        f"{her.url}/tham-gia/{membership.id}/sua",
        f"{her.url}/tham-gia/{membership.id}/ket-thuc",
    ]

    assert [member.get(page).status_code for page in pages] == [403] * len(pages)
    assert [member.post(page).status_code for page in pages] == [403] * len(pages)


def test_a_name_is_set_right(organizer):
    her = make_member("Trần Thị Hanh")

    organizer.post(f"{her.url}/sua", data={"full_name": "Trần Thị Hạnh", "given_name": "", "salutation": "ba"})

    assert (her.full_name, her.folded, her.salutation) == ("Trần Thị Hạnh", "tran thi hanh", "ba")


def seen_in(page: str) -> str:
    return page.split('name="seen"')[1].split('value="')[1].split('"')[0]


def test_of_two_organisers_the_later_is_told(organizer, browser):
    her, other = make_member("Trần Thị Hanh"), browser(make_organizer())
    data = {"given_name": "", "salutation": "chi", "seen": seen_in(organizer.get(f"{her.url}/sua").text)}
    other.post(f"{her.url}/sua", data=data | {"full_name": "Trần Thị Hạnh"})

    late = organizer.post(f"{her.url}/sua", data=data | {"full_name": "Trần Thị Hành"})

    assert (late.status_code, her.full_name) == (409, "Trần Thị Hạnh")
    assert ("Trần Thị Hành" in late.text, "Người khác vừa sửa mục này." in late.text) == (True, True)


POST = {
    "title": "Vụ trưởng Vụ Pháp chế",
    "valid_from": "1/3/2025",
    "valid_to": "",
    "basis": "appointed",
    "decision_number": "12/QĐ-BTC",
    "decided_on": "20/2/2025",
    "is_main": "y",
}


def test_a_post_is_added(organizer):
    ministry, her = make_ministry(slug="btc"), make_member()

    organizer.post(f"{her.url}/chuc-danh/moi", data=POST | {"organization": "btc"})

    held = her.appointment
    assert (held.post.organization, held.decision) == (
        ministry,
        "Bổ nhiệm, quyết định số 12/QĐ-BTC ngày 20/2/2025",
    )
    assert [one.is_main for one in her.appointments] == [True, False]


def test_overlapping_appointments_to_one_seat_are_refused_in_words(organizer):
    ministry, her = make_ministry(slug="btc"), make_member("Trần Thị Minh Hạnh")
    make_appointment(make_member("Nguyễn Thu Trà"), post=make_post(ministry, "Vụ trưởng Vụ Pháp chế"))

    response = organizer.post(f"{her.url}/chuc-danh/moi", data=POST | {"organization": "btc"})

    assert (response.status_code, len(her.appointments)) == (409, 1)
    assert "Chị Trần Thị Minh Hạnh chưa nhận được chức danh Vụ trưởng Vụ Pháp chế (từ 1/3/2025)" in response.text
    assert "chị Nguyễn Thu Trà giữ chức danh này từ 1/1/2017" in response.text


def test_a_post_that_ends_before_it_begins_is_refused_in_words(organizer):
    make_ministry(slug="btc")
    her = make_member()

    response = organizer.post(f"{her.url}/chuc-danh/moi", data=POST | {"organization": "btc", "valid_to": "1/2/2025"})

    assert response.status_code == 409
    assert "Ngày kết thúc đứng trước ngày bắt đầu" in response.text


def test_a_post_is_set_right(organizer):
    make_ministry(slug="btc")
    her = make_member()
    held = her.appointments[0]

    response = organizer.post(f"{her.url}/chuc-danh/{held.id}/sua", data=POST | {"organization": "btc"})

    assert (response.status_code, held.post.title, held.valid_from) == (
        303,
        "Vụ trưởng Vụ Pháp chế",
        date(2025, 3, 1),
    )


def test_a_post_of_somebody_else_is_not_found(organizer):
    her, other = make_member(), make_member()
    address = f"{her.url}/chuc-danh/{other.appointments[0].id}"

    assert [organizer.get(f"{address}/{page}").status_code for page in ("sua", "thoi-giu")] == [404, 404]
    assert organizer.get(f"{her.url}/chuc-danh/{2**63}/sua").status_code == 404


def test_a_post_ends_with_a_reason(organizer):
    her = make_member()
    held = her.appointments[0]

    organizer.post(f"{her.url}/chuc-danh/{held.id}/thoi-giu", data={"on": "1/3/2025", "reason": "Nghỉ hưu"})

    assert (held.valid_to, held.end_reason) == (date(2025, 3, 1), "Nghỉ hưu")


@pytest.mark.parametrize("data", [{"on": "", "reason": "x"}, {"on": "1/3/2025", "reason": ""}, {"on": "hôm qua"}])
def test_an_end_needs_a_day_and_a_reason(organizer, data):
    her = make_member()
    held = her.appointments[0]

    response = organizer.post(f"{her.url}/chuc-danh/{held.id}/thoi-giu", data=data)

    assert (response.status_code, held.valid_to) == (422, None)


BELONGING = {"category": "leader", "term": "", "valid_from": "1/5/2022", "valid_to": ""}


def test_a_leader_joins_on_a_members_word(organizer):
    her, sponsor = make_person(), make_member()

    without = organizer.post(f"{her.url}/tham-gia/moi", data=BELONGING | {"sponsor": ""})
    organizer.post(f"{her.url}/tham-gia/moi", data=BELONGING | {"sponsor": sponsor.public_id})

    assert without.status_code == 422
    assert (her.membership.category, her.membership.sponsor) == (MembershipCategory.LEADER, sponsor)


def test_joining_twice_is_refused_in_words(organizer):
    her, sponsor = make_member("Trần Thị Minh Hạnh"), make_member()

    response = organizer.post(f"{her.url}/tham-gia/moi", data=BELONGING | {"sponsor": sponsor.public_id})

    assert response.status_code == 409
    assert "Chị Trần Thị Minh Hạnh đã tham gia Mạng lưới từ 1/1/2017" in response.text


def test_a_membership_is_set_right_and_ends(organizer):
    her = make_member()
    membership = her.memberships[0]
    address = f"{her.url}/tham-gia/{membership.id}"

    right = {"category": "union_contact", "term": "", "sponsor": "", "valid_from": "1/6/2022", "valid_to": ""}
    organizer.post(f"{address}/sua", data=right)
    organizer.post(f"{address}/ket-thuc", data={"on": "1/1/2024", "reason": "Chuyển công tác"})

    assert (membership.category, membership.valid_from, membership.valid_to, membership.end_reason) == (
        MembershipCategory.UNION_CONTACT,
        date(2022, 6, 1),
        date(2024, 1, 1),
        "Chuyển công tác",
    )
    assert "Đã rời Mạng lưới" in organizer.get(her.url).text


def test_a_sponsor_who_has_left_stays_to_be_read(organizer):
    sponsor = make_member("Phạm Thị Bích")
    her = make_person()
    with writing():
        her.join(MembershipCategory.LEADER, valid_from=date(2022, 5, 1), sponsor=sponsor)
        sponsor.memberships[0].end(date(2024, 1, 1), "Nghỉ hưu")
        db.session.commit()

    page = organizer.get(f"{her.url}/tham-gia/{her.memberships[0].id}/sua").text

    assert "Phạm Thị Bích" in page


def test_the_forms_open(organizer):
    her = make_member()
    held, membership = her.appointments[0], her.memberships[0]
    pages = ("sua", "chuc-danh/moi", f"chuc-danh/{held.id}/sua", f"tham-gia/{membership.id}/ket-thuc", "tham-gia/moi")

    assert [organizer.get(f"{her.url}/{page}").status_code for page in pages] == [200] * len(pages)
