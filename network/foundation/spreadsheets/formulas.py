"""Cells that a spreadsheet program would take for a formula.

In CSV such a text gets a leading apostrophe, and our reader takes exactly that one away again: a
phone `+84…` and a figure `-5` come back as they were.
"""

import re

_WOULD_RUN = re.compile("'*[=+\\-@\t\r＝]")
_EXCEL_TEXT = re.compile('="([^"]*)"')  # how people keep a leading zero in CSV: ="0912…"


def guarded(text: str) -> str:
    """The text as it may stand in CSV.  One that is guarded already is guarded again, so that none is lost."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def freed(text: str) -> str:
    """The text that was meant by a cell of a CSV file."""
    if text.startswith("'") and _WOULD_RUN.match(text):
        return text[1:]
    as_text = _EXCEL_TEXT.fullmatch(text)
    return as_text[1] if as_text else text
