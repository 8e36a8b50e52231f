"""A person as a row of a roster has her."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Self

from network.foundation.names import same_person_key
from network.foundation.spreadsheets.tables import Cell
from network.members.models import MembershipCategory


@dataclass(frozen=True)
class Candidate:
    """What a row says; empty where it says nothing, which changes nothing."""

    full_name: str
    organization_id: int
    organization: str  # its name
    title: str = ""
    email: str | None = None  # a key
    phone: str | None = None  # a key
    office_phone: str = ""
    category: MembershipCategory | None = None
    term_id: int | None = None
    term: str = ""  # its label
    joined_on: date | None = None
    sponsor: str = ""  # her name
    expertise: tuple[str, ...] = ()

    @property
    def name_key(self) -> str:
        return same_person_key(self.full_name)

    def packed(self) -> dict:
        """For a JSON column; what is empty is left out."""
        values = asdict(self) | {"joined_on": self.joined_on and self.joined_on.isoformat()}
        return {name: value for name, value in values.items() if value not in (None, "", ())}

    @classmethod
    def unpacked(cls, stored: dict) -> Self:
        made = cls(**stored)
        return replace(
            made,
            category=made.category and MembershipCategory(made.category),
            joined_on=made.joined_on and date.fromisoformat(made.joined_on),
            expertise=tuple(made.expertise),
        )


def pack_cell(cell: Cell) -> object:
    """A cell for a JSON column."""
    return {type(cell).__name__: cell.isoformat()} if isinstance(cell, date) else cell


def unpack_cell(stored: object) -> Cell:
    if not isinstance(stored, dict):
        return stored
    [(kind, text)] = stored.items()
    return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)
