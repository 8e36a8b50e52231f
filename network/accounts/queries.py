"""Accounts and invitations, as Selects for views to run."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from network.accounts.models import Account, Invitation
from network.members.models import Membership, Person, RoleAssignment


def invitations_latest_first() -> Select[Invitation]:
    """Each with whom it invites and who sent it."""
    return (
        select(Invitation)
        .options(joinedload(Invitation.person), joinedload(Invitation.invited_by))
        .order_by(Invitation.id.desc())
    )


def members_without_account(day: date) -> Select[Person]:
    """The members of a day who cannot sign in yet, by given name."""
    return (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Membership.holds_on(day), Account.id.is_(None))
        .order_by(Person.sort_key)
    )


def role_holders(day: date) -> Select[RoleAssignment]:
    """The roles that are held on a day, each with its person."""
    return (
        select(RoleAssignment)
        .join(RoleAssignment.person)
        .where(RoleAssignment.holds_on(day))
        .options(joinedload(RoleAssignment.person))
        .order_by(RoleAssignment.role, Person.sort_key)
    )


def people_with_account() -> Select[Person]:
    """Those who can sign in, by given name."""
    return (
        select(Person).join(Account, Account.person_id == Person.id).where(Account.is_active).order_by(Person.sort_key)
    )
