"""Who may do what.  A policy is a function `may_…(person, thing) -> bool`; templates leave out the person."""

from collections.abc import Callable
from functools import partial

from flask import Flask, abort
from flask_login import current_user

_policies: dict[str, Callable[..., bool]] = {}


def policy(rule: Callable[..., bool]) -> Callable[..., bool]:
    if rule.__name__ in _policies or not rule.__name__.startswith("may_"):
        raise ValueError(f"a policy needs a name of its own that starts with may_: {rule.__name__}")
    _policies[rule.__name__] = rule
    return rule


def all_policies() -> dict[str, Callable[..., bool]]:
    return dict(_policies)


def require(rule: Callable[..., bool], *things: object) -> None:
    """Go on only if the person at the browser may; else answer 403."""
    if not asked_by_viewer(rule, *things):
        abort(403)


def find_only_if(rule: Callable[..., bool], thing: object) -> None:
    """Go on only if the person at the browser may see the thing; else it is not found."""
    if not asked_by_viewer(rule, thing):
        abort(404)


def asked_by_viewer(rule: Callable[..., bool], *things: object) -> bool:
    return rule(current_user._get_current_object(), *things)


def init_app(app: Flask) -> None:
    for name, rule in _policies.items():
        app.jinja_env.globals[name] = partial(asked_by_viewer, rule)
