"""Where the words of a query stand in a name, to be marked there."""

import re
from itertools import groupby

from network.foundation.folding import fold, words


def found_parts(name: str, query: str) -> list[tuple[str, bool]]:
    """A name in pieces, each with whether the query has its word: `[("Nguyễn", True), (" Thu Trà", False)]`."""
    wanted = tuple(words(fold(query)))

    def is_found(piece: str) -> bool:
        return bool(wanted) and fold(piece).startswith(wanted)

    return [("".join(run), found) for found, run in groupby(re.split("( )", name), key=is_found)]
