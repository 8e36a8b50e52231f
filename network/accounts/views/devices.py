"""Her own devices and her password."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from network.accounts import passwords
from network.accounts.forms import ChangePasswordForm
from network.accounts.models import Account, DeviceSession
from network.accounts.sign_in import current_person, current_session, end_all_sessions, end_session
from network.accounts.views.blueprint import bp
from network.foundation import audit
from network.foundation.clock import now
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try
from network.foundation.models import db


def _account() -> Account:
    return current_session().account


def _open_sessions():
    """Her devices that are signed in, the last used first."""
    account = _account()
    return (
        select(DeviceSession)
        .where(
            DeviceSession.account_id == account.id,
            DeviceSession.ended_at.is_(None),
            DeviceSession.ends_at > now(),
            DeviceSession.epoch == account.epoch,
        )
        .order_by(DeviceSession.seen_at.desc())
        .limit(50)
    )


@bp.get("/thiet-bi")
def list_devices():
    sessions = db.session.scalars(_open_sessions()).all()
    return render_template("accounts/devices.html", sessions=sessions, present=current_session())


@bp.post("/thiet-bi/<int:session_id>/dung")
def end_device(session_id: int):
    held = db.session.scalar(_open_sessions().where(DeviceSession.id == session_id)) or abort(404)
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
    return redirect(url_for(".sign_in"), 303)


@bp.get("/mat-khau")
def edit_password():
    return render_template("accounts/password.html", form=ChangePasswordForm())


@bp.post("/mat-khau")
@keeps_own_transactions
def change_password():
    form, person, account = ChangePasswordForm(), current_person(), _account()
    form.known = tuple(filter(None, (person.full_name, account.email, account.phone)))
    account_id, held = account.id, account.password_hash
    count_try((f"password:{account_id}", 10, 15 * 60))
    is_good = form.validate_on_submit()
    if form.present.data and not form.present.errors and not passwords.is_password(form.present.data, held):
        form.present.errors, is_good = [_("Mật khẩu đang dùng chưa đúng.")], False
    if not is_good:
        return render_template("accounts/password.html", form=form), 422
    made = passwords.hash_password(form.password.data)
    with writing():
        account, present = db.session.get_one(Account, account_id), db.session.merge(current_session())
        account.password_hash = made
        end_all_sessions(account)
        present.epoch = account.epoch  # this device stays signed in
        audit.record("password.changed", account.person)
        db.session.commit()
    flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."))
    return redirect(url_for(".list_devices"), 303)
