"""Who is at the browser: the device's session, kept on the server, found by the random bits in its cookie."""

import hashlib
import secrets
from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

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
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy import Select, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import contains_eager

from network.accounts.forms import SignInForm
from network.accounts.models import Account, DeviceSession
from network.foundation import kept
from network.foundation.clock import now
from network.foundation.database import SAFE_METHODS, writing
from network.foundation.models import db
from network.foundation.rendering import is_partial
from network.foundation.text import clean_line, cut
from network.foundation.views import own_path
from network.members.models import Guest, Person

SEEN_EVERY = timedelta(minutes=1)  # how exactly the last use of a device is known
LONGEST_NAME = 300  # of what a browser says of itself

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
    _end_earlier_session()
    db.session.add(
        DeviceSession(
            token_hash=hash_token(token),
            account_id=account.id,
            epoch=account.epoch,
            device=cut(clean_line(request.user_agent.string), LONGEST_NAME),
            address=request.remote_addr,
            is_remembered=remember,
            ends_at=now() + life,
        )
    )
    _forget_form_session()
    return token


def _end_earlier_session() -> None:
    """Whoever was signed in on the device is not any more: bits of the cookie that somebody copied die with it."""
    if held := request.cookies.get(cookie_name()):
        earlier = update(DeviceSession).where(DeviceSession.token_hash == hash_token(held))
        db.session.execute(earlier.where(DeviceSession.ended_at.is_(None)).values(ended_at=now()))


def _forget_form_session() -> None:
    """A new CSRF secret for the next person, and none of the last one's notices."""
    session.clear()
    g.pop("csrf_token", None)


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


def be_signed_in(person: Person | None) -> None:
    """Let the rest of this answer be made for the person who has just signed in, or for a guest."""
    login_manager._update_request_context_with_user(person)


def end_session(held: DeviceSession) -> None:
    held.ended_at = now()


def end_all_sessions(account: Account) -> None:
    """Sign every device out: their sessions are of an epoch that is over."""
    account.epoch = Account.epoch + 1  # by the database, so that two at once count as two
    db.session.flush()


def take_leave() -> Response:
    """Lead her out: nothing of hers stays in the browser."""
    _forget_form_session()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.delete_cookie(cookie_name(), secure=current_app.config["SECURE_COOKIES"], httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_manager.request_loader
def load_person(browser_request: Request) -> Person | None:
    """The person of the device's session, with her roles, in one query; None if it is over."""
    token = browser_request.cookies.get(cookie_name())
    if not token:
        return None
    try:
        held = _find_session(token)
    except OperationalError:
        be_signed_in(None)  # the page that says so must not ask again
        raise
    if held is None or not _is_good(held):
        return None
    g.device_session, g.device_seen_at = held, held.seen_at
    return held.account.person


def _find_session(token: str) -> DeviceSession | None:
    return (
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


def _is_good(held: DeviceSession) -> bool:
    moment = now()
    idle = not held.is_remembered and moment - held.seen_at > current_app.config["SESSION_IDLE"]
    over = held.ended_at is not None or held.ends_at <= moment or held.epoch != held.account.epoch
    return may_enter(held.account) and not (idle or over)


def may_enter(account: Account) -> bool:
    """Is the account open?  Those of the demo network are so in demo mode alone."""
    return account.is_active and (current_app.config["DEMO"] or not account.is_demo)


def open_sessions(account: Account) -> Select[DeviceSession]:
    """Her devices that are signed in, the last used first: the rule of `_is_good`, as a question."""
    moment = now()
    recently = DeviceSession.seen_at > moment - current_app.config["SESSION_IDLE"]
    return (
        select(DeviceSession)
        .where(
            DeviceSession.account_id == account.id,
            DeviceSession.ended_at.is_(None),
            DeviceSession.ends_at > moment,
            DeviceSession.epoch == account.epoch,
            DeviceSession.is_remembered | recently,
        )
        .order_by(DeviceSession.seen_at.desc())
    )


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """Lead a guest to the sign-in page and back; what she had typed travels with it."""
    db.session.rollback()
    if request.method in SAFE_METHODS and not is_partial():
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    packed = None if request.method in SAFE_METHODS else kept.pack()
    form = SignInForm(formdata=None, packed=packed or "", next=_page_she_is_on())
    if is_partial():  # beside what she is writing, which stays on the page
        notice = render_template("accounts/_session_over.html", form=form)
        return notice, 401, {"HX-Retarget": "#notice", "HX-Reswap": "outerHTML"}
    return render_template("accounts/sign_in.html", form=form), 401


def _page_she_is_on() -> str:
    try:
        page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return "/"
    return own_path(f"{page.path}?{page.query}".rstrip("?")) if page.netloc == request.host else ""


def _note_seen(response: Response) -> Response:
    """Keep when a device was last used, at most once a minute, in a commit of its own."""
    held = current_session()
    if held and held in db.session and now() - g.device_seen_at > SEEN_EVERY:  # the row's own may have to be read anew
        _touch(held.id)
    return response


def _touch(session_id: int) -> None:
    db.session.rollback()
    with writing():
        db.session.execute(update(DeviceSession).where(DeviceSession.id == session_id).values(seen_at=now()))
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
    app.config["REMEMBER_COOKIE_NAME"] = "not-used"  # Flask-Login asks nobody else where it finds a cookie so named
    app.jinja_env.filters["device"] = device_name
    app.after_request(_note_seen)
