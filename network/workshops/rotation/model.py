"""The plans of a rotation as the whole solutions of a linear program, relaxed by HiGHS.

A column for each gap that a plan can hold, (ministry, turn, next turn), makes the squares plain
coefficients, and such a program nearly integral: its relaxation most often is a plan already.

HiGHS computes in floating point, so its word is not taken for a bound: the prices that it finds for
the rows give one in whole numbers.  (Its own search for whole solutions is left alone: version 1.15
calls feasible programs of this shape infeasible once its presolve has been at them.)
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import NamedTuple

from highspy import Highs, HighsLp, HighsModelStatus, MatrixFormat

from network.workshops.rotation.rule import Hosts, RotationInput

SCALE = 2**40  # prices are rounded to whole parts of this size


class Gap(NamedTuple):
    """One gap of one ministry.  `since` None: it begins at start(m); `until` None: it ends at end(m)."""

    code: str
    since: int | None
    until: int | None
    length: int


class SharedBlock(NamedTuple):
    """Whether the hosts of a year and of the year before are of one block."""

    year: int


Column = Gap | SharedBlock
Row = tuple[str | int, ...]  # its first word says what kind it is


@dataclass(frozen=True)
class Measure:
    """A whole number by which plans are compared, less being better, for a plan and for its columns."""

    of_plan: Callable[[Hosts], int]
    of_gap: Callable[[Gap], int] = lambda gap: 0
    of_shared_block: int = 0

    def of_column(self, column: Column) -> int:
        return self.of_gap(column) if isinstance(column, Gap) else self.of_shared_block


class Relaxation(NamedTuple):
    """The best mixture of plans: how much each ministry hosts of each year.

    No plan measures less than `bound`, and none that uses a column less than its `column_bounds`.
    """

    parts: dict[tuple[int, str], float]
    bound: int
    column_bounds: list[int]

    @property
    def divided(self) -> tuple[int, str] | None:
        """The year and ministry that it is least decided about; None when it is a plan."""
        undecided = {turn: abs(part - 0.5) for turn, part in self.parts.items() if 1e-6 < part < 1 - 1e-6}
        return min(undecided, key=lambda turn: (undecided[turn], turn), default=None)

    @property
    def hosts(self) -> Hosts:
        return {year: code for (year, code), part in self.parts.items() if part > 0.5}


class NotProven(RuntimeError):
    """The solver ended with something that the exact figures do not bear out."""


def gaps(rotation: RotationInput) -> Iterator[Gap]:
    """Every gap that a plan can hold, but for the one of a ministry that never hosts in it."""
    chances = defaultdict(list)
    for year, codes in rotation.choices.items():
        for code in codes:
            chances[code].append(year)
    for code, years in chances.items():
        for place, year in enumerate(years):
            yield Gap(code, None, year, year - rotation.starts[code])
            for later in years[place + 1 :]:
                yield Gap(code, year, later, later - year)
            yield Gap(code, year, None, rotation.end(code) - year)


class Program:
    """The plans made of these columns, and within these limits."""

    def __init__(
        self, rotation: RotationInput, columns: Sequence[Column], limits: Sequence[tuple[Measure, int]]
    ) -> None:
        self.rotation, self.columns = rotation, columns
        self.blocks = sorted({ministry.block for ministry in rotation.ministries})
        self.watched = {column.year for column in columns if isinstance(column, SharedBlock)}
        self.most = {("limit", number): most for number, (_, most) in enumerate(limits)}
        self.rows: dict[Row, list[tuple[int, int]]] = defaultdict(list)  # column's number, coefficient
        for number, column in enumerate(columns):
            for row, coefficient in self.entries(column):
                self.rows[row].append((number, coefficient))
            for row, (measure, _) in zip(self.most, limits, strict=True):
                if coefficient := measure.of_column(column):
                    self.rows[row].append((number, coefficient))

    def entries(self, column: Column) -> Iterator[tuple[Row, int]]:
        """The rows in which a column stands, with its coefficients."""
        if isinstance(column, SharedBlock):
            for block in self.blocks:
                yield ("block", column.year, block), -1
            return
        code, since, until, _ = column
        yield (("first", code), 1) if since is None else (("turn", code, since), -1)
        if until is not None:
            yield ("turn", code, until), 1
            yield ("year", until), 1
            block = self.rotation.by_code[code].block
            for year in self.watched & {until, until + 1}:
                yield ("block", year, block), 1

    def sides(self, row: Row) -> tuple[float, float]:
        """The least and the most that a row may come to: whole numbers or infinite."""
        match row:
            case ("year", _):  # has exactly one host
                return 1, 1
            case ("turn", _, _):  # ends one gap and begins another
                return 0, 0
            case ("first", _):  # there is one at the most
                return -inf, 1
            case ("block", year, block):  # two hosts of one block in a row, but for a SharedBlock
                before = self.rotation.block_before(self.rotation.first_year, {})
                return -inf, 0 if (year, block) == (self.rotation.first_year, before) else 1
        return -inf, self.most[row]

    def relax(self, measure: Measure) -> Relaxation | None:
        """The best mixture of the plans; None when there are none.  Raises NotProven."""
        costs = [measure.of_column(column) for column in self.columns]
        solver = Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)  # the other core serves pages
        solver.passModel(self.matrix(costs))
        solver.run()
        match solver.getModelStatus():
            case HighsModelStatus.kOptimal | HighsModelStatus.kModelEmpty:
                return self.relaxation(costs, solver)
            case HighsModelStatus.kInfeasible:
                self.confirm_none(solver)
                return None
            case status:
                raise NotProven(solver.modelStatusToString(status))

    def matrix(self, costs: Sequence[int]) -> HighsLp:
        size, sides = len(self.columns), [self.sides(row) for row in self.rows]
        lp = HighsLp()
        lp.num_col_, lp.num_row_ = size, len(sides)
        lp.col_cost_ = [float(cost) for cost in costs]
        lp.col_lower_, lp.col_upper_ = [0.0] * size, [1.0] * size
        lp.row_lower_ = [float(lower) for lower, _ in sides]
        lp.row_upper_ = [float(upper) for _, upper in sides]
        entries = [entry for row in self.rows.values() for entry in row]
        lp.a_matrix_.format_ = MatrixFormat.kRowwise
        lp.a_matrix_.start_ = [0, *accumulate(len(row) for row in self.rows.values())]
        lp.a_matrix_.index_ = [number for number, _ in entries]
        lp.a_matrix_.value_ = [float(coefficient) for _, coefficient in entries]
        return lp

    def relaxation(self, costs: Sequence[int], solver: Highs) -> Relaxation:
        solution = solver.getSolution()
        parts: dict[tuple[int, str], float] = defaultdict(float)
        for column, value in zip(self.columns, solution.col_value, strict=True):
            if isinstance(column, Gap) and column.until is not None:
                parts[column.until, column.code] += value
        bound, extras = self.priced(costs, solution.row_dual)
        return Relaxation(parts, -(-bound // SCALE), [-(-(bound + max(0, extra)) // SCALE) for extra in extras])

    def confirm_none(self, solver: Highs) -> None:
        """Prices at which even a plan that costs nothing would cost something: there is no such plan."""
        _, found, ray = solver.getDualRay()
        if not found or self.priced([0] * len(self.columns), ray)[0] <= 0:
            raise NotProven("infeasible")

    def priced(self, costs: Sequence[int], prices: Sequence[float]) -> tuple[int, list[int]]:
        """What plans cost at the least when rows have prices, and what each column adds; in parts of SCALE.

        True of any prices (weak duality): rounding them makes the bound a little lower, not wrong.
        """
        bound, extras = 0, [cost * SCALE for cost in costs]
        for (row, entries), price in zip(self.rows.items(), prices, strict=True):
            lower, upper = self.sides(row)
            side, whole = (lower if price > 0 else upper), round(price * SCALE)
            if abs(side) == inf:
                continue
            bound += whole * side
            for number, coefficient in entries:
                extras[number] -= whole * coefficient
        return bound + sum(min(0, extra) for extra in extras), extras
