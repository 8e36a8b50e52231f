"""One function a model: valid with no argument, saved, and free of surprises."""

from datetime import date, time, timedelta
from itertools import count

from sqlalchemy import select

from network.accounts.invitations import Handout, invite
from network.accounts.models import Account
from network.accounts.passwords import hash_password
from network.foundation.clock import now, today
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import (
    Appointment,
    Membership,
    MembershipCategory,
    Participation,
    Person,
    Post,
    Role,
    RoleAssignment,
    RosterBatch,
    RosterRow,
    Term,
)
from network.members.models.roster_batch import BatchState, Fate
from network.organizations.models import Block, Organization, OrganizationKind, OrganizationPeriod
from network.themes.models import YearlyTheme
from network.workshops.models import AgendaItem, Answer, Choice, HostTurn, RotationDraft, Workshop, WorkshopState

_number = count(1)
LONG_AGO = date(2017, 1, 1)


def _save(row):
    with writing():
        db.session.add(row)
        db.session.commit()
    return row


def make_ministry(name: str | None = None, **given) -> Organization:
    """A ministry that exists since long ago; `code`, `block`, `kind`, `short_name` … go to its period."""
    n = next(_number)
    name = name or f"Bộ Thử nghiệm {n}"
    slug, place = given.pop("slug", f"bo-{n}"), given.pop("place", n)
    period = {"kind": OrganizationKind.MINISTRY, "block": Block.SOCIETY, "code": f"B{n}", "valid_from": None}
    organization = Organization(slug=slug, place=place)
    organization.periods.append(OrganizationPeriod(**{**period, **given, "name": name}))
    return _save(organization)


def make_participant(name: str | None = None, **given) -> Organization:
    """A ministry that takes part in the network since 2017."""
    organization = make_ministry(name, **given)
    _save(Participation(organization_id=organization.id, valid_from=LONG_AGO))
    return organization


def make_person(full_name: str | None = None, **given) -> Person:
    """Somebody without post, membership or account."""
    names = ("Nguyễn Thị Lan Anh", "Trần Thị Minh Hạnh", "Vũ Thị Hải Yến", "Đỗ Hà Phương", "Phạm Thị Hòa")
    return _save(Person(full_name=full_name or names[next(_number) % len(names)], **given))


def make_appointment(person: Person, organization: Organization | None = None, **given) -> Appointment:
    title = given.pop("title", "Phó Vụ trưởng Vụ Tổ chức cán bộ")
    post = given.pop("post", None) or Post(title=title, organization=organization or make_ministry())
    return _save(Appointment(person=person, post=post, **{"valid_from": LONG_AGO, **given}))


def make_member(full_name: str | None = None, *, ministry: Organization | None = None, **given) -> Person:
    """A member of the network who holds a post at a ministry."""
    title = given.pop("title", "Phó Vụ trưởng Vụ Tổ chức cán bộ")
    category = given.pop("category", MembershipCategory.COMMITTEE_MINISTRY)
    person = make_person(full_name, **given)
    make_appointment(person, ministry or make_ministry(), title=title)
    _save(Membership(person=person, category=category, valid_from=LONG_AGO))
    return person


def make_organizer(full_name: str | None = None, **given) -> Person:
    return give_role(make_member(full_name, **given), Role.ORGANIZER)


def make_administrator(full_name: str | None = None, **given) -> Person:
    return give_role(make_member(full_name, **given), Role.ADMINISTRATOR)


def give_role(person: Person, role: Role) -> Person:
    _save(RoleAssignment(person=person, role=role, valid_from=LONG_AGO))
    return person


def make_account(person: Person, **given) -> Account:
    """Her account, made if she has none; the password hash is of no password."""
    if held := db.session.scalar(select(Account).where(Account.person_id == person.id)):
        return held
    n = next(_number)
    return _save(Account(**{"person_id": person.id, "email": f"chi{n}@example.vn", "password_hash": "!", **given}))


def make_post(organization: Organization | None = None, title: str = "Vụ trưởng Vụ Pháp chế", **given) -> Post:
    """A vacant seat."""
    return _save(Post(title=title, organization=organization or make_ministry(), **given))


def make_term(label: str = "2022-2027", **given) -> Term:
    return _save(Term(**{"ordinal": f"khóa {next(_number)}", "label": label, "valid_from": LONG_AGO, **given}))


def make_theme(**given) -> YearlyTheme:
    """A draft of the Union's theme of 2026."""
    given.setdefault("organization_id", None)
    given["organization_id"] = given["organization_id"] or make_ministry().id
    return _save(YearlyTheme(**{"year": 2026, "title": "An toàn cho phụ nữ và trẻ em", **given}))


def make_rotation_draft(organizer: Person | None = None, years: int = 3, first_year: int = 2027) -> RotationDraft:
    """A draft that asks for a plan of three ministries that never hosted."""
    organizer = organizer or make_organizer()
    ministries = [make_participant() for _ in range(3)]
    codes = {ministry.code: ministry.id for ministry in ministries}
    document = {
        "first_year": first_year,
        "years": years,
        "ministries": [
            {"code": code, "block": code, "joined": 2017, "left": None, "successor": None} for code in codes
        ],
        "history": [],
        "unavailable": [],
        "pins": [],
        "preferences": [],
    }
    draft = RotationDraft(first_year=first_year, years=years, made_by_id=organizer.id, changed_by_id=organizer.id)
    draft.ask(document, codes)
    return _save(draft)


def make_host_turn(year: int = 2026, organization: Organization | None = None, **given) -> HostTurn:
    """The turn that the published rotation gives a ministry."""
    return _save(HostTurn(year=year, organization=organization or make_participant(), **given))


PASSWORD = "con mèo leo cây cau"


def make_way_in(person: Person | None = None, email: str = "lan.anh@example.vn", **given) -> Account:
    """An account that one can sign in to with PASSWORD."""
    person = person or make_member("Nguyễn Thị Lan Anh")
    return make_account(person, **{"email": email, "password_hash": hash_password(PASSWORD), **given})


def make_invitation(person: Person | None = None, *, by: Person | None = None, **given) -> Handout:
    """An open invitation by an organiser, with its link and code."""
    given = {"kind": "email", "identifier": "thu.an@example.vn", "role": Role.MEMBER, **given}
    with writing():
        made = invite(person or make_member("Lê Thu An"), by=by or make_organizer(), **given)
        db.session.commit()
    return made


def make_workshop(*, days: int = 2, in_days: int = 60, **given) -> Workshop:
    """A published workshop of so many days that begins in so many; answers are due ten days before."""
    first = given.pop("starts_on", today() + timedelta(in_days))
    state = given.setdefault("state", WorkshopState.PUBLISHED)
    given.setdefault("published_at", None if state is WorkshopState.DRAFT else now())
    fields = {
        "year": first.year,
        "title": f"Hội thảo thường niên {first.year}",
        "starts_on": first,
        "starts_at": time(8),
        "ends_on": first + timedelta(days - 1),
        "ends_at": time(16, 30),
        "place_name": "Hội trường tầng 3",
        "place_address": "113 Trần Duy Hưng, Hà Nội",
        "answers_due_on": first - timedelta(10),
    }
    return _save(Workshop(**{**fields, **given}))


def make_agenda_item(workshop: Workshop | None = None, **given) -> AgendaItem:
    workshop = workshop or make_workshop()
    fields = {"day": workshop.starts_on, "starts_at": time(8, 30), "minutes": 30, "title": "Khai mạc"}
    return _save(AgendaItem(workshop=workshop, **{**fields, **given}))


def make_answer(workshop: Workshop, person: Person, choice: Choice = Choice.YES, **given) -> Answer:
    fields = {"workshop_id": workshop.id, "person_id": person.id, "entered_by_id": person.id, "choice": choice}
    return _save(Answer(**{**fields, **given}))


def make_roster_batch(**given) -> RosterBatch:
    """A roster that waits to be imported: one new person, of a ministry that exists."""
    ministry, n = make_ministry(), next(_number)
    candidate = {"full_name": f"Lê Thị Thử {n}", "organization_id": ministry.id, "organization": ministry.name}
    columns = {"full_name": "Họ và tên", "organization": "Cơ quan"}
    told = {"filename": "danh-sach.xlsx", "content_hash": f"{n:064x}", "columns": columns, "rows_total": 1}
    batch = _save(
        RosterBatch(**{**told, "state": BatchState.READY, "unknown": [], "passed_over": [], "facts": {}, **given})
    )
    cells = {"full_name": candidate["full_name"], "organization": ministry.name}
    _save(RosterRow(batch_id=batch.id, number=2, cells=cells, candidate=candidate, fate=Fate.NEW))
    return batch
