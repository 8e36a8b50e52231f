"""Who comes: the reader's own answer, everybody's, and what organisers enter for others."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from network.accounts.sign_in import current_person
from network.foundation.models import db
from network.foundation.policies import asked_by_viewer, require
from network.foundation.rendering import dom_id, is_partial
from network.members.models import Person
from network.workshops.forms import AnswerForm
from network.workshops.gathering import Gathering, gather
from network.workshops.models import Workshop, enter_answer, give_answer
from network.workshops.policies import may_answer, may_plan_workshop, may_see_answers_list
from network.workshops.roll import Invited, roll_of
from network.workshops.views.blueprint import bp
from network.workshops.views.finding import find_workshop, workshop_and_theme
from network.workshops.views.workshops import CHANGE, form_to_answer, workshop_page

BAND = "band"  # the part of the home page; the other is the sheet on the workshop's own


def _part(workshop: Workshop, part: str | None, form: AnswerForm | None = None, **context: object):
    """The part that asked, as it stands now; without script the page that it belongs to."""
    at_home = part == BAND
    if not is_partial():
        return redirect(url_for("home.show_today") if at_home else _sheet_of(workshop), 303)
    gathering = gather(workshop, current_person())
    template = "workshops/_band.html" if at_home else "workshops/_answered.html"
    return render_template(template, gathering=gathering, form=form or form_to_answer(gathering), **context)


def _sheet_of(workshop: Workshop) -> str:
    given = {CHANGE: 1} if CHANGE in request.args else {}
    return url_for(".show_workshop", year=workshop.year, _anchor="tra-loi", **given)


@bp.get("/<int:year>/loi-moi")
def show_band(year: int):
    """The workshop as the home page shows it."""
    return _part(find_workshop(year), BAND)


@bp.get("/<int:year>/tra-loi")
def show_answer(year: int):
    return _part(find_workshop(year), None)


@bp.post("/<int:year>/tra-loi")
def answer_invitation(year: int) -> ResponseReturnValue:
    workshop, theme = workshop_and_theme(year) or abort(404)
    require(may_answer, workshop)
    form = AnswerForm.about(workshop, None)
    if not form.validate_on_submit():
        return (_part(workshop, None, form) if is_partial() else workshop_page(workshop, theme, form)), 422
    give_answer(workshop, current_person(), **form.says)
    db.session.commit()
    return _home_anew(workshop) if form.part.data == BAND else _part(workshop, None, was_answered=True)


def _home_anew(workshop: Workshop) -> ResponseReturnValue:
    """The home page again: her answer changes its lotus and what waits for her, not the band alone."""
    flash(_("Đã ghi trả lời của chị."))
    if is_partial():
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(url_for("home.show_today", _anchor=dom_id(workshop, "band")), 303)


@bp.get("/<int:year>/dang-ky-du")
def list_answers(year: int):
    """Who comes, ministry by ministry; for organisers also how to reach those who have not answered."""
    workshop = find_workshop(year)
    sees_all = asked_by_viewer(may_see_answers_list)
    return render_template("workshops/answers.html", gathering=_gathering(workshop, sees_all), sees_all=sees_all)


def _gathering(workshop: Workshop, sees_all: bool) -> Gathering:
    return gather(workshop, current_person(), with_contacts=sees_all)


@bp.get("/<int:year>/dang-ky-du/<public_id>")
def edit_answer_for(year: int, public_id: str):
    workshop, invited = _invited(year, public_id)
    form = AnswerForm.about(workshop, invited)
    return render_template("workshops/answer_for.html", workshop=workshop, invited=invited, form=form)


@bp.post("/<int:year>/dang-ky-du/<public_id>")
def enter_answer_for(year: int, public_id: str):
    workshop, invited = _invited(year, public_id)
    form = AnswerForm.about(workshop, invited)
    if not form.validate_on_submit():
        return render_template("workshops/answer_for.html", workshop=workshop, invited=invited, form=form), 422
    person = db.session.get_one(Person, invited.id)
    enter_answer(workshop, person, current_person(), **form.says)
    db.session.commit()
    flash(_("Đã ghi trả lời của chị %(name)s.", name=invited.full_name))
    return redirect(url_for(".list_answers", year=year, _anchor=f"nguoi-{invited.id}"), 303)


def _invited(year: int, public_id: str) -> tuple[Workshop, Invited]:
    """Somebody on the roll of a workshop, for an organiser."""
    require(may_plan_workshop)
    workshop = find_workshop(year)
    entry = next((entry for entry in roll_of(workshop).people if entry.public_id == public_id), None)
    return workshop, entry or abort(404)
