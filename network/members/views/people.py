"""Somebody's page, and the parts of it that she (or an organiser) changes in place."""

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from network.foundation.clock import today
from network.foundation.forms import Form
from network.foundation.models import db
from network.foundation.policies import find_only_if, require
from network.foundation.rendering import is_partial
from network.foundation.views import answer
from network.members.forms.parts import AboutForm, ContactForm, ExpertiseForm, PartForm
from network.members.models import AUDIENCE_WORDS, Expertise, Person
from network.members.policies import may_edit_person, may_see_person
from network.members.queries import with_everything, with_standing
from network.members.views.blueprint import bp, viewer
from network.members.wheel import wheel_on

PERSON = "/thanh-vien/<string(length=32):public_id>"


FORMS: dict[str, type[PartForm]] = {"gioi-thieu": AboutForm, "lien-he": ContactForm, "linh-vuc": ExpertiseForm}
TEMPLATES = {
    "gioi-thieu": "members/_about.html",
    "lien-he": "members/_contact.html",
    "linh-vuc": "members/_expertise.html",
    "anh": "members/_photo.html",
}
PART = "<any('gioi-thieu', 'lien-he', 'linh-vuc'):part>"


def find_person(public_id: str) -> Person:
    """Somebody with all that her page shows; 404 for whoever may not see her."""
    db.session.scalars(with_standing(select(Person).where(Person.id == viewer().id))).unique().one()
    person = db.session.scalars(with_everything(select(Person).where(Person.public_id == public_id))).unique()
    found = person.one_or_none() or abort(404)
    find_only_if(may_see_person, found)
    return found


def _page(person: Person, **more: object) -> str:
    """The whole page; `editing` and `form`: the part that stands open."""
    places = {held.post.organization_id for held in person.appointments}
    return render_template("members/person.html", **_shown(person), wheel=wheel_on(today(), places), **more)


def _shown(person: Person) -> dict:
    """What each part of the page may show to whoever looks at it."""
    me = viewer()
    return {
        "person": person,
        "is_me": person is me,
        "shown": {field for field in ("email", "phone", "office_phone") if person.shows(field, to=me)},
        "audience_words": AUDIENCE_WORDS,
    }


def show_open(person: Person, part: str, form: Form, status: int = 200, **more: object) -> ResponseReturnValue:
    """A part with its form: by itself to htmx, in the whole page to a browser without script."""
    more |= {"editing": part, "form": form}
    if is_partial():
        return render_template(TEMPLATES[part], **_shown(person), **more), status
    return _page(person, **more), status


@bp.get("/ho-so")
def show_own_page():
    return redirect(viewer().url)


@bp.get(PERSON)
def show_person(public_id: str):
    return _page(find_person(public_id))


@bp.get(f"{PERSON}/{PART}")
def show_part(public_id: str, part: str):
    person = find_person(public_id)
    return render_template(TEMPLATES[part], **_shown(person)) if is_partial() else redirect(f"{person.url}#{part}")


@bp.get(f"{PERSON}/{PART}/sua")
def edit_part(public_id: str, part: str):
    person = find_person(public_id)
    require(may_edit_person, person)
    return show_open(person, part, FORMS[part].of(person), suggestions=_suggestions(part))


@bp.post(f"{PERSON}/{PART}")
def save_part(public_id: str, part: str):
    person = find_person(public_id)
    require(may_edit_person, person)
    form = FORMS[part].of(person)
    if not form.validate_on_submit():
        return show_open(person, part, form, 422, suggestions=_suggestions(part))
    if form.is_behind(person):
        form.catch_up(person)
        return show_open(person, part, form, 409, suggestions=_suggestions(part), is_behind=True)
    form.save(person)
    db.session.commit()
    return answer(TEMPLATES[part], then=f"{person.url}#{part}", **_shown(person))


def _suggestions(part: str) -> list[str]:
    """Fields that others know, to pick from while typing."""
    if part != "linh-vuc":
        return []
    return list(db.session.scalars(select(Expertise.name).order_by(Expertise.name)))
