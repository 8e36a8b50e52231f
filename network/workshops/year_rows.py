"""A year on one line: its feasts, the times when many are tied up, and what is left for a workshop."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from network.workshops.date_words import in_words
from network.workshops.dates_to_avoid import Caution, cautions_of

DAY = timedelta(days=1)
NEAR = timedelta(days=18)  # feasts closer than this share a mark, or their words would run together
LONG_ENOUGH = timedelta(days=14)  # for a workshop and what comes before it
ROOM_FOR_WORDS = timedelta(days=27)


class Band(NamedTuple):
    """Days on the line; `kind` is how they are drawn, see `shared/year_strip.html`."""

    kind: str
    start: date
    end: date
    text: str = ""


class YearRow(NamedTuple):
    label: str
    bands: list[Band]


class Days(NamedTuple):
    """A year's days, drawn and told."""

    rows: list[YearRow]
    sentences: list[str]


def days_of(year: int) -> Days:
    return Days(_rows_of(year), [in_words(caution) for caution in cautions_of(year)])


def _rows_of(year: int) -> list[YearRow]:
    cautions = cautions_of(year)
    busy = [caution for caution in cautions if caution.kind == "busy"]
    assembly = [caution for caution in busy if "Quốc hội" in caution.name.vi]
    others = [caution for caution in cautions if caution.kind in ("busy", "tet") and caution not in assembly]
    return [
        YearRow(_("Lễ, Tết"), list(_feasts(cautions))),
        YearRow(_("Quốc hội"), [Band("busy", each.first, each.last, _("Kỳ họp")) for each in assembly]),
        YearRow(_("Cao điểm"), [Band("soft", each.first, each.last) for each in others]),
        YearRow(_("Phù hợp"), list(_free(year, cautions))),
    ]


def _feasts(cautions: Iterable[Caution]) -> Iterator[Band]:
    """Tết, holidays and days of celebration, neighbours under one mark."""
    days = [
        (caution.day if caution.kind == "tet" else caution.first, caution)
        for caution in cautions
        if caution.kind in ("tet", "holiday", "festive")
    ]
    group: list[tuple[date, Caution]] = []
    for day, caution in sorted(days, key=lambda pair: pair[0]):
        if group and day - group[-1][0] > NEAR:
            yield _mark(group)
            group = []
        group.append((day, caution))
    if group:
        yield _mark(group)


def _mark(group: list[tuple[date, Caution]]) -> Band:
    plain = [None if caution.kind == "tet" else day for day, caution in group]
    words = [_day_words(day, after) if day else _("Tết") for day, after in zip(plain, [*plain[1:], None], strict=True)]
    is_off = any(caution.kind != "festive" for _day, caution in group)
    return Band("rest" if is_off else "mark", group[0][0], group[-1][0], ", ".join(words))


def _day_words(day: date, after: date | None = None) -> str:
    """`20/10`; before another day of the month, which says it, only `20`."""
    return f"{day.day}" if after and after.month == day.month else f"{day.day}/{day.month}"


def _free(year: int, cautions: Iterable[Caution]) -> Iterator[Band]:
    """The times that nothing speaks against and that are long enough."""
    begin = date(year, 1, 2)
    for caution in cautions:
        if caution.kind == "festive":
            continue
        if caution.first - begin > LONG_ENOUGH:
            yield _stretch(begin, caution.first - DAY)
        begin = max(begin, caution.last + DAY)
    if date(year, 12, 31) - begin > LONG_ENOUGH:
        yield _stretch(begin, date(year, 12, 31))


def _stretch(first: date, last: date) -> Band:
    words = f"{_day_words(first)}–{_day_words(last)}"
    return Band("ok", first, last, words if last - first >= ROOM_FOR_WORDS else "")
