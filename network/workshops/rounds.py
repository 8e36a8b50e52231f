"""The round of the rotation (vòng luân phiên) as its page shows it: plain values, from grounds and a draft."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from network.workshops.models import ConditionKind, Planned, RotationChange, RotationCondition, RotationDraft
from network.workshops.planning import Grounds, Participant, Turn, planned
from network.workshops.rotation.choices import Choice, alternatives, swaps
from network.workshops.rotation.plan import Assignment, Plan

LONGEST_PAST = 20  # years shown before this one
COMING = {"planned", "confirmed", "proposed", "pinned"}


class Hosting(NamedTuple):
    """Who hosts a year, and how sure it is: held, confirmed, planned (published), declined; proposed, pinned."""

    year: int
    organization_id: int
    state: str


class Cell(NamedTuple):
    """One year of one organisation."""

    year: int
    hosting: Hosting | None
    by_forerunner: bool
    waits: str | None  # "proposed": on the way to the year it is proposed for; "idle": for none


class Row(NamedTuple):
    """One organisation of the table."""

    participant: Participant
    place: int | None  # of its petal on the wheel
    forerunners: list[Participant]  # that hosted in its stead
    exclusions: list[RotationCondition]
    cells: list[Cell]
    waited: int  # years, until now

    @property
    def hostings(self) -> list[Hosting]:
        return [cell.hosting for cell in self.cells if cell.hosting]


class Petal(NamedTuple):
    """One organisation of the wheel."""

    participant: Participant
    state: str  # as the drawing knows it
    year: int | None
    is_chosen: bool


class Panel(NamedTuple):
    """One year: its host, what speaks for it, and what an organiser might do instead."""

    year: int
    hosting: Hosting | None
    host: Participant | None
    assignment: Assignment | None
    wishes: list[RotationCondition]
    alternatives: list[Choice]
    swaps: list[Choice]


class Round:
    """The rotation as it stands in a year, with a draft, or the published plan, laid over what was agreed."""

    def __init__(self, grounds: Grounds, present: int, draft: RotationDraft | None = None) -> None:
        self.grounds, self.present, self.draft = grounds, present, draft
        self.rotation = self.plan = None
        if draft and draft.is_planned:
            self.rotation, self.plan = planned(draft.document, draft.plan, draft.best_sum)

    @cached_property
    def hostings(self) -> dict[int, Hosting]:
        """By year: what is agreed, and where nothing is, what is planned."""
        found = {
            turn.year: Hosting(turn.year, turn.organization_id, turn.state)
            for turn in self.grounds.turns
            if not self._gives_way(turn)
        }
        for year, host in (self.draft.host_ids if self.draft else {}).items():
            if year not in self.grounds.settled and (self.draft.is_open or year not in found):
                found[year] = Hosting(year, host, self._state_of(year))
        return found

    def _gives_way(self, turn: Turn) -> bool:
        """Would publishing the draft take it back?"""
        return bool(
            self.draft and self.draft.is_open and turn.year >= self.draft.first_year and turn.state == "planned"
        )

    def _state_of(self, year: int) -> str:
        if not self.draft.is_open:
            return "planned"
        return "pinned" if self.draft.pin_of(year) else "proposed"

    @cached_property
    def years(self) -> range:
        """The years of the table: from the first that was held to the last that is planned."""
        known = [*self.hostings, *(self.draft.horizon if self.draft else ()), self.present]
        return range(max(min(known), self.present - LONGEST_PAST), max(known) + 1)

    @cached_property
    def voids(self) -> list[range]:
        """The past years without a workshop, neighbours together."""
        runs: list[range] = []
        for year in (year for year in self.years if year < self.present and year not in self.hostings):
            if runs and runs[-1].stop == year:
                runs[-1] = range(runs[-1].start, year + 1)
            else:
                runs.append(range(year, year + 1))
        return runs

    @cached_property
    def places(self) -> dict[int, int]:
        """The petal of each organisation that takes part today."""
        taking_part = [each.id for each in self.grounds.participants if each.takes_part]
        return {organization_id: place for place, organization_id in enumerate(taking_part)}

    @cached_property
    def next_year(self) -> int | None:
        """The first year after this one that has a host."""
        coming = [year for year, each in self.hostings.items() if year > self.present and each.state in COMING]
        return min(coming, default=None)

    @cached_property
    def first_choice(self) -> int:
        """The year that is looked at first: the first that is still to be settled, else the next one."""
        horizon = self.draft.horizon if self.draft else ()
        open_years = [year for year in horizon if year >= self.present and year not in self.grounds.settled]
        return open_years[0] if open_years else self.next_year or self.present

    def participant(self, code: str) -> Participant:
        """An organisation by the planner's word for it."""
        return self.grounds.by_id[self.draft.codes[code]]

    @cached_property
    def rows(self) -> list[Row]:
        """The organisations: who hosted, by year; then who will; then who waits; then who is left out."""
        hostings: dict[int, dict[int, Hosting]] = defaultdict(dict)
        for year, hosting in self.hostings.items():
            hostings[self.grounds.last_heir(hosting.organization_id)][year] = hosting
        shown = [each for each in self.grounds.participants if each.id in self.places or each.id in hostings]
        return sorted((self._row(each, hostings[each.id]) for each in shown), key=self._order)

    def _order(self, row: Row) -> tuple[int, int]:
        coming = self._coming(row.hostings)
        if coming and coming > self.present:
            return 2, coming
        if row.hostings:
            return 1, row.hostings[-1].year
        return (4 if row.exclusions else 3), self.places.get(row.participant.id, 0)

    def _coming(self, hostings: Iterable[Hosting]) -> int | None:
        """The first year from this one on that is given to somebody."""
        return min((each.year for each in hostings if each.year >= self.present and each.state in COMING), default=None)

    def _row(self, participant: Participant, hostings: Mapping[int, Hosting]) -> Row:
        since = self.grounds.waiting_since(participant.id, self.present)
        coming = self._coming(hostings.values())
        last, kind = (self.present, "idle") if coming is None else (coming - 1, "proposed")
        cells = [
            Cell(
                year,
                hostings.get(year),
                year in hostings and hostings[year].organization_id != participant.id,
                kind if since < year <= last and coming != self.present else None,
            )
            for year in self.years
        ]
        forerunners = {each.organization_id for each in hostings.values()} - {participant.id}
        return Row(
            participant,
            self.places.get(participant.id),
            [self.grounds.by_id[each] for each in sorted(forerunners)],
            [each for each in self._conditions(ConditionKind.EXCLUSION) if each.organization_id == participant.id],
            cells,
            max(0, self.present - since),
        )

    def _conditions(self, kind: ConditionKind) -> list[RotationCondition]:
        return self.draft.conditions_of(kind) if self.draft else []

    def petals(self, chosen: int) -> list[Petal]:
        """The wheel, in the order of official lists; the petal of the chosen year's host is marked."""
        rows = {row.participant.id: row for row in self.rows}
        return [self._petal(rows[organization_id], chosen) for organization_id in self.places]

    def _petal(self, row: Row, chosen: int) -> Petal:
        years = [each.year for each in row.hostings if each.state != "declined"]
        coming = [year for year in years if year > self.present]
        if self.present in years:
            state, year = "host", self.present
        elif coming:
            state, year = ("next" if coming[0] == self.next_year else "later"), coming[0]
        elif years:
            state, year = "past", years[-1]
        else:
            state, year = ("pass" if row.exclusions else "idle"), None
        return Petal(row.participant, state, chosen if chosen in years else year, chosen in years)

    def panel(self, year: int, *, with_choices: bool) -> Panel:
        """A year of the table; with_choices: also what an organiser might do instead of what is planned."""
        hosting = self.hostings.get(year)
        assignments = {each.year: each for each in self.plan.assignments} if self.plan else {}
        wishes = [each for each in self._conditions(ConditionKind.PREFERENCE) if each.year == year]
        may_choose = with_choices and self.plan and year in self.rotation.horizon and year not in self.grounds.settled
        return Panel(
            year,
            hosting,
            hosting and self.grounds.by_id.get(hosting.organization_id),
            assignments.get(year),
            [each for each in wishes if hosting and each.organization_id == hosting.organization_id],
            alternatives(self.rotation, self.plan, year) if may_choose else [],
            self._swaps(year) if may_choose else [],
        )

    def _swaps(self, year: int) -> list[Choice]:
        return [each for each in swaps(self.rotation, self.plan, year) if each.other_year not in self.grounds.settled]


class Comparison:
    """A draft before and after a change: its figures, and the years whose hosts differ."""

    def __init__(self, change: RotationChange, grounds: Grounds) -> None:
        self.change, self.grounds = change, grounds
        self.before, self.after = _plan_of(change.draft), _plan_of(change)

    @property
    def organization(self) -> Participant | None:
        """The organisation that it is about."""
        return self.grounds.by_id.get(self.change.organization_id)

    @property
    def differing(self) -> list[tuple[int, Participant | None, Participant | None]]:
        """(year, host before, host after), where they differ."""
        before, after = self.change.draft.host_ids, self.change.host_ids
        return [
            (year, self.grounds.by_id.get(before.get(year)), self.grounds.by_id.get(after.get(year)))
            for year in sorted(before.keys() | after.keys())
            if before.get(year) != after.get(year)
        ]

    @property
    def dropped(self) -> list[tuple[RotationCondition, Participant]]:
        """The draft's conditions that go with it."""
        gone = [each for each in self.change.draft.conditions if each.id in self.change.dropped]
        return [(each, self.grounds.by_id[each.organization_id]) for each in gone]


def _plan_of(row: Planned) -> Plan | None:
    return planned(row.document, row.plan, row.best_sum)[1] if row.is_planned else None
