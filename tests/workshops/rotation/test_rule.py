"""What the rule's words mean, one by one."""

from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose
from tests.workshops.rotation.samples import make_input, make_ministry, turn


def test_a_ministry_waits_from_its_latest_hosting():
    rotation = check(make_input("BNV", history=[turn(2019, "BNV"), turn(2023, "BNV"), turn(2021, "BNV")]))

    assert rotation.starts == {"BNV": 2023}


def test_a_ministry_that_never_hosted_waits_from_the_year_before_it_joined():
    rotation = check(make_input(make_ministry(joined=2017)))

    assert rotation.starts == {"BNV": 2016}


def test_the_history_of_merged_ministries_is_that_of_the_end_of_their_chain():
    first = make_ministry("A", left=2019, successor="B")
    second = make_ministry("B", joined=2020, left=2024, successor="C")
    last = make_ministry("C", joined=2025)

    rotation = check(make_input(first, second, last, history=[turn(2018, "A")]))

    assert rotation.starts == {"A": 2018, "B": 2019, "C": 2018}


def test_the_later_of_two_hostings_in_a_family_counts():
    merged = make_ministry("A", left=2024, successor="B")

    rotation = check(make_input(merged, "B", history=[turn(2018, "B"), turn(2022, "A")]))

    assert rotation.starts["B"] == 2022


def test_a_family_that_never_hosted_waits_since_its_first_member_joined():
    merged = make_ministry("A", joined=2012, left=2024, successor="B")

    rotation = check(make_input(merged, make_ministry("B", joined=2025)))

    assert rotation.starts["B"] == 2011


def test_in_a_split_the_one_successor_inherits_and_the_other_begins_anew():
    split = make_ministry("A", left=2024, successor="B")
    heir, newcomer = make_ministry("B", joined=2025), make_ministry("C", joined=2025)

    rotation = check(make_input(split, heir, newcomer, history=[turn(2018, "A")]))

    assert (rotation.starts["B"], rotation.starts["C"]) == (2018, 2024)


def test_a_ministry_that_leaves_waits_until_the_year_after():
    rotation = check(make_input(make_ministry("A", left=2028), make_ministry("B", left=2050), "C"))

    assert [rotation.end(code) for code in "ABC"] == [2029, 2030, 2030]


def test_only_those_who_take_part_that_year_are_eligible():
    leaves, joins = make_ministry("A", left=2027), make_ministry("B", joined=2029)

    rotation = check(make_input(leaves, joins, "C", unavailable=[turn(2028, "C")] * 2))

    assert rotation.eligible == {2027: ("A", "C"), 2028: (), 2029: ("B", "C")}


def test_a_ministry_is_not_eligible_while_any_of_its_chain_is_active():
    first = make_ministry("A", successor="B")
    second = make_ministry("B", joined=2020, left=2026, successor="C")
    last = make_ministry("C", joined=2028, left=2028)

    rotation = check(make_input(first, second, last))

    assert rotation.eligible == {2027: ("A",), 2028: ("C",), 2029: ("A",)}


def test_ministries_that_left_before_the_first_year_are_not_counted():
    left_before, leaves = make_ministry("A", left=2026), make_ministry("B", left=2027)

    rotation = check(make_input(left_before, leaves, make_ministry("C", joined=2040)))

    assert rotation.counted == ("B", "C")
    assert rotation.sum_squared_gaps({}) == (2028 - 2016) ** 2 + (2030 - 2039) ** 2


def test_a_merger_within_the_horizon_changes_who_may_host_and_not_what_the_successor_waited():
    merged = make_ministry("A", left=2028, successor="B")
    successor = make_ministry("B", joined=2029)

    proposal = propose(check(make_input(merged, successor, history=[turn(2020, "A")])))

    assert proposal.hosts == {2027: "A", 2028: "A", 2029: "B"}
    assert [each.waited for each in proposal.assignments] == [7, 1, 9]
    assert proposal.sum_squared_gaps == 7**2 + 1 + 1 + 9**2 + 1


def test_a_year_for_which_nobody_is_eligible_stays_unfilled():
    absences = [turn(2028, code) for code in ("BCA", "BNV", "BTC")]

    proposal = propose(check(make_input(unavailable=absences)))

    assert (proposal.unfilled, list(proposal.hosts)) == ((2028,), [2027, 2029])


def test_without_ministries_every_year_is_unfilled_and_nothing_is_unfair():
    proposal = propose(check(make_input(ministries=[])))

    assert (proposal.unfilled, proposal.sum_squared_gaps, proposal.fairness) == ((2027, 2028, 2029), 0, 100.0)


def test_who_waited_longest_hosts_first():
    history = [turn(2024, "BCA"), turn(2020, "BNV"), turn(2022, "BTC")]

    proposal = propose(check(make_input(history=history)))

    assert proposal.hosts == {2027: "BNV", 2028: "BTC", 2029: "BCA"}


def test_a_wish_decides_between_plans_that_make_nobody_wait_longer():
    wishes = [turn(2027, "BTC", weight=2), turn(2027, "BTC", weight=1), turn(2027, "BNV", weight=2)]

    proposal = propose(check(make_input(preferences=wishes)))

    assert (proposal.hosts[2027], proposal.preference) == ("BTC", 3)


def test_a_wish_makes_nobody_wait_longer():
    history = [turn(2018, "BNV")]

    proposal = propose(
        check(make_input("BCA", "BNV", years=1, history=history, preferences=[turn(2027, "BNV", weight=5)]))
    )

    assert proposal.hosts == {2027: "BCA"}


def test_hosts_of_one_block_do_not_follow_each_other():
    one, two, other = make_ministry("A"), make_ministry("B"), make_ministry("C", block="kinh-te")

    proposal = propose(check(make_input(one, two, other)))

    assert proposal.hosts == {2027: "A", 2028: "C", 2029: "B"}
    assert proposal.adjacent_same_block == 0


def test_the_last_host_of_history_is_the_first_hosts_neighbour_even_when_it_is_gone():
    gone = make_ministry("Z", left=2026)
    same, other = make_ministry("A"), make_ministry("B", block="kinh-te")

    proposal = propose(check(make_input(gone, same, other, years=1, history=[turn(2026, "Z")])))

    assert (proposal.hosts, proposal.adjacent_same_block) == ({2027: "B"}, 0)


def test_an_older_history_is_nobodys_neighbour():
    gone = make_ministry("Z", left=2026)
    same, other = make_ministry("A"), make_ministry("B", block="kinh-te")

    proposal = propose(check(make_input(gone, same, other, years=1, history=[turn(2025, "Z")])))

    assert (proposal.hosts, proposal.adjacent_same_block) == ({2027: "A"}, 0)


def test_an_unfilled_year_parts_its_neighbours():
    rotation = check(make_input(make_ministry("A"), unavailable=[turn(2028, "A")]))

    assert propose(rotation).adjacent_same_block == 0


def test_codes_are_ordered_by_code_point():
    proposal = propose(check(make_input("a", "Đ", "Z", "BTC")))

    assert list(proposal.hosts.values()) == ["BTC", "Z", "a"]


def test_a_pin_overrides_unavailable():
    absent, pinned = [turn(2027, "BTC")], [turn(2027, "BTC")]

    proposal = propose(check(make_input(unavailable=absent, pins=pinned)))

    assert proposal.hosts[2027] == "BTC"
    assert proposal.assignments[0].pinned


def test_fairness_tells_what_the_pins_cost():
    history = [turn(2026, "BCA")]

    proposal = propose(check(make_input("BCA", "BNV", years=1, history=history, pins=[turn(2027, "BCA")])))

    assert proposal.sum_squared_gaps == 1 + 1 + 12**2
    assert proposal.best_sum == 2**2 + 11**2 + 1
    assert proposal.fairness == 86.3


def test_a_pin_may_fill_a_year_that_would_stay_empty():
    absent = [turn(2028, "A")]

    proposal = propose(check(make_input("A", unavailable=absent, pins=absent)))

    assert (proposal.unfilled, proposal.fairness) == ((), 101.6)
