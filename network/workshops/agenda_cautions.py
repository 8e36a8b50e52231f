"""What an organiser should look at again in an agenda: warned, not forbidden."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby

from flask_babel import gettext as _

from network.foundation.formats import show_time, show_weekday_date
from network.foundation.rendering import locale
from network.workshops.models import AgendaItem, AgendaKind, Workshop


def by_day(items: Sequence[AgendaItem]) -> list[tuple[date, list[AgendaItem]]]:
    """The items of each day, in their order."""
    return [(day, list(group)) for day, group in groupby(items, key=lambda item: item.day)]


def agenda_cautions(workshop: Workshop, items: Sequence[AgendaItem]) -> list[str]:
    """Sentences about items that overlap, or run over the workshop's hours or days."""
    return [*_overlaps(items), *_outside(workshop, items)]


def _overlaps(items: Sequence[AgendaItem]) -> Iterator[str]:
    for _day, group in by_day(items):
        for first, second in combinations(group, 2):
            if second.start < first.end:
                yield from _shared(first, second)


def _shared(first: AgendaItem, second: AgendaItem) -> Iterator[str]:
    """What two items at one time have in common; in two rooms they may run side by side."""
    gaps = {
        "first": first.title,
        "second": second.title,
        "end": show_time(first.end.time()),
        "start": show_time(second.starts_at),
        "day": show_weekday_date(first.day, locale()),
    }
    if not (first.room and second.room and first.room != second.room):
        yield _("%(day)s: “%(first)s” kéo dài đến %(end)s, mà “%(second)s” bắt đầu lúc %(start)s.", **gaps)
    for name in _speaking_at(first) & _speaking_at(second):
        yield _("%(day)s: chị %(name)s có tên ở hai mục cùng lúc, “%(first)s” và “%(second)s”.", name=name, **gaps)


def _speaking_at(item: AgendaItem) -> set[str]:
    return {speaker.name for speaker in item.speakers if speaker.person_id}


def _outside(workshop: Workshop, items: Sequence[AgendaItem]) -> Iterator[str]:
    opens, closes = workshop.starts.replace(tzinfo=None), workshop.ends.replace(tzinfo=None)
    for item in items:
        gaps = {"item": item.title, "day": show_weekday_date(item.day, locale())}
        if item.day not in workshop.days:
            yield _("“%(item)s” (%(day)s) nằm ngoài những ngày hội thảo. Xin chị chuyển ngày.", **gaps)
        elif item.end > closes:
            gaps["end"] = show_time(item.end.time())
            yield _("“%(item)s” kết thúc lúc %(end)s %(day)s, sau giờ bế mạc.", **gaps)
        elif item.start < opens and item.kind is not AgendaKind.QUIET:
            gaps["start"] = show_time(item.starts_at)
            yield _("“%(item)s” bắt đầu lúc %(start)s %(day)s, trước giờ khai mạc.", **gaps)
