"""What all addresses of people share."""

from typing import cast

from flask import Blueprint
from flask_login import current_user

from network.members.models import Person

bp = Blueprint("members", __name__)


def viewer() -> Person:
    """The person at the browser, as a row.  These addresses are closed to guests."""
    return cast(Person, current_user._get_current_object())
