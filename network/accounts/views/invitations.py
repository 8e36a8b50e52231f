"""Invitations: made and taken back by organisers, used by whoever was invited."""

from collections.abc import Callable
from datetime import timedelta

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.accounts import passwords
from network.accounts.forms import CodeForm, InviteForm, NewPasswordForm
from network.accounts.invitations import (
    Handout,
    InvitationGone,
    accept,
    find_by_code,
    find_by_pass,
    find_by_token,
    invite,
    pass_for,
    revoke,
)
from network.accounts.models import Invitation, InvitationState
from network.accounts.policies import may_invite, may_invite_her
from network.accounts.queries import invitations_latest_first, members_without_account
from network.accounts.sign_in import begin_session, current_person, hand_over
from network.accounts.tries import invitation_limit
from network.accounts.views.blueprint import bp
from network.foundation.clock import now, today
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try, give_back
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.views import open_to_all
from network.members.models import Person, Role

MOST_A_DAY = 50  # invitations by one organiser
SHOWN = 100
ONE_DAY = timedelta(days=1)
NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # on pages whose address is a secret


STATES = {  # as addresses name them, and people
    "cho-mo": (InvitationState.OPEN, _l("Chờ mở")),
    "da-dung": (InvitationState.USED, _l("Đã dùng")),
    "het-han": (InvitationState.EXPIRED, _l("Hết hạn")),
    "da-thu-hoi": (InvitationState.REVOKED, _l("Đã thu hồi")),
}


@bp.get("/loi-moi")
def list_invitations():
    require(may_invite)
    slug = request.args.get("xem", "")
    state, _words = STATES.get(slug, (None, ""))
    sent = db.session.scalars(invitations_latest_first(state).limit(SHOWN)).all()
    waiting = db.session.execute(members_without_account(today()).limit(SHOWN)).all()
    return render_template(
        "accounts/invitations.html", sent=sent, waiting=waiting, states=STATES, shown=slug if state else "", most=SHOWN
    )


def _invited(public_id: str) -> Person:
    person = db.session.scalar(select(Person).where(Person.public_id == public_id)) or abort(404)
    require(may_invite_her, person)
    return person


def _seconds_until_next(inviter: Person) -> int:
    """How long she waits before she may send another invitation: 0 until she has sent a day's number."""
    most = int(MOST_A_DAY * current_app.config["LIMITS_SCALE"])
    recent = select(Invitation.invited_at).where(
        Invitation.invited_by_id == inviter.id, Invitation.invited_at > now() - ONE_DAY
    )
    oldest = db.session.scalar(recent.order_by(Invitation.invited_at.desc()).offset(most - 1).limit(1))
    return max(1, round((oldest + ONE_DAY - now()).total_seconds())) if oldest else 0


@bp.get("/loi-moi/nguoi/<public_id>")
def new_invitation(public_id: str):
    person = _invited(public_id)
    form = InviteForm(identifier=person.email or person.phone or "")
    return render_template("accounts/invite.html", person=person, form=form)


@bp.post("/loi-moi/nguoi/<public_id>")
def send_invitation(public_id: str):
    person, form = _invited(public_id), InviteForm()
    if not form.validate_on_submit():
        return render_template("accounts/invite.html", person=person, form=form), 422
    require(may_invite, form.role.data or Role.MEMBER)
    inviter = current_person()
    if seconds := _seconds_until_next(inviter):
        form.identifier.errors = [_("Hôm nay chị đã gửi đủ số lời mời cho phép. Xin chị gửi tiếp vào ngày mai.")]
        page = render_template("accounts/invite.html", person=person, form=form)
        return page, 429, {"Retry-After": str(seconds)}
    handout = invite(person, kind=form.kind, identifier=form.key, role=form.role.data, by=inviter)
    db.session.commit()
    session["handout"] = [handout.invitation.id, handout.token, handout.code]
    return redirect(url_for(".show_handout", invitation_id=handout.invitation.id), 303)


@bp.get("/loi-moi/<int:invitation_id>/phieu")
def show_handout(invitation_id: int):
    """To print or hand over: its link and code are in the browser of whoever made it, and nowhere else."""
    require(may_invite)
    made_id, token, code = session.get("handout", (None, "", ""))
    if made_id != invitation_id:
        return redirect(url_for(".list_invitations"))
    held = db.session.get(Invitation, invitation_id, options=[joinedload(Invitation.person)]) or abort(404)
    require(may_invite_her, held.person)
    page = render_template("accounts/handout.html", person=held.person, handout=Handout(held, token, code))
    return page, 200, NO_REFERRER


@bp.post("/loi-moi/<int:invitation_id>/thu-hoi")
def revoke_invitation(invitation_id: int):
    require(may_invite)
    held = db.session.get(Invitation, invitation_id, options=[joinedload(Invitation.person)]) or abort(404)
    require(may_invite_her, held.person)
    revoke(held)
    db.session.commit()
    flash(_("Đã thu hồi lời mời."))
    return redirect(url_for(".list_invitations"), 303)


def _gone() -> ResponseReturnValue:
    return render_template("accounts/invitation_gone.html"), 404, NO_REFERRER


def _look(find: Callable[..., Invitation | None], *given: str) -> Invitation | None:
    """Find an invitation; only a look in vain counts as a try, for a whole hall may open theirs from one address."""
    limit = invitation_limit()
    count_try(limit)
    with writing():
        if found := find(*given):
            give_back(limit[0])
        db.session.commit()
    return found


def _find_by_address(token: str) -> Invitation | None:
    return find_by_token(token) or find_by_pass(token)


@bp.get("/moi/<token>")
@open_to_all
def open_invitation(token: str):
    """Looking changes nothing: mail scanners look too."""
    invitation = _look(_find_by_address, token)
    return _accept_page(invitation, NewPasswordForm(), token) if invitation else _gone()


def open_again(token: str, message: str) -> ResponseReturnValue:
    """The page of an invitation whose form came without its token."""
    invitation, form = _look(_find_by_address, token), NewPasswordForm(formdata=None)
    form.form_errors = [message]
    return _accept_page(invitation, form, token, 400) if invitation else _gone()


def _accept_page(invitation: Invitation, form: NewPasswordForm, token: str, status: int = 200) -> ResponseReturnValue:
    page = render_template("accounts/accept.html", invitation=invitation, form=form, token=token)
    return page, status, NO_REFERRER


@bp.post("/moi/<token>")
@open_to_all
@keeps_own_transactions
def accept_invitation(token: str):
    invitation, form = _look(_find_by_address, token), NewPasswordForm()
    if invitation is None:
        return _gone()
    form.known = passwords.known_about(invitation.person, invitation.identifier)
    if not form.validate_on_submit():
        return _accept_page(invitation, form, token, 422)
    invitation_id = invitation.id
    db.session.rollback()
    made = passwords.hash_password(form.password.data)
    try:
        device = _enter_by(invitation_id, made)
    except InvitationGone:
        db.session.rollback()
        return _gone()
    flash(_("Mừng chị vào Mạng lưới. Chị xem lại hồ sơ và chọn ai thấy số điện thoại của chị."))
    return hand_over(redirect("/", 303), device, remember=False)


def _enter_by(invitation_id: int, password_hash: str) -> str:
    """Use the invitation and sign her in; returns the cookie's bits.  Raises InvitationGone, IdentifierTaken."""
    with writing():
        account = accept(db.session.get_one(Invitation, invitation_id), password_hash)
        device = begin_session(account, remember=False)
        db.session.commit()
    return device


@bp.get("/ma-moi")
@open_to_all
def enter_code():
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/ma-moi")
@open_to_all
@keeps_own_transactions
def check_code():
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form), 422
    found = _look(find_by_code, form.key, form.invitation_code.data)
    if found is None:
        return _gone()
    return redirect(url_for(".open_invitation", token=pass_for(found)), 303)
