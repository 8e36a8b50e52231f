"""Invitations: how they are made, found again and used, once."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select, update

from network.accounts.models import NO_PASSWORD, Account, Invitation
from network.accounts.sign_in import end_all_sessions, hash_token
from network.foundation import audit
from network.foundation.clock import now, today
from network.foundation.errors import Refusal
from network.foundation.models import db
from network.members.models import Person, Role, RoleAssignment

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike
CODE_LENGTH = 8
MOST_CODE_TRIES = 5
PASS_SECONDS = 15 * 60


class IdentifierTaken(Refusal):
    message = _l("Thư điện tử hoặc số điện thoại này đã có người khác dùng để đăng nhập. Xin chị dùng địa chỉ khác.")


class InvitationGone(Refusal):
    message = _l("Lời mời này không còn dùng được. Xin chị nhờ Ban tổ chức gửi lời mời mới.")


@dataclass(frozen=True)
class Handout:
    """What the organiser hands over; it is shown once, and only its hashes are kept."""

    invitation: Invitation
    link: str
    code: str  # XXXX-XXXX


def invite(person: Person, *, kind: str, identifier: str, role: Role, by: Person) -> Handout:
    """Make an invitation bound to an e-mail or phone number; her earlier ones die.  Raises IdentifierTaken."""
    column = Account.email if kind == "email" else Account.phone
    if db.session.scalar(select(Account.id).where(column == identifier, Account.person_id != person.id)):
        raise IdentifierTaken
    for earlier in db.session.scalars(open_invitations(person)):
        earlier.revoked_at = now()
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    made = Invitation(
        person=person,
        role=role,
        identifier_kind=kind,
        identifier=identifier,
        token_hash=hash_token(token),
        code_hash=_code_hash(identifier, code),
        invited_by=by,
        expires_at=now() + current_app.config["INVITATION_LIFE"],
    )
    db.session.add(made)
    audit.record("invitation.made", person, role=role.value, by_means=kind)
    link = f"{current_app.config['SITE_URL']}/moi/{token}"
    return Handout(made, link, f"{code[:4]}-{code[4:]}")


def open_invitations(person: Person):
    return select(Invitation).where(
        Invitation.person_id == person.id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now(),
    )


def _code_hash(identifier: str, code: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"invitation code {identifier} {code}".encode(), hashlib.sha256).hexdigest()


def find_by_token(token: str) -> Invitation | None:
    """The invitation of a link, if it can still be used."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    return found if found and _is_usable(found) else None


def find_by_code(identifier: str, code: str) -> Invitation | None:
    """The invitation of a code together with the address it is bound to; a wrong code counts against all of hers."""
    code = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    theirs = db.session.scalars(
        select(Invitation).where(
            Invitation.identifier == identifier, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None)
        )
    ).all()
    for held in theirs:
        held.code_tries += 1
        is_right = hmac.compare_digest(held.code_hash, _code_hash(identifier, code))
        if is_right and held.code_tries <= MOST_CODE_TRIES and _is_usable(held):
            return held
    return None


def pass_for(invitation: Invitation) -> str:
    """What leads on from the right code to the page where the password is set: good for a quarter of an hour."""
    return _passes().dumps(invitation.id)


def find_by_pass(text: str) -> Invitation | None:
    try:
        found = db.session.get(Invitation, _passes().loads(text, max_age=PASS_SECONDS))
    except BadSignature:
        return None
    return found if found and _is_usable(found) else None


def _passes() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="invitation code was right")


def _is_usable(invitation: Invitation) -> bool:
    """Open, in time, and made by somebody who may still invite."""
    inviter, role = invitation.invited_by, invitation.role
    still_may = inviter.is_administrator or (inviter.is_organizer and role is Role.MEMBER) or invitation.by_operator
    return invitation.state == "open" and still_may


def accept(invitation: Invitation, password_hash: str) -> Account:
    """Use an invitation: open the account, or set the password of the one she has.  Raises InvitationGone.

    Of two who press at once only one gets through: the row is marked by a compare-and-set.
    """
    used = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .values(used_at=now())
    )
    if used.rowcount != 1:
        raise InvitationGone
    account = open_account(invitation.person, **{invitation.identifier_kind: invitation.identifier})
    account.password_hash, account.is_active = password_hash, True
    end_all_sessions(account)
    if invitation.role is not Role.MEMBER and not invitation.person.holds(invitation.role):
        db.session.add(
            RoleAssignment(
                person=invitation.person,
                role=invitation.role,
                valid_from=today(),
                given_by_id=invitation.invited_by_id,
            )
        )
        audit.record("role.given", invitation.person, actor=invitation.invited_by, role=invitation.role.value)
    audit.record("invitation.used", invitation.person, actor=invitation.person)
    return account


def open_account(person: Person, *, email: str | None = None, phone: str | None = None, **fields: object) -> Account:
    """Her account, made if she has none; a given address becomes one that she signs in with."""
    account = db.session.scalar(select(Account).where(Account.person_id == person.id))
    if account is None:
        account = Account(person=person, password_hash=NO_PASSWORD, **fields)
        db.session.add(account)
    account.email, account.phone = email or account.email, phone or account.phone
    db.session.flush()
    return account


def revoke(invitation: Invitation) -> None:
    """Take an invitation back.  Raises InvitationGone."""
    if invitation.state != "open":
        raise InvitationGone
    invitation.revoked_at = now()
    audit.record("invitation.revoked", invitation.person)
