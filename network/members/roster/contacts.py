"""Ways to reach a person as rosters have them: several in a cell, without the leading zero, with words around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from network.foundation.identifiers import InvalidIdentifier, email_key, phone_key, show_phone
from network.foundation.text import clean_line, length
from network.members.roster.remarks import RosterFault

LONGEST_OFFICE_PHONE = 60
_IN_BRACKETS = re.compile(r"<([^<>]+)>")
_BETWEEN_ADDRESSES = re.compile(r"[;,/\n]|hoặc")
_ASIDE = re.compile(r"\([^)\d]*\)")  # 0912 345 678 (Zalo)
_LABEL = re.compile(r"^[^\W\d_][^\d+(]*[:.]?\s*")  # ĐTDĐ: 0912 345 678
_BETWEEN = re.compile(r"[/;,\n|]|\s[-–]\s|hoặc|và", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"(?:\+?84|0)[\s.()-]*(?:[35789](?:[\s.()-]*\d){8}|2(?:[\s.()-]*\d){9})")
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}", re.ASCII)
_MOBILE = re.compile(r"\+84[35789]|\+(?!84)")


def read_email(written: str, note: Callable[..., None]) -> str:
    """The address, the first of several, as its key.  Raises InvalidIdentifier."""
    if (bracketed := _IN_BRACKETS.search(written)) is not None:  # Nguyễn Thị Hoa <hoa@bo.gov.vn>
        return email_key(bracketed[1])
    parts = [part for part in _BETWEEN_ADDRESSES.split(written) if part.strip()]
    if len(parts) == 1 and written.count("@") > 1:
        parts = written.split()
    if len(parts) < 2 or not all("@" in part for part in parts):
        return email_key(written)
    key = email_key(parts[0])
    note("several_emails", count=len(parts), email=key)
    return key


@dataclass(frozen=True)
class Phones:
    """The numbers in a cell: the mobile one, and another to be reached at the office."""

    mobile: str | None = None
    office: str | None = None

    @classmethod
    def of(cls, keys: list[str]) -> Self:
        mobiles = [key for key in keys if _MOBILE.match(key)]
        others = [key for key in keys if not _MOBILE.match(key)]
        return cls(next(iter(mobiles), None), next(iter(others), None))


def read_phones(written: str, note: Callable[..., None]) -> Phones:
    """Her numbers, as keys.  Raises InvalidIdentifier."""
    text = _ASIDE.sub(" ", _LABEL.sub("", written.strip()))
    parts = _parts(text)
    keys = list(dict.fromkeys(phone_key(_LABEL.sub("", part.strip())) for part in parts))
    phones = Phones.of(keys)
    if len(parts) == 1 and _WITHOUT_ZERO.fullmatch(re.sub(r"[\s.]", "", re.sub(r"\.0$", "", parts[0]))):
        note("lost_zero", phone=show_phone(keys[0]))
    if len(keys) > 1 and phones.mobile:
        note("several_phones", count=len(keys), phone=show_phone(phones.mobile))
    if phones.office:
        note("to_office", phone=show_phone(phones.office))
    return phones


def _parts(text: str) -> list[str]:
    """The numbers of a cell, whether signs or only blanks part them."""
    try:
        phone_key(text)
        return [text]
    except InvalidIdentifier as fault:
        if fault.key != "phone_several":
            return [text]
    parts = [part for part in _BETWEEN.split(text) if re.search(r"\d", part)]
    return parts if len(parts) > 1 else _ONE_NUMBER.findall(text) or [text]


def read_office_phone(written: str) -> str:
    """A number as it is shown; with an extension, or several, as it was written.  Raises RosterFault."""
    try:
        return show_phone(phone_key(written))
    except InvalidIdentifier:
        text = clean_line(written)
    if (size := length(text)) > LONGEST_OFFICE_PHONE:
        raise RosterFault("too_long", size=size, limit=LONGEST_OFFICE_PHONE)
    return text
