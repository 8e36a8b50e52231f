"""From rows to what the planner is asked, and from what it says back to organisations and years."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from flask_babel import gettext as _

from network.foundation.errors import Refusal
from network.workshops.models import ConditionKind, RotationChange, RotationCondition, RotationDraft
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.plan import Plan, judge
from network.workshops.rotation.reading import check
from network.workshops.rotation.rule import RotationInput


class Participant(NamedTuple):
    """An organisation that takes or took part in the network, as it is called today (as it was last)."""

    id: int
    slug: str
    name: str
    short_name: str
    code: str
    block: str | None
    joined: int | None  # its first year; None: since before our records
    left: int | None  # its last full year; None: it goes on
    takes_part: bool  # today


class Turn(NamedTuple):
    """That an organisation hosts, hosted or was asked to host a year."""

    year: int
    organization_id: int
    state: str  # as TurnState has it
    is_settled: bool  # confirmed, or held: no planning changes it


@dataclass(frozen=True)
class Grounds:
    """What a rotation is planned from, besides what organisers ask for (căn cứ)."""

    participants: tuple[Participant, ...]  # in their official order
    heirs: Mapping[int, int]  # who has the place of one that ended
    turns: tuple[Turn, ...]  # of a year first those that were declined

    @cached_property
    def by_id(self) -> dict[int, Participant]:
        return {participant.id: participant for participant in self.participants}

    @cached_property
    def codes(self) -> dict[int, str]:
        """What the planner calls each: its official code, told apart by its name in addresses where two share one."""
        shared = [participant.code for participant in self.participants]
        return {
            each.id: each.code if each.code and shared.count(each.code) == 1 else f"{each.code}.{each.slug}"
            for each in self.participants
        }

    def code_of(self, organization_id: int) -> str:
        """The planner's word for it; for one that never took part a word that it does not know."""
        return self.codes.get(organization_id, f"#{organization_id}")

    @cached_property
    def names(self) -> dict[str, str]:
        """What people call each, by the planner's word for it."""
        return {self.codes[each.id]: each.name for each in self.participants}

    @cached_property
    def settled(self) -> dict[int, int]:
        """Who hosted or has confirmed to host, by year."""
        return {turn.year: turn.organization_id for turn in self.turns if turn.is_settled}

    @cached_property
    def declined(self) -> frozenset[tuple[int, int]]:
        """The years that an organisation has said it cannot host."""
        return frozenset((turn.year, turn.organization_id) for turn in self.turns if turn.state == "declined")

    @cached_property
    def beginning(self) -> int | None:
        """The first year that anything is known of."""
        joined = [each.joined for each in self.participants if each.joined]
        return min([*joined, *self.settled], default=None)

    def first_open_year(self, today: date) -> int:
        """The year from which to plan: the first after this one that nobody has confirmed."""
        return next(year for year in range(today.year + 1, 10_000) if year not in self.settled)

    def document(self, first_year: int, years: int, conditions: Iterable[RotationCondition]) -> dict:
        """The planner's input, in one order whatever the order of the rows."""
        horizon = range(first_year, first_year + years)
        conditions = list(conditions)
        pins = {(pin.year, pin.organization_id) for pin in conditions if pin.kind is ConditionKind.PIN}
        pins |= {(year, host) for year, host in self.settled.items() if year in horizon}
        unavailable = {(each.year, each.organization_id) for each in conditions if each.kind is ConditionKind.EXCLUSION}
        unavailable |= {pair for pair in self.declined if pair[0] in horizon}
        wishes = [
            (each.year, self.code_of(each.organization_id), each.weight)
            for each in conditions
            if each.kind is ConditionKind.PREFERENCE
        ]
        return {
            "first_year": first_year,
            "years": years,
            "ministries": self._ministries(first_year, horizon),
            "history": self._entries((year, host) for year, host in self.settled.items() if year < first_year),
            "unavailable": self._entries(unavailable),
            "pins": self._entries(pins),
            "preferences": [{"year": year, "code": code, "weight": weight} for year, code, weight in sorted(wishes)],
        }

    def _entries(self, pairs: Iterable[tuple[int, int]]) -> list[dict]:
        return [
            {"year": year, "code": code} for year, code in sorted((year, self.code_of(host)) for year, host in pairs)
        ]

    def _ministries(self, first_year: int, horizon: range) -> list[dict]:
        entries = [
            {
                "code": self.codes[each.id],
                "block": each.block or f"– {self.codes[each.id]}",  # of no block: it shares its own with nobody
                "joined": each.joined or self.beginning or first_year,
                "left": each.left,
                "successor": self._successor(each, first_year, horizon),
            }
            for each in self.participants
            if self._counts(each, horizon)
        ]
        return sorted(entries, key=lambda entry: entry["code"])

    def _counts(self, participant: Participant, horizon: range) -> bool:
        return participant.joined is None or participant.joined <= horizon[-1]

    def _successor(self, participant: Participant, first_year: int, horizon: range) -> str | None:
        """Who took its place before the first year.

        Later it is still there itself: the rule would shut it out for the sake of an heir that is at work already.
        """
        if participant.left is None or participant.left >= first_year:
            return None
        passed, heir = {participant.id}, self.heirs.get(participant.id)
        while heir is not None and heir not in passed:
            if heir in self.by_id and self._counts(self.by_id[heir], horizon):
                return self.codes[heir]
            passed.add(heir)
            heir = self.heirs.get(heir)
        return None

    @cached_property
    def families(self) -> dict[int, list[Participant]]:
        """For each organisation that goes on: itself, and all whose place it has."""
        families: dict[int, list[Participant]] = {}
        for each in self.participants:
            families.setdefault(self.last_heir(each.id), []).append(each)
        return families

    def waiting_since(self, organization_id: int, present: int) -> int:
        """The year in which it or a forerunner last hosted; else the one before the first of them took part."""
        family = self.families.get(organization_id, ())
        members = {each.id for each in family}
        hosted = [year for year, host in self.settled.items() if host in members and year <= present]
        joined = [each.joined or self.beginning or present for each in family]
        return max(hosted) if hosted else min(joined, default=present) - 1

    def last_heir(self, organization_id: int) -> int:
        """Who has its place in the end; itself if nobody took over."""
        passed = {organization_id}
        while (heir := self.heirs.get(organization_id)) and heir not in passed:
            passed.add(heir)
            organization_id = heir
        return organization_id


class CannotBePlanned(Refusal):
    """What the planner would be asked makes no sense; the message says why, by the names of things."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def ask(row: RotationDraft | RotationChange, conditions: Iterable[RotationCondition], grounds: Grounds) -> None:
    """Have a row ask for a plan of its years under these conditions.  Raises CannotBePlanned."""
    document = grounds.document(row.first_year, row.years, conditions)
    try:
        check(document)
    except InvalidRotation as error:
        raise CannotBePlanned(in_words(error, document, grounds.names)) from error
    ids = {code: number for number, code in grounds.codes.items()}
    row.ask(document, {entry["code"]: ids[entry["code"]] for entry in document["ministries"]})


def still_possible(conditions: Iterable[RotationCondition], draft: RotationDraft, grounds: Grounds) -> list:
    """Of an earlier rotation's conditions those that a draft can go on asking, of its years and who takes part."""
    rotation = check(grounds.document(draft.first_year, draft.years, []))
    codes = grounds.codes
    return [
        condition
        for condition in conditions
        if condition.year in draft.horizon
        and condition.year not in grounds.settled
        and codes.get(condition.organization_id) in rotation.by_code
        and rotation.takes_part(condition.year, codes[condition.organization_id])
    ]


def changes_since(draft: RotationDraft, grounds: Grounds) -> list[str]:
    """In words, what the draft was planned from that is otherwise today, and what of it no longer can be."""
    fresh = grounds.document(draft.first_year, draft.years, draft.conditions)
    if fresh == draft.document:
        return []
    try:
        check(fresh)
    except InvalidRotation as error:
        return [in_words(error, fresh, grounds.names)]
    return _differences(draft.document, fresh, grounds.names)


def _differences(before: Mapping, after: Mapping, names: Mapping[str, str]) -> list[str]:
    old = {entry["code"]: entry for entry in before["ministries"]}
    new = {entry["code"]: entry for entry in after["ministries"]}
    changed = {code for code in old.keys() & new.keys() if old[code] != new[code]}
    found = [
        (_("Mới tham gia: %(names)s."), new.keys() - old.keys()),
        (_("Không còn tham gia: %(names)s."), old.keys() - new.keys()),
        (_("Thời gian tham gia, khối hoặc đơn vị kế tục đã đổi: %(names)s."), changed),
    ]
    sentences = [
        sentence % {"names": ", ".join(sorted(names.get(code, code) for code in codes))}
        for sentence, codes in found
        if codes
    ]
    if before["history"] != after["history"]:
        sentences.append(_("Danh sách các năm đã đăng cai vừa được sửa."))
    if before["pins"] != after["pins"] or before["unavailable"] != after["unavailable"]:
        sentences.append(_("Có đơn vị vừa nhận lời hoặc báo bận."))
    return sentences


def planned(document: Mapping, plan: Mapping, best_sum: int) -> tuple[RotationInput, Plan]:
    """An answer of the planner, with all that its figures and reasons are told from."""
    rotation = check(document)
    hosts = {turn["year"]: turn["code"] for turn in plan["assignments"]}
    return rotation, judge(rotation, hosts, best_sum, optimal=plan["optimal"])


def in_words(error: InvalidRotation, document: Mapping, names: Mapping[str, str]) -> str:
    """Why the planner cannot work with this, by the names of things rather than by their places in the document.

    names: of the organisations, by their codes.
    """
    figures = dict(error.figures)
    figures |= {key: names.get(figures[key], figures[key]) for key in ("code", "other") if key in figures}
    if "entry" in figures:
        figures["entry"] = _entry_in_words(str(figures["entry"]), document, names)
    return _(error.sentence) % figures


def _entry_in_words(place: str, document: Mapping, names: Mapping[str, str]) -> str:
    """What stands at a place such as `pins[0].year`."""
    found = re.match(r"(\w+)\[(\d+)\]", place)
    if found is None:
        return place
    entry = document[found[1]][int(found[2])]
    figures = {"name": names.get(entry["code"], entry["code"]), "year": entry.get("year")}
    words = {
        "pins": _("Ghim %(name)s vào năm %(year)s"),
        "unavailable": _("Bỏ qua %(name)s năm %(year)s"),
        "preferences": _("Nguyện vọng của %(name)s năm %(year)s"),
        "history": _("Lượt đăng cai năm %(year)s của %(name)s"),
    }
    return words.get(found[1], "%(name)s") % figures
