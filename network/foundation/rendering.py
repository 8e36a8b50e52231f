"""What every template can use, and the only place where people's words may become HTML."""

from collections.abc import MutableMapping
from datetime import date, datetime
from typing import Any

import segno
from flask import Flask, current_app, has_request_context, request
from flask.templating import Environment
from flask_babel import Babel, get_locale
from flask_login import current_user
from markupsafe import Markup, escape

from network.foundation import formats
from network.foundation.clock import now, today
from network.foundation.identifiers import show_phone
from network.foundation.models import Model

LOCALES = ("vi", "en")
THEMES = ("light", "dark")


class Templates(Environment):
    """Templates that share one dict of globals, not chains of dicts: every import compares all their names."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def dom_id(row: Model, part: str = "") -> str:
    """The id of the element that shows a row, or a part of it: `host-turn-7`, `host-turn-7-form`."""
    return f"{row.__tablename__.replace('_', '-')}-{row.id}{part and '-'}{part}"


def is_partial() -> bool:
    """Did htmx ask, for a part of a page?"""
    return request.headers.get("HX-Request") == "true"


def choose_locale() -> str:
    """The language of the answer: the signed-in person's, else the browser's cookie, else Vietnamese."""
    if not has_request_context():  # a command's words
        return LOCALES[0]
    chosen = getattr(current_user, "locale", None) or request.cookies.get("locale")
    return chosen if chosen in LOCALES else LOCALES[0]


def locale() -> str:
    return str(get_locale() or LOCALES[0])


def paragraphs(text: str) -> Markup:
    """Plain words as HTML: blank lines part paragraphs, single ones break lines."""
    blocks = (escape(block).replace("\n", Markup("<br>")) for block in text.split("\n\n") if block.strip())
    return Markup("").join(Markup("<p>{}</p>").format(block) for block in blocks)


def qr_code(text: str) -> Markup:
    """A QR of a text as an inline drawing, black on white whatever the theme, so that every camera reads it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(scale=5, border=3, light="#fff", omitsize=False)
    return Markup(drawn)  # noqa: S704  segno draws squares; the text is not in it


def _look() -> dict:
    """How this browser wants pages to look; kept in cookies, so that it holds before signing in too."""
    theme, size = request.cookies.get("theme"), request.cookies.get("text_size")
    return {
        "theme": theme if theme in THEMES else None,
        "text_size": int(size) if size in {"1", "2", "3"} else 1,
        "demo_mode": current_app.config["DEMO"],
        "locale": locale(),
        "is_partial": is_partial(),
    }


def _shown(function):
    """A format as a template filter, in the language of the answer."""
    return lambda value, *given: "" if value is None else function(value, *given, locale=locale())


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=choose_locale)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(qr_code=qr_code, dom_id=dom_id, today=today, now=now)
    for name in ("date", "date_long", "weekday", "weekday_date", "day_month", "number", "time"):
        app.jinja_env.filters[name] = _shown(getattr(formats, f"show_{name}"))
    app.jinja_env.filters["phone"] = lambda key: show_phone(key) if key else ""
    app.jinja_env.filters["local"] = lambda moment: moment and formats.local(moment)
    app.jinja_env.filters["moment"] = show_moment
    app.jinja_env.filters["days_until"] = lambda day: formats.days_until(day, today(), locale())
    app.jinja_env.filters["paragraphs"] = paragraphs
    app.context_processor(_look)


def show_moment(moment: datetime | date | None) -> str:
    """A moment as a person reads it: `14:00, 21/9/2026`."""
    if not isinstance(moment, datetime):
        return "" if moment is None else formats.show_date(moment, locale=locale())
    here = formats.local(moment)
    return f"{formats.show_time(here, locale=locale())}, {formats.show_date(here.date(), locale=locale())}"
