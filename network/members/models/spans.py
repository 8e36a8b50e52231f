"""Spans of days: who holds what from when to when, in questions and in words."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_

from network.foundation.errors import Refusal
from network.foundation.formats import show_date
from network.foundation.models import Dated
from network.foundation.rendering import locale

ONE_DAY = timedelta(days=1)


class EndsBeforeItBegins(Refusal):
    message = _l("Ngày kết thúc đứng trước ngày bắt đầu. Xin chị xem lại hai ngày này.")


class AlreadyEnded(Refusal):
    """Something ended earlier than the day on which somebody now wants to end it."""

    def __init__(self, row: Dated) -> None:
        self.ended_on = row.valid_to

    def __str__(self) -> str:
        return _(
            "Mục này đã kết thúc từ %(day)s. Nếu ngày ấy chưa đúng, xin chị sửa ngày.",
            day=show_date(self.ended_on, locale=locale()),
        )


def check_order(valid_from: date | None, valid_to: date | None) -> None:
    """Raises EndsBeforeItBegins."""
    if valid_from and valid_to and valid_to < valid_from:
        raise EndsBeforeItBegins


def overlapping(kind: type[Dated], valid_from: date | None, valid_to: date | None) -> ColumnElement[bool]:
    """Rows that hold on at least one day of a span; either end may be open."""
    holds_at_all = or_(kind.valid_from.is_(None), kind.valid_to.is_(None), kind.valid_from < kind.valid_to)
    begins_in_time = True if valid_to is None else or_(kind.valid_from.is_(None), kind.valid_from < valid_to)
    ends_late_enough = True if valid_from is None else or_(kind.valid_to.is_(None), kind.valid_to > valid_from)
    return and_(holds_at_all, begins_in_time, ends_late_enough)


def has_days(row: Dated) -> bool:
    """False of what ended on its first day: it was written down by mistake, and never was."""
    return row.valid_from is None or row.valid_to is None or row.valid_from < row.valid_to


def end_span(row: Dated, on: date) -> None:
    """Let something hold no longer from a day on.  Raises EndsBeforeItBegins, AlreadyEnded."""
    check_order(row.valid_from, on)
    if row.valid_to is not None and row.valid_to <= on:
        raise AlreadyEnded(row)
    row.valid_to = on


def span_words(row: Dated) -> str:
    """When something holds, both ends counted in: `từ 1/5/2022`, `1/5/2022 đến 28/2/2025`."""
    first = row.valid_from and show_date(row.valid_from, locale=locale())
    last = row.valid_to and show_date(row.valid_to - ONE_DAY, locale=locale())
    if first and last:
        return _("%(first)s đến %(last)s", first=first, last=last)
    if first:
        return _("từ %(first)s", first=first)
    return _("đến %(last)s", last=last) if last else _("chưa rõ thời gian")
