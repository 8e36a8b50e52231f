"""CPU per request, queries and weight of the pages people open most, beside an empty view in the same run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from network.accounts.models import Account
from network.accounts.sign_in import begin_session, cookie_name
from network.foundation.models import db
from network.foundation.views import open_to_all
from network.members.models import Person
from network.workshops.models import Workshop

REQUESTS = 200
ROUNDS = 3


def measure(app: Flask) -> Iterator[dict]:
    """Figures of each page: milliseconds of CPU (best and worst of the rounds), queries, ratio, bytes."""
    member = db.session.scalars(select(Person).join(Account, Account.person_id == Person.id)).first()
    year = db.session.scalars(select(Workshop.year).order_by(Workshop.year.desc())).first()
    guest, signed_in = Visitor(app), _signed_in(app, member)
    empty = _empty_view()
    places = {
        "home": (signed_in, "/"),
        "directory": (signed_in, "/thanh-vien"),
        "profile": (signed_in, member.url),
        "rotation": (signed_in, "/hoi-thao/luan-phien"),
        "workshop": (signed_in, f"/hoi-thao/{year}"),
        "themes": (signed_in, "/chu-de"),
        "search": (signed_in, "/tim-kiem?q=nguyen"),
        "sign-in": (guest, "/dang-nhap"),
    }
    for name, (browser, path) in places.items():
        response = browser.get(path)
        best, worst = _cpu(browser, path)
        yield {
            "what": "page",
            "page": name,
            "status": response.status_code,
            "cpu_ms": round(best, 2),
            "cpu_ms_worst": round(worst, 2),
            "times_empty": round(best / empty, 1),
            "queries": _queries(browser, path),
            "html_bytes": len(response.data),
        }
    yield {"what": "empty view", "cpu_ms": round(empty, 3)}


class Visitor(FlaskClient):
    """A client each of whose requests has a context of its own, so that nothing is known from the request before."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, app.response_class)

    def open(self, *args, **kwargs):
        with self.application.app_context():
            return super().open(*args, **kwargs)


def _signed_in(app: Flask, person: Person) -> Visitor:
    client = Visitor(app)
    account = db.session.scalars(select(Account).where(Account.person_id == person.id)).one()
    with app.test_request_context():
        token = begin_session(account, remember=True)
        db.session.commit()
        client.set_cookie(cookie_name(), token)
    return client


def _empty_view() -> float:
    """CPU milliseconds of a view that does nothing, without our hooks: Flask's own cost on this machine."""
    bare = Flask("empty")
    bare.add_url_rule("/", view_func=open_to_all(lambda: "ok"))
    return _cpu(Visitor(bare), "/")[0]


def _cpu(browser: FlaskClient, path: str) -> tuple[float, float]:
    """CPU milliseconds a request takes through the WSGI application: the best and the worst of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(REQUESTS):
            browser.get(path)
        rounds.append((time.process_time() - begun) / REQUESTS * 1000)
    return min(rounds), max(rounds)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if statement not in {"BEGIN", "BEGIN IMMEDIATE"}:
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _queries(browser: FlaskClient, path: str) -> int:
    with counted() as sent:
        browser.get(path)
    return len(sent)
