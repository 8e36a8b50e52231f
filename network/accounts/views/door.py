"""Signing in and out."""

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Row, select

from network.accounts import passwords
from network.accounts.forms import SignInForm
from network.accounts.models import Account
from network.accounts.sign_in import (
    be_signed_in,
    begin_session,
    current_session,
    end_session,
    hand_over,
    may_enter,
    take_leave,
)
from network.accounts.tries import know_device, mark_of, sign_in_limits
from network.accounts.views.blueprint import bp
from network.foundation import audit, kept
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.folding import fold
from network.foundation.identifiers import InvalidIdentifier, identifier_key
from network.foundation.limits import TooMany, count_try, forget_tries, give_back
from network.foundation.models import db
from network.foundation.views import open_to_all, own_path


@bp.get("/dang-nhap")
@open_to_all
def sign_in():
    if current_user.is_authenticated:
        return redirect(own_path(request.args.get("next")))
    return _page(SignInForm(formdata=None, next=request.args.get("next", "")))


@bp.post("/dang-nhap")
@open_to_all
@keeps_own_transactions
def enter():
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    kind, key = _key(form.identifier.data)
    try:
        count_try(*sign_in_limits(key))
    except TooMany as error:
        return _slow_down(form, error)
    found = _find(kind, key)
    is_right = passwords.is_password(form.password.data, found and found.password_hash)
    renewed = is_right and passwords.is_dated(found.password_hash) and passwords.hash_password(form.password.data)
    token = account = None
    with writing():
        if is_right and _is_still_so(account := db.session.get_one(Account, found.id), found):
            token = _begin(account, key, remember=form.remember.data)
            account.password_hash = renewed or account.password_hash
        else:
            _note_failure(key, found)
        db.session.commit()
    return _welcome(form, key, account, token) if token else _refuse(form)


def _page(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form)


def _key(typed: str) -> tuple[str, str]:
    """What to look for; something that is no address is looked for all the same, so that time tells nothing."""
    try:
        return identifier_key(typed)
    except InvalidIdentifier:
        return "email", fold(typed)


def _find(kind: str, key: str) -> Row | None:
    column = Account.email if kind == "email" else Account.phone
    found = db.session.execute(
        select(Account.id, Account.person_id, Account.password_hash).where(column == key)
    ).one_or_none()
    db.session.rollback()  # no transaction stays open while the password is hashed
    return found


def _is_still_so(account: Account, found: Row) -> bool:
    """May she enter, and was the password not changed while this one was hashed?"""
    return may_enter(account) and account.password_hash == found.password_hash


def _begin(account: Account, key: str, *, remember: bool) -> str:
    (own, *_seconds), *wider = sign_in_limits(key)
    forget_tries(own)
    give_back(*(bucket for bucket, _times, _seconds in wider))  # a whole office may share one address
    audit.record("signed_in", account.person, actor=account.person)
    return begin_session(account, remember=remember)


def _note_failure(key: str, found: Row | None) -> None:
    thing = f"person:{found.person_id}" if found else None
    audit.record("sign_in.failed", thing, actor="guest", identifier=mark_of(key))


def _refuse(form: SignInForm) -> ResponseReturnValue:
    """One answer for an unknown address, a wrong password, a closed account."""
    form.form_errors = [_("Thư điện tử, số điện thoại hoặc mật khẩu chưa đúng. Xin chị kiểm tra rồi nhập lại.")]
    return _page(form), 422


def _slow_down(form: SignInForm, error: TooMany) -> ResponseReturnValue:
    form.form_errors = [str(error.message % {"minutes": error.minutes})]
    return _page(form), 429, {"Retry-After": str(error.retry_after)}


def _welcome(form: SignInForm, key: str, account: Account, token: str) -> ResponseReturnValue:
    """On to where she was going; a form that came while her session was over is there to be sent again."""
    be_signed_in(account.person)
    again = kept.show_again(form.packed.data) if form.packed.data else None
    response = current_app.make_response(again or redirect(own_path(form.next.data), 303))
    know_device(response, key)
    return hand_over(response, token, remember=form.remember.data)


@bp.get("/quen-mat-khau")
@open_to_all
def explain_reset():
    return render_template("accounts/forgotten.html")


@bp.post("/dang-xuat")
def sign_out():
    end_session(current_session())
    audit.record("signed_out")
    db.session.commit()
    return take_leave()
