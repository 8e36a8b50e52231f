"""What she typed is never lost: a form that came too late or without its token is shown again, ready to send.

The words travel with the page, signed, and never hold passwords, codes or files.
"""

from flask import Flask, current_app, render_template, request
from itsdangerous import BadSignature, URLSafeSerializer

NEVER_KEPT = ("csrf_token", "form_key", "kept", "next")
SECRET_WORDS = ("password", "code", "token")
MOST_CHARACTERS = 60_000


def typed_fields() -> list[tuple[str, str]]:
    """The fields of the form that was sent, without secrets: (name, text) pairs in their order."""
    return [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in NEVER_KEPT and not any(word in name for word in SECRET_WORDS)
    ]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kept form")


def pack() -> str | None:
    """The form that was sent, as a signed text for a hidden field; None if there is nothing worth keeping."""
    fields = typed_fields()
    if not fields or sum(len(text) for _name, text in fields) > MOST_CHARACTERS:
        return None
    return _serializer().dumps([request.full_path.rstrip("?"), fields])


def show_again(packed: str) -> str | None:
    """The page that offers to send a kept form again; None if the text was tampered with."""
    try:
        path, fields = _serializer().loads(packed)
    except BadSignature:
        return None
    return send_again_page(path, fields)


def send_again_page(path: str, fields: list, message: str | None = None) -> str:
    return render_template("shared/send_again.html", path=path, fields=fields, message=message)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["pack_typed_form"] = pack
