"""How pages look to her: language, light or dark, size of letters; the browser keeps them."""

from flask import current_app, redirect, request
from flask_login import current_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from network.accounts.views.blueprint import bp
from network.foundation.models import db
from network.foundation.rendering import LOCALES, THEMES
from network.foundation.views import open_to_all, own_path
from network.members.models import Person

A_YEAR = 365 * 24 * 3600


def _keep(name: str, value: str) -> Response:
    """Back to where she was, with the choice in a cookie; an empty one takes it away."""
    response = redirect(own_path(request.form.get("next")), 303)
    secure = current_app.config["SECURE_COOKIES"]
    life = A_YEAR if value else 0
    response.set_cookie(name, value, max_age=life, secure=secure, httponly=True, samesite="Lax")
    return response


def _chosen(name: str, offered: tuple[str, ...]) -> str:
    chosen = request.form.get(name, "")
    return chosen if chosen in offered else ""


@bp.post("/tuy-chon/ngon-ngu")
@open_to_all
def set_language():
    locale = _chosen("locale", LOCALES)
    if locale and current_user.is_authenticated:
        # not an edit of her page: whoever is editing that is not told that it changed
        db.session.execute(update(Person).where(Person.id == current_user.id).values(locale=locale))
        db.session.commit()
    return _keep("locale", locale)


@bp.post("/tuy-chon/giao-dien")
@open_to_all
def set_theme():
    return _keep("theme", _chosen("theme", THEMES))


@bp.post("/tuy-chon/co-chu")
@open_to_all
def set_text_size():
    return _keep("text_size", _chosen("text_size", ("1", "2", "3")))
