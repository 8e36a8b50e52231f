"""The pages of an import, as an organiser goes through them."""

import re
from io import BytesIO

from sqlalchemy import func, select

from network.foundation.events import deliver_due
from network.foundation.models import db
from network.members.models import Person, RosterBatch
from network.members.models.roster_batch import BatchState
from tests.factories import make_member, make_organizer
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS

ADDRESS = "/thanh-vien/nhap-danh-sach"


def upload(client, data: bytes, name: str = "danh-sach.xlsx"):
    return client.post(ADDRESS, data={"file": (BytesIO(data), name)}, content_type="multipart/form-data")


def page_of(client, response) -> str:
    assert response.status_code == 303, response.text
    return client.get(response.location).text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_organizer_sees_each_row_then_imports_and_takes_back(home_affairs, browser):
    client = browser(make_organizer())
    before = db.session.scalar(select(func.count(Person.id)))
    data = make_xlsx(
        HEADINGS,
        (1, "Nguyễn Thị Hoà", "Vụ trưởng Vụ Pháp chế", "Bộ Nội vụ", "hoa@bnv.gov.vn", "912345678"),
        (2, "Trần Thị Lan", "Vụ trưởng Vụ Bình đẳng giới", "Bộ Nội vục", "lan@bnv.gov.vn", None),
    )

    response = upload(client, data)
    text = words(page_of(client, response))

    assert "1 chị sẽ được nhập: 1 mới, 0 cập nhật." in text
    assert "Dòng 3 Trần Thị Lan" in text
    assert "Cơ quan “Bộ Nội vục”: Chưa có cơ quan “Bộ Nội vục”. Gần nhất là Bộ Nội vụ." in text
    assert db.session.scalar(select(func.count(Person.id))) == before

    client.post(f"{response.location}/nhap")
    assert "Đang nhập" in words(client.get(response.location).text)
    deliver_due()

    text = words(client.get(response.location).text)
    assert "thêm 1 chị, cập nhật 0 chị." in text
    assert db.session.scalar(select(func.count(Person.id))) == before + 1

    assert "1 chị được thêm trong đợt này sẽ được gỡ" in words(client.get(f"{response.location}/hoan-tac").text)
    client.post(f"{response.location}/hoan-tac")
    deliver_due()

    assert "gỡ 1 chị" in words(client.get(response.location).text)
    assert db.session.scalar(select(func.count(Person.id))) == before


def test_only_organizers_bring_rosters(home_affairs, browser):
    client = browser(make_member())

    assert client.get(ADDRESS).status_code == 403
    assert upload(client, make_xlsx(HEADINGS)).status_code == 403


def test_pressing_twice_makes_one_batch(home_affairs, browser):
    client = browser(make_organizer())
    data = make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Vụ trưởng", "Bộ Nội vụ", None, None))

    first, second = upload(client, data), upload(client, data)

    assert first.location == second.location
    assert db.session.scalar(select(func.count(RosterBatch.id))) == 1


def test_a_file_that_is_no_table_is_answered_in_words(home_affairs, browser):
    response = upload(browser(make_organizer()), b"MZ\x90\x00" + bytes(5000), "danh-sach.xlsx")

    assert response.status_code == 422
    assert "Tệp này không phải là bảng Excel hay CSV" in response.text


def test_a_cancelled_batch_leaves_nothing_of_the_file(home_affairs, browser):
    client = browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Vụ trưởng", "Bộ Nội vụ", None, None)))

    client.post(f"{response.location}/bo")

    batch = db.session.scalars(select(RosterBatch)).one()
    assert batch.state is BatchState.CANCELLED
    assert "Nội dung của tệp đã được xóa." in client.get(response.location).text
    assert client.post(f"{response.location}/nhap").status_code == 409
