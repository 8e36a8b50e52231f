"""How somebody belongs to the network: begun, set right, and ended by organisers."""

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from network.foundation.models import db
from network.foundation.policies import require
from network.members.forms.keeping import EndForm, MembershipForm
from network.members.models import Membership, Person
from network.members.policies import may_keep_people
from network.members.views.blueprint import bp
from network.members.views.choices import person_named, sponsors, term_named, terms
from network.members.views.people import PERSON, find_person

MEMBERSHIPS = f"{PERSON}/tham-gia"


def _find(public_id: str, membership_id: int) -> tuple[Person, Membership]:
    """A membership of a person whom the reader keeps; 404 for one of somebody else."""
    person = find_person(public_id)
    require(may_keep_people)
    return person, next((held for held in person.memberships if held.id == membership_id), None) or abort(404)


def _page(person: Person, form: MembershipForm, membership: Membership | None = None, **more: object) -> str:
    return render_template("members/membership.html", person=person, form=form, membership=membership, **more)


def _offering(form: MembershipForm, membership: Membership | None = None) -> MembershipForm:
    known = sponsors()
    if membership and membership.sponsor:  # who has left since stays to be read
        known.setdefault(membership.sponsor.public_id, membership.sponsor.full_name)
    form.offer(terms(), known)
    return form


def _terms_of_belonging(form: MembershipForm) -> dict:
    return {
        "category": form.category.data,
        "valid_from": form.valid_from.data,
        "valid_to": form.valid_to.data,
        "term": term_named(form.term.data),
        "sponsor": person_named(form.sponsor.data),
    }


@bp.get(f"{MEMBERSHIPS}/moi")
def new_membership(public_id: str):
    person = find_person(public_id)
    require(may_keep_people)
    return _page(person, _offering(MembershipForm()))


@bp.post(f"{MEMBERSHIPS}/moi")
def join_network(public_id: str) -> ResponseReturnValue:
    person = find_person(public_id)
    require(may_keep_people)
    form = _offering(MembershipForm())
    if not form.validate_on_submit():
        return _page(person, form), 422
    person.join(**_terms_of_belonging(form))
    db.session.commit()
    flash(_("Đã ghi chị %(name)s tham gia Mạng lưới.", name=person.full_name))
    return redirect(person.url, 303)


@bp.get(f"{MEMBERSHIPS}/<int:membership_id>/sua")
def edit_membership(public_id: str, membership_id: int):
    person, membership = _find(public_id, membership_id)
    return _page(person, _offering(MembershipForm.of(membership), membership), membership)


@bp.post(f"{MEMBERSHIPS}/<int:membership_id>/sua")
def amend_membership(public_id: str, membership_id: int) -> ResponseReturnValue:
    person, membership = _find(public_id, membership_id)
    form = _offering(MembershipForm.of(membership), membership)
    if not form.validate_on_submit():
        return _page(person, form, membership), 422
    if form.is_behind(membership):
        form.catch_up(membership)
        return _page(person, form, membership, is_behind=True), 409
    membership.amend(**_terms_of_belonging(form))
    db.session.commit()
    return redirect(f"{person.url}#tham-gia", 303)


@bp.get(f"{MEMBERSHIPS}/<int:membership_id>/ket-thuc")
def ask_end_of_membership(public_id: str, membership_id: int):
    person, membership = _find(public_id, membership_id)
    return render_template("members/end_membership.html", person=person, membership=membership, form=EndForm())


@bp.post(f"{MEMBERSHIPS}/<int:membership_id>/ket-thuc")
def end_membership(public_id: str, membership_id: int) -> ResponseReturnValue:
    person, membership = _find(public_id, membership_id)
    form = EndForm()
    if not form.validate_on_submit():
        page = render_template("members/end_membership.html", person=person, membership=membership, form=form)
        return page, 422
    membership.end(form.on.data, form.reason.data)
    db.session.commit()
    flash(_("Đã ghi chị %(name)s kết thúc tham gia Mạng lưới.", name=person.full_name))
    return redirect(f"{person.url}#tham-gia", 303)
