"""The planner against every plan there is."""

from itertools import combinations, product
from random import Random

import pytest

from network.workshops.rotation.reading import check
from network.workshops.rotation.rule import Hosts, RotationInput
from network.workshops.rotation.solver import best_hosts, propose
from tests.workshops.rotation.reference import Reference
from tests.workshops.rotation.samples import sample_input, small_input


@pytest.mark.parametrize("seed", range(500))
def test_the_proposal_is_the_best_of_all_plans(seed):
    given = small_input(Random(seed))

    proposal = propose(check(given))

    assert proposal.as_json() == Reference(given).output()


@pytest.mark.parametrize("seed", range(4))
def test_no_change_of_two_years_makes_a_large_plan_better(seed):
    rotation = check(sample_input(22, 10, seed))

    hosts = best_hosts(rotation)

    assert hosts == min(plans_near(rotation, hosts), key=lambda plan: worth(rotation, plan))


def plans_near(rotation: RotationInput, hosts: Hosts) -> list[Hosts]:
    return [
        {**hosts, one: first, two: second}
        for one, two in combinations(rotation.horizon, 2)
        for first, second in product(rotation.choices[one], rotation.choices[two])
    ]


def worth(rotation: RotationInput, hosts: Hosts) -> tuple:
    return (
        rotation.sum_squared_gaps(hosts),
        -rotation.preference(hosts),
        rotation.adjacent_same_block(hosts),
        [hosts[year] for year in rotation.horizon],
    )
