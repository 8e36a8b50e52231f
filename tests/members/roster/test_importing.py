"""What an import does to people."""

from datetime import date

from sqlalchemy import func, select

from network.foundation.database import writing
from network.foundation.events import deliver_due, on
from network.foundation.models import db
from network.foundation.search import find
from network.members.events import RosterImported
from network.members.models import Membership, MembershipCategory, Person
from network.members.models.roster_batch import BatchState
from tests.factories import make_member
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import (
    HEADINGS,
    do_import,
    fates,
    import_file,
    keep,
    one,
    person,
    rows_of,
    sentences,
    undo,
)


def test_nothing_is_written_about_people_before_the_import(home_affairs):
    batch = keep(make_xlsx(HEADINGS, (1, "Nguyễn Thị Hòa", "Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", None, None)))

    assert (fates(rows_of(batch)), batch.state) == ([(2, "new")], BatchState.READY)
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_a_new_person_has_her_post_and_her_place_in_the_network(home_affairs, thirteenth):
    more = {"Diện thành viên": "UVBCH chuyên trách", "Nhiệm kỳ": "2022 - 2027", "Ngày tham gia": date(2022, 5, 1)}
    contact = {"Thư điện tử": "Hoa.NT@bnv.gov.vn", "Điện thoại": 912345678}
    import_file(one(**contact, **more, **{"Lĩnh vực": "Pháp luật; Tổ chức cán bộ"}))

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


def test_a_roster_of_34_is_imported(home_affairs, finance):
    names = [f"{family} Thị {given}" for family in ("Nguyễn", "Trần") for given in GIVEN_NAMES]
    rows = [
        (n, name, "Phó Vụ trưởng Vụ Pháp chế", ("Bộ Nội vụ", "Bộ Tài chính")[n % 2], f"chi{n}@bo.gov.vn", 912345600 + n)
        for n, name in enumerate(names, 1)
    ]

    batch = import_file(make_xlsx(HEADINGS, *rows))

    assert {row.outcome for row in rows_of(batch)} == {"added"}
    people = db.session.scalars(select(Person)).all()
    assert (len(people), all(each.is_member and each.phone for each in people)) == (34, True)


GIVEN_NAMES = "An Bích Cúc Dung Đào Giang Hà Hạnh Lan Liên Mai Nga Oanh Phương Quỳnh Thảo Yến".split()


def test_a_row_that_somebody_else_entered_meanwhile_changes_nothing(home_affairs):
    batch = keep(one())
    import_file(one())

    do_import(batch)

    assert [row.outcome for row in rows_of(batch)] == ["unchanged"]
    assert db.session.scalar(select(func.count(Person.id))) == 1


def test_a_row_that_was_overtaken_is_refused_and_the_others_go_on(home_affairs):
    batch = keep(
        make_xlsx(
            HEADINGS,
            (1, "Nguyễn Thị Hòa", "Thứ trưởng", "BNV", "hoa@bnv.gov.vn", None),
            (2, "Trần Thị Lan", "Thứ trưởng", "BNV", "lan@bnv.gov.vn", None),
        )
    )
    make_member("Lê Thị Mai", email="hoa@bnv.gov.vn")

    do_import(batch)

    rows = rows_of(batch)
    assert [row.outcome for row in rows] == ["refused", "added"]
    assert sentences(rows[0])[-1].startswith("Sau khi chị xem, danh bạ đã thay đổi.")


def test_a_changed_value_that_nobody_saw_is_not_overwritten(home_affairs):
    hoa = make_member("Nguyễn Thị Hòa", ministry=home_affairs, title="Thứ trưởng", phone="+84911111111")
    batch = keep(one(**{"Chức vụ": "Thứ trưởng", "Điện thoại": "0922222222"}))
    with writing():
        hoa.edit("contact", phone="+84933333333")
        db.session.commit()

    do_import(batch)

    assert (rows_of(batch)[0].outcome, person("Nguyễn Thị Hòa").phone) == ("refused", "+84933333333")


def test_heads_of_departments_change_places_by_the_roster(home_affairs):
    make_member("Lê Thị Mai", ministry=home_affairs, title="Vụ trưởng Vụ Pháp chế")

    import_file(
        make_xlsx(
            HEADINGS,
            (1, "Nguyễn Thị Hòa", "Vụ trưởng Vụ Pháp chế", "BNV", None, None),
            (2, "Lê Thị Mai", "Thứ trưởng", "BNV", None, None),
        )
    )

    posts = {name: person(name).appointment.post.title for name in ("Nguyễn Thị Hòa", "Lê Thị Mai")}
    assert posts == {"Nguyễn Thị Hòa": "Vụ trưởng Vụ Pháp chế", "Lê Thị Mai": "Thứ trưởng"}


def test_two_of_one_name_at_two_ministries_are_two(home_affairs, finance):
    batch = import_file(
        make_xlsx(
            HEADINGS,
            (1, "Nguyễn Thị Hòa", "Thứ trưởng", "BNV", None, None),
            (2, "Nguyễn Thị Hoà", "Thứ trưởng", "BTC", None, None),
        )
    )

    assert [row.outcome for row in rows_of(batch)] == ["added", "added"]


heard = []


@on(RosterImported)
def hear(event):
    heard.append((event.added, event.updated))


def test_whoever_is_told_hears_how_many_came(home_affairs):
    heard.clear()

    import_file(one())
    deliver_due()

    assert heard == [(1, 0)]


def test_people_who_are_imported_are_found_by_their_names(home_affairs):
    import_file(one())

    assert [hit.title for hit in find("nguyen thi hoa", audiences=("everyone",))] == ["Nguyễn Thị Hòa"]
