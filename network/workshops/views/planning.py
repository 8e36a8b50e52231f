"""What organisers do with a workshop: draft, change, publish, call off."""

from datetime import date, time

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import exists

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.formats import FIRST_YEAR, LAST_YEAR, UnreadableDate, read_date
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.views import answer
from network.workshops.date_words import days_in_words, in_words
from network.workshops.dates_to_avoid import cautions_for
from network.workshops.forms import CancelForm, WorkshopForm
from network.workshops.models import HostTurn, Workshop, YearTaken, add_workshop
from network.workshops.naming import people_to_name
from network.workshops.policies import may_plan_workshop
from network.workshops.queries import hosts_since
from network.workshops.views.blueprint import bp
from network.workshops.views.finding import find_workshop
from network.workshops.year_rows import Band, YearRow, days_of

DAY_STARTS, DAY_ENDS = time(8), time(16, 30)


@bp.get("/moi")
def new_workshop():
    """Choose a year that has a host, then say when and where."""
    require(may_plan_workshop)
    free = _free_turns()
    turn = next((turn for turn in free if turn.year == request.args.get("nam", type=int)), None)
    if turn is None:
        return render_template("workshops/choose_year.html", turns=free)
    return _edit_page(_new_form(turn.year), turn.year, turn)


@bp.post("/moi")
def draft_workshop():
    require(may_plan_workshop)
    turn = next((turn for turn in _free_turns() if turn.year == request.args.get("nam", type=int)), None)
    if turn is None:
        raise YearTaken
    form = WorkshopForm.new(turn.year, people_to_name())
    if not form.validate_on_submit():
        return _edit_page(form, turn.year, turn), 422
    if _has_unseen_cautions(form):
        return _edit_page(form, turn.year, turn, look_again=True), 422
    workshop = add_workshop(turn.year, **form.fields)
    workshop.set_contacts(form.contact_ids)
    db.session.commit()
    flash(_("Đã lưu dự thảo. Các thành viên thấy hội thảo khi chị công bố."))
    return redirect(url_for(".show_workshop", year=turn.year), 303)


def _free_turns() -> list[HostTurn]:
    """The turns to come that have no workshop yet."""
    taken = exists().where(Workshop.year == HostTurn.year)
    turns = db.session.scalars(hosts_since(today().year).where(~taken)).unique()
    return [turn for turn in turns if turn.stands and not turn.is_held]


def _new_form(year: int) -> WorkshopForm:
    nameable = people_to_name()
    title = _("Hội thảo thường niên %(year)d", year=year)
    me = nameable.label_of(current_person().id)
    return WorkshopForm.new(year, nameable, title=title, starts_at=DAY_STARTS, ends_at=DAY_ENDS, contacts=[me])


@bp.get("/<int:year>/sua")
def edit_workshop(year: int):
    require(may_plan_workshop)
    workshop = find_workshop(year)
    return _edit_page(WorkshopForm.about(workshop, people_to_name()), year, workshop.turn, workshop)


@bp.post("/<int:year>/sua")
def save_workshop(year: int) -> ResponseReturnValue:
    require(may_plan_workshop)
    workshop = find_workshop(year)
    form = WorkshopForm.about(workshop, people_to_name())
    if not form.validate_on_submit():
        return _edit_page(form, year, workshop.turn, workshop), 422
    if form.is_behind(workshop):
        form.catch_up(workshop)
        return _edit_page(form, year, workshop.turn, workshop, is_behind=True), 409
    if _has_unseen_cautions(form, workshop):
        return _edit_page(form, year, workshop.turn, workshop, look_again=True), 422
    workshop.change(**form.fields)
    workshop.set_contacts(form.contact_ids)
    db.session.commit()
    flash(_("Đã lưu %(title)s.", title=workshop.title))
    return redirect(url_for(".show_workshop", year=year), 303)


def _edit_page(
    form: WorkshopForm, year: int, turn: HostTurn | None, workshop: Workshop | None = None, **context
) -> str:
    context |= _looking_at(year, form.starts_on.data, form.ends_on.data)
    people = form.nameable.people
    return render_template(
        "workshops/edit.html", form=form, year=year, turn=turn, workshop=workshop, people=people, **context
    )


@bp.get("/<int:year>/ngay")
def show_date_cautions(year: int):
    """What speaks against the days that somebody is choosing."""
    require(may_plan_workshop)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    days = _typed_day("starts_on"), _typed_day("ends_on")
    return answer("workshops/_date_cautions.html", **_looking_at(year, *days))


def _looking_at(year: int, first: date | None, last: date | None) -> dict:
    """What the form shows of the chosen days: what speaks against them, and where they lie in the year."""
    first, last = first or last, last or first
    in_order = first is not None and first <= last
    picked = [Band("pick", first, first, f"{first.day}/{first.month}")] if first and first.year == year else []
    return {
        "cautions": _cautions_of(first, last),
        "looked_at": _key_of(first, last),
        "chosen": days_in_words([first, last] if first != last else [first]) if in_order else None,
        "strip_year": year,
        "strip": [*days_of(year).rows, YearRow(_("Đang chọn"), picked)],
    }


def _typed_day(name: str) -> date | None:
    try:
        return read_date(request.args.get(name, ""))
    except UnreadableDate:
        return None


def _cautions_of(first: date | None, last: date | None) -> list[str]:
    first, last = first or last, last or first
    return [in_words(caution) for caution in cautions_for(first, last)] if first else []


def _key_of(first: date | None, last: date | None) -> str:
    """Which days' cautions she has been shown, for the form to say."""
    return f"{first or last}/{last or first}"


def _has_unseen_cautions(form: WorkshopForm, workshop: Workshop | None = None) -> bool:
    """Does anything speak against days that are new, and has she not been told?"""
    days = form.starts_on.data, form.ends_on.data
    is_new = workshop is None or days != (workshop.starts_on, workshop.ends_on)
    return is_new and request.form.get("looked_at") != _key_of(*days) and bool(_cautions_of(*days))


@bp.post("/<int:year>/cong-bo")
def publish_workshop(year: int):
    require(may_plan_workshop)
    workshop = find_workshop(year)
    workshop.publish()
    db.session.commit()
    flash(_("Đã công bố %(title)s.", title=workshop.title))
    return redirect(url_for(".show_workshop", year=year), 303)


@bp.get("/<int:year>/huy")
def ask_to_cancel_workshop(year: int):
    require(may_plan_workshop)
    return render_template("workshops/cancel.html", workshop=find_workshop(year), form=CancelForm())


@bp.post("/<int:year>/huy")
def cancel_workshop(year: int):
    require(may_plan_workshop)
    workshop, form = find_workshop(year), CancelForm()
    if not form.validate_on_submit():
        return render_template("workshops/cancel.html", workshop=workshop, form=form), 422
    workshop.cancel(form.reason.data)
    db.session.commit()
    flash(_("Đã ghi hủy %(title)s.", title=workshop.title))
    return redirect(url_for(".show_workshop", year=year), 303)
