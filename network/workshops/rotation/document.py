"""JSON, entry by entry, so that whatever is wrong in it can be named by its place: `pins[0].year`."""

import json
from collections.abc import Iterator, Set
from typing import Any, NoReturn

from network.workshops.rotation.invalid import InvalidRotation

LONGEST_DOCUMENT = 10_000_000  # bytes; forty ministries over fifteen years take some ten thousand
LONGEST_TEXT = 64


def parse(text: bytes) -> object:
    """What a JSON document holds, in UTF-8 with or without a byte order mark.  Raises InvalidRotation."""
    if len(text) > LONGEST_DOCUMENT:
        raise InvalidRotation("too_long", megabytes=LONGEST_DOCUMENT // 1_000_000)
    try:
        return json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=once_each,
            parse_int=whole_number,
            parse_constant=no_number,
        )
    except UnicodeDecodeError as error:
        raise InvalidRotation("not_utf8", position=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise InvalidRotation("not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise InvalidRotation("too_deep") from None


def once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different: Python would keep the last of two, and say nothing."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidRotation("repeated_key", name=shown(name))
        found[name] = value
    return found


def whole_number(digits: str) -> int:
    """Python refuses thousands of digits with an error of its own; no figure here needs twenty."""
    return int(digits) if len(digits) < 20 else no_number(digits)


def no_number(literal: str) -> NoReturn:
    raise InvalidRotation("bad_number", value=literal[:20])


def shown(value: object) -> str:
    """A value as it stands in the document, short enough for a sentence."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = json.dumps(value, ensure_ascii=False, default=str)
    short = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)


class Entry:
    """One object of the document, and its place in it."""

    def __init__(self, data: object, place: str, keys: Set[str]) -> None:
        name = place or "JSON"
        if not isinstance(data, dict):
            raise InvalidRotation("not_an_object", entry=name, value=shown(data))
        if unknown := [key for key in data if key not in keys]:
            raise InvalidRotation("unknown_key", entry=name, name=shown(unknown[0]))
        self.data, self.place = data, place

    def path(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def has(self, key: str) -> bool:
        return self.data.get(key) is not None

    def value(self, key: str) -> Any:
        if key not in self.data:
            raise InvalidRotation("missing", entry=self.path(key))
        return self.data[key]

    def whole(self, key: str) -> int:
        value = self.value(key)
        if type(value) is not int:  # true and false are int to Python
            raise InvalidRotation("not_whole", entry=self.path(key), value=shown(value))
        return value

    def year(self, key: str = "year") -> int:
        year = self.whole(key)
        if not 1 <= year <= 9999:
            raise InvalidRotation("not_a_year", entry=self.path(key), value=year)
        return year

    def text(self, key: str) -> str:
        value = self.value(key)
        if not (isinstance(value, str) and 1 <= len(value) <= LONGEST_TEXT and value.isprintable()):
            entry = self.path(key)
            raise InvalidRotation("not_text", entry=entry, longest=LONGEST_TEXT, value=shown(value))
        return value

    def entries(self, key: str, keys: Set[str]) -> Iterator["Entry"]:
        """The objects of a list, each with these keys at the most; a list left out is empty."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise InvalidRotation("not_a_list", entry=self.path(key), value=shown(value))
        for place, data in enumerate(value):
            yield Entry(data, f"{self.path(key)}[{place}]", keys)
