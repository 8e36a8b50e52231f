"""Signing in and out."""

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from werkzeug.wrappers import Response

from network.accounts import passwords
from network.accounts.forms import SignInForm
from network.accounts.models import Account
from network.accounts.sign_in import (
    be_signed_in,
    begin_session,
    cookie_name,
    current_session,
    end_session,
    hand_over,
    hash_token,
)
from network.accounts.views.blueprint import bp
from network.foundation import audit, kept
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.folding import fold
from network.foundation.identifiers import InvalidIdentifier, identifier_key
from network.foundation.limits import count_try, forget_tries
from network.foundation.models import db
from network.foundation.views import open_to_all, own_path

QUARTER = 15 * 60
A_YEAR = 365 * 24 * 3600


@bp.get("/dang-nhap")
@open_to_all
def sign_in():
    if current_user.is_authenticated:
        return redirect(own_path(request.args.get("next")))
    return render_template("accounts/sign_in.html", form=SignInForm(next=request.args.get("next", "")))


@bp.post("/dang-nhap")
@open_to_all
@keeps_own_transactions
def enter():
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422
    kind, key = _key(form.identifier.data)
    bucket = _bucket(key)
    count_try(*_limits(bucket))
    column = Account.email if kind == "email" else Account.phone
    found = db.session.execute(select(Account.id, Account.password_hash).where(column == key)).one_or_none()
    db.session.rollback()
    is_right = passwords.is_password(form.password.data, found and found.password_hash)
    with writing():
        account = db.session.get(Account, found.id) if found and is_right else None
        if account is None or not _may_enter(account):
            return _refuse(form, key)
        return _let_in(form, account, bucket)


def _key(typed: str) -> tuple[str, str]:
    """What to look for; something that is no address is looked for all the same, so that time tells nothing."""
    try:
        return identifier_key(typed)
    except InvalidIdentifier:
        return "email", fold(typed)[:100]


def _may_enter(account: Account) -> bool:
    return account.is_active and (current_app.config["DEMO"] or not account.is_demo)


def _limits(bucket: str) -> list[tuple[str, int, int]]:
    """How often one may try: an account, an address, its neighbourhood, all together."""
    address = request.remote_addr or "?"
    neighbourhood = address.rpartition("." if "." in address else ":")[0]
    return [
        (bucket, 10, QUARTER),
        (f"sign-in:address:{address}", 30, QUARTER),
        (f"sign-in:near:{neighbourhood}", 100, QUARTER),
        ("sign-in:all", 1000, 300),
    ]


def _bucket(key: str) -> str:
    """Whose tries are counted: an account's; a device she has used has its own, so that nobody can bar it."""
    try:
        known = _known_devices().loads(request.cookies.get("known", ""))
    except BadSignature:
        known = None
    return f"sign-in:{'device' if known == hash_token(key) else 'account'}:{hash_token(key)}"


def _known_devices() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")


def _refuse(form: SignInForm, key: str):
    """One answer for an unknown address, a wrong password, a closed account."""
    audit.record("sign_in.failed", actor="guest", address_hash=hash_token(key)[:16])
    db.session.commit()
    form.password.errors = [_("Thư điện tử, số điện thoại hoặc mật khẩu chưa đúng. Xin chị kiểm tra rồi nhập lại.")]
    return render_template("accounts/sign_in.html", form=form), 422


def _let_in(form: SignInForm, account: Account, bucket: str) -> Response:
    if passwords.is_dated(account.password_hash):
        account.password_hash = passwords.hash_password(form.password.data)
    token = begin_session(account, remember=form.remember.data)
    forget_tries(bucket)
    audit.record("signed_in", account.person, actor=account.person)
    db.session.commit()
    be_signed_in(account.person)
    again = kept.show_again(form.packed.data) if form.packed.data else None
    response = current_app.make_response(again or redirect(own_path(form.next.data), 303))
    _know_device(response, form)
    return hand_over(response, token, remember=form.remember.data)


def _know_device(response: Response, form: SignInForm) -> None:
    mark = _known_devices().dumps(hash_token(_key(form.identifier.data)[1]))
    secure = current_app.config["SECURE_COOKIES"]
    response.set_cookie("known", mark, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")


@bp.get("/quen-mat-khau")
@open_to_all
def explain_reset():
    return render_template("accounts/forgotten.html")


@bp.post("/dang-xuat")
def sign_out():
    end_session(current_session())
    audit.record("signed_out")
    db.session.commit()
    response = redirect(url_for(".sign_in"), 303)
    response.delete_cookie(cookie_name(), secure=current_app.config["SECURE_COOKIES"], httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'  # not "storage": her unsent drafts lie there, by her own id
    return response
