"""Days, times and numbers as they are shown, in Vietnamese or English, and days as they are read."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import lazy_gettext as _l

from network.foundation.clock import HANOI
from network.foundation.folding import fold
from network.foundation.text import InvalidText, clean_line, cut

# Formats are data of two languages, not sentences, so that they are the same without a catalogue and in a file.
_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_DISTANCES = {
    "vi": ({0: "hôm nay", 1: "ngày mai", -1: "hôm qua"}, "{} ngày", "{} ngày trước"),
    "en": ({0: "today", 1: "tomorrow", -1: "yesterday"}, "{} days", "{} days ago"),
}


def local(moment: datetime) -> datetime:
    """The moment on the clocks of Hà Nội."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime: {moment!r}")
    return moment.astimezone(HANOI)


def to_utc(day: date, at: time) -> datetime:
    """The moment at which the clocks of Hà Nội show that day and time."""
    return datetime.combine(day, at, HANOI).astimezone(UTC)


def _day(day: date | datetime) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def show_date(day: date | datetime, locale: str = "vi") -> str:
    """`21/9/2026`; `21 September 2026`."""
    day = _day(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if locale == "en" else f"{day.day}/{day.month}/{day.year}"


def show_date_long(day: date | datetime, locale: str = "vi") -> str:
    """`Thứ Năm, 15 tháng 10 năm 2026`; `Thursday, 15 October 2026`."""
    day = _day(day)
    written = show_date(day, "en") if locale == "en" else f"{day.day} tháng {day.month} năm {day.year}"
    return f"{_WEEKDAYS[locale][day.weekday()]}, {written}"


def show_weekday(day: date | datetime, locale: str = "vi") -> str:
    """`Thứ Năm`; `Thursday`."""
    return _WEEKDAYS[locale][_day(day).weekday()]


def show_day_month(day: date | datetime, locale: str = "vi") -> str:
    """`15/10`; `15 October`."""
    day = _day(day)
    return f"{day.day} {_MONTHS[day.month - 1]}" if locale == "en" else f"{day.day}/{day.month}"


def show_weekday_date(day: date | datetime, locale: str = "vi") -> str:
    """`Thứ Năm 15/10`; `Thursday 15 October`."""
    return f"{show_weekday(day, locale)} {show_day_month(day, locale)}"


def show_official_date(day: date | datetime, locale: str = "vi") -> str:
    """`ngày 05 tháng 02 năm 2026`, with zeros where nobody shall add a digit.  Source: Decree 30/2020/NĐ-CP."""
    day = _day(day)
    if locale == "en":
        return show_date(day, "en")
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def show_time(at: time | datetime, locale: str = "vi") -> str:
    """`14:00`, in both languages."""
    return f"{local(at) if isinstance(at, datetime) else at:%H:%M}"


def show_number(number: float | Decimal, locale: str = "vi", digits: int = 2) -> str:
    """`273.000`, `4,6`; `273,000`, `4.6`; at most so many digits behind the mark, and no zeros at its end."""
    if isinstance(number, int):
        written = f"{number:,}"
    else:
        rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        written = re.sub(r"\.?0+$", "", f"{rounded + 0:,.{digits + 1}f}")
    return written if locale == "en" else written.translate(str.maketrans(",.", ".,"))


def days_until(day: date, today: date, locale: str = "vi") -> str:
    """How far off a day is, in words: `hôm nay`, `ngày mai`, `2 ngày`, `3 ngày trước`."""
    days = (day - today).days
    near, counted, ago = _DISTANCES[locale]
    return near.get(days) or (counted if days > 0 else ago).format(show_number(abs(days), locale))


class UnreadableDate(InvalidText):
    """What is written is no day."""

    sentences = {
        "blank": _l("Xin chị nhập ngày, ví dụ 21/9/2026."),
        "unreadable": _l("Chưa đọc được ngày “%(written)s”. Xin chị ghi ngày/tháng/năm, ví dụ 21/9/2026."),
        "two_digit_year": _l("Năm trong “%(written)s” chỉ có hai chữ số. Xin chị ghi đủ bốn chữ số, ví dụ 2026."),
        "only_year": _l("“%(written)s” mới chỉ là năm. Xin chị ghi cả ngày và tháng, ví dụ 21/9/2026."),
        "impossible": _l("Không có ngày %(day)d/%(month)d/%(year)d. Xin chị xem lại: ngày trước, tháng sau."),
        "out_of_range": _l("Năm %(year)d nằm ngoài khoảng %(first)d đến %(last)d. Xin chị xem lại."),
    }


FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_DATE = 60
_EXCEL_EPOCH = date(1899, 12, 30)  # so from serial 61, 1/3/1900, on: Excel takes 1900 for a leap year
_FIRST_SERIAL, _LAST_SERIAL = 61, (date(LAST_YEAR, 12, 31) - _EXCEL_EPOCH).days

_BEFORE = re.compile(r"^(?:(?:thu \w+|chu nhat),? )?(?:ngay )?(?:mung )?")
_TIME_BEHIND = re.compile(r"[t ,]+\d{1,2}:\d{2}[\d:.+apmschz -]*$", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d+)", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<day>\d{1,2})", re.ASCII)
_IN_WORDS = re.compile(r"(?P<day>\d{1,2}),? thang (?P<month>\d{1,2}),? nam (?P<year>\d+)", re.ASCII)
_MONTH = re.compile(r"(?:thang )?(?P<month>\d{1,2})(?: ?[/.-] ?|,? nam )(?P<year>\d{4})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def read_date(written: str | date | float | None) -> date:
    """The day that somebody wrote, or that a spreadsheet holds as a date or as its number of days.

    Day before month, four digits of the year; `05/2017` is its first day; a time behind it is passed over.
    Raises UnreadableDate.
    """
    if isinstance(written, datetime):
        written = local(written).date() if written.tzinfo else written.date()
    if isinstance(written, date):
        return _checked(written)
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _from_serial(written)
    text = clean_line("" if written is None else str(written))
    if not text:
        raise UnreadableDate("blank")
    return _from_text(text)


def _from_text(text: str) -> date:
    shown = cut(text, 40)
    if len(text) > LONGEST_DATE:
        raise UnreadableDate("unreadable", written=shown)
    plain = _TIME_BEHIND.sub("", _BEFORE.sub("", fold(text)))
    if serial := _SERIAL.fullmatch(plain):
        return _from_serial(int(serial[1]))
    if re.fullmatch(r"(?:nam )?\d{4}", plain, re.ASCII):
        raise UnreadableDate("only_year", written=shown)
    shapes = (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS, _MONTH)
    found = next((match for shape in shapes if (match := shape.fullmatch(plain))), None)
    if found is None or len(found["year"]) not in (2, 4):
        raise UnreadableDate("unreadable", written=shown)
    if len(found["year"]) == 2:
        raise UnreadableDate("two_digit_year", written=shown)
    parts = {"day": "1", **found.groupdict()}
    return _from_parts(int(parts["year"]), int(parts["month"]), int(parts["day"]))


def _from_parts(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise UnreadableDate("impossible", day=day, month=month, year=year) from error
    return _checked(found)


def _from_serial(serial: float) -> date:
    """Excel counts days from 1900; what is too small for one of our days is a year typed alone."""
    if FIRST_YEAR <= serial <= LAST_YEAR:
        raise UnreadableDate("only_year", written=f"{serial:g}")
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
        raise UnreadableDate("unreadable", written=f"{serial:g}")
    return _EXCEL_EPOCH + timedelta(days=int(serial))


def _checked(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableDate("out_of_range", year=day.year, first=FIRST_YEAR, last=LAST_YEAR)
    return day
