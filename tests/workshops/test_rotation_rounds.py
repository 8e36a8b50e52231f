"""The round as its page shows it."""

from network.workshops.models import ConditionKind, DraftState, PlanningState, RotationCondition, RotationDraft
from network.workshops.planning import Grounds, Participant, Turn
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose
from network.workshops.rounds import Round

PRESENT = 2026


def ministry(number, code, left=None):
    return Participant(number, code.lower(), f"Bộ {code}", code, code, f"block {code}", 2017, left, left is None)


def turn(year, organization_id, state="held"):
    return Turn(year, organization_id, state, is_settled=state in ("held", "confirmed"))


OLD, HEIR, FINANCE, LAW, ARMY = ministry(1, "CŨ", 2024), *map(ministry, (2, 3, 4, 5), ("HEIR", "BTC", "BTP", "BQP"))
TURNS = (turn(2018, 1), turn(2019, 3), turn(2022, 3), turn(2026, 3, "confirmed"))
GROUNDS = Grounds((OLD, HEIR, FINANCE, LAW, ARMY), {1: 2}, TURNS)


def drafted(years=2, state=DraftState.DRAFT, conditions=(), grounds=GROUNDS):
    draft = RotationDraft(first_year=2027, years=years, state=state, conditions=list(conditions))
    document = grounds.document(2027, years, conditions)
    ids = {code: number for number, code in grounds.codes.items()}
    draft.ask(document, {entry["code"]: ids[entry["code"]] for entry in document["ministries"]})
    plan = propose(check(document))
    draft.plan, draft.best_sum, draft.planning_state = plan.as_json(), plan.best_sum, PlanningState.DONE
    return draft


def row_of(round_, code):
    return next(row for row in round_.rows if row.participant.code == code)


def test_past_years_without_a_workshop_are_void_neighbours_together():
    assert Round(GROUNDS, PRESENT).voids == [range(2020, 2022), range(2023, 2026)]


def test_the_table_reaches_from_the_first_host_to_the_last_year_that_is_planned():
    assert Round(GROUNDS, PRESENT).years == range(2018, 2027)
    assert Round(GROUNDS, PRESENT, drafted()).years == range(2018, 2029)


def test_rows_stand_by_who_hosted_then_who_will_then_who_waits():
    round_ = Round(GROUNDS, PRESENT, drafted())

    assert [row.participant.code for row in round_.rows] == ["HEIR", "BTC", "BQP", "BTP"]


def test_what_a_forerunner_hosted_stands_in_the_row_of_its_heir():
    row = row_of(Round(GROUNDS, PRESENT), "HEIR")

    assert [(cell.year, cell.by_forerunner) for cell in row.cells if cell.hosting] == [(2018, True)]
    assert ([each.code for each in row.forerunners], row.waited) == (["CŨ"], 8)


def test_the_line_of_waiting_grows_to_the_proposed_year():
    row = row_of(Round(GROUNDS, PRESENT, drafted()), "BTP")

    assert [cell.year for cell in row.cells if cell.waits == "proposed"] == list(range(2018, 2028))
    assert [cell.hosting.state for cell in row.cells if cell.hosting] == ["proposed"]


def test_without_a_year_of_its_own_it_is_idle_until_now():
    row = row_of(Round(GROUNDS, PRESENT), "HEIR")

    assert [cell.year for cell in row.cells if cell.waits == "idle"] == list(range(2019, 2027))


def test_petals_say_how_each_stands():
    excluded = RotationCondition(kind=ConditionKind.EXCLUSION, year=2027, organization_id=4, weight=0, reason="Bận")
    round_ = Round(GROUNDS, PRESENT, drafted(years=1, conditions=[excluded]))

    petals = {each.participant.code: (each.state, each.year, each.is_chosen) for each in round_.petals(2027)}

    assert petals == {
        "HEIR": ("past", 2018, False),
        "BTC": ("host", 2026, False),
        "BTP": ("pass", None, False),
        "BQP": ("next", 2027, True),
    }


def test_a_pinned_year_says_so_and_a_published_one_is_planned():
    pin = RotationCondition(kind=ConditionKind.PIN, year=2028, organization_id=4, weight=0, reason="")

    assert Round(GROUNDS, PRESENT, drafted(conditions=[pin])).hostings[2028].state == "pinned"
    assert Round(GROUNDS, PRESENT, drafted(state=DraftState.PUBLISHED)).hostings[2028].state == "planned"


def test_what_was_agreed_goes_before_what_is_planned():
    draft = drafted(state=DraftState.PUBLISHED)
    grounds = Grounds(GROUNDS.participants, GROUNDS.heirs, (*TURNS, turn(2027, 3, "confirmed")))

    hosting = Round(grounds, PRESENT, draft).hostings[2027]

    assert (hosting.organization_id, hosting.state) == (3, "confirmed")


def test_a_year_that_is_settled_offers_no_choice():
    confirmed = Grounds(GROUNDS.participants, GROUNDS.heirs, (*TURNS, turn(2027, 4, "confirmed")))
    round_ = Round(confirmed, PRESENT, drafted(grounds=confirmed))

    assert round_.first_choice == 2028
    assert round_.panel(2027, with_choices=True).alternatives == []
    assert {choice.other_year for choice in round_.panel(2028, with_choices=True).swaps} == set()
