"""Titles and departments, which rosters have in one column, in two, or with the ministry behind them."""

import re
from collections.abc import Iterator

from network.foundation.folding import search_text

_TAIL = re.compile(r"\s*(?:[,;\n]|\s[-–]\s)\s*")  # Vụ trưởng Vụ Pháp chế, Bộ Tư pháp


def join_title(title: str, unit: str) -> str:
    """`Phó Vụ trưởng` and `Vụ Pháp chế` are `Phó Vụ trưởng Vụ Pháp chế`; what stands in both stands once."""
    if not title or not unit:
        return title or unit
    words, more = title.split(), unit.split()
    folded, folded_more = [search_text(word).strip() for word in words], [search_text(word).strip() for word in more]
    if " ".join(folded_more) in " ".join(folded):
        return title
    for shared in range(min(len(words), len(more)), 0, -1):
        if folded[-shared:] == folded_more[:shared]:
            return " ".join(words + more[shared:])
    return f"{title} {unit}"


def tails(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part a text into what stands before a sign and what stands behind it, the longest end first."""
    for sign in _TAIL.finditer(text):
        if behind := text[sign.end() :].strip():
            yield text[: sign.start()].strip(), behind
