"""Which days do not suit a workshop, and why.  Plain values in and out; the days are data, with their sources."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONGEST = 31  # days looked at; a workshop is shorter
SATURDAY, SUNDAY = 5, 6


class Name(NamedTuple):
    vi: str
    en: str


class Caution(NamedTuple):
    """A reason against some days.

    kind: `tet` (two weeks before to one week after), `holiday`, `substitute` (a day off in place of a holiday on a
    weekend), `weekend`, `busy` (a time when many are tied up), `festive` (a day of celebrations), `unknown` (the year's
    lunar days are not in the data).
    """

    kind: str
    first: date
    last: date
    name: Name = Name("", "")
    day: date | None = None  # what it is about: Tết itself, the holiday that is made up for


ORDER = ("tet", "holiday", "substitute", "weekend", "busy", "festive", "unknown")


class Holiday(NamedTuple):
    """A day of every year; `month_day` is of the calendar it is counted in."""

    month_day: tuple[int, int]
    is_lunar: bool
    name: Name
    is_day_off: bool
    since: int


class BusyTime(NamedTuple):
    key: str
    first: tuple[int, int]
    last: tuple[int, int]
    name: Name


class LunarYear(NamedTuple):
    tet: date
    hung_kings: date  # the 10th of the third lunar month


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _month_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


@cache
def holidays() -> tuple[Holiday, ...]:
    return tuple(
        Holiday(
            _month_day(row["month_day"]),
            row["calendar"] == "lunar",
            Name(row["name_vi"], row["name_en"]),
            row["kind"] == "public",
            int(row["since"] or 0),
        )
        for row in _rows("holidays.csv")
    )


@cache
def busy_times() -> tuple[BusyTime, ...]:
    return tuple(
        BusyTime(row["key"], _month_day(row["first"]), _month_day(row["last"]), Name(row["name_vi"], row["name_en"]))
        for row in _rows("busy_times.csv")
    )


@cache
def lunar_years() -> dict[int, LunarYear]:
    return {
        int(row["year"]): LunarYear(date.fromisoformat(row["tet"]), date.fromisoformat(row["hung_kings"]))
        for row in _rows("lunar_dates.csv")
    }


@cache
def cautions_of(year: int) -> tuple[Caution, ...]:
    """All that speaks against days of a year, weekends aside, in the order of the days."""
    found = [*_lunar(year), *_holidays(year)]
    found += [Caution("busy", date(year, *time.first), date(year, *time.last), time.name) for time in busy_times()]
    return tuple(sorted(found, key=lambda caution: (caution.first, ORDER.index(caution.kind))))


def _lunar(year: int) -> Iterator[Caution]:
    if lunar := lunar_years().get(year):
        yield Caution("tet", lunar.tet - 2 * WEEK, lunar.tet + WEEK, day=lunar.tet)
    else:
        yield Caution("unknown", date(year, 1, 1), date(year, 12, 31))


def _holidays(year: int) -> Iterator[Caution]:
    for holiday in holidays():
        if year < holiday.since or (holiday.is_lunar and year not in lunar_years()):
            continue
        day = lunar_years()[year].hung_kings if holiday.is_lunar else date(year, *holiday.month_day)
        if not holiday.is_day_off:
            yield Caution("festive", day, day, holiday.name)
            continue
        yield Caution("holiday", day, day, holiday.name)
        if day.weekday() >= SATURDAY:
            monday = day + (7 - day.weekday()) * DAY
            yield Caution("substitute", monday, monday, holiday.name, day=day)


def cautions_for(first: date, last: date) -> list[Caution]:
    """What speaks against a workshop from one day to another, the weightiest first; [] for days the wrong way round."""
    last = min(last, first + LONGEST * DAY)
    found = [
        caution
        for year in range(first.year, last.year + 1)
        for caution in cautions_of(year)
        if caution.first <= last and first <= caution.last
    ]
    found += _weekends(first, last)
    return sorted(found, key=lambda caution: (ORDER.index(caution.kind), caution.first))


def _weekends(first: date, last: date) -> Iterator[Caution]:
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if day.weekday() == SATURDAY:
            yield Caution("weekend", day, min(day + DAY, last))
        elif day.weekday() == SUNDAY and day == first:
            yield Caution("weekend", day, day)
