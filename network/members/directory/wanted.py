"""What a reader of the directory asks for, read from an address and written into one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Self
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from network.foundation.text import InvalidText, clean_line
from network.members.models import MembershipCategory
from network.organizations.models import Block

LONGEST_QUERY = 200
MOST_CHOICES = 60  # of one facet: more than a page shows, fewer than a database minds
ADDRESS = "/thanh-vien"


class Facet(StrEnum):
    """What the list can be narrowed by; the value is its name in addresses."""

    EXPERTISE = "linh-vuc"
    MINISTRY = "bo"
    BLOCK = "khoi"
    CATEGORY = "dien"
    TERM = "nhiem-ky"
    STANDING = "tinh-trang"


class Standing(StrEnum):
    """How people stand to the network: all see its members, organisers the others too."""

    MEMBER = "thanh-vien"
    FORMER = "da-roi"
    NEVER = "chua-tham-gia"


class View(StrEnum):
    CARDS = "the"
    LIST = "danh-sach"


_KINDS = {Facet.BLOCK: Block, Facet.CATEGORY: MembershipCategory, Facet.STANDING: Standing}


class Place(NamedTuple):
    """Where in the list a page begins: behind the person with these keys."""

    rank: int
    sort_key: str
    public_id: str

    @classmethod
    def read(cls, written: str) -> "Place | None":
        rank, _, rest = written.partition(".")
        sort_key, _, public_id = rest.rpartition(".")
        return cls(int(rank), sort_key, public_id) if rank in {"0", "1", "2", "3"} and public_id else None

    def write(self) -> str:
        return f"{self.rank}.{self.sort_key}.{self.public_id}"


def _is_known(facet: Facet, value: str) -> bool:
    kind = _KINDS.get(facet)
    return bool(value) and (kind is None or value in set(kind))


def _clean_query(typed: str) -> str:
    try:
        return clean_line(typed[:LONGEST_QUERY])
    except InvalidText:
        return ""


@dataclass(frozen=True)
class Wanted:
    """Words, choices of each facet, cards or list, and where to begin."""

    query: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict, hash=False)
    view: View = View.CARDS
    after: Place | None = None

    @classmethod
    def read(cls, args: MultiDict, *, for_organizer: bool) -> Self:
        """From an address; what nobody offers is left out, and so is what only organisers may ask for."""
        chosen = {}
        for facet in Facet:
            values = [value for value in dict.fromkeys(args.getlist(facet)) if _is_known(facet, value)]
            if values and (for_organizer or facet is not Facet.STANDING):
                chosen[facet] = tuple(values[:MOST_CHOICES])
        view = args.get("kieu")
        return cls(
            query=_clean_query(args.get("q", "")),
            chosen=chosen,
            view=View(view) if view in set(View) else View.CARDS,
            after=Place.read(args.get("sau", "")),
        )

    def has_chosen(self, facet: Facet, value: str) -> bool:
        return value in self.chosen.get(facet, ())

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.chosen)

    def without(self, facet: Facet, value: str) -> Self:
        left = tuple(kept for kept in self.chosen.get(facet, ()) if kept != value)
        others = {other: values for other, values in self.chosen.items() if other is not facet}
        return replace(self, chosen=others | ({facet: left} if left else {}), after=None)

    def with_view(self, view: View) -> Self:
        return replace(self, view=view, after=None)

    def from_place(self, place: Place) -> Self:
        return replace(self, after=place)

    def without_query(self) -> Self:
        return replace(self, query="", after=None)

    def address(self, page: str = ADDRESS) -> str:
        """The address that asks for this, of the directory or of another page that takes the same."""
        asked = [("q", self.query)] if self.query else []
        asked += [(facet.value, value) for facet, values in self.chosen.items() for value in values]
        if self.view is not View.CARDS:
            asked.append(("kieu", self.view.value))
        if self.after:
            asked.append(("sau", self.after.write()))
        return f"{page}?{urlencode(asked)}" if asked else page
