"""What all addresses of workshops share."""

from flask import Blueprint

bp = Blueprint("workshops", __name__, url_prefix="/hoi-thao")
