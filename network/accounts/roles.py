"""Roles: given and ended, with a trace; the house is never without an administrator."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from network.accounts.models import Account
from network.accounts.sign_in import end_all_sessions
from network.foundation import audit
from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.foundation.models import db
from network.members.models import Person, Role, RoleAssignment


class HasRole(Refusal):
    message = _l("Chị ấy đang giữ vai trò này rồi.")


class LastAdministrator(Refusal):
    message = _l("Đây là quản trị viên cuối cùng. Xin chị giao vai trò cho một người khác trước.")


def give_role(person: Person, role: Role, *, by: Person) -> RoleAssignment:
    """From today.  Her devices sign in anew.  Raises HasRole."""
    if person.holds(role):
        raise HasRole
    given = RoleAssignment(person=person, role=role, valid_from=today(), given_by_id=by.id)
    db.session.add(given)
    _sign_out_everywhere(person)
    audit.record("role.given", person, role=role.value)
    return given


def end_role(given: RoleAssignment) -> None:
    """As of today.  Raises LastAdministrator."""
    if given.role is Role.ADMINISTRATOR and _administrators() <= 1:
        raise LastAdministrator
    given.valid_to = today()
    _sign_out_everywhere(given.person)
    audit.record("role.ended", given.person, role=given.role.value)


def _administrators() -> int:
    """How many administrators with an open account there are; their rows are held until the commit."""
    held = (
        select(RoleAssignment.id)
        .join(Account, Account.person_id == RoleAssignment.person_id)
        .where(RoleAssignment.role == Role.ADMINISTRATOR, RoleAssignment.holds_on(today()), Account.is_active)
        .with_for_update(of=RoleAssignment)
    )
    return len(db.session.scalars(held).all())


def _sign_out_everywhere(person: Person) -> None:
    if account := db.session.scalar(select(Account).where(Account.person_id == person.id)):
        end_all_sessions(account)
