"""What the planner is asked, from what the house knows."""

from datetime import date

import pytest

from network.workshops.models import ConditionKind, RotationCondition
from network.workshops.planning import Grounds, Participant, Turn, in_words
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.reading import check


def ministry(number, code, joined=2017, left=None, **given):
    values = {
        "slug": code.lower(),
        "name": f"Bộ {code}",
        "short_name": code,
        "block": "kinh-te",
        "takes_part": not left,
    }
    return Participant(**{**values, "id": number, "code": code, "joined": joined, "left": left, **given})


def held(year, organization_id):
    return Turn(year, organization_id, "held", is_settled=True)


def asked(kind, year, organization_id, **given):
    return RotationCondition(kind=kind, year=year, organization_id=organization_id, **given)


LABOUR, HOME, FINANCE = ministry(1, "BLĐTBXH", left=2024), ministry(2, "BNV"), ministry(3, "BTC")
GROUNDS = Grounds((LABOUR, HOME, FINANCE), heirs={1: 2}, turns=(held(2018, 1), held(2022, 3)))


def test_a_document_holds_all_that_the_rule_needs_in_one_order():
    conditions = [
        asked(ConditionKind.PREFERENCE, 2028, 3, weight=2),
        asked(ConditionKind.EXCLUSION, 2028, 2),
        asked(ConditionKind.PREFERENCE, 2028, 3, weight=1),
        asked(ConditionKind.PIN, 2027, 3),
    ]

    assert GROUNDS.document(2027, 2, conditions) == {
        "first_year": 2027,
        "years": 2,
        "ministries": [
            {"code": "BLĐTBXH", "block": "kinh-te", "joined": 2017, "left": 2024, "successor": "BNV"},
            {"code": "BNV", "block": "kinh-te", "joined": 2017, "left": None, "successor": None},
            {"code": "BTC", "block": "kinh-te", "joined": 2017, "left": None, "successor": None},
        ],
        "history": [{"year": 2018, "code": "BLĐTBXH"}, {"year": 2022, "code": "BTC"}],
        "unavailable": [{"year": 2028, "code": "BNV"}],
        "pins": [{"year": 2027, "code": "BTC"}],
        "preferences": [{"year": 2028, "code": "BTC", "weight": 1}, {"year": 2028, "code": "BTC", "weight": 2}],
    }


def test_what_a_forerunner_hosted_counts_for_its_successor():
    rotation = check(GROUNDS.document(2027, 2, []))

    assert rotation.starts["BNV"] == 2018
    assert GROUNDS.waiting_since(2, present=2026) == 2018


def test_a_ministry_that_ends_within_the_horizon_may_host_until_then():
    grounds = Grounds((ministry(1, "A", left=2028), ministry(2, "B")), heirs={1: 2}, turns=())

    document = grounds.document(2027, 3, [])

    assert document["ministries"][0]["successor"] is None
    assert check(document).eligible == {2027: ("A", "B"), 2028: ("A", "B"), 2029: ("B",)}


def test_a_successor_that_takes_no_part_is_passed_over_for_its_own():
    grounds = Grounds((ministry(1, "A", left=2019), ministry(3, "C")), heirs={1: 2, 2: 3}, turns=())

    assert grounds.document(2027, 1, [])["ministries"][0]["successor"] == "C"


def test_a_confirmed_turn_within_the_horizon_is_a_pin():
    confirmed = Turn(2028, 2, "confirmed", is_settled=True)
    grounds = Grounds((HOME, FINANCE), heirs={}, turns=(confirmed, Turn(2029, 3, "planned", is_settled=False)))

    document = grounds.document(2027, 3, [])

    assert (document["pins"], document["history"]) == ([{"year": 2028, "code": "BNV"}], [])


def test_a_ministry_of_no_block_shares_it_with_nobody():
    grounds = Grounds((ministry(1, "A", block=None), ministry(2, "B", block=None)), heirs={}, turns=())

    rotation = check(grounds.document(2027, 2, []))

    assert rotation.adjacent_same_block({2027: "A", 2028: "B"}) == 0


def test_one_that_joins_after_the_last_year_is_left_out():
    grounds = Grounds((HOME, ministry(3, "MỚI", joined=2029)), heirs={}, turns=())

    assert [each["code"] for each in grounds.document(2027, 2, [])["ministries"]] == ["BNV"]


def test_codes_that_two_share_are_told_apart():
    grounds = Grounds((ministry(8, "UB", slug="ub-cu"), ministry(9, "UB", slug="ub-moi"), HOME), heirs={}, turns=())

    assert grounds.codes == {8: "UB.ub-cu", 9: "UB.ub-moi", 2: "BNV"}


def test_planning_begins_with_the_first_year_that_nobody_has_confirmed():
    confirmed = Turn(2027, 2, "confirmed", is_settled=True)

    assert Grounds((HOME,), {}, (confirmed,)).first_open_year(date(2026, 11, 22)) == 2028


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        (
            [asked(ConditionKind.PIN, 2027, 1)],
            "Ghim BLĐTBXH vào năm 2027: BLĐTBXH không tham gia trong năm 2027 nên không đăng cai năm đó được.",
        ),
        (
            [asked(ConditionKind.PIN, 2027, 2), asked(ConditionKind.PIN, 2027, 3)],
            "Ghim BTC vào năm 2027: năm 2027 được ghim hai lần, cho BNV và BTC.",
        ),
        (
            [asked(ConditionKind.PIN, 2030, 2)],
            "Ghim BNV vào năm 2030: ghim BNV vào năm 2030, ngoài các năm cần xếp 2027-2028.",
        ),
        (
            [asked(ConditionKind.PREFERENCE, 2027, 2, weight=6)],
            "Nguyện vọng của BNV năm 2027: trọng số của BNV năm 2027 phải từ -5 đến 5, đang là 6.",
        ),
    ],
)
def test_what_cannot_be_planned_is_said_by_the_names_of_things(app, conditions, sentence):
    document = GROUNDS.document(2027, 2, conditions)

    with pytest.raises(InvalidRotation) as refused:
        check(document)

    names = {GROUNDS.codes[each.id]: each.short_name for each in GROUNDS.participants}
    assert in_words(refused.value, document, names) == sentence
