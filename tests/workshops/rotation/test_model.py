"""The bounds on which the proof of the best plan stands."""

from itertools import product

import pytest

from network.workshops.rotation.model import NotProven, Program, Relaxation, gaps
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import Search, place, squared_gaps
from tests.workshops.rotation.samples import make_input, turn


def test_a_bound_holds_whatever_the_prices_are():
    rotation = check(make_input(history=[turn(2020, "BCA"), turn(2023, "BNV")]))
    waits = squared_gaps(rotation)
    program = Program(rotation, list(gaps(rotation)), [])
    plans = [dict(zip(rotation.horizon, hosts, strict=True)) for hosts in product(["BCA", "BNV", "BTC"], repeat=3)]
    least = min(waits.of_plan(plan) for plan in plans)
    costs = [waits.of_column(column) for column in program.columns]

    for price in (-50.3, -7.0, 0.0, 0.1, 12.5, 400.0):
        bound, _ = program.priced(costs, [price] * len(program.rows))
        assert bound <= least * 2**40


def test_a_relaxation_bounds_the_plans_that_use_a_column():
    rotation = check(make_input("BCA", "BNV", years=1, history=[turn(2026, "BCA")]))
    waits, columns = squared_gaps(rotation), list(gaps(rotation))

    relaxed = Program(rotation, columns, []).relax(waits)

    assert relaxed.hosts == {2027: "BNV"}
    assert relaxed.bound == waits.of_plan({2027: "BNV"})
    for column, bound in zip(columns, relaxed.column_bounds, strict=True):
        assert relaxed.bound <= bound <= waits.of_plan({2027: column.code})


def test_limits_that_no_plan_keeps_are_proven_to_be():
    rotation = check(make_input())
    first = place(rotation, 2027)

    assert Program(rotation, list(gaps(rotation)), [(first, -1)]).relax(first) is None


def test_a_plan_that_the_figures_do_not_bear_out_is_not_given():
    rotation = check(make_input())
    claimed = Relaxation({(2027, "BCA"): 1.0, (2028, "BNV"): 1.0, (2029, "BTC"): 1.0}, bound=0, column_bounds=[])

    with pytest.raises(NotProven):
        Search(rotation).confirmed(claimed, place(rotation, 2028))
