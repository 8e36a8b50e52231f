"""What makes a rotation's proof sheet worth its paper: a fingerprint of all that went in and came out."""

import hashlib
import json
from collections.abc import Mapping


def canonical(document: Mapping, plan: Mapping) -> bytes:
    """Input and result as one text that is the same wherever it is made: keys sorted, no blanks, UTF-8."""
    whole = {"input": document, "result": plan}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(document: Mapping, plan: Mapping) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(document, plan)).hexdigest()
