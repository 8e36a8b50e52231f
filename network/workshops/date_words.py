"""Days and hours of a workshop, and what speaks against them, in words."""

from datetime import date, time

from flask_babel import gettext as _
from flask_babel import ngettext

from network.foundation.formats import show_date, show_day_month, show_time, show_weekday_date
from network.foundation.rendering import locale
from network.workshops.dates_to_avoid import Caution


def in_words(caution: Caution) -> str:
    """A reason against some days, as a sentence."""
    name = getattr(caution.name, locale(), "") or caution.name.vi
    days = {
        "first": show_day_month(caution.first, locale()),
        "last": show_day_month(caution.last, locale()),
        "name": name,
    }
    day = caution.day and show_date(caution.day, locale())
    match caution.kind:
        case "tet":
            return _(
                "%(first)s đến %(last)s là hai tuần trước và một tuần sau Tết Nguyên đán (%(day)s).", **days, day=day
            )
        case "holiday":
            return _("%(first)s là ngày nghỉ lễ: %(name)s.", **days)
        case "substitute":
            return _("%(first)s có thể được nghỉ bù: %(name)s rơi vào cuối tuần (%(day)s).", **days, day=day)
        case "weekend" if caution.first == caution.last:
            return _("%(day)s là ngày nghỉ cuối tuần.", day=show_weekday_date(caution.first, locale()))
        case "weekend":
            return _("%(first)s và %(last)s là ngày nghỉ cuối tuần.", **days)
        case "busy":
            return _("%(first)s đến %(last)s: %(name)s.", **days)
        case "festive":
            return _("%(first)s: %(name)s, các chị có thể đã có lịch dự lễ.", **days)
    return _("Hệ thống chưa có ngày âm lịch của năm %(year)d. Xin chị tự xem ngày Tết.", year=caution.first.year)


def days_in_words(days: list[date]) -> str:
    """`Thứ Năm 15/10`; `Thứ Năm 15/10 và Thứ Sáu 16/10`; from three on only the first and the last."""
    first, last = (show_weekday_date(day, locale()) for day in (days[0], days[-1]))
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(first)s và %(last)s", first=first, last=last)
    return _("%(first)s đến %(last)s", first=first, last=last)


def span_in_words(first: date, starts_at: time, last: date, ends_at: time) -> str:
    """`08:00 Thứ Năm 15/10 đến 11:45 Thứ Sáu 16/10`; of one day `08:00 đến 16:30, Thứ Năm 15/10`."""
    start, end = show_time(starts_at), show_time(ends_at)
    if first == last:
        return _("%(start)s đến %(end)s, %(day)s", start=start, end=end, day=show_weekday_date(first, locale()))
    return _(
        "%(start)s %(first)s đến %(end)s %(last)s",
        start=start,
        first=show_weekday_date(first, locale()),
        end=end,
        last=show_weekday_date(last, locale()),
    )


def minutes_in_words(minutes: int) -> str:
    """`45 phút`, `1 giờ`, `1 giờ 30 phút`."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(num)d giờ", "%(num)d giờ", hours))
    if rest or not hours:
        parts.append(ngettext("%(num)d phút", "%(num)d phút", rest))
    return " ".join(parts)
