"""The posts that somebody holds: given, set right, and ended by organisers."""

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from network.foundation.models import db
from network.foundation.policies import require
from network.members.forms.keeping import AppointmentForm, EndForm
from network.members.models import Appointment, Person, Post, seat_for
from network.members.policies import may_keep_people
from network.members.views.blueprint import bp
from network.members.views.choices import organization_named, organizations
from network.members.views.people import PERSON, find_person

POSTS = f"{PERSON}/chuc-danh"


def _find(public_id: str, appointment_id: int) -> tuple[Person, Appointment]:
    """An appointment of a person whom the reader keeps; 404 for one of somebody else."""
    person = find_person(public_id)
    require(may_keep_people)
    return person, next((held for held in person.appointments if held.id == appointment_id), None) or abort(404)


def _page(person: Person, form: AppointmentForm, appointment: Appointment | None = None, **more: object) -> str:
    return render_template("members/appointment.html", person=person, form=form, appointment=appointment, **more)


@bp.get(f"{POSTS}/moi")
def new_appointment(public_id: str):
    person = find_person(public_id)
    require(may_keep_people)
    form = AppointmentForm(is_main=True)
    form.offer(organizations())
    return _page(person, form)


@bp.post(f"{POSTS}/moi")
def appoint_person(public_id: str) -> ResponseReturnValue:
    person = find_person(public_id)
    require(may_keep_people)
    form = AppointmentForm()
    form.offer(organizations())
    if not form.validate_on_submit():
        return _page(person, form), 422
    person.appoint(_seat(form), **form.terms_of_holding)
    db.session.commit()
    flash(_("Đã ghi chức danh của chị %(name)s.", name=person.full_name))
    return redirect(person.url, 303)


def _seat(form: AppointmentForm) -> Post:
    place = organization_named(form.organization.data) or abort(422)
    return seat_for(place, form.title.data, form.valid_from.data, form.valid_to.data)


@bp.get(f"{POSTS}/<int:appointment_id>/sua")
def edit_appointment(public_id: str, appointment_id: int):
    person, appointment = _find(public_id, appointment_id)
    form = AppointmentForm.of(appointment)
    form.offer(organizations())
    return _page(person, form, appointment)


@bp.post(f"{POSTS}/<int:appointment_id>/sua")
def amend_appointment(public_id: str, appointment_id: int) -> ResponseReturnValue:
    person, appointment = _find(public_id, appointment_id)
    form = AppointmentForm.of(appointment)
    form.offer(organizations())
    if not form.validate_on_submit():
        return _page(person, form, appointment), 422
    if form.is_behind(appointment):
        form.catch_up(appointment)
        return _page(person, form, appointment, is_behind=True), 409
    is_same_seat = (appointment.post.organization.slug, appointment.post.title) == (
        form.organization.data,
        form.title.data,
    )
    appointment.amend(post=None if is_same_seat else _seat(form), **form.terms_of_holding)
    db.session.commit()
    return redirect(f"{person.url}#qua-trinh", 303)


@bp.get(f"{POSTS}/<int:appointment_id>/thoi-giu")
def ask_end_of_appointment(public_id: str, appointment_id: int):
    person, appointment = _find(public_id, appointment_id)
    return render_template("members/end_appointment.html", person=person, appointment=appointment, form=EndForm())


@bp.post(f"{POSTS}/<int:appointment_id>/thoi-giu")
def end_appointment(public_id: str, appointment_id: int) -> ResponseReturnValue:
    person, appointment = _find(public_id, appointment_id)
    form = EndForm()
    if not form.validate_on_submit():
        page = render_template("members/end_appointment.html", person=person, appointment=appointment, form=form)
        return page, 422
    appointment.end(form.on.data, form.reason.data)
    db.session.commit()
    flash(_("Đã ghi chị %(name)s thôi giữ chức danh.", name=person.full_name))
    return redirect(f"{person.url}#qua-trinh", 303)
