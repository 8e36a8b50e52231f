"""The workshop of a year: its page, on paper, in calendars; and all of them."""

from flask import Response, abort, render_template, request, url_for

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.members.wheel import wheel_on
from network.themes.models import YearlyTheme
from network.workshops.agenda_cautions import by_day
from network.workshops.calendar_file import METHOD, METHOD_OF_CANCELLED, as_calendar
from network.workshops.date_words import days_in_words, minutes_in_words, span_in_words
from network.workshops.editions import editions
from network.workshops.forms import AnswerForm
from network.workshops.gathering import Gathering, gather
from network.workshops.models import Workshop
from network.workshops.policies import may_see_workshops
from network.workshops.queries import hosts_since, workshops_visible_to
from network.workshops.views.blueprint import bp
from network.workshops.views.finding import agenda_items, find_workshop, standing_turn, workshop_and_theme

CHANGE = "doi"  # in an address: she has answered, and wants to answer otherwise
WORDS = {"span_in_words": span_in_words, "days_in_words": days_in_words, "minutes_in_words": minutes_in_words}


bp.record_once(lambda state: state.app.jinja_env.globals.update(WORDS))


@bp.get("")
def list_workshops():
    require(may_see_workshops)
    turns = db.session.scalars(hosts_since(0)).unique().all()
    workshops = db.session.scalars(workshops_visible_to(current_person())).all()
    years = editions(turns, workshops)
    return render_template(
        "workshops/list.html",
        coming=[edition for edition in reversed(years) if not edition.is_past],
        past=[edition for edition in years if edition.is_past],
        wheel=wheel_on(today()),
    )


@bp.get("/<int:year>")
def show_workshop(year: int):
    found = workshop_and_theme(year)
    return workshop_page(*found) if found else _show_year_to_come(year)


def workshop_page(workshop: Workshop, theme: YearlyTheme | None, form: AnswerForm | None = None) -> str:
    """The page of a workshop; form: an answer that came back with its errors."""
    items = agenda_items(workshop)
    gathering = gather(workshop, current_person())
    return render_template(
        "workshops/show.html",
        gathering=gathering,
        theme=theme,
        agenda=by_day(items),
        updated_at=max([workshop.updated_at, *(item.updated_at for item in items)]),
        form=form or form_to_answer(gathering),
    )


def form_to_answer(gathering: Gathering) -> AnswerForm | None:
    """The form for whoever may answer and has not, or wants to change what she answered."""
    asks = gathering.may_answer_now and (not gathering.mine.has_answered or CHANGE in request.args)
    return AnswerForm.about(gathering.workshop, gathering.mine) if asks else None


def _show_year_to_come(year: int):
    """A year that has a host but no workshop yet, or none that she may see."""
    require(may_see_workshops)
    turn = standing_turn(year) or abort(404)
    return render_template("workshops/year_to_come.html", turn=turn)


@bp.get("/<int:year>/in")
def print_agenda(year: int):
    """The agenda on A4."""
    workshop = find_workshop(year)
    items = agenda_items(workshop)
    return render_template("workshops/print.html", workshop=workshop, host=_host_name(workshop), agenda=by_day(items))


@bp.get("/<int:year>/lich.ics")
def download_calendar(year: int):
    workshop = find_workshop(year)
    address = url_for(".show_workshop", year=year, _external=True)
    content = as_calendar(workshop, agenda_items(workshop), _host_name(workshop), address)
    method = METHOD_OF_CANCELLED if workshop.is_cancelled else METHOD
    return Response(
        content,
        content_type=f"text/calendar; charset=utf-8; method={method}",
        headers={"Content-Disposition": f'attachment; filename="hoi-thao-{year}.ics"'},
    )


def _host_name(workshop: Workshop) -> str | None:
    turn = standing_turn(workshop.year)
    return turn and turn.host_name
