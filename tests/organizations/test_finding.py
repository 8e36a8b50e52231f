"""Finding organisations by any name, and where they have gone."""

from datetime import date

import pytest

from network.foundation.models import db
from network.organizations.finding import found_by_name, successor_of
from network.organizations.loading import load_organizations
from network.organizations.queries import by_slug
from network.organizations.reorganizing import Decision, dissolve, merge, rename
from tests.factories import make_ministry

BEFORE, AFTER = date(2025, 2, 28), date(2025, 3, 1)


@pytest.fixture
def loaded(app):
    load_organizations()
    db.session.commit()


def leads(text: str, day: date | None = None) -> list[tuple[str, str | None]]:
    return [(hit.period.name, hit.leads_to and hit.leads_to.name) for hit in found_by_name(text, day)]


@pytest.mark.parametrize("text", ["Bộ Kế hoạch và Đầu tư", "bo ke hoach", "BKHĐT", "bkhdt", "Bộ KH&ĐT"])
def test_a_former_ministry_is_found_however_one_types_it(loaded, text):
    assert leads(text) == [("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính")]


def test_an_abbreviation_leads_to_the_main_successor(loaded):
    assert leads("LĐ-TB&XH") == [("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ")]


def test_what_people_call_it_is_found_too(loaded):
    assert leads("vov") == [("Đài Tiếng nói Việt Nam", "Đài Tiếng nói Việt Nam")]


def test_the_very_name_comes_first(loaded):
    assert leads("BNV")[0] == ("Bộ Nội vụ", "Bộ Nội vụ")
    assert [name for name, _to in leads("dân tộc")] == ["Bộ Dân tộc và Tôn giáo", "Ủy ban Dân tộc"]


def test_names_with_the_marks_that_were_typed_come_first(app):
    for name in ("Ban Toán", "Ban Toan"):
        make_ministry(name)

    assert [name for name, _to in leads("ban toan")] == ["Ban Toán", "Ban Toan"]
    assert [name for name, _to in leads("toán")] == ["Ban Toán", "Ban Toan"]
    assert [name for name, _to in leads("bàn toan")] == ["Ban Toán", "Ban Toan"]


def test_only_names_of_a_day(loaded):
    assert leads("dân tộc", BEFORE) == [("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo")]
    assert leads("dân tộc", AFTER) == [("Bộ Dân tộc và Tôn giáo", "Bộ Dân tộc và Tôn giáo")]


def test_nothing_is_found_by_no_word(loaded):
    assert leads("  ") == leads("!?") == leads("khong co bo nao nhu the") == []


def test_a_renamed_organisation_is_found_by_its_former_name(app):
    ministry = make_ministry("Bộ Văn hóa Thông tin")
    rename(ministry, Decision(AFTER), name="Bộ Văn hóa")
    db.session.commit()

    assert leads("van hoa thong tin") == [("Bộ Văn hóa Thông tin", "Bộ Văn hóa")]


def test_a_successor_is_asked_for_a_day(loaded):
    planning = db.session.scalar(by_slug("bkhdt"))

    assert successor_of(planning, BEFORE) == planning
    assert successor_of(planning, AFTER).slug == "btc"


def test_a_chain_is_followed_to_its_end(app):
    first, second, third = make_ministry("A"), make_ministry("B"), make_ministry("C")
    merge([first], second, Decision(date(2020, 1, 1)))
    merge([second], third, Decision(AFTER))

    assert successor_of(first, date(2019, 12, 31)) == first
    assert successor_of(first, BEFORE) == second
    assert successor_of(first, AFTER) == third


def test_what_was_dissolved_leads_nowhere(app):
    board = make_ministry("Ban chỉ đạo")
    dissolve(board, Decision(AFTER))
    db.session.commit()

    assert successor_of(board, AFTER) is None
    assert leads("ban chi dao") == [("Ban chỉ đạo", None)]
