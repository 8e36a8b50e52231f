"""Roles: who has which since when, for administrators."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from network.accounts.forms import RoleForm
from network.accounts.policies import may_give_roles
from network.accounts.queries import people_with_account, role_holders
from network.accounts.roles import end_role, give_role
from network.accounts.sign_in import current_person
from network.accounts.views.blueprint import bp
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.members.models import ROLE_WORDS, Person, RoleAssignment


def _form() -> RoleForm:
    form = RoleForm()
    people = db.session.scalars(people_with_account()).all()
    form.person_id.choices = [SelectChoice(person.id, person.full_name) for person in people]
    return form


@bp.get("/vai-tro")
def list_roles():
    require(may_give_roles)
    held = db.session.scalars(role_holders(today())).all()
    return render_template("accounts/roles.html", held=held, form=_form(), role_words=ROLE_WORDS)


@bp.post("/vai-tro")
def add_role():
    require(may_give_roles)
    form = _form()
    if not form.validate_on_submit():
        held = db.session.scalars(role_holders(today())).all()
        return render_template("accounts/roles.html", held=held, form=form, role_words=ROLE_WORDS), 422
    give_role(db.session.get_one(Person, form.person_id.data), form.role.data, by=current_person())
    db.session.commit()
    flash(_("Đã giao vai trò."))
    return redirect(url_for(".list_roles"), 303)


@bp.post("/vai-tro/<int:assignment_id>/thoi")
def end_one_role(assignment_id: int):
    require(may_give_roles)
    held = db.session.scalar(role_holders(today()).where(RoleAssignment.id == assignment_id)) or abort(404)
    end_role(held)
    db.session.commit()
    flash(_("Đã thôi vai trò."))
    return redirect(url_for(".list_roles"), 303)
