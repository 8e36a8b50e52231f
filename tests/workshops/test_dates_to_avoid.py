"""Days that do not suit a workshop: Tết, holidays, the Union's and the Assembly's busy times, weekends."""

from datetime import date, timedelta

import pytest

from network.workshops.date_words import in_words
from network.workshops.dates_to_avoid import cautions_for, cautions_of, lunar_years


def against(first: str, last: str | None = None) -> list[str]:
    """Each reason's kind and first day."""
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return [f"{caution.kind} {caution.first:%d/%m}" for caution in cautions_for(*days)]


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        (("2027-01-22",), []),
        (("2027-01-25",), ["tet 23/01"]),
        (("2027-02-12",), ["tet 23/01"]),
        (("2027-02-15",), []),
        (("2030-01-21",), ["tet 19/01"]),  # Tết is on 2 February that year, a day before the Chinese one
        (("2027-04-16",), ["holiday 16/04"]),  # Giỗ Tổ, the 10th of the third lunar month
        (("2026-04-27",), ["substitute 27/04", "busy 27/04"]),  # Giỗ Tổ was a Sunday
        (("2027-03-08",), ["busy 01/03", "festive 08/03"]),
        (("2027-10-20",), ["busy 10/10", "busy 20/10", "festive 20/10"]),
        (("2027-10-15",), ["busy 10/10"]),
        (("2025-11-24",), ["busy 20/10"]),
        (("2026-11-24",), ["holiday 24/11", "busy 20/10"]),
        (("2027-09-02",), ["holiday 02/09", "busy 28/08"]),
        (("2027-05-03",), ["substitute 03/05", "busy 27/04"]),  # 1 May was a Saturday
        (("2027-06-01",), ["busy 20/05"]),
        (("2027-12-14",), ["busy 10/12"]),
        (("2027-12-28",), ["busy 20/12"]),
        (("2027-07-03", "2027-07-04"), ["weekend 03/07"]),
        (("2027-07-04", "2027-07-05"), ["weekend 04/07"]),
        (("2027-07-02", "2027-07-10"), ["weekend 03/07", "weekend 10/07"]),
        (("2027-07-06", "2027-07-07"), []),
        (("2027-12-30", "2028-01-04"), ["holiday 01/01", "substitute 03/01", "weekend 01/01", "busy 20/12"]),
        (("2040-06-06",), ["busy 20/05", "unknown 01/01"]),
        (("2027-07-07", "2027-07-06"), []),
    ],
)
def test_days_are_warned_off_for_their_reasons(days, reasons):
    assert against(*days) == reasons


def test_lunar_days_lie_as_lunar_months_do():
    """Between two Tết 12 or 13 moons; Giỗ Tổ 68 days after Tết, give or take one, or a leap month later."""
    years = lunar_years()
    assert list(years) == list(range(2017, 2036))

    spans = [(years[year + 1].tet - years[year].tet).days for year in range(2017, 2035)]
    until_hung_kings = [(lunar.hung_kings - lunar.tet).days for lunar in years.values()]

    assert all(span in (353, 354, 355, 383, 384, 385) for span in spans)
    assert all(days in (67, 68, 69, 97, 98) for days in until_hung_kings)


def test_every_reason_has_its_words(app):
    with app.test_request_context():
        words = [in_words(caution) for year in (2026, 2027, 2040) for caution in cautions_of(year)]
        weekend = [in_words(caution) for caution in cautions_for(date(2027, 7, 2), date(2027, 7, 10))]

    assert "23/1 đến 13/2 là hai tuần trước và một tuần sau Tết Nguyên đán (6/2/2027)." in words
    assert "24/11 là ngày nghỉ lễ: Ngày Văn hóa Việt Nam." in words
    assert "27/4 có thể được nghỉ bù: Giỗ Tổ Hùng Vương rơi vào cuối tuần (26/4/2026)." in words
    assert "20/10: Ngày Phụ nữ Việt Nam, các chị có thể đã có lịch dự lễ." in words
    assert "Hệ thống chưa có ngày âm lịch của năm 2040. Xin chị tự xem ngày Tết." in words
    assert weekend == ["3/7 và 4/7 là ngày nghỉ cuối tuần.", "Thứ Bảy 10/7 là ngày nghỉ cuối tuần."]


def test_an_endless_span_is_looked_at_for_a_month_only():
    assert cautions_for(date(2027, 7, 1), date(9999, 12, 31))[-1].last < date(2027, 7, 1) + timedelta(days=70)
