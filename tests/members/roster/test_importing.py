"""What an import does to people."""

from datetime import date

from sqlalchemy import func, select

from network.foundation.models import db
from network.members.models import Membership, MembershipCategory, Person
from network.members.models.roster_batch import BatchState
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS, fates, import_file, keep, person, rows_of, undo


def test_nothing_is_written_about_people_before_the_import(home_affairs):
    batch = keep(make_xlsx(HEADINGS, (1, "Nguyễn Thị Hòa", "Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", None, None)))

    assert (fates(rows_of(batch)), batch.state) == ([(2, "new")], BatchState.READY)
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_a_new_person_has_her_post_and_her_place_in_the_network(home_affairs, thirteenth):
    import_file(
        make_xlsx(
            (*HEADINGS, "Diện thành viên", "Nhiệm kỳ", "Ngày tham gia", "Lĩnh vực"),
            (1, "Nguyễn Thị Hòa", "Vụ trưởng Vụ Pháp chế", "BNV", "Hoa.NT@bnv.gov.vn", 912345678)
            + ("UVBCH chuyên trách", "2022 - 2027", date(2022, 5, 1), "Pháp luật; Tổ chức cán bộ"),
        )
    )

    hoa = person("Nguyễn Thị Hòa")
    membership = hoa.membership
    assert (hoa.email, hoa.phone) == ("hoa.nt@bnv.gov.vn", "+84912345678")
    assert (hoa.appointment.post.title, hoa.organization) == ("Vụ trưởng Vụ Pháp chế", home_affairs)
    assert membership.category is MembershipCategory.COMMITTEE_FULL_TIME
    assert (membership.term, membership.valid_from) == (thirteenth, date(2022, 5, 1))
    assert [field.name for field in hoa.expertise] == ["Pháp luật", "Tổ chức cán bộ"]


def test_the_same_file_twice_changes_nothing(home_affairs):
    data = make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", "a@b.vn", "0912 345 678"))
    import_file(data)

    batch = import_file(data)

    assert fates(rows_of(batch)) == [(2, "unchanged")]
    assert db.session.scalar(select(func.count(Membership.id))) == 1


def test_an_import_taken_back_leaves_nobody(home_affairs):
    batch = import_file(make_xlsx(HEADINGS, (1, "Nguyễn Thị Hòa", "Vụ trưởng", "Bộ Nội vụ", "a@b.vn", None)))

    undone = undo(batch)

    assert (db.session.scalar(select(func.count(Person.id))), undone.state) == (0, BatchState.UNDONE)
