"""The organisations that a roster may name: by any name they ever had, by code, as people shorten them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple, Self

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from network.foundation.clock import today
from network.foundation.folding import search_text
from network.foundation.models import db
from network.foundation.text import length
from network.members.roster.remarks import RosterFault
from network.members.roster.titles import tails
from network.organizations.finding import successors_of
from network.organizations.models import Organization, OrganizationPeriod

ALIKE = 0.75  # of their letters, for a name to be offered in place of an unknown one
LONGEST_NAME = 200


class Place(NamedTuple):
    """An organisation: its id, its name of today or its last one, and the id of whoever has its place today."""

    id: int
    name: str
    leads_to: int | None

    @property
    def stands(self) -> bool:
        return self.leads_to == self.id


class Workplace(NamedTuple):
    """The organisation of today that was meant.

    `before`: what stood before its name, as a department; `remark`: key and gaps of a note, where the name was another.
    """

    place: Place
    before: str = ""
    remark: tuple[str, dict] | None = None


class Workplaces:
    """All organisations, looked up by the letters and figures of their names: `Bộ LĐ-TB&XH`, `bo noi vu`, `BNV`.

    Plain values, which stay as they are while transactions come and go.
    """

    def __init__(self, places: Iterable[Place], names: Iterable[tuple[str, int]]) -> None:
        """names: what an organisation was ever called, with its id."""
        self.by_id = {place.id: place for place in places}
        self.by_key: Mapping[str, list[Place]] = defaultdict(list)
        for key, organization_id in dict.fromkeys((key_of(name), organization_id) for name, organization_id in names):
            if key:
                self.by_key[key].append(self.by_id[organization_id])

    @classmethod
    def load(cls) -> Self:
        """In at most four queries."""
        everyone = db.session.scalars(select(Organization).options(selectinload(Organization.periods))).all()
        leads = successors_of(everyone, today())
        places = [Place(each.id, each.latest.name, leads[each] and leads[each].id) for each in everyone]
        return cls(places, ((name, each.id) for each in everyone for period in each.periods for name in _names(period)))

    def place_of(self, organization_id: int) -> Place:
        """Who has the place of an organisation today, or it itself."""
        place = self.by_id[organization_id]
        return self.by_id[place.leads_to] if place.leads_to else place

    def find(self, text: str) -> Workplace:
        """Raises RosterFault."""
        if (size := length(text)) > LONGEST_NAME:
            raise RosterFault("too_long", size=size, limit=LONGEST_NAME)
        if found := self.find_exactly(text) or self.find_behind(text):
            return found
        if near := get_close_matches(key_of(text), self.by_key, n=1, cutoff=ALIKE):
            raise RosterFault("misspelt_organization", written=text, nearest=self._meant(near[0])[0].name)
        raise RosterFault("unknown_organization", written=text)

    def find_exactly(self, text: str, before: str = "") -> Workplace | None:
        """The organisation that a text names, and nothing else.  Raises RosterFault."""
        key = key_of(text)
        if not (meant := self._meant(key)):
            return None
        if len(meant) > 1:
            raise RosterFault("several_organizations", written=text, names=", ".join(each.name for each in meant))
        place = meant[0]
        if place.leads_to is None:
            raise RosterFault("ended_organization", name=place.name)
        if key == key_of(place.name):
            return Workplace(place, before)
        if place in self.by_key[key]:
            return Workplace(place, before, ("understood_as", {"name": place.name}))
        return Workplace(place, before, ("former_name", {"former": self.by_key[key][0].name, "name": place.name}))

    def find_behind(self, text: str) -> Workplace | None:
        """The organisation with which a text ends: `Vụ trưởng Vụ Pháp chế, Bộ Tư pháp`.  Raises RosterFault."""
        for before, behind in tails(text):
            if found := self.find_exactly(behind, before):
                return found
        words = text.split()
        for place in range(1, len(words) - 1):
            # `Phó Chánh Văn phòng Chính phủ` is a title as it stands; a ministry's name is never part of one.
            before = " ".join(words[:place]) if search_text(words[place]) == "bo" else text
            if found := self.find_exactly(" ".join(words[place:]), before):
                return found
        return None

    def knows(self, text: str) -> bool:
        return key_of(text) in self.by_key

    def _meant(self, key: str) -> list[Place]:
        """Who is meant today by a name: those that still have it, else those to whom it leads."""
        bearers = self.by_key.get(key, [])
        return [place for place in bearers if place.stands] or list(
            dict.fromkeys(self.place_of(place.id) for place in bearers)
        )


_IN_FULL = {"va": "", "tw": "trunguong", "vn": "vietnam", "lhpn": "lienhiepphunu", "mttq": "mattrantoquoc"}


def key_of(name: str) -> str:
    """The letters and figures of a name, without accents and `và`, with common short forms in full."""
    return "".join(_IN_FULL.get(word, word) for word in search_text(name).split())


def _names(period: OrganizationPeriod) -> Iterator[str]:
    yield from (period.name, period.name_en, period.code, f"Trung ương {period.name}")
    first = period.name.split(maxsplit=1)[0]
    for short in filter(None, (period.short_name, *period.aliases.split(";"))):
        yield short
        yield f"{first} {short}"  # Bộ Nội vụ is known as Nội vụ, Bộ KH&CN as KH&CN
