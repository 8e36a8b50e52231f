"""Passwords: what is a good one, and how its hash is made without stopping the server.

Argon2id by OWASP's advice; the cost is a setting, and a hash of an earlier cost is made anew at sign-in.
"""

import re
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unicodedata import normalize

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import lazy_gettext as _l
from gevent import monkey
from werkzeug.exceptions import ServiceUnavailable

from network.foundation.folding import fold
from network.foundation.text import length
from network.members.models import Person

SHORTEST, LONGEST = 12, 128
AT_ONCE = 4  # hashes at a time: a storm of sign-ins must not eat the memory
WAIT_SECONDS = 2
COMMON = Path(__file__).parent / "data" / "common_passwords.txt"
MOST_CODES = 4 * LONGEST  # code points: a character may be several, but not a flood of them
HOUSE_WORDS = ("mangluoi", "nulanhdao", "hoilhpn", "phunu")
ROWS = ("0123456789" * 2, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_DISGUISES = str.maketrans("@$0!", "aso1")
_AT_THE_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")

_places = threading.BoundedSemaphore(AT_ONCE)


class WeakPassword(ValueError):
    """Not good enough; the words say what to do."""


TOO_SHORT = _l("Mật khẩu cần ít nhất %(n)d ký tự. Một câu ngắn chị dễ nhớ là tốt nhất.", n=SHORTEST)
TOO_LONG = _l("Mật khẩu dài nhất %(n)d ký tự.", n=LONGEST)
TOO_COMMON = _l("Mật khẩu này nhiều người dùng nên dễ bị đoán. Chị thử ghép vài từ không liên quan với nhau.")
TOO_CLOSE = _l("Mật khẩu đừng chứa tên, thư điện tử, số điện thoại của chị hay tên Mạng lưới.")


def check_password(password: str, known: tuple[str, ...] = ()) -> None:
    """Raises WeakPassword.  known: what others know of her: name, e-mail, phone.

    Any characters, no rules of composition, no forced change.  Source: OWASP ASVS 5.0, chapter 6.
    """
    if length(password) < SHORTEST:
        raise WeakPassword(TOO_SHORT)
    if length(password) > LONGEST or len(password) > MOST_CODES:
        raise WeakPassword(TOO_LONG)
    if _is_common(password):
        raise WeakPassword(TOO_COMMON)
    plain = _bare(password)
    if any(part in plain for part in _parts(known)):
        raise WeakPassword(TOO_CLOSE)


def known_about(person: Person, *identifiers: str | None) -> tuple[str, ...]:
    """What others know of her, and would try first."""
    works_at = person.organization.name if person.organization else None
    return tuple(filter(None, (person.full_name, person.email, person.phone, works_at, *identifiers)))


def _is_common(password: str) -> bool:
    """A common password, also with a year behind it or said twice; few letters over and over; keys in a row."""
    plain = fold(password)
    if len(set(plain)) < 5 or any(plain in row or plain in row[::-1] for row in ROWS):
        return True
    words = _bare(_AT_THE_ENDS.sub("", plain))
    half = words[: len(words) // 2]
    said_once = half if words == half * 2 else words
    return not _common().isdisjoint({_bare(plain), words, said_once} - {""})


def _bare(text: str) -> str:
    """Letters and digits alone, without case and marks, with the usual disguises taken off."""
    return "".join(letter for letter in fold(text).translate(_DISGUISES) if letter.isalnum())


@cache
def _common() -> frozenset[str]:
    """Those of the list, and each without the year or the signs at its ends."""
    lines = [line for line in COMMON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(map(_bare, lines)) | {_bare(_AT_THE_ENDS.sub("", line)) for line in lines}


def _parts(known: tuple[str, ...]) -> list[str]:
    """What of her name and addresses must not stand in her password: whole names, mailboxes, numbers."""
    parts = [*HOUSE_WORDS]
    for each in known:
        if each.startswith("+"):
            parts.append(each[-9:])  # the number as she dials it, with or without its zero
        bare = _bare(each.partition("@")[0])
        words = [_bare(word) for word in each.split()]
        parts += [bare, "".join(words[-2:])]
    return [part for part in parts if len(part) >= 5]


def hash_password(password: str) -> str:
    return _apart(_hasher().hash, _as_hashed(password))


def is_password(password: str, held: str | None) -> bool:
    """Is it the one behind the hash?  Without a hash the work is done all the same, so that time tells nothing."""
    is_hash = held is not None and held.startswith("$argon2")
    return _apart(_matches, _hasher(), held if is_hash else _hash_of_nothing(), _as_hashed(password)) and is_hash


def _matches(hasher: PasswordHasher, held: str, password: str) -> bool:
    """Raises nothing: gevent writes the trace of what a thread raises to the log, at each wrong password."""
    try:
        return hasher.verify(held, password)
    except (VerificationError, InvalidHashError):
        return False


def _as_hashed(password: str) -> str:
    """One spelling of marked letters, whatever keyboard they came from; what is longer is nobody's password."""
    return normalize("NFC", password[:MOST_CODES])


def is_dated(held: str) -> bool:
    """Was the hash made at another cost than today's?"""
    return _hasher().check_needs_rehash(held)


def _hasher() -> PasswordHasher:
    cost = (current_app.config[f"ARGON2_{name}"] for name in ("PASSES", "MEMORY_KIB", "LANES"))
    return PasswordHasher(*cost)


def _hash_of_nothing() -> str:
    return _made_of_nothing(*(current_app.config[f"ARGON2_{name}"] for name in ("PASSES", "MEMORY_KIB", "LANES")))


@cache
def _made_of_nothing(passes: int, memory: int, lanes: int) -> str:
    return PasswordHasher(passes, memory, lanes).hash("a password that nobody has")


@contextmanager
def _place():
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise ServiceUnavailable(retry_after=5)
    try:
        yield
    finally:
        _places.release()


def _apart(work, *given):
    """Do it in a thread of its own where greenlets share this one."""
    with _place():
        if monkey.is_module_patched("threading"):
            return gevent.get_hub().threadpool.apply(work, given)
        return work(*given)
