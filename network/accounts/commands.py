"""`flask accounts create-administrator`: how the first person gets into a new house."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from network.accounts.invitations import invite
from network.accounts.models import Account
from network.foundation.database import writing
from network.foundation.identifiers import InvalidIdentifier, identifier_key
from network.foundation.models import db
from network.foundation.names import NameProblem, check_name
from network.members.models import Person, Role, add_person

cli = AppGroup("accounts", help="Accounts and invitations.")


@cli.command("create-administrator")
@click.option("--name", required=True, help="Her full name.")
@click.option("--identifier", required=True, help="Her e-mail address or phone number.")
def create_administrator(name: str, identifier: str) -> None:
    """Print the invitation by which a person, entered if she is new, opens an administrator's account."""
    try:
        check_name(name)
        kind, key = identifier_key(identifier)
    except (NameProblem, InvalidIdentifier) as error:
        raise click.ClickException(str(error)) from error
    with writing():
        person = _find_person(kind, key) or add_person(name, **{kind: key})
        handout = invite(person, kind=kind, identifier=key, role=Role.ADMINISTRATOR, by=person)
        handout.invitation.by_operator = True
        db.session.commit()
    click.echo(f"{handout.link}\n{handout.code}")


def _find_person(kind: str, key: str) -> Person | None:
    """Whoever signs in by the address, else the one person who is reached by it: she is not entered twice."""
    by_account = select(Person).join(Account, Account.person_id == Person.id).where(getattr(Account, kind) == key)
    if found := db.session.scalar(by_account):
        return found
    reached = db.session.scalars(select(Person).where(getattr(Person, kind) == key).limit(2)).all()
    return reached[0] if len(reached) == 1 else None
