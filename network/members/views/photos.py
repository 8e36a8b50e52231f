"""Photos: brought, taken away, and shown to whoever may see the person."""

from flask import Response, abort, redirect, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from network.foundation import files
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.rendering import is_partial
from network.foundation.views import takes_uploads
from network.members import photos
from network.members.forms.photo import PhotoForm
from network.members.models import Person
from network.members.photos import UnusablePhoto
from network.members.policies import may_edit_person
from network.members.queries import people_visible_to
from network.members.views.blueprint import bp, viewer
from network.members.views.people import PERSON, find_person, show_open

UPLOADS = (60, 3600)  # an hour


@bp.post(f"{PERSON}/anh")
@takes_uploads
@keeps_own_transactions
def change_photo(public_id: str) -> ResponseReturnValue:
    count_try((f"upload:{viewer().id}", *UPLOADS))
    person = find_person(public_id)
    require(may_edit_person, person)
    form = PhotoForm()
    try:
        photo = photos.photo_from(form.content())
    except UnusablePhoto as error:
        form.photo.errors = [str(error)]
        return show_open(person, "anh", form, 422)
    name = photos.keep_photo(photo)
    replaced = _hold_photo(person.id, name)
    if replaced:
        photos.drop_photo(replaced)
    return _after(person)


@bp.post(f"{PERSON}/anh/bo")
@keeps_own_transactions
def remove_photo(public_id: str) -> ResponseReturnValue:
    person = find_person(public_id)
    require(may_edit_person, person)
    if removed := _hold_photo(person.id, None):
        photos.drop_photo(removed)
    return _after(person)


def _hold_photo(person_id: int, name: str | None) -> str | None:
    """Let a person have another photo, or none; returns the name of the one before."""
    db.session.rollback()
    with writing():
        person = db.session.get_one(Person, person_id, with_for_update=True)
        before = person.photo
        person.edit("photo", photo=name)
        db.session.commit()
    return before


def _after(person: Person) -> ResponseReturnValue:
    if is_partial():
        return Response(status=204, headers={"HX-Refresh": "true"})  # the face stands in several places
    return redirect(person.url, 303)


@bp.get(f"{PERSON}/anh/<string(length=32):name>")
def show_photo(public_id: str, name: str) -> Response:
    return _send(public_id, name, photos.large_file(name))


@bp.get(f"{PERSON}/anh/<string(length=32):name>/nho")
def show_small_photo(public_id: str, name: str) -> Response:
    return _send(public_id, name, photos.small_file(name))


def _send(public_id: str, name: str, file: str) -> Response:
    """The photo that the person has now, if the reader may see her.  Another photo has another address."""
    seen = people_visible_to(viewer()).where(Person.public_id == public_id, Person.photo == name)
    if not db.session.scalar(select(seen.exists())):
        abort(404)
    path = files.path_of(photos.FOLDER, file)
    if not path.is_file():
        abort(404)
    response = send_file(path, mimetype="image/webp", download_name="anh.webp", conditional=True)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
