"""How a roster says that somebody belongs: in which category, for which term."""

import re
from collections.abc import Iterable

from network.foundation.folding import search_text
from network.members.models import MembershipCategory, Term
from network.members.roster.remarks import RosterFault

_TICKS = {"x", "co", "v", "yes", "true", "1"}
# The first that is found decides: `không chuyên trách` is of a ministry, `chưa là ủy viên` is of neither.
_WORDS = (
    (MembershipCategory.UNION_CONTACT, r"dau moi|can bo hoi|ban don vi cua hoi"),
    (MembershipCategory.COMMITTEE_MINISTRY, r"(khong|kiem nhiem|ban) chuyen trach|kiem nhiem"),
    (MembershipCategory.COMMITTEE_FULL_TIME, r"chuyen trach"),
    (MembershipCategory.LEADER, r"(chua|khong)( phai)?( la)? (uy vien|uvbch|uv)|ngoai (bch|ban chap hanh)"),
    (MembershipCategory.LEADER, r"lanh dao nu|nu lanh dao"),
    (MembershipCategory.COMMITTEE_MINISTRY, r"uvbch|uy vien|\bbch\b|ban chap hanh|bo nganh|\buv\b"),
)


def read_category(written: str) -> MembershipCategory:
    """By its words.  Raises RosterFault."""
    words = " ".join(search_text(written).split())
    if words in _TICKS or written in "✓✔☑×":
        return MembershipCategory.COMMITTEE_MINISTRY
    if words in ("khong", "chua", "no", "0"):
        return MembershipCategory.LEADER
    for category, pattern in _WORDS:
        if written == category.value or re.search(pattern, words):
            return category
    raise RosterFault("unknown_category", written=written)


_YEARS = re.compile(r"((?:19|20)\d\d)\D{1,5}((?:19|20)\d\d)", re.ASCII)
_ROMAN = re.compile(r"\b[IVX]+\b")


def read_term(written: str, terms: Iterable[Term]) -> Term:
    """The term with these years, or this ordinal: `2022-2027`, `Khóa XIII`.  Raises RosterFault."""
    by_name = {name: term for term in terms for name in _names(f"{term.ordinal} {term.label}")}
    for name in _names(written):
        if name in by_name:
            return by_name[name]
    known = "; ".join(dict.fromkeys(f"{term.ordinal} ({term.label})" for term in by_name.values()))
    raise RosterFault("unknown_term", written=written, known=known)


def _names(written: str) -> list[str]:
    return ["-".join(found) for found in _YEARS.findall(written)] + _ROMAN.findall(written.upper())
