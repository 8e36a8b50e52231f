"""What could be done instead, and what it would cost."""

from network.workshops.rotation.choices import alternatives, swaps
from network.workshops.rotation.plan import evaluate
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose
from tests.workshops.rotation.samples import make_input, sample_input, turn

HISTORY = [turn(2020, "BCA"), turn(2022, "BNV"), turn(2024, "BTC")]


def planned(**given):
    rotation = check(make_input(**{"history": HISTORY, **given}))
    return rotation, propose(rotation)


def told(choices):
    return [(each.assignment.code, each.other_year, each.plan.sum_squared_gaps) for each in choices]


def test_alternatives_change_years_with_the_host_or_take_its_place_whichever_is_cheaper():
    rotation, plan = planned()

    assert plan.hosts == {2027: "BCA", 2028: "BNV", 2029: "BTC"}
    assert told(alternatives(rotation, plan, 2027)) == [("BNV", 2028, 128), ("BTC", 2029, 140)]


def test_an_alternative_takes_no_year_from_one_that_is_pinned_there():
    rotation, plan = planned(pins=[turn(2028, "BNV")])

    costs = {each.assignment.code: each.other_year for each in alternatives(rotation, plan, 2027)}

    assert costs == {"BNV": None, "BTC": 2029}


def test_who_is_not_available_is_no_alternative_but_may_be_swapped_by_hand():
    rotation, plan = planned(unavailable=[turn(2027, "BTC")])

    assert [code for code, *_ in told(alternatives(rotation, plan, 2027))] == ["BNV"]
    assert told(swaps(rotation, plan, 2027)) == [("BNV", 2028, 128), ("BTC", 2029, 140)]


def test_a_year_without_host_has_nothing_to_swap():
    rotation, _ = planned()

    assert swaps(rotation, evaluate(rotation, {2028: "BNV"}, 1), 2027) == []


def test_no_choice_is_cheaper_than_the_plan_that_is_best():
    rotation = check(sample_input(18, 8, seed=5))
    plan = propose(rotation)

    for year in rotation.horizon:
        if year not in rotation.pins:
            for choice in alternatives(rotation, plan, year):
                assert choice.plan.sum_squared_gaps >= plan.sum_squared_gaps
