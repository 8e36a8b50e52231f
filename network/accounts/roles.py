"""Roles: given and ended, with a trace; the house is never without an administrator."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from network.accounts.models import Account
from network.accounts.sign_in import end_all_sessions, may_enter
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
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())  # two at once: one gives
    held = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, RoleAssignment.role == role, RoleAssignment.holds_on(today())
    )
    if db.session.scalar(held):
        raise HasRole
    given = RoleAssignment(person=person, role=role, valid_from=today(), given_by_id=by.id)
    db.session.add(given)
    _sign_out_everywhere(person)
    audit.record("role.given", person, role=role.value)
    return given


def end_role(given: RoleAssignment) -> None:
    """As of today.  Raises LastAdministrator."""
    if given.role is Role.ADMINISTRATOR and not _others_besides(given):
        raise LastAdministrator
    given.valid_to = today()
    _sign_out_everywhere(given.person)
    audit.record("role.ended", given.person, role=given.role.value)


def _others_besides(given: RoleAssignment) -> list[RoleAssignment]:
    """The other administrators who can sign in; all rows are held until the commit, hers too.

    Two who end each other's role at once come one after the other, in the order of the rows.
    """
    held = db.session.scalars(
        select(RoleAssignment)
        .where(RoleAssignment.role == Role.ADMINISTRATOR, RoleAssignment.holds_on(today()))
        .order_by(RoleAssignment.id)
        .with_for_update()
    ).all()
    accounts = db.session.scalars(select(Account).where(Account.person_id.in_([role.person_id for role in held])))
    able = {account.person_id for account in accounts if may_enter(account)}
    return [role for role in held if role.person_id in able - {given.person_id}]


def _sign_out_everywhere(person: Person) -> None:
    if account := db.session.scalar(select(Account).where(Account.person_id == person.id)):
        end_all_sessions(account)
