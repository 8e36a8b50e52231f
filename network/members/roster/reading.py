"""Makes people of the rows of a roster, and says of each row what stands in the way."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from network.foundation.clock import today
from network.foundation.folding import fold
from network.foundation.formats import read_date, show_date
from network.foundation.identifiers import show_phone
from network.foundation.spreadsheets.headers import Header
from network.foundation.spreadsheets.tables import Cell, Row, as_text
from network.foundation.text import InvalidText, clean_line, length
from network.members.models import MOST_EXPERTISE, MembershipCategory, Term
from network.members.models.roster_batch import RosterRow
from network.members.roster.candidates import Candidate, pack_cell
from network.members.roster.contacts import read_email, read_office_phone, read_phones
from network.members.roster.names import read_name
from network.members.roster.remarks import Remark, RosterFault, packed
from network.members.roster.standing import read_category, read_term
from network.members.roster.titles import join_title
from network.members.roster.workplaces import Workplace, Workplaces

LONGEST_TITLE, LONGEST_FIELD = 200, 60
EXAMPLE = "vi du:"  # how the name in the template's own row begins
_AROUND = re.compile(r"(tong|cong)\b\D*\d.*|(nguoi lap|noi nhan|danh sach nay|ghi chu|ha noi, ngay)\b.*")
_NUMBERING = re.compile(r"^(?:[IVX]+|\d+|[A-Z])[.)]?\s+")
_MONTH_ONLY = re.compile(r"(?:tháng\s*)?\d{1,2}(?:\s*[/.-]\s*|,?\s+năm\s+)\d{4}", re.IGNORECASE)
_SIGN = re.compile(r"[,(;\n]|\s[-–]\s")  # behind a sponsor's name stands where she works
_SINCE = re.compile(r"^từ\s+(?:ngày\s+)?", re.IGNORECASE)


class RosterReader:
    """Reads the rows of one file.  `passed_over`: numbers of rows that are no person's."""

    def __init__(self, header: Header, workplaces: Workplaces, terms: Iterable[Term]) -> None:
        self.header, self.workplaces, self.terms = header, workplaces, list(terms)
        self.passed_over: list[int] = []
        self.group: str | None = None  # the organisation named in a row of its own above

    def read(self, rows: Iterable[Row]) -> Iterator[RosterRow]:
        """The rows as they can be told without asking who is known already."""
        for row in self.header.below(rows):
            cells = {key: cell for key, cell in self.header.record(row).items() if cell is not None}
            if self._is_around(cells):
                self.passed_over.append(row.number)
            else:
                yield _RowReading(cells, self).as_row(row.number)

    def _is_around(self, cells: dict[str, Cell]) -> bool:
        """The template's example, sums, signatures, and headings of groups, which are remembered."""
        texts = [as_text(cell) for cell in cells.values()]
        if fold(as_text(cells.get("full_name"))).lstrip().startswith(EXAMPLE):
            return True
        if len(texts) > 1 or not ("full_name" in cells or "family_names" in cells or "title" in cells):
            return False
        name = _NUMBERING.sub("", clean_line(texts[0]))
        if self.workplaces.knows(name):
            self.group = name
            return True
        return _AROUND.fullmatch(fold(name)) is not None


class _RowReading:
    """The reading of one row: what was found so far, and what there is to say about it."""

    def __init__(self, cells: dict[str, Cell], reader: RosterReader) -> None:
        self.cells, self.reader = cells, reader
        self.remarks: list[Remark] = []
        self.title, self.unit = self._text("title"), self._text("unit")  # less what names the organisation

    def as_row(self, number: int) -> RosterRow:
        values = self._values()
        is_sound = not any(remark.is_fault for remark in self.remarks)
        return RosterRow(
            number=number,
            cells={key: pack_cell(cell) for key, cell in self.cells.items()},
            full_name=values.get("full_name") or clean_line(self._name_as_written()),
            candidate=Candidate(**values).packed() if is_sound else None,
            remarks=packed(self.remarks),
        )

    def _values(self) -> dict:
        values: dict = {}
        with self._faults_of("full_name"):
            values["full_name"] = read_name(self._name_as_written(), self._noting("full_name"))
        with self._faults_of("organization"):
            values |= self._workplace()
        with self._faults_of("title"):
            values["title"] = self._title()
        for read in (self._email, self._phones, self._category, self._term, self._joined_on, self._expertise):
            values |= read()
        if sponsor := _SIGN.split(self._text("sponsor"))[0]:
            with self._faults_of("sponsor"):
                values["sponsor"] = read_name(sponsor, self._noting("sponsor"))
        return {name: value for name, value in values.items() if value is not None}

    # What is said

    @contextmanager
    def _faults_of(self, column: str) -> Iterator[None]:
        """What is wrong in here is said of that column."""
        try:
            yield
        except InvalidText as fault:
            self.remarks.append(Remark.of(fault, column, self._text(column)))

    def _note(self, column: str, key: str, **gaps: object) -> None:
        self.remarks.append(Remark(column, self._text(column)[:80], key, gaps))

    def _noting(self, column: str) -> Callable[..., None]:
        return partial(self._note, column)

    # What is written

    def _text(self, key: str) -> str:
        return as_text(self.cells.get(key))

    def _name_as_written(self) -> str:
        parts = (self._text("family_names"), self._text("given_name"))
        return self._text("full_name") or " ".join(filter(None, parts))

    # What is meant

    def _workplace(self) -> dict:
        found, column = self._place()
        if found.remark:
            key, gaps = found.remark
            self._note(column, key, **gaps)
        return {"organization_id": found.place.id, "organization": found.place.name}

    def _place(self) -> tuple[Workplace, str]:
        """Where she works, and which column says so: its own, else the end of another, else the group's heading."""
        workplaces = self.reader.workplaces
        if "organization" in self.cells:
            place = workplaces.find(clean_line(self._text("organization")))
            self.unit = join_title(place.before, self.unit)
            return place, "organization"
        if place := workplaces.find_exactly(clean_line(self.unit)):
            self.unit = ""
            return place, "unit"
        for column in ("unit", "title"):
            if place := workplaces.find_behind(clean_line(getattr(self, column))):
                setattr(self, column, place.before)
                return place, column
        if self.reader.group:
            return workplaces.find(self.reader.group), "organization"
        raise RosterFault("no_organization")

    def _title(self) -> str:
        joined = join_title(clean_line(self.title), clean_line(self.unit))
        if (size := length(joined)) > LONGEST_TITLE:
            raise RosterFault("too_long", size=size, limit=LONGEST_TITLE)
        return joined

    def _email(self) -> dict:
        with self._faults_of("email"):
            if written := self._text("email"):
                return {"email": read_email(written, self._noting("email"))}
        return {}

    def _phones(self) -> dict:
        found: dict = {}
        with self._faults_of("phone"):
            if written := self._text("phone"):
                phones = read_phones(written, self._noting("phone"))
                found = {"phone": phones.mobile, "office_phone": show_phone(phones.office) if phones.office else ""}
        with self._faults_of("office_phone"):
            if written := self._text("office_phone"):
                found["office_phone"] = read_office_phone(written)
        return found

    def _category(self) -> dict:
        with self._faults_of("category"):
            if written := clean_line(self._text("category")):
                category = read_category(written)
                if category is MembershipCategory.LEADER and not self._text("sponsor"):
                    raise RosterFault("sponsor_needed")
                return {"category": category}
        return {}

    def _term(self) -> dict:
        with self._faults_of("term"):
            if written := clean_line(self._text("term")):
                if not self.reader.terms:
                    self._note("term", "no_terms")
                    return {}
                term = read_term(written, self.reader.terms)
                return {"term_id": term.id, "term": term.label}
        return {}

    def _joined_on(self) -> dict:
        if "joined_on" not in self.cells:
            return {}
        with self._faults_of("joined_on"):
            cell = self.cells["joined_on"]
            written = _SINCE.sub("", clean_line(cell)) if isinstance(cell, str) else cell
            day = read_date(written)
            if isinstance(written, str) and _MONTH_ONLY.fullmatch(written):
                self._note("joined_on", "first_of_month", day=show_date(day))
            if day > today():
                self._note("joined_on", "later_day")
            return {"joined_on": day}
        return {}

    def _expertise(self) -> dict:
        with self._faults_of("expertise"):
            written = self._text("expertise")
            fields: dict[str, str] = {}
            for part in re.split(r"[;\n]" if ";" in written else r"[,\n]", written):
                if field := clean_line(part):
                    fields.setdefault(fold(field), field)
            if (longest := max(map(length, fields.values()), default=0)) > LONGEST_FIELD:
                raise RosterFault("too_long", size=longest, limit=LONGEST_FIELD)
            if len(fields) > MOST_EXPERTISE:
                raise RosterFault("too_many_fields", count=len(fields), most=MOST_EXPERTISE)
            return {"expertise": tuple(fields.values())}
        return {}
