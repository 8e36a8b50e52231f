"""`flask accounts create-administrator`: how the first person gets into a new house."""

import click
from flask.cli import AppGroup

from network.accounts.invitations import Handout, invite
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
    """Enter a person and print the invitation by which she opens an administrator's account."""
    try:
        check_name(name)
        kind, key = identifier_key(identifier)
    except (NameProblem, InvalidIdentifier) as error:
        raise click.ClickException(str(error)) from error
    with writing():
        person = add_person(name, **{kind: key})
        handout = _invite(person, kind, key)
        db.session.commit()
    click.echo(f"{handout.link}\n{handout.code}")


def _invite(person: Person, kind: str, key: str) -> Handout:
    handout = invite(person, kind=kind, identifier=key, role=Role.ADMINISTRATOR, by=person)
    handout.invitation.by_operator = True
    return handout
