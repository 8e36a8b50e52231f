"""Rows as whoever looks through a roster reads them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from network.foundation.formats import show_date
from network.foundation.identifiers import show_phone
from network.foundation.rendering import locale
from network.foundation.spreadsheets.tables import as_text
from network.members.models import CATEGORY_WORDS, MembershipCategory
from network.members.models.roster_batch import RosterRow
from network.members.roster.candidates import unpack_cell
from network.members.roster.columns import LABELS
from network.members.roster.remarks import Remark, unpacked


class ShownChange(NamedTuple):
    """A field by its label, with its values in words; `old` is empty where there was nothing."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.label}: {self.old} → {self.new}" if self.old else f"{self.label}: {self.new}"


def shown_change(field: str, old: str | list | None, new: str | list | None) -> ShownChange:
    if field == "membership":
        return ShownChange(_("Tham gia Mạng lưới"), "", _words("category", new))
    if field == "expertise":
        return ShownChange(_("Thêm lĩnh vực"), "", _words(field, new))
    return ShownChange(str(LABELS[field]), _words(field, old), _words(field, new))


def _words(field: str, value: str | list | None) -> str:
    match field, value:
        case "category", "":
            return str(CATEGORY_WORDS[MembershipCategory.COMMITTEE_MINISTRY])
        case _, "" | None:
            return ""
        case "category", _:
            return str(CATEGORY_WORDS[MembershipCategory(value)])
        case "phone", _:
            return show_phone(value)
        case "joined_on", _:
            return show_date(date.fromisoformat(value), locale=locale())
        case "expertise", _:
            return "; ".join(value)
    return value


class ShownRemark(NamedTuple):
    """A sentence, behind the heading of its column and what stands there."""

    label: str
    written: str
    sentence: str
    is_fault: bool


class ShownRow(NamedTuple):
    """A row as the page has it."""

    row: RosterRow
    place: str  # her title and where she works, as the file says
    changes: list[ShownChange]
    remarks: list[ShownRemark]


def shown_row(row: RosterRow, headings: Mapping[str, str]) -> ShownRow:
    """headings: of the file, by the keys of its columns."""
    remarks = [_shown_remark(remark, headings) for remark in unpacked([*row.remarks, *row.findings])]
    return ShownRow(row, _place(row), [shown_change(*change) for change in row.changes], remarks)


def _shown_remark(remark: Remark, headings: Mapping[str, str]) -> ShownRemark:
    label = headings.get(remark.column) or str(LABELS.get(remark.column, ""))
    return ShownRemark(label, remark.written, remark.sentence, remark.is_fault)


def _place(row: RosterRow) -> str:
    said = row.candidate or {}
    title = said.get("title") or as_text(unpack_cell(row.cells.get("title")))
    organization = said.get("organization") or as_text(unpack_cell(row.cells.get("organization")))
    return ", ".join(filter(None, (title, organization)))
