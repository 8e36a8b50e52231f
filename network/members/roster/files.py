"""Files about a roster: one to fill in, one with the rows to mend, and what was imported as it came."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from network.foundation.clock import today
from network.foundation.folding import fold
from network.foundation.identifiers import show_phone
from network.foundation.models import db
from network.foundation.names import same_person_key
from network.foundation.spreadsheets.tables import Cell
from network.foundation.spreadsheets.writing import write_xlsx
from network.members.models import CATEGORY_WORDS, Appointment, Membership, MembershipCategory, Person
from network.members.models.roster_batch import Fate, Outcome, RosterBatch, RosterRow
from network.members.roster.candidates import Candidate, unpack_cell
from network.members.roster.changes import changes_to
from network.members.roster.columns import LABELS, TEMPLATE_COLUMNS
from network.members.roster.people import KnownPeople
from network.members.roster.remarks import MENDED, unpacked
from network.members.roster.workplaces import Workplaces

AT_ONCE = 500
HAS_PROBLEM = (Fate.BAD, Fate.LOOK, Fate.DUPLICATE)
_EXAMPLE = {
    "full_name": "Ví dụ: Nguyễn Thị Minh Khai",
    "title": "Phó Vụ trưởng Vụ Tổ chức cán bộ",
    "organization": "Bộ Nội vụ",
    "email": "khai.ntm@example.gov.vn",
    "phone": "0912 345 678",
    "office_phone": "024 3825 2525, máy lẻ 118",
    "category": "Ủy viên Ban Chấp hành, khối bộ, ngành",
    "term": "2022-2027",
    "joined_on": "1/5/2022",
    "sponsor": "",
    "expertise": "Tổ chức cán bộ; Chuyển đổi số",
}


def template_file() -> bytes:
    """An XLSX to fill in: the headings, an example that is not imported, and how to fill it in."""
    headings = [str(LABELS[key]) for key in TEMPLATE_COLUMNS]
    example = [_EXAMPLE[key] for key in TEMPLATE_COLUMNS]
    return write_xlsx(
        headings, [example], sheet=_("Danh sách"), to_fill_in=True, notes=(_("Cách điền"), _how_to_fill_in())
    )


def _how_to_fill_in() -> list[str]:
    categories = "; ".join(str(words) for words in CATEGORY_WORDS.values())
    return [
        _("Mỗi chị một dòng. Dòng bắt đầu bằng “Ví dụ:” không được nhập; chị xóa hay để lại đều được."),
        _("Bắt buộc: Họ và tên, Cơ quan. Các cột khác có thể để trống, và ô trống không xóa thông tin đang có."),
        _("Cơ quan: tên đầy đủ, tên cũ, mã hoặc tên viết tắt đều được, ví dụ Bộ Nội vụ, BNV, Bộ GD&ĐT."),
        _("Điện thoại: số di động. Số máy bàn ghi ở cột Điện thoại cơ quan."),
        _("Diện thành viên, một trong: %(categories)s.", categories=categories),
        _("Lãnh đạo nữ chưa là ủy viên cần có người giới thiệu, là người đã có trong danh bạ hoặc trong tệp này."),
        _("Ngày tham gia: ngày/tháng/năm, ví dụ 1/5/2022; nếu chỉ biết tháng thì ghi 5/2022."),
        _("Lĩnh vực: nhiều lĩnh vực cách nhau bằng dấu chấm phẩy, nhiều nhất 12."),
        _("Xin chị không ghi số căn cước, dân tộc, tôn giáo: Mạng lưới không lưu những thông tin này."),
    ]


def problems_file(batch: RosterBatch) -> bytes:
    """The rows that were not imported, as they are in the file, with what to mend."""
    keys = list(batch.columns)
    headings = [_("Dòng"), *batch.columns.values(), _("Kết quả"), _("Cần làm")]
    rows = ([row.number, *_cells(row, keys), _said(row), _sentences(row)] for row in _problem_rows(batch))
    return write_xlsx(headings, rows, sheet=_("Cần sửa"))


def _problem_rows(batch: RosterBatch) -> Iterable[RosterRow]:
    rows = select(RosterRow).where(RosterRow.batch_id == batch.id)
    wrong = RosterRow.fate.in_(HAS_PROBLEM) | (RosterRow.outcome == Outcome.REFUSED)
    return db.session.scalars(rows.where(wrong).order_by(RosterRow.number)).yield_per(AT_ONCE)


def _said(row: RosterRow) -> str:
    return row.outcome_words if row.outcome else row.fate_words


def _sentences(row: RosterRow) -> str:
    remarks = unpacked([*row.remarks, *row.findings])
    faults = [remark for remark in remarks if remark.is_fault] or remarks
    return "\n".join(
        f"{LABELS[remark.column]}: {remark.sentence}" if remark.column else remark.sentence for remark in faults
    )


def _cells(row: RosterRow, keys: Iterable[str]) -> list[Cell]:
    return [unpack_cell(row.cells.get(key)) for key in keys]


def imported_table(batch: RosterBatch) -> tuple[list[str], Iterator[list[Cell]]]:
    """The headings of a file and its people as they are known today.

    What stands in the network as the file said is given back in the file's own writing, unless that had to be
    mended; what has been changed since is given as it is now.
    """
    return list(batch.columns.values()), _imported_rows(batch, list(batch.columns))


def _imported_rows(batch: RosterBatch, keys: list[str]) -> Iterator[list[Cell]]:
    workplaces, last = Workplaces.load(), 0
    while rows := _rows_with_people(batch, last):
        last = rows[-1].number
        people = _people_of(rows)
        known = KnownPeople(people.values(), workplaces, today())
        for row in rows:
            if person := people.get(row.person_id):
                yield _as_in_file(row, person, known, keys)


def _rows_with_people(batch: RosterBatch, behind: int) -> list[RosterRow]:
    rows = select(RosterRow).where(RosterRow.batch_id == batch.id, RosterRow.number > behind)
    rows = rows.where(RosterRow.person_id.is_not(None), RosterRow.candidate.is_not(None))
    return list(db.session.scalars(rows.order_by(RosterRow.number).limit(AT_ONCE)))


def _people_of(rows: Iterable[RosterRow]) -> dict[int, Person]:
    people = select(Person).where(Person.id.in_([row.person_id for row in rows]))
    found = db.session.scalars(
        people.options(
            selectinload(Person.appointments).joinedload(Appointment.post),
            selectinload(Person.memberships).options(joinedload(Membership.term), joinedload(Membership.sponsor)),
            selectinload(Person.expertise),
        )
    )
    return {person.id: person for person in found}


def _as_in_file(row: RosterRow, person: Person, known: KnownPeople, keys: Iterable[str]) -> list[Cell]:
    otherwise = _said_otherwise(row, person, known)
    present = _present_values(person, known)
    return [present.get(key) if key in otherwise else unpack_cell(row.cells.get(key)) for key in keys]


# The columns that say a field.
_COLUMNS = {
    "full_name": ("full_name", "family_names", "given_name"),
    "title": ("title", "unit"),
    "membership": ("category", "term", "joined_on", "sponsor"),
}


def _said_otherwise(row: RosterRow, person: Person, known: KnownPeople) -> set[str]:
    """The columns in which the file and the network differ, or in which the file had to be mended."""
    candidate = Candidate.unpacked(row.candidate)
    fields = {change.field for change in changes_to(person, candidate, known)}
    fields |= {remark.column for remark in unpacked(row.remarks) if remark.key in MENDED}
    if {fold(name) for name in candidate.expertise} != {field.folded for field in person.expertise}:
        fields.add("expertise")
    membership = person.membership_on(known.day)
    sponsor = membership.sponsor.full_name if membership and membership.sponsor else ""
    if same_person_key(sponsor) != same_person_key(candidate.sponsor):
        fields.add("sponsor")
    return {column for field in fields for column in _COLUMNS.get(field, (field,))}


def _present_values(person: Person, known: KnownPeople) -> dict[str, Cell]:
    """What is known of her today, by the keys of the columns."""
    held, membership = person.appointment_on(known.day), person.membership_on(known.day)
    *family, given = person.full_name.split()
    return {
        "full_name": person.full_name,
        "family_names": " ".join(family),
        "given_name": given,
        "title": held and held.post.title,
        "organization": held and known.workplaces.place_of(held.post.organization_id).name,
        "email": person.email,
        "phone": person.phone and show_phone(person.phone),
        "office_phone": person.office_phone or None,
        "category": membership and _category_words(membership.category),
        "term": membership and membership.term and membership.term.label,
        "joined_on": membership and membership.valid_from,
        "sponsor": membership and membership.sponsor and membership.sponsor.full_name,
        "expertise": "; ".join(field.name for field in person.expertise) or None,
    }


def _category_words(category: MembershipCategory) -> str:
    return str(CATEGORY_WORDS[category])
