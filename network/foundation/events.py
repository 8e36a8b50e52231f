"""Facts recorded in the transaction that made them, told to others after it commits.

One job a subscriber, so that an e-mail that fails is tried again without repeating the push.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from flask import Flask

from network.foundation.jobs import enqueue, job, run_due

deliver_due = run_due


@dataclass(frozen=True)
class Event:
    """A fact, named in the past tense.  Holds ids and plain values only: it is stored as JSON."""


_subscribers: dict[type[Event], list[Callable[..., None]]] = defaultdict(list)


def on(kind: type[Event]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Subscribe a function to a kind of event.  It may be called twice for one event, and late."""

    def subscribe(function):
        def tell(**facts):
            function(kind(**facts))

        tell.__module__, tell.__qualname__ = function.__module__, f"on.{function.__qualname__}"
        _subscribers[kind].append(job(tell))
        return function

    return subscribe


def publish(event: Event) -> None:
    """Record a fact in the running transaction; its subscribers hear of it after the commit."""
    for tell in _subscribers[type(event)]:
        enqueue(tell, **asdict(event))


def init_app(app: Flask) -> None:
    app.cli.command("deliver", help="Do the jobs that are due, once.")(lambda: print(deliver_due()))
