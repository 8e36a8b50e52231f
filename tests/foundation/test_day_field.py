"""A field for a day."""

from datetime import date

import pytest

from network.foundation.forms import DayField, Form


class DayForm(Form):
    day = DayField("Ngày")


def sent(app, written: str | None) -> DayForm:
    with app.test_request_context(method="POST", data={} if written is None else {"day": written}):
        form = DayForm()
        form.validate()
        return form


@pytest.mark.parametrize("written", ["21/9/2026", "21-09-2026", "2026-09-21", " ngày 21 tháng 9 năm 2026 "])
def test_a_day_is_read_as_people_write_it(app, written):
    assert (sent(app, written).day.data, sent(app, written).errors) == (date(2026, 9, 21), {})


@pytest.mark.parametrize("written", [None, "", "  "])
def test_no_day_is_none(app, written):
    assert (sent(app, written).day.data, sent(app, written).errors) == (None, {})


def test_what_is_no_day_stays_as_typed_with_its_error(app):
    form = sent(app, "31/2/2026")

    assert form.day.data is None
    assert [str(error) for error in form.day.errors] == [
        "Không có ngày 31/2/2026. Xin chị xem lại: ngày trước, tháng sau."
    ]
    with app.test_request_context():
        assert 'value="31/2/2026"' in str(form.day())


def test_a_day_is_shown_as_people_write_it(app):
    with app.test_request_context():
        assert 'value="5/2/2026"' in str(DayForm(day=date(2026, 2, 5)).day())
