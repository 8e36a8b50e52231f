"""What the rows of one roster are to each other: the same person twice, two who claim one thing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from network.foundation.folding import fold, search_text
from network.members.models import is_held_by_one
from network.members.models.roster_batch import Fate
from network.members.roster.candidates import Candidate
from network.members.roster.remarks import Remark, RosterFault


@dataclass(frozen=True)
class Line:
    """What is remembered of each row."""

    number: int
    full_name: str
    name_key: str
    organization_id: int
    title: str  # folded
    email: str | None
    phone: str | None

    @classmethod
    def of(cls, number: int, candidate: Candidate) -> "Line":
        return cls(
            number,
            candidate.full_name,
            candidate.name_key,
            candidate.organization_id,
            search_text(candidate.title),
            candidate.email,
            candidate.phone,
        )

    def contradicts(self, other: "Line") -> bool:
        """Do the two have different addresses or numbers?"""
        pairs = ((self.email, other.email), (self.phone, other.phone))
        return any(mine and hers and mine != hers for mine, hers in pairs)


@dataclass(frozen=True)
class Verdict:
    """BAD, DUPLICATE or LOOK, and why; `line`: the other row."""

    fate: Fate
    remark: Remark
    line: Line


@dataclass
class InFile:
    """All sound rows of a roster, found by what they claim."""

    by_email: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    by_seat: dict[tuple[int, str], list[Line]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Iterable[tuple[int, Candidate]]) -> "InFile":
        known = cls()
        for number, candidate in rows:
            known._add(Line.of(number, candidate))
        return known

    def _add(self, line: Line) -> None:
        if line.email:
            self.by_email[line.email].append(line)
        if line.phone:
            self.by_phone[line.phone].append(line)
        self.by_name[line.name_key].append(line)
        if is_held_by_one(line.title):
            self.by_seat[line.organization_id, line.title].append(line)

    def judge(self, number: int, candidate: Candidate) -> Verdict | None:
        """What speaks against a row, seen beside the others; None if nothing does.

        Of two rows about one person the first counts; where two people claim one thing, both rows wait.
        """
        line = Line.of(number, candidate)
        return self._shared_contact(line) or self._same_person(line) or self._shared_seat(line)

    def _shared_contact(self, line: Line) -> Verdict | None:
        for column, lines in (("email", self.by_email.get(line.email)), ("phone", self.by_phone.get(line.phone))):
            others = [other for other in lines or () if other.number != line.number]
            for other in others:
                if fold(other.full_name) != fold(line.full_name):
                    fault = RosterFault(f"{column}_twice", line=other.number, name=other.full_name)
                    return Verdict(Fate.BAD, Remark.of(fault, column, getattr(line, column)), other)
            if earlier := next((other for other in others if other.number < line.number), None):
                return _duplicate(earlier)
        return None

    def _same_person(self, line: Line) -> Verdict | None:
        for other in self.by_name[line.name_key]:
            if other.number >= line.number or other.organization_id != line.organization_id:
                continue
            if not line.contradicts(other):
                return _duplicate(other)
            return Verdict(Fate.LOOK, Remark("full_name", "", "alike_in_file", {"line": other.number}), other)
        return None

    def _shared_seat(self, line: Line) -> Verdict | None:
        for other in self.by_seat.get((line.organization_id, line.title), ()):
            if other.name_key != line.name_key:
                fault = RosterFault("seat_twice", line=other.number, name=other.full_name)
                return Verdict(Fate.BAD, Remark.of(fault, "title"), other)
        return None

    def moves(self, name_key: str, organization_id: int, title: str) -> bool:
        """Has somebody of that name another post in this roster than this one?"""
        lines = self.by_name.get(name_key, ())
        return bool(lines) and all((line.organization_id, line.title) != (organization_id, title) for line in lines)

    def named(self, name_key: str) -> list[Line]:
        return self.by_name.get(name_key, [])


def _duplicate(earlier: Line) -> Verdict:
    return Verdict(Fate.DUPLICATE, Remark("", "", "same_as_line", {"line": earlier.number}), earlier)
