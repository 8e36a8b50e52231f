"""The lotus of a workshop, from plain values; and who bears the name of past hosts."""

from datetime import date
from types import SimpleNamespace

from network.workshops.hosted import HostedYear, hosted_years
from network.workshops.lotus import lotus_for
from network.workshops.models import TurnState
from tests.factories import make_host_turn, make_ministry, make_participant
from tests.workshops.test_host_turns import merge


def host(year: int, *bearers: int) -> SimpleNamespace:
    return SimpleNamespace(year=year, bearers=frozenset(bearers))


def states(hosts, year=2026, organizations=(1, 2, 3, 4, 5)):
    return [petal["state"] for petal in lotus_for(organizations, hosts, year, []).petals]


def test_petals_are_past_host_next_later_and_idle():
    hosts = [host(2023, 1), host(2026, 2), host(2027, 3), host(2028, 4)]

    assert states(hosts) == ["past", "host", "next", "later", "idle"]


def test_the_next_host_is_that_of_the_next_year_with_one():
    assert states([host(2026, 1), host(2029, 2), host(2030, 3)]) == ["host", "next", "later", "idle", "idle"]


def test_what_is_nearest_counts_most():
    hosts = [host(2024, 1), host(2026, 1), host(2027, 2), host(2030, 1), host(2031, 2), host(2020, 3), host(2028, 3)]

    assert states(hosts) == ["host", "next", "later", "idle", "idle"]


def test_a_year_without_host_has_no_host_petal():
    assert states([host(2024, 1), host(2027, 2)]) == ["past", "next", "idle", "idle", "idle"]


def test_a_forerunner_hosted_for_its_heir():
    assert states([host(2019, 77, 3)]) == ["idle", "idle", "past", "idle", "idle"]


def test_seeds_are_lit_by_who_comes_and_pink_for_the_reader():
    people = [(7, True), (8, False), (9, True), (10, False)]

    assert lotus_for([1], [], 2026, people, me=10).seeds == ["on", "off", "on", "now"]
    assert lotus_for([1], [], 2026, people).seeds == ["on", "off", "on", "off"]


def test_hosts_are_borne_on_by_those_they_ended_in(app):
    planning, finance = make_ministry("Bộ Kế hoạch và Đầu tư"), make_participant("Bộ Tài chính")
    merge(planning, finance, date(2025, 3, 1))
    make_host_turn(2019, planning, state=TurnState.HELD, is_demo=True)
    make_host_turn(2027, finance)
    make_host_turn(2028, finance, state=TurnState.DECLINED)

    assert hosted_years() == [
        HostedYear(2019, TurnState.HELD, planning.id, True, frozenset({planning.id, finance.id})),
        HostedYear(2027, TurnState.PLANNED, finance.id, False, frozenset({finance.id})),
    ]
