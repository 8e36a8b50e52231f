"""Invitations: made and taken back by organisers, used by whoever was invited."""

from datetime import timedelta

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from network.accounts import passwords
from network.accounts.forms import CodeForm, InviteForm, NewPasswordForm
from network.accounts.invitations import (
    IdentifierTaken,
    accept,
    find_by_code,
    find_by_pass,
    find_by_token,
    invite,
    pass_for,
    revoke,
)
from network.accounts.models import Invitation
from network.accounts.policies import may_invite, may_invite_her
from network.accounts.queries import invitations_latest_first, members_without_account
from network.accounts.sign_in import begin_session, current_person, hand_over
from network.accounts.views.blueprint import bp
from network.foundation.clock import now, today
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.views import open_to_all
from network.members.models import Person, Role

MOST_A_DAY = 50  # invitations by one organiser
SHOWN = 100


@bp.get("/loi-moi")
def list_invitations():
    require(may_invite)
    sent = db.session.scalars(invitations_latest_first().limit(SHOWN)).all()
    waiting = db.session.scalars(members_without_account(today()).limit(SHOWN)).all()
    return render_template("accounts/invitations.html", sent=sent, waiting=waiting)


def _invited(public_id: str) -> Person:
    person = db.session.scalar(select(Person).where(Person.public_id == public_id)) or abort(404)
    require(may_invite_her, person)
    return person


def _sent_today(inviter: Person) -> int:
    """How many invitations she has sent in the last day."""
    recent = Invitation.invited_at > now() - timedelta(days=1)
    counted = select(func.count()).where(Invitation.invited_by_id == inviter.id, recent)
    return db.session.scalar(counted)


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
    if _sent_today(inviter) >= MOST_A_DAY * current_app.config["LIMITS_SCALE"]:
        form.identifier.errors = [_("Hôm nay chị đã gửi đủ số lời mời cho phép. Xin chị gửi tiếp vào ngày mai.")]
        return render_template("accounts/invite.html", person=person, form=form), 422
    try:
        handout = invite(person, kind=form.kind, identifier=form.key, role=form.role.data, by=inviter)
    except IdentifierTaken as error:
        form.identifier.errors = [str(error)]
        return render_template("accounts/invite.html", person=person, form=form), 422
    db.session.commit()
    return render_template("accounts/handout.html", person=person, handout=handout)


@bp.post("/loi-moi/<int:invitation_id>/thu-hoi")
def revoke_invitation(invitation_id: int):
    require(may_invite)
    held = db.session.get(Invitation, invitation_id, options=[joinedload(Invitation.person)]) or abort(404)
    require(may_invite_her, held.person)
    revoke(held)
    db.session.commit()
    flash(_("Đã thu hồi lời mời."))
    return redirect(url_for(".list_invitations"), 303)


def _gone():
    return render_template("accounts/invitation_gone.html"), 404, {"Referrer-Policy": "no-referrer"}


def _count_look() -> None:
    count_try((f"invitation:{request.remote_addr}", 10, 60))


@bp.get("/moi/<token>")
@open_to_all
def open_invitation(token: str):
    """Looking changes nothing: mail scanners look too."""
    _count_look()
    invitation = find_by_token(token) or find_by_pass(token)
    if invitation is None:
        return _gone()
    page = render_template("accounts/accept.html", invitation=invitation, form=NewPasswordForm(), token=token)
    return page, 200, {"Referrer-Policy": "no-referrer"}


@bp.post("/moi/<token>")
@open_to_all
@keeps_own_transactions
def accept_invitation(token: str):
    _count_look()
    invitation, form = find_by_token(token) or find_by_pass(token), NewPasswordForm()
    if invitation is None:
        return _gone()
    form.known = tuple(filter(None, (invitation.person.full_name, invitation.person.email, invitation.identifier)))
    if not form.validate_on_submit():
        page = render_template("accounts/accept.html", invitation=invitation, form=form, token=token)
        return page, 422, {"Referrer-Policy": "no-referrer"}
    invitation_id = invitation.id
    db.session.rollback()
    made = passwords.hash_password(form.password.data)
    with writing():
        account = accept(db.session.get_one(Invitation, invitation_id), made)
        token = begin_session(account, remember=False)
        db.session.commit()
    flash(_("Mừng chị vào Mạng lưới. Chị xem lại hồ sơ và chọn ai thấy số điện thoại của chị."))
    return hand_over(redirect("/", 303), token, remember=False)


@bp.get("/ma-moi")
@open_to_all
def enter_code():
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/ma-moi")
@open_to_all
def check_code():
    _count_look()
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form), 422
    with writing():
        found = find_by_code(form.key, form.invitation_code.data)
        db.session.commit()
    if found is None:
        return _gone()
    return redirect(url_for(".open_invitation", token=pass_for(found)), 303)
