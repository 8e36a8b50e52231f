"""From what a JSON document holds to a RotationInput that keeps the rule's conditions."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Set

from network.workshops.rotation.document import Entry, parse
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.rule import Hosts, Ministry, RotationInput

MOST_YEARS = 15
MOST_MINISTRIES = 1000  # planned in seconds, and no government has a tenth of that
HEAVIEST = 5  # a wish weighs from -5 to 5
LONGEST_CIRCLE = 6  # codes that a sentence can still tell

DOCUMENT = {"first_year", "years", "ministries", "history", "unavailable", "pins", "preferences"}
MINISTRY = {"code", "block", "joined", "left", "successor"}
TURN = {"year", "code"}
WISH = {"year", "code", "weight"}


def read(text: bytes) -> RotationInput:
    """The input in a JSON document.  Raises InvalidRotation."""
    return check(parse(text))


def check(data: object) -> RotationInput:
    """The input in dicts, lists, texts and numbers, as JSON has them.  Raises InvalidRotation."""
    document = Entry(data, "", DOCUMENT)
    first_year, years = document.year("first_year"), document.whole("years")
    if not 1 <= years <= MOST_YEARS:
        raise InvalidRotation("years_outside", value=years)
    document.value("ministries")  # the one list that may not be left out
    ministries = read_ministries(document)
    rotation = RotationInput(
        first_year=first_year,
        years=years,
        ministries=tuple(ministries.values()),
        history=read_history(document, ministries, first_year),
        unavailable=frozenset((year, code) for _, year, code in turns(document, "unavailable", ministries)),
        pins=read_pins(document, ministries),
        preferences=read_preferences(document, ministries),
    )
    refuse_impossible_pins(rotation, document)
    return rotation


def read_ministries(document: Entry) -> dict[str, Ministry]:
    entries = list(document.entries("ministries", MINISTRY))
    if len(entries) > MOST_MINISTRIES:
        raise InvalidRotation("too_many_ministries", count=len(entries), most=MOST_MINISTRIES)
    ministries: dict[str, Ministry] = {}
    for entry in entries:
        ministry = read_ministry(entry)
        if ministry.code in ministries:
            raise InvalidRotation("duplicate_code", entry=entry.place, code=ministry.code)
        ministries[ministry.code] = ministry
    for entry in entries:
        refuse_unknown_successor(entry, ministries)
    for entry in entries:
        refuse_successor_cycle(entry, ministries)
    return ministries


def read_ministry(entry: Entry) -> Ministry:
    ministry = Ministry(
        code=entry.text("code"),
        block=entry.text("block"),
        joined=entry.year("joined"),
        left=entry.year("left") if entry.has("left") else None,
        successor=entry.text("successor") if entry.has("successor") else None,
    )
    if ministry.left is not None and ministry.left < ministry.joined:
        raise InvalidRotation(
            "left_before_joined",
            entry=entry.place,
            code=ministry.code,
            left=ministry.left,
            joined=ministry.joined,
        )
    return ministry


def refuse_unknown_successor(entry: Entry, ministries: Mapping[str, Ministry]) -> None:
    heir = ministries[entry.text("code")].successor
    if heir is not None and heir not in ministries:
        raise InvalidRotation("unknown_code", entry=entry.path("successor"), code=heir)


def refuse_successor_cycle(entry: Entry, ministries: Mapping[str, Ministry]) -> None:
    """Of a chain that only leads into a circle nothing is said here: the circle's own entries tell."""
    first = entry.text("code")
    chain, heir = {first: None}, ministries[first].successor
    while heir is not None and heir not in chain:
        chain[heir] = None
        heir = ministries[heir].successor
    if heir == first:
        codes = [*chain] if len(chain) <= LONGEST_CIRCLE else [*list(chain)[:LONGEST_CIRCLE], "…"]
        raise InvalidRotation("successor_cycle", entry=entry.path("successor"), chain=" → ".join([*codes, first]))


def turns(document: Entry, key: str, codes: Container[str], keys: Set[str] = TURN) -> Iterator[tuple[Entry, int, str]]:
    """The entries of a list that name a year and a ministry, with both."""
    for entry in document.entries(key, keys):
        year, code = entry.year(), entry.text("code")
        if code not in codes:
            raise InvalidRotation("unknown_code", entry=entry.path("code"), code=code)
        yield entry, year, code


def read_history(document: Entry, codes: Container[str], first_year: int) -> Hosts:
    history: dict[int, str] = {}
    for entry, year, code in turns(document, "history", codes):
        if year >= first_year:
            raise InvalidRotation("history_too_late", entry=entry.place, year=year, code=code, first=first_year)
        if year in history:
            raise InvalidRotation("two_hosts", entry=entry.place, year=year, other=history[year], code=code)
        history[year] = code
    return history


def read_pins(document: Entry, codes: Container[str]) -> Hosts:
    pins: dict[int, str] = {}
    for entry, year, code in turns(document, "pins", codes):
        if year in pins:
            raise InvalidRotation("two_pins", entry=entry.place, year=year, other=pins[year], code=code)
        pins[year] = code
    return pins


def refuse_impossible_pins(rotation: RotationInput, document: Entry) -> None:
    first, last = rotation.horizon[0], rotation.horizon[-1]
    for entry, year, code in turns(document, "pins", rotation.by_code):
        if year not in rotation.horizon:
            raise InvalidRotation("pin_outside", entry=entry.place, year=year, code=code, first=first, last=last)
        if not rotation.takes_part(year, code):
            raise InvalidRotation("takes_no_part", entry=entry.place, year=year, code=code)


def read_preferences(document: Entry, codes: Container[str]) -> Mapping[tuple[int, str], int]:
    weights: Counter[tuple[int, str]] = Counter()
    for entry, year, code in turns(document, "preferences", codes, WISH):
        weight = entry.whole("weight")
        if not -HEAVIEST <= weight <= HEAVIEST:
            raise InvalidRotation("weight_outside", entry=entry.place, year=year, code=code, value=weight)
        weights[year, code] += weight
    return dict(weights)
