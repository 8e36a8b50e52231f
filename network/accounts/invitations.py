"""Invitations: how they are made, found again and used, once."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError

from network.accounts.models import NO_PASSWORD, Account, Invitation, InvitationState
from network.accounts.policies import may_invite, may_invite_her
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
    message = _l(
        "Thư điện tử hoặc số điện thoại này đã có người khác dùng để đăng nhập. "
        "Xin chị nhờ Ban tổ chức mời bằng địa chỉ hoặc số khác."
    )


class InvitationGone(Refusal):
    message = _l("Lời mời này không còn dùng được. Xin chị nhờ Ban tổ chức gửi lời mời mới.")


class InvitationClosed(Refusal):
    message = _l("Lời mời này đã được dùng, đã thu hồi hoặc đã hết hạn nên không cần thu hồi nữa.")


@dataclass(frozen=True)
class Handout:
    """What the organiser hands over; the house keeps only its hashes."""

    invitation: Invitation
    token: str
    code: str  # XXXX-XXXX

    @property
    def link(self) -> str:
        return f"{current_app.config['SITE_URL']}/moi/{self.token}"


def invite(person: Person, *, kind: str, identifier: str, role: Role, by: Person) -> Handout:
    """Make an invitation bound to an e-mail or phone number; her earlier ones die.

    Whether somebody signs in by that address already is not told to whoever invites.
    """
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
    return Handout(made, token, f"{code[:4]}-{code[4:]}")


def open_invitations(person: Person) -> Select[Invitation]:
    return select(Invitation).where(Invitation.person_id == person.id, Invitation.is_in(InvitationState.OPEN))


def _code_hash(identifier: str, code: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"invitation code {identifier} {code}".encode(), hashlib.sha256).hexdigest()


def find_by_token(token: str) -> Invitation | None:
    """The invitation of a link, if it can still be used."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    return found if found and _is_usable(found) else None


def find_by_code(identifier: str, code: str) -> Invitation | None:
    """The invitation of a code together with the address it is bound to; a wrong code counts against all of hers.

    A try is counted before the code is looked at, by the database: many at once do not get more tries.
    """
    code = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    theirs = db.session.scalars(
        update(Invitation)
        .where(
            Invitation.identifier == identifier,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.code_tries < MOST_CODE_TRIES,
        )
        .values(code_tries=Invitation.code_tries + 1)
        .returning(Invitation)
    ).all()
    right = _code_hash(identifier, code)
    return next((held for held in theirs if hmac.compare_digest(held.code_hash, right) and _is_usable(held)), None)


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
    """Open, in time, and made by somebody who may still invite her, for that role."""
    return invitation.state is InvitationState.OPEN and (invitation.by_operator or _inviter_still_may(invitation))


def _inviter_still_may(invitation: Invitation) -> bool:
    inviter = invitation.invited_by
    closed = select(Account.id).where(Account.person_id == inviter.id, Account.is_active.is_(False))
    is_allowed = may_invite(inviter, invitation.role) and may_invite_her(inviter, invitation.person)
    return is_allowed and db.session.scalar(closed) is None


def accept(invitation: Invitation, password_hash: str) -> Account:
    """Use an invitation: open the account, or set the password of the one she has.

    Raises InvitationGone, IdentifierTaken.  Of two who press at once only one gets through.
    """
    if not _is_usable(invitation) or not _close(invitation, used_at=now()):
        raise InvitationGone
    account = open_account(invitation.person, **{invitation.identifier_kind: invitation.identifier})
    account.password_hash, account.is_active = password_hash, True
    end_all_sessions(account)
    if invitation.role is not Role.MEMBER and not invitation.person.holds(invitation.role):
        _give_invited_role(invitation)
    audit.record("invitation.used", invitation.person, actor=invitation.person, by_means=invitation.identifier_kind)
    return account


def _close(invitation: Invitation, **moment: datetime) -> bool:
    """Mark it used or revoked, if it is neither: by a compare-and-set, so that only one of two does."""
    closing = update(Invitation).where(Invitation.id == invitation.id, Invitation.is_in(InvitationState.OPEN))
    return db.session.execute(closing.values(**moment)).rowcount == 1


def _give_invited_role(invitation: Invitation) -> None:
    person, inviter = invitation.person, invitation.invited_by
    db.session.add(RoleAssignment(person=person, role=invitation.role, valid_from=today(), given_by_id=inviter.id))
    audit.record("role.given", person, actor=inviter, role=invitation.role.value)


def open_account(person: Person, *, email: str | None = None, phone: str | None = None, **fields: object) -> Account:
    """Her account, made if she has none; a given address becomes one that she signs in with.

    Raises IdentifierTaken.
    """
    account = db.session.scalar(select(Account).where(Account.person_id == person.id))
    if account is None:
        account = Account(person=person, password_hash=NO_PASSWORD, **fields)
        db.session.add(account)
        audit.record("account.opened", person)
    account.email, account.phone = email or account.email, phone or account.phone
    try:
        db.session.flush()
    except IntegrityError as error:
        raise IdentifierTaken from error
    return account


def revoke(invitation: Invitation) -> None:
    """Take an invitation back.  Raises InvitationClosed."""
    if not _close(invitation, revoked_at=now()):
        raise InvitationClosed
    audit.record("invitation.revoked", invitation.person)
