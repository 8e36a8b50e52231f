"""Whose tries are counted together: an account's, a device's that knows it, an address's, its neighbourhood's."""

import hashlib
import hmac
from ipaddress import ip_address, ip_network

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

QUARTER = 15 * 60
A_YEAR = 365 * 24 * 3600


def mark_of(key: str) -> str:
    """What stands for an e-mail or phone number where it is not to be read."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"identifier {key}".encode(), hashlib.sha256).hexdigest()[:32]


def sign_in_limits(key: str) -> list[tuple[str, int, int]]:
    """How often one may try to sign in: one account, from one address, from near it, all together."""
    address, near = _here()
    return [
        (_account_bucket(key), 10, QUARTER),
        (f"sign-in:address:{address}", 30, QUARTER),
        (f"sign-in:near:{near}", 100, QUARTER),
        ("sign-in:all", 1000, 300),
    ]


def invitation_limit() -> tuple[str, int, int]:
    """How often one address may guess at links and codes."""
    return f"invitation:{_here()[0]}", 10, 60


def _here() -> tuple[str, str]:
    """The address at the browser, and those near it; one household has 2^64 of IPv6, so they count as one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "?", "?"
    address = getattr(address, "ipv4_mapped", None) or address
    own, near = (32, 24) if address.version == 4 else (64, 48)
    return tuple(str(ip_network((address, bits), strict=False)) for bits in (own, near))


def _account_bucket(key: str) -> str:
    """An account's; a device that it has used has its own, so that no stranger can bar her from it."""
    try:
        known = _known_devices().loads(request.cookies.get(_cookie_name(), ""))
    except BadSignature:
        known = None
    mark = mark_of(key)
    return f"sign-in:{'device' if known == mark else 'account'}:{mark}"


def know_device(response: Response, key: str) -> None:
    """Remember in the browser that somebody signed in here by this e-mail or phone number."""
    secure = current_app.config["SECURE_COOKIES"]
    mark = _known_devices().dumps(mark_of(key))
    response.set_cookie(_cookie_name(), mark, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")


def _cookie_name() -> str:
    return "__Host-known" if current_app.config["SECURE_COOKIES"] else "known"


def _known_devices() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")
