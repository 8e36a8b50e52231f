"""`flask themes load`: the themes known from public sources."""

import click
from flask.cli import AppGroup

from network.foundation.database import writing
from network.foundation.models import db
from network.themes.reference import load_themes

cli = AppGroup("themes", help="The Union's theme of each year.")


@cli.command("load")
def load() -> None:
    """Add the known themes that are missing."""
    with writing():
        added = load_themes()
        db.session.commit()
    click.echo(f"{added} themes added.")
