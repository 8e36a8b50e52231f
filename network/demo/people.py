"""The demo's people: invented members at real ministries of today, and two of the network's office."""

import csv
from datetime import date
from pathlib import Path

from sqlalchemy import select

from network.foundation.folding import fold
from network.foundation.models import db
from network.members.models import (
    Audience,
    MembershipCategory,
    Person,
    Role,
    RoleAssignment,
    Term,
    add_person,
    seat_for,
)
from network.organizations.models import Organization

FILE = Path(__file__).parent / "data" / "members.csv"
SINCE = date(2022, 5, 20)  # the demo's members joined with the Union's thirteenth term
OFFICE = (
    ("Phạm Thanh Mai", "Phó Trưởng ban Tổ chức", Role.ORGANIZER, "thanhmai.pham@hoi.example.vn"),
    ("Lý Thị Ngọc Hà", "Chánh Văn phòng Mạng lưới", Role.ADMINISTRATOR, "ngocha.ly@hoi.example.vn"),
)
UNION = "hlhpnvn"


def add_people() -> list[tuple[Role, Person]]:
    """Enter the members and the office; returns them with their roles."""
    organizations = {row.slug: row for row in db.session.scalars(select(Organization))}
    term = db.session.scalar(select(Term).where(Term.ordinal == "XIII"))
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    members = [_member(number, row, organizations, term) for number, row in enumerate(rows, 1)]
    for row, member in zip(rows, members, strict=True):
        sponsor = next(other for other in members if other is not member)
        member.join(
            MembershipCategory(row["category"]),
            valid_from=SINCE,
            term=term,
            sponsor=sponsor if row["category"] == MembershipCategory.LEADER else None,
        )
    office = [(role, _officer(*given, role, email, organizations[UNION])) for *given, role, email in OFFICE]
    return [*office, *((Role.MEMBER, member) for member in members)]


def _member(number: int, row: dict[str, str], organizations: dict[str, Organization], term: Term | None) -> Person:
    family, *_middle, before, given = row["full_name"].split()
    mailbox = fold(f"{before}{given}.{family}")
    person = add_person(
        row["full_name"],
        email=f"{mailbox}@{row['organization']}.example.vn",
        phone=f"+84900000{number:03}",
        office_phone=f"024 0000 0000, máy lẻ {100 + number}",
        biography=row["biography"],
        offers=row["offers"],
        needs=row["needs"],
        phone_audience=Audience.NETWORK if number % 3 else Audience.ME,
    )
    person.choose_expertise(row["expertise"].split(";"))
    ministry = organizations[row["organization"]]
    since = max(date(2020 + number % 5, 1 + number % 12, 1), ministry.latest.valid_from or date.min)
    person.appoint(seat_for(ministry, row["title"], since), valid_from=since)
    return person


def _officer(name: str, title: str, role: Role, email: str, union: Organization) -> Person:
    person = add_person(name, email=email, office_phone="024 0000 0000")
    person.appoint(seat_for(union, title, SINCE), valid_from=SINCE)
    db.session.add(RoleAssignment(person=person, role=role, valid_from=SINCE))
    return person
