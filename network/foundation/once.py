"""One press, one thing: a form's hidden key is stored with what the form did, and a second press finds it.

The key is part of the act's transaction: an act that was refused leaves it free for the next try.
"""

import re
import secrets
from datetime import datetime, timedelta

from flask import Flask, flash, g, redirect, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from network.foundation.clock import now
from network.foundation.database import SAFE_METHODS
from network.foundation.jobs import daily
from network.foundation.models import Model, db

KEPT_FOR = timedelta(hours=48)
OUR_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)


class SentForm(Model):
    """A form that was sent, and where its sender was led."""

    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None]
    path: Mapped[str]
    led_to: Mapped[str | None]
    sent_at: Mapped[datetime] = mapped_column(default=now, index=True)


def new_key() -> str:
    return secrets.token_urlsafe(16)


def _sender() -> int | None:
    return current_user.id if current_user.is_authenticated else None


def _repeat(sent: SentForm) -> Response:
    flash(_("Việc này đã được ghi nhận ở lần gửi trước."))
    return redirect(sent.led_to or request.path, 303)


def _sent_key() -> str | None:
    """The key of the form that was sent; what cannot be one of ours, no database may hold."""
    is_form = request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data")
    key = request.form.get("form_key", "") if is_form and request.method not in SAFE_METHODS else ""
    return key if OUR_KEY.fullmatch(key) else None


def _find_earlier() -> Response | None:
    key = _sent_key()
    if key is None:
        return None
    if sent := db.session.scalar(select(SentForm).where(SentForm.key == key, SentForm.person_id == _sender())):
        return _repeat(sent)
    g.sent_form = SentForm(key=key, person_id=_sender(), path=request.path[:500])
    db.session.add(g.sent_form)
    return None


def _keep_where(response: Response) -> Response:
    """Where the sender is led is known only after the view's commit: kept in a commit of its own."""
    sent: SentForm | None = g.pop("sent_form", None)
    if sent and sent.id and response.status_code == 303 and sent in db.session:
        sent.led_to = response.location[:500]
        db.session.commit()
    return response


@daily
def sweep() -> None:
    """Forget the forms that nobody sends again."""
    db.session.execute(delete(SentForm).where(SentForm.sent_at < now() - KEPT_FOR))


def init_app(app: Flask) -> None:
    app.before_request(_find_earlier)
    app.after_request(_keep_where)
    app.jinja_env.globals["new_form_key"] = new_key

    @app.errorhandler(IntegrityError)
    def second_of_two_presses(error: IntegrityError):
        """Two presses at once: the database let one through, the other is led after it."""
        db.session.rollback()
        key = _sent_key()
        g.pop("sent_form", None)
        if key and (sent := db.session.scalar(select(SentForm).where(SentForm.key == key))):
            return _repeat(sent)
        raise error
