"""`flask audit verify`, `flask worker`: what the ground floor offers to its operator."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select

from network.foundation.audit import AuditEntry, AuditHead, first_fault
from network.foundation.jobs import work
from network.foundation.models import db

audit_cli = AppGroup("audit", help="The audit trail.")


@audit_cli.command("verify")
def verify() -> None:
    """Say whether the trail is whole; name the first entry that is not."""
    head = db.session.get(AuditHead, 1)
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=2000))
    fault = first_fault(entries, head)
    entries.close()
    if fault:
        raise click.ClickException(fault)
    click.echo(f"{head.number if head else 0} entries, none changed.")


@click.command("worker", help="Work jobs off until stopped.")
def worker() -> None:
    work(current_app._get_current_object())


def init_app(app: Flask) -> None:
    app.cli.add_command(audit_cli)
    app.cli.add_command(worker)
