"""An import taken back."""

from datetime import date

from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.clock import today
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Membership, MembershipCategory, Person, Post
from network.members.models.roster_batch import BatchState
from tests.factories import make_account, make_member
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, import_file, one, person, rows_of, sentences, undo

TITLE = "Phó Vụ trưởng Vụ Pháp chế"


def outcomes(batch) -> list[str]:
    return [row.outcome and row.outcome.value for row in rows_of(batch)]


def test_whom_it_added_goes_with_her_seat(home_affairs):
    rows = [(None, name, TITLE, "BNV", None, None) for name in ("Lê Thị An", "Lê Thị Mai")]
    batch = import_file(make_xlsx(HEADINGS, *rows))

    batch = undo(batch)

    assert (batch.state, outcomes(batch)) == (BatchState.UNDONE, ["removed", "removed"])
    assert [db.session.scalar(select(func.count(kind.id))) for kind in (Person, Membership, Post)] == [0, 0, 0]


def test_whom_somebody_has_worked_on_stays(home_affairs):
    batch = import_file(one())
    with writing():
        person("Nguyễn Thị Hòa").edit("about", offers="Góp ý dự thảo luật")
        db.session.commit()

    batch = undo(batch)

    [row] = rows_of(batch)
    assert (row.outcome, person("Nguyễn Thị Hòa").is_member) == ("kept", True)
    assert sentences(row)[-1] == "Giữ lại, vì sau khi nhập đã có người sửa thông tin của chị ấy."


def test_who_is_invited_or_has_an_account_stays(home_affairs):
    batch = import_file(
        make_xlsx(HEADINGS, (1, "Lê Thị An", TITLE, "BNV", None, None), (2, "Lê Thị Mai", TITLE, "BNV", None, None))
    )
    make_account(person("Lê Thị An"))

    batch = undo(batch)

    assert outcomes(batch) == ["kept", "removed"]
    assert sentences(rows_of(batch)[0])[-1].startswith("Giữ lại, vì chị ấy đã có lời mời, tài khoản")


def test_who_proposed_somebody_goes_after_her(home_affairs):
    batch = import_file(
        make_xlsx(
            ("Họ và tên", "Cơ quan", "Diện", "Người giới thiệu"),
            ("Nguyễn Thị Hòa", "BNV", "Chưa là ủy viên", "Lê Thị Mai"),
            ("Lê Thị Mai", "BNV", "UVBCH", None),
        )
    )
    assert person("Nguyễn Thị Hòa").membership.sponsor == person("Lê Thị Mai")

    assert outcomes(undo(batch)) == ["removed", "removed"]


def test_what_it_changed_is_as_before(home_affairs, thirteenth):
    known = {"email": "cu@bnv.gov.vn", "phone": "+84912345678"}
    hoa = make_member("Nguyễn Thị Hòa", ministry=home_affairs, title=TITLE, **known)
    more = {"Thư điện tử": "moi@bnv.gov.vn", "Điện thoại": 912345678, "Nhiệm kỳ": "2022-2027", "Lĩnh vực": "Pháp luật"}
    batch = import_file(one(**{"Chức vụ": "Vụ trưởng Vụ Bình đẳng giới", "Ngày tham gia": "1/5/2022", **more}))
    hoa = person("Nguyễn Thị Hòa")
    assert (hoa.appointment.post.title, hoa.email, hoa.membership.valid_from) == (
        "Vụ trưởng Vụ Bình đẳng giới",
        "moi@bnv.gov.vn",
        date(2022, 5, 1),
    )

    batch = undo(batch)

    db.session.expire_all()
    assert outcomes(batch) == ["restored"]
    assert [(held.post.title, held.valid_to, held.is_main) for held in hoa.appointments] == [(TITLE, None, True)]
    assert (hoa.email, hoa.phone, hoa.expertise) == ("cu@bnv.gov.vn", "+84912345678", [])
    assert (hoa.membership.term, hoa.membership.valid_from) == (None, date(2017, 1, 1))


def test_a_field_that_was_changed_since_stays(home_affairs):
    make_member("Nguyễn Thị Hòa", ministry=home_affairs, title=TITLE, email="cu@bnv.gov.vn")
    batch = import_file(one(**{"Chức vụ": TITLE, "Thư điện tử": "moi@bnv.gov.vn", "Điện thoại": "0912345678"}))
    with writing():
        person("Nguyễn Thị Hòa").edit("contact", email="rieng@bnv.gov.vn")
        db.session.commit()

    batch = undo(batch)

    hoa, [row] = person("Nguyễn Thị Hòa"), rows_of(batch)
    assert (hoa.email, hoa.phone, row.outcome) == ("rieng@bnv.gov.vn", None, "restored")
    assert sentences(row)[-1] == "Giữ nguyên mục đã được sửa sau khi nhập: thư điện tử."


def test_a_membership_that_it_began_ends(home_affairs):
    hoa = make_member("Nguyễn Thị Hòa", ministry=home_affairs, title=TITLE)
    with writing():
        hoa.memberships[0].end(date(2024, 1, 1), "Nghỉ")
        db.session.commit()
    batch = import_file(one(**{"Chức vụ": TITLE, "Diện": "UVBCH chuyên trách"}))
    assert person("Nguyễn Thị Hòa").membership.category is MembershipCategory.COMMITTEE_FULL_TIME

    undo(batch)

    db.session.expire_all()
    assert [held.valid_to for held in person("Nguyễn Thị Hòa").memberships] == [date(2024, 1, 1)]


def test_the_trail_tells_of_the_import_and_of_its_end(home_affairs):
    batch = undo(import_file(one()))

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number)).all()
    assert [entry.action for entry in entries] == [
        "person.added",
        "person.appointed",
        "member.joined",
        "roster.imported",
        "person.removed",
        "roster.undone",
    ]
    assert (entries[3].thing, entries[3].after) == (f"roster_batch:{batch.id}", {"added": 1})


def test_a_file_that_was_taken_back_can_be_imported_again(home_affairs):
    undo(import_file(one()))

    import_file(one())

    assert person("Nguyễn Thị Hòa").appointment.valid_from in (None, today())
