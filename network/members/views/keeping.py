"""Who is new, what somebody is called, and what of hers ends: kept by organisers."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.members.forms.keeping import IdentityForm, NewPersonForm
from network.members.models import MembershipCategory, Person, add_person, seat_for
from network.members.policies import may_keep_people
from network.members.queries import namesakes
from network.members.views.blueprint import bp
from network.members.views.choices import organization_named, organizations, person_named, sponsors, term_named, terms
from network.members.views.people import PERSON, find_person


@bp.get("/thanh-vien/moi")
def new_person():
    require(may_keep_people)
    return render_template("members/new_person.html", form=_new_person_form(), alike=[])


@bp.post("/thanh-vien/moi")
def add_new_person():
    require(may_keep_people)
    form = _new_person_form()
    if not form.validate_on_submit():
        return render_template("members/new_person.html", form=form, alike=[]), 422
    place = organization_named(form.organization.data)
    alike = [] if form.confirmed.data else namesakes(form.full_name.data, place and place.id, today())
    if alike:
        return render_template("members/new_person.html", form=form, alike=alike), 409
    person = _enter(form)
    db.session.commit()
    flash(_("Đã thêm chị %(name)s.", name=person.full_name))
    return redirect(person.url, 303)


def _new_person_form() -> NewPersonForm:
    form = NewPersonForm()
    form.offer(organizations(), terms(), sponsors())
    return form


def _enter(form: NewPersonForm) -> Person:
    """Write down all that the form says of somebody."""
    person = add_person(
        form.full_name.data,
        given_name=form.given_name.data,
        salutation=form.salutation.data,
        email=form.email_key,
        phone=form.phone_key,
    )
    if place := organization_named(form.organization.data):
        seat = seat_for(place, form.title.data, form.appointed_from.data)
        person.appoint(seat, valid_from=form.appointed_from.data)
    if form.category.data:
        person.join(
            MembershipCategory(form.category.data),
            valid_from=form.joined_on.data,
            term=term_named(form.term.data),
            sponsor=person_named(form.sponsor.data),
        )
    return person


@bp.get(f"{PERSON}/sua")
def edit_person(public_id: str):
    person = find_person(public_id)
    require(may_keep_people)
    return render_template("members/identity.html", person=person, form=IdentityForm.of(person))


@bp.post(f"{PERSON}/sua")
def rename_person(public_id: str) -> ResponseReturnValue:
    person = find_person(public_id)
    require(may_keep_people)
    form = IdentityForm.of(person)
    if not form.validate_on_submit():
        return render_template("members/identity.html", person=person, form=form), 422
    if form.is_behind(person):
        form.catch_up(person)
        return render_template("members/identity.html", person=person, form=form, is_behind=True), 409
    form.save(person)
    db.session.commit()
    return redirect(person.url, 303)
