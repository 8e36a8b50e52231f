"""Accounts and invitations, as Selects for views to run."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from network.accounts.models import Account, Invitation, InvitationState
from network.members.models import Membership, Person, RoleAssignment


def invitations_latest_first(state: InvitationState | None = None) -> Select[Invitation]:
    """All, or those in a state; each with whom it invites, her roles, and who sent it."""
    found = select(Invitation) if state is None else select(Invitation).where(Invitation.is_in(state))
    invited = joinedload(Invitation.person).selectinload(Person.roles)
    return found.options(invited, joinedload(Invitation.invited_by)).order_by(Invitation.id.desc())


def members_without_account(day: date) -> Select[tuple[Person, bool]]:
    """The members of a day who cannot sign in yet, by given name; and whether an invitation waits for each."""
    waits = select(Invitation.id).where(Invitation.person_id == Person.id, Invitation.is_in(InvitationState.OPEN))
    return (
        select(Person, waits.exists())
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Person.memberships.any(Membership.holds_on(day)), Account.id.is_(None))
        .options(selectinload(Person.roles))
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
