"""The ground floor: one mechanism a file, named after the feature file that uses it."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from network.foundation import (
    assets,
    commands,
    database,
    events,
    headers,
    health,
    incoming,
    kept,
    models,
    once,
    policies,
    rendering,
    search,
    views,
)

PARTS = ("models", "policies", "sections", "jobs", "search", "commands", "views")


def load(feature: str, app: Flask) -> None:
    """Import the parts that a feature has, serve its views and offer its commands."""
    for part in PARTS:
        if find_spec(f"network.{feature}.{part}"):
            module = import_module(f"network.{feature}.{part}")
            if part == "views":
                app.register_blueprint(module.bp)
            elif part == "commands":
                app.cli.add_command(module.cli)


def init_app(app: Flask) -> None:
    for mechanism in (
        models,
        database,
        search,
        events,
        policies,
        rendering,
        assets,
        headers,
        incoming,
        views,
        kept,
        once,
        health,
        commands,
    ):
        mechanism.init_app(app)
