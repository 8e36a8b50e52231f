from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.foundation.formats import (
    UnreadableDate,
    days_until,
    local,
    read_date,
    show_date,
    show_date_long,
    show_number,
    show_official_date,
    show_time,
    show_weekday_date,
    to_utc,
)

THURSDAY = date(2026, 10, 15)
our_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("show", "vietnamese", "english"),
    [
        (show_date, "15/10/2026", "15 October 2026"),
        (show_date_long, "Thứ Năm, 15 tháng 10 năm 2026", "Thursday, 15 October 2026"),
        (show_weekday_date, "Thứ Năm 15/10", "Thursday 15 October"),
        (show_official_date, "ngày 15 tháng 10 năm 2026", "15 October 2026"),
    ],
)
def test_a_day_is_shown_in_both_languages(show, vietnamese, english):
    assert (show(THURSDAY), show(THURSDAY, locale="en")) == (vietnamese, english)


def test_the_week_has_its_names():
    week = [show_weekday_date(date(2026, 9, 21) + timedelta(days)).rsplit(" ", 1)[0] for days in range(7)]

    assert week == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
    ],
)
def test_papers_write_a_zero_before_small_days_and_the_first_two_months(day, shown):
    assert show_official_date(day) == shown


def test_a_moment_is_shown_by_the_clocks_of_hanoi():
    moment = datetime(2026, 9, 21, 20, 5, tzinfo=UTC)

    assert (show_date(moment), show_time(moment), local(moment).hour) == ("22/9/2026", "03:05", 3)
    assert show_time(time(14)) == "14:00"
    assert to_utc(date(2026, 9, 22), time(3, 5)) == moment


def test_a_moment_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="naive"):
        local(datetime(2026, 9, 21, 20, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (273000, "273.000", "273,000"),
        (4.6, "4,6", "4.6"),
        (Decimal("1234567.891"), "1.234.567,89", "1,234,567.89"),
        (100.0, "100", "100"),
        (0, "0", "0"),
        (-0.001, "0", "0"),
        (-1500, "-1.500", "-1,500"),
        (0.125, "0,13", "0.13"),
    ],
)
def test_numbers_have_the_marks_of_their_language(number, vietnamese, english):
    assert (show_number(number), show_number(number, locale="en")) == (vietnamese, english)


def test_a_number_has_as_many_digits_as_asked():
    assert [show_number(4.567, digits=digits) for digits in (0, 1, 3)] == ["5", "4,6", "4,567"]


@pytest.mark.parametrize(
    ("days", "vietnamese", "english"),
    [
        (0, "hôm nay", "today"),
        (1, "ngày mai", "tomorrow"),
        (2, "2 ngày", "2 days"),
        (1200, "1.200 ngày", "1,200 days"),
        (-1, "hôm qua", "yesterday"),
        (-3, "3 ngày trước", "3 days ago"),
    ],
)
def test_how_far_off_a_day_is_stands_in_words(days, vietnamese, english):
    day = THURSDAY + timedelta(days)

    assert (days_until(day, THURSDAY), days_until(day, THURSDAY, locale="en")) == (vietnamese, english)


@pytest.mark.parametrize(
    "written",
    [
        "05/02/2026",
        "5/2/2026",
        " 5 / 2 / 2026 ",
        "5-2-2026",
        "5.2.2026",
        "2026-02-05",
        "2026-02-05T00:00:00",
        "5/2/2026 0:00:00",
        "Ngày 05 tháng 02 năm 2026",
        "nga\u0300y 5 tha\u0301ng 2 na\u0306m 2026",
        "mùng 5 tháng 2 năm 2026",
        "Thứ Năm, 5/2/2026",
        "46058",
        46058,
        46058.75,
        date(2026, 2, 5),
        datetime(2026, 2, 5, 23, 30),  # noqa: DTZ001 - as spreadsheets give it
        datetime(2026, 2, 4, 20, 0, tzinfo=UTC),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(written):
    assert read_date(written) == date(2026, 2, 5)


@pytest.mark.parametrize("written", ["05/2017", "5/2017", "tháng 5/2017", "Tháng 5 năm 2017", "5-2017"])
def test_a_month_is_its_first_day(written):
    assert read_date(written) == date(2017, 5, 1)


@pytest.mark.parametrize(
    ("written", "key", "sentence"),
    [
        ("", "blank", "Xin chị nhập ngày, ví dụ 21/9/2026."),
        (None, "blank", "Xin chị nhập ngày, ví dụ 21/9/2026."),
        (
            "mai",
            "unreadable",
            "Chưa đọc được ngày “mai”. Xin chị ghi ngày/tháng/năm, ví dụ 21/9/2026.",
        ),
        (
            "5/2/26",
            "two_digit_year",
            "Năm trong “5/2/26” chỉ có hai chữ số. Xin chị ghi đủ bốn chữ số, ví dụ 2026.",
        ),
        (2026, "only_year", "“2026” mới chỉ là năm. Xin chị ghi cả ngày và tháng, ví dụ 21/9/2026."),
        ("2026", "only_year", "“2026” mới chỉ là năm. Xin chị ghi cả ngày và tháng, ví dụ 21/9/2026."),
        ("31/2/2026", "impossible", "Không có ngày 31/2/2026. Xin chị xem lại: ngày trước, tháng sau."),
        ("12/25/2026", "impossible", "Không có ngày 12/25/2026. Xin chị xem lại: ngày trước, tháng sau."),
        ("1/1/1026", "out_of_range", "Năm 1026 nằm ngoài khoảng 1900 đến 2199. Xin chị xem lại."),
        (date(2200, 1, 1), "out_of_range", "Năm 2200 nằm ngoài khoảng 1900 đến 2199. Xin chị xem lại."),
    ],
)
def test_what_is_no_day_is_refused_in_words(written, key, sentence):
    with pytest.raises(UnreadableDate) as refused:
        read_date(written)

    assert (refused.value.key, str(refused.value)) == (key, sentence)


@pytest.mark.parametrize(
    "written", [True, 0, 60, -5, 109575, 1e300, float("nan"), float("inf"), "15/10", "5/2/20266", "1/1/" + "9" * 5000]
)
def test_numbers_that_count_no_day_are_unreadable(written):
    with pytest.raises(UnreadableDate) as refused:
        read_date(written)

    assert refused.value.key == "unreadable"


@given(our_days)
def test_every_way_to_show_a_day_is_read_back(day):
    shown = [show_date(day), show_date_long(day), show_official_date(day), day.isoformat()]

    assert [read_date(text) for text in shown] == [day] * 4


@given(st.text() | st.text("0123456789/-. thangnmýĂt:,"))
def test_any_text_is_a_day_or_a_refusal(text):
    try:
        day = read_date(text)
    except ValueError:
        day = None

    assert day is None or 1900 <= day.year <= 2199
