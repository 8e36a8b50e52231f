"""The figures of a plan and its reasons."""

import pytest

from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.plan import Assignment, evaluate
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose
from tests.workshops.rotation.samples import make_input, make_ministry, sample_input, turn


def test_the_output_is_as_its_page_says():
    given = make_input(
        make_ministry("BNV"),
        make_ministry("BTC", block="kinh-te"),
        years=2,
        history=[turn(2018, "BNV")],
        pins=[turn(2027, "BNV")],
    )

    assert propose(check(given)).as_json() == {
        "assignments": [
            {
                "year": 2027,
                "code": "BNV",
                "pinned": True,
                "waited": 9,
                "reasons": [{"key": "pinned"}, {"key": "waited", "years": 9, "rank": 2}],
            },
            {
                "year": 2028,
                "code": "BTC",
                "pinned": False,
                "waited": 12,
                "reasons": [{"key": "waited", "years": 12, "rank": 1}],
            },
        ],
        "unfilled": [],
        "sum_squared_gaps": 9**2 + 2**2 + 12**2 + 1,
        "preference": 0,
        "adjacent_same_block": 0,
        "fairness": 98.3,
        "optimal": True,
    }


def test_a_wish_is_a_reason():
    proposal = propose(check(make_input(years=1, preferences=[turn(2027, "BTC", weight=3)])))

    assert proposal.assignments[0].reasons == [
        {"key": "waited", "years": 11, "rank": 1},
        {"key": "preference", "weight": 3},
    ]


def test_rank_counts_only_those_who_may_host_that_year():
    history = [turn(2020, "BCA"), turn(2022, "BNV"), turn(2024, "BTC")]
    rotation = check(make_input(history=history, unavailable=[turn(2027, "BCA")]))

    plan = evaluate(rotation, {2027: "BTC", 2028: "BTC", 2029: "BNV"}, best_sum=1)

    assert [(each.waited, each.rank) for each in plan.assignments] == [(3, 2), (1, 3), (7, 2)]


def test_a_turn_tells_since_when_and_from_whom_it_waited():
    gone = make_ministry("A", left=2024, successor="B")
    heir, newcomer = make_ministry("B", joined=2025, block="kinh-te"), make_ministry("C", joined=2026)
    rotation = check(make_input(gone, heir, newcomer, history=[turn(2019, "A")]))

    plan = evaluate(rotation, {2027: "B", 2028: "C", 2029: "B"}, best_sum=1)

    assert [(each.since, each.predecessor, each.newcomer) for each in plan.assignments] == [
        (2019, "A", False),
        (2025, None, True),
        (2027, None, False),
    ]


def test_a_plan_made_by_hand_has_its_figures():
    one, other = make_ministry("A"), make_ministry("B", joined=2020)
    rotation = check(make_input(one, other, preferences=[turn(2029, "A", weight=-2)]))

    plan = evaluate(rotation, {2027: "A", 2029: "A"}, best_sum=200)

    assert plan.assignments == (
        Assignment(2027, "A", False, 11, 1, 2016, None, True, 0, False),
        Assignment(2029, "A", False, 2, 2, 2027, None, False, -2, False),
    )
    assert plan.unfilled == (2028,)
    assert plan.sum_squared_gaps == 11**2 + 2**2 + 1 + 11**2
    assert (plan.preference, plan.adjacent_same_block) == (-2, 0)
    assert (plan.fairness, plan.optimal) == (81.0, False)


def test_a_proposal_evaluated_has_the_same_figures():
    rotation = check(sample_input(22, 10, seed=1))
    proposal = propose(rotation)

    again = evaluate(rotation, proposal.hosts, proposal.best_sum)

    assert again.as_json() == {**proposal.as_json(), "optimal": False}


def test_a_host_that_is_unavailable_can_be_evaluated():
    rotation = check(make_input(unavailable=[turn(2027, "BTC")]))

    plan = evaluate(rotation, {2027: "BTC"}, best_sum=1)

    assert plan.hosts == {2027: "BTC"}


@pytest.mark.parametrize(
    ("hosts", "sentence"),
    [
        ({2028: "A"}, "hosts[2028]: A không tham gia trong năm 2028 nên không đăng cai năm đó được."),
        ({2031: "B"}, "hosts[2031]: B không tham gia trong năm 2031 nên không đăng cai năm đó được."),
        ({2027: "X"}, "hosts[2027]: không có bộ, ngành nào mang mã X."),
    ],
)
def test_a_host_that_takes_no_part_is_refused(hosts, sentence):
    rotation = check(make_input(make_ministry("A", left=2027), "B"))

    with pytest.raises(InvalidRotation) as refused:
        evaluate(rotation, hosts, best_sum=1)

    assert str(refused.value) == sentence
