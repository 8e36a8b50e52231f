"""The rotation as people see and plan it."""

import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.events import deliver_due, on
from network.foundation.models import db
from network.members.models import Participation
from network.organizations.models import Organization, Reorganization, ReorganizationKind, ReorganizationLink
from network.workshops.events import RotationPublished
from network.workshops.models import (
    ConditionKind,
    DraftState,
    HostTurn,
    RotationChange,
    RotationDraft,
    TurnState,
)
from tests.factories import (
    make_host_turn,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_person,
)
from tests.queries import counted
from tests.workshops.planner import answer_all

PAGE = "/hoi-thao/luan-phien"
told = []


@on(RotationPublished)
def note(event):
    told.append(event.rotation_id)


@pytest.fixture
def ministries(app):
    """Three that take part since 2017: Công an hosted in 2022, Nội vụ in 2024, Tài chính never."""
    made = [
        make_participant("Bộ Công an", code="BCA", short_name="Công an", block="noi-chinh", place=1),
        make_participant("Bộ Nội vụ", code="BNV", short_name="Nội vụ", block="noi-chinh", place=2),
        make_participant("Bộ Tài chính", code="BTC", short_name="Tài chính", block="kinh-te", place=3),
    ]
    make_host_turn(2022, made[0], state=TurnState.HELD)
    make_host_turn(2024, made[1], state=TurnState.HELD)
    return made


@pytest.fixture
def organizer(browser):
    return browser(make_organizer("Phạm Thanh Mai"))


def begin(organizer, first_year=2027, years=3):
    response = organizer.post(PAGE, data={"first_year": first_year, "years": years})
    answer_all()
    assert response.status_code == 303
    return the_draft()


def the_draft(state=DraftState.DRAFT):
    return db.session.scalar(select(RotationDraft).where(RotationDraft.state == state))


def weigh(organizer, draft, kind, **typed):
    """Have a change planned; the change, and its page."""
    response = organizer.post(f"{PAGE}/{draft.id}/{kind}", data=typed)
    assert response.status_code == 303, response.text
    answer_all()
    change = db.session.scalars(select(RotationChange).order_by(RotationChange.id.desc())).first()
    return change, organizer.get(response.location).text


def save(organizer, change):
    return organizer.post(f"{PAGE}/thay-doi/{change.id}")


def change_draft(organizer, draft, kind, **typed):
    change, _page = weigh(organizer, draft, kind, **typed)
    assert save(organizer, change).status_code == 303
    return change


def hosts(draft):
    return {year: db.session.get_one(Organization, host).code for year, host in draft.host_ids.items()}


def test_an_organiser_has_a_draft_planned(organizer, ministries):
    organizer.post(PAGE, data={"first_year": 2027, "years": 3})
    deliver_due()
    db.session.expire_all()
    draft = the_draft()

    assert hosts(draft) == {2027: "BTC", 2028: "BCA", 2029: "BNV"}
    page = organizer.get(PAGE).text
    assert "Bộ Tài chính" in page
    assert "Chưa đăng cai lần nào" in page
    assert "Chờ 11 năm" in page


def test_while_the_planner_works_its_progress_can_be_asked_for(organizer, ministries):
    organizer.post(PAGE, data={"first_year": 2027, "years": 3})
    draft = the_draft()
    progress = f"{PAGE}/{draft.id}/tien-do"

    assert f'data-src="{progress}"' in organizer.get(PAGE).text
    part = organizer.get(progress, headers={"HX-Request": "true"}).text
    assert "Hệ thống đang xếp" in part
    assert f'data-src="{progress}"' in part  # so that it is asked for again
    deliver_due()
    assert organizer.get(progress, headers={"HX-Request": "true"}).headers["HX-Redirect"] == PAGE


def test_when_the_planner_fails_she_is_told_and_can_ask_again(organizer, ministries):
    organizer.post(PAGE, data={"first_year": 2027, "years": 3})
    draft = the_draft()
    good, draft.document = draft.document, {**draft.document, "years": 0}
    db.session.commit()
    deliver_due()

    page = organizer.get(PAGE).text

    assert "Hệ thống chưa xếp được." in page
    organizer.post(f"{PAGE}/{draft.id}/xep")
    answer_all()
    assert (draft.document, draft.is_planned) == (good, True)


def test_a_published_rotation_is_told_to_whoever_listens(organizer, ministries):
    told.clear()
    draft = begin(organizer)

    publish(organizer, draft)
    deliver_due()

    assert told == [draft.id]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_year": 2027, "years": 0}, "Số năm cần xếp phải từ 1 đến 15."),
        ({"first_year": 2027, "years": 16}, "Số năm cần xếp phải từ 1 đến 15."),
        ({"first_year": 2027, "years": "tám"}, "Xin chị nhập một số nguyên."),
        ({"first_year": 2027, "years": ""}, "Xin chị nhập số năm cần xếp."),
        ({"first_year": "9" * 5000, "years": 3}, "Xin chị nhập một số nguyên."),
        ({"first_year": 99999, "years": 3}, "Năm đầu tiên phải từ 2000 đến 2199."),
    ],
)
def test_years_that_cannot_be_planned_are_said_by_the_field(organizer, ministries, typed, sentence):
    response = organizer.post(PAGE, data=typed)

    assert (response.status_code, the_draft()) == (422, None)
    assert sentence in response.text


def test_there_is_one_draft_at_a_time(organizer, ministries):
    begin(organizer)

    response = organizer.post(PAGE, data={"first_year": 2027, "years": 3})

    assert response.status_code == 409
    assert "Đã có một bản dự thảo" in response.text


def test_what_a_pin_costs_is_shown_before_it_is_saved(organizer, ministries):
    draft = begin(organizer)

    change, page = weigh(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)

    before, after = draft.plan, change.plan
    shown = f"tổng bình phương khoảng chờ {before['sum_squared_gaps']} → {after['sum_squared_gaps']}."
    assert shown in page
    assert hosts(draft) == {2027: "BTC", 2028: "BCA", 2029: "BNV"}

    save(organizer, change)

    db.session.expire_all()
    assert draft.plan["sum_squared_gaps"] == after["sum_squared_gaps"]
    assert (hosts(draft)[2027], draft.pin_of(2027).organization_id) == ("BNV", ministries[1].id)


def test_a_pin_is_replaced_and_taken_off(organizer, ministries):
    draft = begin(organizer)
    change_draft(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)
    change_draft(organizer, draft, "ghim", year=2027, organization_id=ministries[0].id)

    assert hosts(draft)[2027] == "BCA"
    assert len(draft.conditions) == 1

    change_draft(organizer, draft, "bo-ghim", year=2027)

    assert (hosts(draft)[2027], draft.conditions, draft.plan["fairness"]) == ("BTC", [], 100.0)


def test_two_years_change_places(organizer, ministries):
    draft = begin(organizer)

    change_draft(organizer, draft, "doi-cho", year=2027, other_year=2029)

    assert hosts(draft) == {2027: "BNV", 2028: "BCA", 2029: "BTC"}
    assert {pin.year for pin in draft.conditions_of(ConditionKind.PIN)} == {2027, 2029}


def test_a_ministry_is_passed_over_with_a_reason_and_admitted_again(organizer, ministries):
    draft = begin(organizer)

    change_draft(organizer, draft, "bo-qua", year=2027, organization_id=ministries[2].id, reason="Đang sửa trụ sở")

    assert hosts(draft)[2027] == "BCA"
    assert "Bỏ qua 2027: Đang sửa trụ sở" in organizer.get(PAGE).text

    change_draft(organizer, draft, "nhan-lai", condition_id=draft.conditions[0].id)

    assert (hosts(draft)[2027], draft.conditions) == ("BTC", [])


def test_wishes_add_up_and_are_told_as_reasons(organizer, ministries):
    draft = begin(organizer)
    asked = {"year": 2027, "organization_id": ministries[2].id}
    change_draft(organizer, draft, "nguyen-vong", weight=3, reason="Tự đề nghị", **asked)
    change_draft(organizer, draft, "nguyen-vong", weight=1, reason="Chủ đề sát ngành", **asked)

    page = organizer.get(f"{PAGE}?nam=2027").text

    assert draft.plan["preference"] == 4
    assert "Tự đề nghị; Chủ đề sát ngành" in page
    change_draft(organizer, draft, "bo-nguyen-vong", condition_id=draft.conditions[0].id)
    assert draft.plan["preference"] == 1


def test_other_years_drop_the_conditions_outside_and_say_so(organizer, ministries):
    draft = begin(organizer)
    change_draft(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)

    change, page = weigh(organizer, draft, "so-nam", first_year=2028, years=5)

    assert "Điều kiện bị bỏ theo" in page
    assert "Ghim Bộ Nội vụ vào năm 2027" in page
    save(organizer, change)
    db.session.expire_all()
    assert (draft.first_year, draft.years, draft.conditions) == (2028, 5, [])


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("ghim", {"year": 2040}, "Năm phải từ 2027 đến 2029."),
        ("ghim", {"organization_id": 2**70}, "Xin chị chọn một bộ, ngành trong danh sách."),
        ("ghim", {"organization_id": "x"}, "Xin chị nhập một số nguyên."),
        ("ghim", {"organization_id": ""}, "Xin chị chọn bộ, ngành."),
        ("doi-cho", {"other_year": 2027}, "Xin chị chọn hai năm khác nhau."),
        ("doi-cho", {"other_year": 2035}, "Năm phải từ 2027 đến 2029."),
        ("bo-qua", {"reason": " "}, "Xin chị ghi lý do"),
        ("bo-qua", {"reason": "dài" * 200}, "Xin chị rút gọn."),
        ("nguyen-vong", {"weight": 6}, "Trọng số phải từ -5 đến 5."),
        ("nguyen-vong", {"weight": "1,5"}, "Xin chị nhập một số nguyên."),
        ("bo-nguyen-vong", {"condition_id": 12345}, "Điều kiện này không còn trong bản dự thảo"),
        ("so-nam", {"first_year": 2027, "years": 16}, "Số năm cần xếp phải từ 1 đến 15."),
    ],
)
def test_a_change_that_makes_no_sense_is_said_in_words_and_kept(organizer, ministries, kind, typed, sentence):
    draft = begin(organizer)
    given = {"year": 2027, "organization_id": ministries[0].id, "weight": 1, "reason": "Lý do của tôi", **typed}

    response = organizer.post(f"{PAGE}/{draft.id}/{kind}", data=given)

    assert response.status_code == 422
    assert sentence in response.text
    assert db.session.scalar(select(RotationChange.id)) is None


def test_what_was_typed_into_a_wish_comes_back(organizer, ministries):
    draft = begin(organizer)
    given = {"year": 2028, "organization_id": ministries[0].id, "weight": "6", "reason": "Có hội trường mới"}

    page = organizer.post(f"{PAGE}/{draft.id}/nguyen-vong", data=given).text

    assert 'value="6"' in page
    assert 'value="Có hội trường mới"' in page


def test_a_pin_to_a_ministry_that_takes_no_part_that_year_names_both(organizer, ministries):
    gone = make_ministry("Bộ Giao thông vận tải", code="BGTVT", place=9)
    db.session.add(Participation(organization_id=gone.id, valid_from=date(2017, 5, 1), valid_to=date(2025, 3, 1)))
    db.session.commit()
    draft = begin(organizer)

    response = organizer.post(f"{PAGE}/{draft.id}/ghim", data={"year": 2027, "organization_id": gone.id})

    assert response.status_code == 422
    assert "Bộ Giao thông vận tải không tham gia trong năm 2027" in response.text


def test_a_pin_to_a_ministry_that_left_meanwhile_is_said_on_the_draft(organizer, ministries):
    draft = begin(organizer)
    change_draft(organizer, draft, "ghim", year=2029, organization_id=ministries[0].id)
    part = db.session.scalar(select(Participation).where(Participation.organization_id == ministries[0].id))
    part.valid_to = date(2028, 3, 1)
    db.session.commit()

    assert "Bộ Công an không tham gia trong năm 2029" in organizer.get(PAGE).text
    assert organizer.post(f"{PAGE}/{draft.id}/xep").status_code == 409
    assert publish(organizer, draft).status_code == 409

    change_draft(organizer, draft, "bo-ghim", year=2029)

    assert "Bộ Công an không tham gia" not in organizer.get(PAGE).text


def test_a_draft_says_what_has_changed_since_and_is_planned_anew(organizer, ministries):
    draft = begin(organizer)
    make_participant("Bộ Y tế", code="BYT")

    assert "Mới tham gia: Bộ Y tế." in organizer.get(PAGE).text

    organizer.post(f"{PAGE}/{draft.id}/xep")
    answer_all()

    assert "Mới tham gia" not in organizer.get(PAGE).text


def publish(organizer, draft, version=None):
    return organizer.post(f"{PAGE}/{draft.id}/cong-bo", data={"version": version or draft.version})


def test_publishing_gives_the_turns_and_takes_the_place_of_the_rotation_before(organizer, ministries):
    first = begin(organizer)
    publish(organizer, first)
    second = begin(organizer, years=2)
    change_draft(organizer, second, "ghim", year=2027, organization_id=ministries[1].id)

    preview = organizer.get(f"{PAGE}/{second.id}/cong-bo").text
    assert "thay cho Bộ Tài chính" in preview
    assert "thôi giao cho Bộ Nội vụ" in preview
    publish(organizer, second)

    db.session.expire_all()
    assert (first.state, second.state) == (DraftState.SUPERSEDED, DraftState.PUBLISHED)
    turns = db.session.scalars(select(HostTurn).where(HostTurn.year >= 2027).order_by(HostTurn.year))
    assert [(turn.year, turn.organization.code, turn.state) for turn in turns] == [
        (2027, "BNV", TurnState.PLANNED),
        (2028, "BTC", TurnState.PLANNED),
    ]


def test_publishing_is_on_the_audit_trail(organizer, ministries):
    draft = begin(organizer)
    publish(organizer, draft)

    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "rotation.published"))

    assert (entry.thing, entry.after["first_year"]) == (f"rotation_draft:{draft.id}", 2027)


def test_a_new_draft_goes_on_asking_what_the_published_rotation_asked(organizer, ministries):
    draft = begin(organizer)
    change_draft(organizer, draft, "ghim", year=2028, organization_id=ministries[1].id)
    change_draft(organizer, draft, "bo-qua", year=2027, organization_id=ministries[0].id, reason="Bận")
    publish(organizer, draft)

    following = begin(organizer, first_year=2028)

    assert [(each.kind, each.year) for each in following.conditions] == [(ConditionKind.PIN, 2028)]


def test_a_year_that_its_host_has_confirmed_is_planned_around(organizer, ministries):
    make_host_turn(2028, ministries[1], state=TurnState.CONFIRMED)

    draft = begin(organizer)

    assert hosts(draft)[2028] == "BNV"
    response = organizer.post(f"{PAGE}/{draft.id}/ghim", data={"year": 2028, "organization_id": ministries[0].id})
    assert (response.status_code, "Năm 2028 đã có Bộ Nội vụ nhận đăng cai." in response.text) == (422, True)


def test_a_host_that_confirmed_meanwhile_is_never_overwritten(organizer, ministries):
    draft = begin(organizer)
    turn = make_host_turn(2027, ministries[1], state=TurnState.CONFIRMED)

    assert "Bộ Nội vụ đã nhận lời: trái với bản dự thảo" in organizer.get(f"{PAGE}/{draft.id}/cong-bo").text
    response = publish(organizer, draft)

    assert (response.status_code, draft.state, turn.organization_id) == (409, DraftState.DRAFT, ministries[1].id)
    assert "Xin chị xếp lại" in response.text


def test_who_declined_a_year_is_not_proposed_for_it_again(organizer, ministries):
    make_host_turn(2027, ministries[2], state=TurnState.DECLINED, reason="Trùng đại hội")

    assert hosts(begin(organizer))[2027] == "BCA"


def test_of_two_organisers_who_save_at_once_the_later_is_told_and_keeps_her_words(browser, ministries):
    first, second = browser(make_organizer("Phạm Thanh Mai")), browser(make_organizer("Lê Thu An"))
    draft = begin(first)
    hers, _ = weigh(second, draft, "bo-qua", year=2027, organization_id=ministries[2].id, reason="Đang sửa trụ sở")
    change_draft(first, draft, "ghim", year=2028, organization_id=ministries[1].id)

    response = save(second, hers)

    assert response.status_code == 409
    assert "Chị Phạm Thanh Mai sửa lúc" in response.text
    assert 'value="Đang sửa trụ sở"' in response.text
    assert draft.conditions_of(ConditionKind.EXCLUSION) == []


def test_publishing_what_another_has_changed_meanwhile_is_refused(organizer, ministries):
    draft = begin(organizer)
    seen = draft.version
    change_draft(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)

    response = publish(organizer, draft, version=seen)

    assert (response.status_code, draft.state) == (409, DraftState.DRAFT)


def test_saving_twice_saves_once(organizer, ministries):
    draft = begin(organizer)
    change, _ = weigh(organizer, draft, "nguyen-vong", year=2027, organization_id=ministries[0].id, weight=2)

    assert [save(organizer, change).status_code for _ in range(2)] == [303, 303]
    assert len(draft.conditions) == 1


def test_a_change_to_a_draft_that_was_published_is_refused(organizer, ministries):
    draft = begin(organizer)
    change, _ = weigh(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)
    publish(organizer, draft)

    assert "không lưu vào được nữa" in organizer.get(f"{PAGE}/thay-doi/{change.id}").text
    assert save(organizer, change).status_code == 409
    again = organizer.post(f"{PAGE}/{draft.id}/ghim", data={"year": 2027, "organization_id": ministries[1].id})
    assert again.status_code == 409


def test_a_draft_that_was_dropped_can_be_taken_up_again(organizer, ministries):
    draft = begin(organizer)

    page = organizer.post(f"{PAGE}/{draft.id}/bo", follow_redirects=True).text

    assert "Lấy lại" in page
    organizer.post(f"{PAGE}/{draft.id}/lay-lai")
    db.session.expire_all()
    assert draft.state is DraftState.DRAFT


def test_members_see_what_was_published_and_nothing_of_a_draft(browser, organizer, ministries):
    member = browser(make_member())
    draft = begin(organizer)

    page = member.get(PAGE).text
    assert "Chưa có vòng luân phiên nào được công bố" in page
    assert "Đề xuất" not in page
    assert member.get(f"{PAGE}/{draft.id}/bang-chung-minh").status_code == 404

    publish(organizer, draft)

    page = member.get(PAGE).text
    assert "Đã công bố, chờ trả lời" in page
    assert "Chọn" not in page
    assert member.get(f"{PAGE}/{draft.id}/bang-chung-minh").status_code == 200


def test_only_organisers_plan_and_only_the_network_looks(browser, organizer, ministries):
    draft = begin(organizer)
    change, _ = weigh(organizer, draft, "ghim", year=2027, organization_id=ministries[1].id)
    member, stranger = browser(make_member()), browser(make_person())

    acts = ["", f"/{draft.id}/ghim", f"/{draft.id}/xep", f"/{draft.id}/bo", f"/{draft.id}/cong-bo"]
    assert {member.post(PAGE + act).status_code for act in acts} == {403}
    assert member.post(f"{PAGE}/thay-doi/{change.id}").status_code == 403
    assert member.get(f"{PAGE}/thay-doi/{change.id}").status_code == 403
    assert stranger.get(PAGE).status_code == 403


def test_the_page_asks_the_database_no_more_with_more_ministries(browser, organizer, ministries):
    draft, member = begin(organizer), browser(make_member())
    with counted() as few:
        organizer.get(PAGE)
    for _ in range(5):
        ministries.append(make_participant())
        make_member(ministry=ministries[-1])
    change_draft(organizer, draft, "bo-qua", year=2028, organization_id=ministries[0].id, reason="Bận")

    with counted() as many:
        organizer.get(PAGE)
    with counted() as seen_by_member:
        member.get(PAGE)

    assert (len(many), len(few)) == (5, 5)
    assert len(seen_by_member) <= 6


def test_history_through_a_merger_is_a_half_seed_with_its_name(organizer, ministries):
    labour = make_ministry("Bộ Lao động", code="BLĐ", valid_to=date(2025, 3, 1))
    make_host_turn(2019, labour, state=TurnState.HELD)
    link = ReorganizationLink(predecessor=labour, successor=ministries[1], is_main=True)
    kind, day = ReorganizationKind.MERGE, date(2025, 3, 1)
    db.session.add(Reorganization(kind=kind, effective_on=day, links=[link]))
    db.session.commit()

    page = organizer.get(PAGE).text

    assert f"{labour.name}, nay thuộc Bộ Nội vụ" in page
    assert "sd--half" in page


def test_the_proof_holds_figures_rule_and_fingerprint(organizer, ministries):
    draft = begin(organizer)

    page = organizer.get(f"{PAGE}/{draft.id}/bang-chung-minh").text
    text = organizer.get(f"{PAGE}/{draft.id}/bang-chung-minh.json").data

    assert hashlib.sha256(text).hexdigest() in page
    assert json.loads(text) == {"input": draft.document, "result": draft.plan}
    assert "có, đã chứng minh" in page


def test_the_input_can_be_planned_again_by_command(app, organizer, ministries, tmp_path):
    draft = begin(organizer)
    (tmp_path / "input.json").write_bytes(organizer.get(f"{PAGE}/{draft.id}/du-lieu.json").data)

    files = ["--input", str(tmp_path / "input.json"), "--output", str(tmp_path / "plan.json")]
    result = app.test_cli_runner().invoke(args=["rotation", "plan", *files])

    assert (result.exit_code, json.loads((tmp_path / "plan.json").read_text())) == (0, draft.plan)
