"""Who is at the browser: the device's session, kept on the server, found by the random bits in its cookie."""

import hashlib
import secrets
from datetime import timedelta
from typing import cast

from flask import (
    Flask,
    Request,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import LoginManager, current_user
from sqlalchemy import select, update
from sqlalchemy.orm import contains_eager

from network.accounts.forms import SignInForm
from network.accounts.models import Account, DeviceSession
from network.foundation import kept
from network.foundation.clock import now
from network.foundation.database import SAFE_METHODS, writing
from network.foundation.models import db
from network.foundation.rendering import is_partial
from network.members.models import Guest, Person

SEEN_EVERY = timedelta(minutes=1)  # how exactly the last use of a device is known

login_manager = LoginManager()
login_manager.anonymous_user = Guest
login_manager.session_protection = None  # the session is ours, on the server


def hash_token(token: str) -> str:
    """What is stored of random bits that only their holder knows."""
    return hashlib.sha256(token.encode()).hexdigest()


def current_person() -> Person:
    """The person at the browser, as a row (not Flask-Login's proxy).  Views are closed to guests."""
    return cast(Person, current_user._get_current_object())


def current_session() -> DeviceSession | None:
    """The session of the device at the browser."""
    return g.get("device_session")


def cookie_name() -> str:
    return "__Host-session" if current_app.config["SECURE_COOKIES"] else "session"


def begin_session(account: Account, *, remember: bool) -> str:
    """Sign a device in: a new session row, added to the transaction; returns the cookie's bits."""
    token = secrets.token_urlsafe(32)
    life = current_app.config["REMEMBERED_SESSION_LIFE" if remember else "SESSION_LIFE"]
    db.session.add(
        DeviceSession(
            token_hash=hash_token(token),
            account_id=account.id,
            epoch=account.epoch,
            device=request.user_agent.string[:300],
            address=request.remote_addr,
            is_remembered=remember,
            ends_at=now() + life,
        )
    )
    session.clear()  # a new CSRF secret for the new person
    g.pop("csrf_token", None)
    return token


def hand_over(response: Response, token: str, *, remember: bool) -> Response:
    """Put the bits of a new session into the browser's cookie."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=current_app.config["REMEMBERED_SESSION_LIFE"] if remember else None,
        secure=current_app.config["SECURE_COOKIES"],
        httponly=True,
        samesite="Lax",
    )
    return response


def be_signed_in(person: Person) -> None:
    """Let the rest of this answer, which began as a guest's, be made for the person who has just signed in."""
    login_manager._update_request_context_with_user(person)


def end_session(held: DeviceSession) -> None:
    held.ended_at = now()


def end_all_sessions(account: Account) -> None:
    """Sign every device out: their sessions are of an epoch that is over."""
    account.epoch += 1


@login_manager.request_loader
def load_person(browser_request: Request) -> Person | None:
    """The person of the device's session, with her roles, in one query; None if it is over."""
    token = browser_request.cookies.get(cookie_name())
    if not token or len(token) > 100:
        return None
    held = (
        db.session.scalars(
            select(DeviceSession)
            .join(DeviceSession.account)
            .join(Account.person)
            .where(DeviceSession.token_hash == hash_token(token))
            .options(contains_eager(DeviceSession.account).contains_eager(Account.person).joinedload(Person.roles))
        )
        .unique()
        .one_or_none()
    )
    if held is None or not _is_good(held):
        return None
    g.device_session = held
    return held.account.person


def _is_good(held: DeviceSession) -> bool:
    moment, account = now(), held.account
    idle = not held.is_remembered and moment - held.seen_at > current_app.config["SESSION_IDLE"]
    over = held.ended_at is not None or held.ends_at <= moment or held.epoch != account.epoch
    refused_demo = account.is_demo and not current_app.config["DEMO"]
    return account.is_active and not (idle or over or refused_demo)


@login_manager.unauthorized_handler
def ask_to_sign_in():
    """Lead a guest to the sign-in page and back; what she had typed travels with it."""
    db.session.rollback()
    page = url_for("accounts.sign_in", next=request.full_path.rstrip("?"))
    if is_partial():
        return Response(status=401, headers={"HX-Redirect": url_for("accounts.sign_in")})
    if request.method in SAFE_METHODS:
        return redirect(page)
    form = SignInForm(formdata=None, packed=kept.pack() or "")
    return render_template("accounts/sign_in.html", form=form), 401


def _note_seen(response: Response) -> Response:
    """Keep when a device was last used, at most once a minute, in a commit of its own."""
    held = current_session()
    if held and held in db.session and now() - held.seen_at > SEEN_EVERY:
        _touch(held)
    return response


def _touch(held: DeviceSession) -> None:

    db.session.rollback()
    with writing():
        db.session.execute(update(DeviceSession).where(DeviceSession.id == held.id).values(seen_at=now()))
        db.session.commit()


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Chrome/", "Chrome"), ("Firefox/", "Firefox"),
            ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("Linux", "Linux"))  # fmt: skip


def device_name(agent: str) -> str:
    """A device as people call it, from what its browser says of itself: `Chrome, Android`."""
    parts = (next((word for mark, word in known if mark in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, parts)) or agent[:40] or "–"


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    app.jinja_env.filters["device"] = device_name
    app.after_request(_note_seen)
