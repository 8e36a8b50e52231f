"""Putting a reorganisation on record by its page: who may, what is shown before, and what comes of it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from network.foundation.models import db
from network.organizations.models import Organization, Reorganization
from network.organizations.queries import by_slug
from tests.factories import make_administrator, make_member, make_ministry, make_organizer

DAY = date(2025, 3, 1)
DECISION = {"effective_on": "1/3/2025", "decision_number": "176/2025/QH15", "issuer": "Quốc hội"}
NEW = {"name": "Bộ Nông nghiệp và Môi trường", "abbreviation": "BNNMT", "new_kind": "ministry", "block": "kinh-te"}


@pytest.fixture
def send(browser):
    """`send(kind, step, …)`: the form as an administrator sends it."""
    desk = browser(make_administrator())

    def post(kind: str, step: str | None = None, **fields):
        data = {**DECISION, **fields, **({"buoc": step} if step else {})}
        return desk.post(f"/bo-nganh/sap-xep?viec={kind}", data=data)

    return post


def recorded() -> int:
    return db.session.scalar(select(func.count()).select_from(Reorganization))


def test_only_administrators_may(browser):
    for person, status in ((make_member(), 403), (make_organizer(), 403), (make_administrator(), 200)):
        assert browser(person).get("/bo-nganh/sap-xep").status_code == status
        assert browser(person).get("/bo-nganh/sap-xep?viec=doi-ten").status_code == status
        answer = browser(person).post("/bo-nganh/sap-xep?viec=doi-ten", data=DECISION)
        assert answer.status_code == (422 if status == 200 else 403)


def test_others_are_not_offered_it(browser):
    assert "/bo-nganh/sap-xep" in browser(make_administrator()).get("/bo-nganh").text
    assert "/bo-nganh/sap-xep" not in browser(make_organizer()).get("/bo-nganh").text


def test_the_preview_tells_and_changes_nothing(send):
    gone, stays = make_ministry("Bộ Kế hoạch"), make_ministry("Bộ Tài chính")
    unit = make_ministry("Viện Chiến lược", parent=gone)

    response = send("sap-nhap", organizations=[gone.id], into=stays.id)

    text = " ".join(response.text.split())
    assert response.status_code == 200
    assert "Ngày cuối là 28/2/2025" in text
    assert "giữ chỗ trong Mạng lưới và lượt đăng cai: Bộ Tài chính" in text
    assert "<b>Viện Chiến lược</b> <p>Trực thuộc: Bộ Tài chính</p>" in text
    assert (recorded(), gone.exists_on(DAY), unit.latest.parent) == (0, True, gone)


def test_what_was_shown_is_then_recorded(send):
    gone, stays = make_ministry("Bộ Kế hoạch"), make_ministry("Bộ Tài chính", slug="btc")

    response = send("sap-nhap", "ghi", organizations=[gone.id], into=stays.id)

    record = db.session.scalars(select(Reorganization)).one()
    assert (response.status_code, response.location) == (303, "/bo-nganh/btc")
    assert (record.effective_on, record.decision_number, record.issuer) == (DAY, "176/2025/QH15", "Quốc hội")
    assert not gone.exists_on(DAY)


def test_one_may_go_back_with_all_that_was_typed(send):
    ministry = make_ministry("Bộ Y tế")

    response = send("doi-ten", "sua", organization=ministry.id, name="Bộ Sức khỏe")

    assert response.status_code == 200
    assert 'value="Bộ Sức khỏe"' in response.text
    assert 'value="1/3/2025"' in response.text
    assert recorded() == 0


def test_a_double_click_records_once(send):
    fields = {**NEW, "form_key": "k" * 22}

    first, second = send("thanh-lap", "ghi", **fields), send("thanh-lap", "ghi", **fields)

    assert (first.status_code, second.status_code) == (303, 303)
    assert recorded() == 1


def test_each_kind_can_be_recorded(send):
    one, two, three, four, five = (make_ministry(f"Bộ {n}") for n in ("Một", "Hai", "Ba", "Bốn", "Năm"))

    for kind, fields in (
        ("thanh-lap", NEW),
        ("doi-ten", {"organization": one.id, "name": "Bộ Đổi"}),
        ("doi-loai-hinh", {"organization": two.id, "new_kind": "ministerial_agency"}),
        ("chuyen-ve", {"organization": two.id, "parent": one.id}),
        ("chia-tach", {"organization": one.id, "share": "part", "receivers": [three.id], "new_kind": "ministry"}),
        ("hop-nhat", {"organizations": [three.id, four.id], "keep": four.id, "new_kind": "ministry"}),
        ("giai-the", {"organization": five.id, "receivers": [four.id], "main": four.id}),
    ):
        response = send(kind, "ghi", **fields)
        assert response.status_code == 303, (kind, response.text)

    assert recorded() == 7
    assert [one.name, two.latest.kind, two.latest.parent] == ["Bộ Đổi", "ministerial_agency", one]
    assert [ministry.exists_on(DAY) for ministry in (three, four, five)] == [False, True, False]


def test_a_split_into_a_new_ministry_that_inherits(send):
    old = make_ministry("Bộ Nông nghiệp và Tài nguyên")

    send("chia-tach", "ghi", organization=old.id, share="whole", main="moi", **NEW)

    made = db.session.scalar(by_slug("bnnmt"))
    assert (made.as_of(DAY).name, old.exists_on(DAY)) == ("Bộ Nông nghiệp và Môi trường", False)


def test_two_become_a_new_one(send):
    one, two = make_ministry("Bộ Một"), make_ministry("Bộ Hai")

    send("hop-nhat", "ghi", organizations=[one.id, two.id], keep="moi", **NEW)

    assert db.session.scalar(by_slug("bnnmt")).exists_on(DAY)
    assert not one.exists_on(DAY)


def test_a_merge_into_itself_is_refused_beside_what_was_typed(send):
    ministry = make_ministry("Bộ Y tế")

    for step in (None, "ghi"):
        response = send("sap-nhap", step, organizations=[ministry.id], into=ministry.id)
        assert response.status_code == 409
        assert "Một cơ quan không thể nhập vào chính mình" in response.text
        assert 'value="176/2025/QH15"' in response.text
    assert recorded() == 0


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "Xin chị ghi ngày có hiệu lực."),
        ("31/2/2025", "Không có ngày 31/2/2025"),
        ("hôm qua", "Chưa đọc được ngày"),
        ("1/3/1900", "ngoài khoảng từ năm 1930"),
        ("1/3/2190", "ngoài khoảng từ năm 1930"),
    ],
)
def test_a_day_that_cannot_be_is_told_by_its_field(send, written, words):
    response = send("thanh-lap", "ghi", **{**NEW, "effective_on": written})

    assert response.status_code == 422
    assert words in response.text
    assert f'value="{written}"' in response.text


@pytest.mark.parametrize("kind", ["thanh-lap", "doi-ten", "sap-nhap", "hop-nhat", "chia-tach", "chuyen-ve", "giai-the"])
def test_an_empty_form_comes_back_with_its_errors(send, kind):
    response = send(kind, "ghi")

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_a_name_comes_clean_and_not_too_long(send):
    send("thanh-lap", "ghi", **{**NEW, "name": "  Bộ \u202eY\u200b   tế "})
    too_long = send("thanh-lap", "ghi", **{**NEW, "abbreviation": "B2", "name": "B" * 201})

    assert db.session.scalars(select(Organization).order_by(Organization.id.desc())).first().name == "Bộ Y tế"
    assert too_long.status_code == 422


def test_an_organisation_that_is_not_on_offer_is_refused(send):
    gone = make_ministry(valid_to=date(2020, 1, 1))

    for number in (gone.id, 2**70, "abc"):
        assert send("giai-the", "ghi", organization=number).status_code == 422


def test_an_unknown_kind_is_not_found(browser):
    desk = browser(make_administrator())

    assert desk.get("/bo-nganh/sap-xep?viec=xoa").status_code == 404
    assert desk.post("/bo-nganh/sap-xep", data=DECISION).status_code == 404
