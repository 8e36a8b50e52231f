"""Accounts, the invitations that open them, and the sessions on people's devices."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.clock import now
from network.foundation.models import BASIC, SENSITIVE, Model
from network.members.models import Person, Role

NO_PASSWORD = "!"  # noqa: S105  no hash: nothing is its password


class Account(Model):
    """How a person signs in: e-mail or phone, and a password.  One a person, made by accepting an invitation."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str | None] = mapped_column(unique=True, info=BASIC)  # as `email_key` makes it
    phone: Mapped[str | None] = mapped_column(unique=True, info=BASIC)  # as `phone_key` makes it
    password_hash: Mapped[str] = mapped_column(info=SENSITIVE)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)  # may sign in only in demo mode
    epoch: Mapped[int] = mapped_column(default=0)  # raised to end all sessions: password or role changed, closed
    opened_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship()


class DeviceSession(Model):
    """A signed-in device.  The cookie holds random bits, the row only their hash."""

    token_hash: Mapped[str] = mapped_column(unique=True, info=SENSITIVE)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    epoch: Mapped[int]  # the account's when she signed in
    device: Mapped[str] = mapped_column(default="", info=BASIC)  # as its browser names it
    address: Mapped[str | None] = mapped_column(info=BASIC)
    is_remembered: Mapped[bool] = mapped_column(default=False)
    signed_in_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(Model):
    """One person's invitation to open her account: a link, a short code and a QR, for one use.

    The code works only together with the e-mail or phone number that it is bound to.
    """

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    identifier_kind: Mapped[str]  # "email" or "phone"
    identifier: Mapped[str] = mapped_column(index=True, info=BASIC)  # its key
    token_hash: Mapped[str] = mapped_column(unique=True, info=SENSITIVE)
    code_hash: Mapped[str] = mapped_column(info=SENSITIVE)
    code_tries: Mapped[int] = mapped_column(default=0)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_operator: Mapped[bool] = mapped_column(default=False)  # from the command line, where no role is needed
    invited_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    invited_by: Mapped[Person] = relationship(foreign_keys=[invited_by_id])

    @property
    def state(self) -> InvitationState:
        if self.used_at:
            return InvitationState.USED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= now() else InvitationState.OPEN

    @classmethod
    def is_in(cls, state: InvitationState) -> ColumnElement[bool]:
        """The rule of `state`, as a question to the database."""
        unused, in_force = cls.used_at.is_(None), cls.revoked_at.is_(None)
        return {
            InvitationState.USED: cls.used_at.is_not(None),
            InvitationState.REVOKED: and_(unused, cls.revoked_at.is_not(None)),
            InvitationState.EXPIRED: and_(unused, in_force, cls.expires_at <= now()),
            InvitationState.OPEN: and_(unused, in_force, cls.expires_at > now()),
        }[state]
