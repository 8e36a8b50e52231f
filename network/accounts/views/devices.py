"""Her own devices and her password."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from network.accounts import passwords
from network.accounts.forms import ChangePasswordForm
from network.accounts.models import Account, DeviceSession
from network.accounts.sign_in import (
    begin_session,
    current_person,
    current_session,
    end_all_sessions,
    end_session,
    hand_over,
    open_sessions,
    take_leave,
)
from network.accounts.views.blueprint import bp
from network.foundation import audit
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try, forget_tries
from network.foundation.models import db

SHOWN = 50


def _account() -> Account:
    return current_session().account


@bp.get("/thiet-bi")
def list_devices():
    sessions = db.session.scalars(open_sessions(_account()).limit(SHOWN)).all()
    return render_template("accounts/devices.html", sessions=sessions, present=current_session())


@bp.post("/thiet-bi/<int:session_id>/dung")
def end_device(session_id: int):
    held = db.session.scalar(open_sessions(_account()).where(DeviceSession.id == session_id)) or abort(404)
    end_session(held)
    audit.record("device.ended", current_person())
    db.session.commit()
    flash(_("Đã đăng xuất thiết bị ấy."))
    return redirect(url_for(".list_devices"), 303)


@bp.post("/thiet-bi/dung-tat-ca")
def end_all_devices():
    end_all_sessions(_account())
    audit.record("devices.ended", current_person())
    db.session.commit()
    return take_leave()


@bp.get("/mat-khau")
def edit_password():
    return render_template("accounts/password.html", form=ChangePasswordForm())


@bp.post("/mat-khau")
@keeps_own_transactions
def change_password():
    form, account = ChangePasswordForm(), _account()
    account_id, held = account.id, account.password_hash
    form.known = passwords.known_about(current_person(), account.email, account.phone)
    count_try((f"password:{account_id}", 10, 15 * 60))
    is_good = form.validate_on_submit()
    if form.present_password.data and not passwords.is_password(form.present_password.data, held):
        form.present_password.errors, is_good = [_("Mật khẩu đang dùng chưa đúng.")], False
    if not is_good:
        return render_template("accounts/password.html", form=form), 422
    made, remember = passwords.hash_password(form.password.data), current_session().is_remembered
    token = _set_password(account_id, made, remember)
    flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."))
    return hand_over(redirect(url_for(".list_devices"), 303), token, remember=remember)


def _set_password(account_id: int, password_hash: str, remember: bool) -> str:
    """Every session ends, a copied cookie's too; this device gets a new one, whose bits are returned."""
    with writing():
        account = db.session.get_one(Account, account_id)
        account.password_hash = password_hash
        end_all_sessions(account)
        token = begin_session(account, remember=remember)
        forget_tries(f"password:{account_id}")
        audit.record("password.changed", account.person)
        db.session.commit()
    return token
