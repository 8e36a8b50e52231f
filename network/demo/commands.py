"""`flask demo load`: the invented network, into an empty house in demo mode."""

import click
from flask.cli import AppGroup

from network.demo.loading import load_demo_once

cli = AppGroup("demo", help="The invented network to try the house with.")


@cli.command("load")
def load() -> None:
    """Load it, if nobody is in the house yet."""
    try:
        click.echo("Loaded." if load_demo_once() else "Somebody is in the house already; nothing was changed.")
    except PermissionError as error:
        raise click.ClickException(str(error)) from error
