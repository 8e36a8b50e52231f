"""What arrives is looked at first of all: text is UTF-8, and a form has no more fields than forms have.

Werkzeug would put signs of its own in the place of bytes that are no text, and counts the parts of uploads only.
"""

from urllib.parse import unquote_to_bytes

from flask import Flask, abort, current_app, request


def _is_text(encoded: bytes) -> bool:
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return True


def _look() -> None:
    if "\0" in request.path:  # PostgreSQL would be asked for it, and knows no such text
        abort(404)
    if not _is_text(request.query_string) or b"%00" in request.query_string:
        abort(400)
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    body = request.get_data()
    if body.count(b"&") >= current_app.config["MAX_FORM_PARTS"]:
        abort(413)
    if not _is_text(body):
        abort(400)


def init_app(app: Flask) -> None:
    app.before_request(_look)
