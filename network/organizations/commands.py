"""`flask organizations load`."""

import click
from flask.cli import AppGroup

from network.foundation.database import writing
from network.foundation.models import db
from network.organizations.loading import load_organizations

cli = AppGroup("organizations", help="Ministries and other organisations.")


@cli.command("load")
def load() -> None:
    """Add the ministries and their reorganisations from the data files; a second run changes nothing."""
    with writing():
        organizations, reorganizations = load_organizations()
        db.session.commit()
    click.echo(f"{organizations} organisations and {reorganizations} reorganisations added.")
