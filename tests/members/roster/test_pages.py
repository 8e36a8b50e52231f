"""The pages of an import, as an organiser goes through them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from network.foundation.audit import AuditEntry
from network.foundation.clock import now
from network.foundation.database import writing
from network.foundation.events import deliver_due
from network.foundation.models import db
from network.members.models import Person, RosterBatch, RosterRow
from network.members.models.roster_batch import BatchState
from network.members.roster.jobs import forget_rosters
from tests.factories import make_member, make_organizer
from tests.foundation.spreadsheets.files import make_xlsx, with_parts
from tests.members.roster.rosters import HEADINGS

ADDRESS = "/thanh-vien/nhap-danh-sach"
MULTIPART = "multipart/form-data"


def upload(client, data: bytes, name: str = "danh-sach.xlsx"):
    """Send a file as a browser does (the test client would leave a temporary file open behind a large one)."""
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return client.post(ADDRESS, data=head + data + b"\r\n--cut--\r\n", content_type=f"{MULTIPART}; boundary=cut")


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

    assert "1 chị mới sẽ được thêm." in text
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


def test_a_cancelled_batch_leaves_nothing_of_the_file(home_affairs, browser):
    client = browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Vụ trưởng", "Bộ Nội vụ", None, None)))

    client.post(f"{response.location}/bo")

    batch = db.session.scalars(select(RosterBatch)).one()
    assert batch.state is BatchState.CANCELLED
    assert "Nội dung của tệp đã được xóa." in client.get(response.location).text
    assert client.post(f"{response.location}/nhap").status_code == 409


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "danh-sach.xlsx", "Tệp này chưa có dòng nào."),
        (make_xlsx(HEADINGS), "danh-sach.xlsx", "Tệp này chưa có dòng nào."),
        (b"MZ\x90\x00" + bytes(5000), "danh-sach.xlsx", "Tệp này không phải là bảng Excel hay CSV."),
        (b"%PDF-1.7 " + bytes(500), "danh-sach.csv", "Tệp này là PDF nên chưa đọc được thành bảng."),
        (with_parts({"xl/media/a.bin": bytes(40_000_000)}), "danh-sach.xlsx", "Tệp này khi mở ra lớn hơn 100 MB."),
        (b"a" * 21 * 1024 * 1024, "danh-sach.csv", "Tệp lớn hơn 20 MB."),
        (make_xlsx(("a", "b"), (1, 2)), "danh-sach.xlsx", "Chưa tìm được dòng tiêu đề trong 30 dòng đầu."),
    ],
    ids=["empty", "heading only", "executable", "pdf", "bomb", "21 MB", "no heading"],
)
def test_a_file_that_cannot_be_read_is_answered_in_words(home_affairs, browser, data, name, sentence):
    response = upload(browser(make_organizer()), data, name)

    assert response.status_code == 422
    assert sentence in words(response.text)
    assert db.session.scalar(select(func.count(RosterBatch.id))) == 0


def test_40_megabytes_are_not_read(app, browser):
    response = upload(browser(make_organizer()), bytes(40 * 1024 * 1024))

    assert response.status_code == 413
    assert "Tệp hoặc bài viết quá lớn" in response.text


def test_no_file_at_all_is_asked_for(app, browser):
    response = browser(make_organizer()).post(ADDRESS, data={})

    assert response.status_code == 422
    assert "Xin chị chọn tệp Excel (.xlsx) hoặc CSV." in response.text


@pytest.fixture
def look(home_affairs, finance, browser):
    """A batch with a row that needs a look: its client, its address, the person who may be meant."""
    hoa, client = make_member("Nguyễn Thị Hòa", ministry=finance, title="Vụ trưởng"), browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Nguyễn Thị Hoà", "Thứ trưởng", "BNV", None, None)))
    return client, response.location, hoa


def test_the_same_person_is_updated_when_an_organizer_says_so(look):
    client, address, hoa = look
    assert "Là chị Nguyễn Thị Hòa, Vụ trưởng, Bộ Tài chính" in client.get(address).text

    client.post(f"{address}/dong/2", data={"la": str(hoa.id)})

    assert "Chị chọn: là người đã có, sẽ được cập nhật" in client.get(address).text
    client.post(f"{address}/nhap")
    deliver_due()
    db.session.expire_all()
    assert (hoa.organization.name, hoa.appointment.post.title) == ("Bộ Nội vụ", "Thứ trưởng")
    assert [each.id for each in db.session.scalars(select(Person).where(Person.full_name.like("%Hòa")))] == [hoa.id]


def test_another_person_is_added_when_an_organizer_says_so(look):
    client, address, hoa = look

    client.post(f"{address}/dong/2", data={"la": "nguoi-khac"})
    client.post(f"{address}/nhap")
    deliver_due()

    db.session.expire_all()
    assert hoa.organization.name == "Bộ Tài chính"
    assert db.session.scalars(select(Person).where(Person.full_name == "Nguyễn Thị Hoà")).one().id != hoa.id


def test_a_row_that_nobody_decided_is_left_out(look):
    client, address, _hoa = look
    client.post(f"{address}/dong/2", data={"la": "nguoi-khac"})
    client.post(f"{address}/dong/2", data={"la": "chua-ro"})
    text = words(client.get(address).text)
    assert "Danh sách này chưa có ai để nhập." in text

    client.post(f"{address}/nhap")
    deliver_due()

    assert db.session.scalars(select(Person).where(Person.full_name == "Nguyễn Thị Hoà")).all() == []


@pytest.mark.parametrize("answer", ["", "x", "99999999999999", "١"])
def test_an_answer_that_is_none_is_refused(look, answer):
    client, address, _hoa = look

    assert client.post(f"{address}/dong/2", data={"la": answer}).status_code == 400


def test_an_answer_that_names_somebody_else_is_refused(look):
    client, address, _hoa = look

    assert client.post(f"{address}/dong/2", data={"la": str(make_member().id)}).status_code == 409


def test_a_row_is_answered_with_the_row_and_the_new_sum(look):
    client, address, _hoa = look

    part = client.post(f"{address}/dong/2", data={"la": "nguoi-khac"}, headers={"HX-Request": "true"}).text

    assert "<html" not in part
    assert 'hx-swap-oob="outerHTML"' in part
    assert "Nhập 1 chị" in part


def test_a_long_roster_is_checked_by_a_job_and_shown_page_by_page(home_affairs, browser):
    client = browser(make_organizer())
    rows = [
        (n, f"Lê Thị {GIVEN[n % 26]}{GIVEN[n // 26].lower()}", "Chuyên viên", "BNV", f"c{n}@b.vn") for n in range(600)
    ]
    response = upload(client, make_xlsx(HEADINGS, *rows))
    assert "Đang kiểm tra: 0 trên 600 dòng" in words(client.get(response.location).text)
    part = client.get(f"{response.location}/tien-do", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<poll-part")

    deliver_due()

    text = client.get(response.location).text
    assert lines_of(text) == list(range(2, 52))
    assert lines_of(client.get(f"{response.location}?sau=51").text) == list(range(52, 102))
    assert lines_of(client.get(f"{response.location}?truoc=102").text) == list(range(52, 102))
    done = client.get(f"{response.location}/tien-do", headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == response.location


GIVEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lines_of(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"Dòng (\d+)</span>", text)]


def test_rows_can_be_narrowed_to_those_with_problems(home_affairs, browser):
    client = browser(make_organizer())
    good, bad = (1, "Lê Thị An", "Thứ trưởng", "BNV"), (2, "Lê Thị 2", "Thứ trưởng", "BNV")
    response = upload(client, make_xlsx(HEADINGS, good, bad))

    assert lines_of(client.get(f"{response.location}?xem=co-van-de").text) == [3]
    assert lines_of(client.get(f"{response.location}?xem=moi").text) == [2]
    assert lines_of(client.get(f"{response.location}?xem=khong-co&sau=x").text) == [2, 3]


def test_a_file_that_was_imported_before_says_so(home_affairs, browser):
    client = browser(make_organizer())
    data = make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV"))
    first = upload(client, data)
    client.post(f"{first.location}/nhap")
    deliver_due()

    second = upload(client, data, "ban-sao.xlsx")

    assert second.location != first.location
    text = words(client.get(second.location).text)
    assert "Tệp này giống hệt “danh-sach.xlsx”, đã nhập lúc" in text
    assert "1 chị đã có trong danh bạ, không đổi." in text


def test_files_can_be_taken_away_and_the_trail_tells(home_affairs, browser):
    client = browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV"), (2, "Lê Thị 2", "x", "BNV")))
    client.post(f"{response.location}/nhap")
    deliver_due()

    for name in ("danh-sach.xlsx", "danh-sach.csv", "can-sua.xlsx"):
        answer = client.post(f"{response.location}/tai/{name}")
        assert (answer.status_code, name in answer.headers["Content-Disposition"]) == (200, True)
        assert answer.content_type.count("charset") == name.endswith(".csv")

    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("roster.%exported"))).all()
    assert sorted(actions) == ["roster.exported", "roster.exported", "roster.problems_exported"]
    assert client.get(f"{ADDRESS}/mau.xlsx").status_code == 200


def test_checking_again_takes_in_what_has_changed(home_affairs, browser):
    client = browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV")))
    make_member("Lê Thị An", ministry=home_affairs, title="Thứ trưởng")

    client.post(f"{response.location}/kiem-tra-lai")
    deliver_due()

    assert "1 chị đã có trong danh bạ, không đổi." in words(client.get(response.location).text)


def test_the_trail_names_who_imported(home_affairs, browser):
    organizer = make_organizer()
    client = browser(organizer)
    response = upload(client, make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV")))

    client.post(f"{response.location}/nhap")
    deliver_due()

    actors = db.session.scalars(select(AuditEntry.actor).where(AuditEntry.action == "roster.imported")).all()
    assert actors == [f"person:{organizer.id}"]


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_asks_the_database_the_same_few_times(home_affairs, browser, rows):
    client = browser(make_organizer())
    people = [(n, f"Lê Thị {GIVEN[n % 26]}{GIVEN[n // 26].lower()}", "Chuyên viên", "BNV") for n in range(rows)]
    response = upload(client, make_xlsx(HEADINGS, *people))
    client.get(response.location)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    client.get(response.location)

    assert len([each for each in asked if each.startswith("SELECT")]) <= 6, asked


def test_what_was_never_imported_is_forgotten_after_a_week(home_affairs, browser):
    upload(browser(make_organizer()), make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV")))
    with writing():
        db.session.execute(update(RosterBatch).values(uploaded_at=now() - timedelta(days=8)))
        forget_rosters()
        db.session.commit()

    assert [db.session.scalar(select(func.count(kind.id))) for kind in (RosterBatch, RosterRow)] == [0, 0]


def test_what_was_imported_long_ago_is_kept_without_its_rows(home_affairs, browser):
    client = browser(make_organizer())
    response = upload(client, make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV")))
    client.post(f"{response.location}/nhap")
    deliver_due()
    with writing():
        db.session.execute(update(RosterBatch).values(imported_at=now() - timedelta(days=91)))
        forget_rosters()
        db.session.commit()

    assert "Nội dung từng dòng được giữ 90 ngày" in client.get(response.location).text
    assert client.post(f"{response.location}/hoan-tac").status_code == 409


def test_a_file_that_turns_bad_behind_its_first_rows_leaves_nothing(home_affairs, browser):
    people = [(n, f"Lê Thị {GIVEN[n % 26]}{GIVEN[n // 26].lower()}", "Chuyên viên", "BNV") for n in range(600)]

    response = upload(browser(make_organizer()), make_xlsx(HEADINGS, *people, HEADINGS))

    assert response.status_code == 422
    assert "Bảng có hai dòng tiêu đề, dòng 1 và dòng 602" in words(response.text)
    assert [db.session.scalar(select(func.count(kind.id))) for kind in (RosterBatch, RosterRow)] == [0, 0]


def test_a_check_that_was_interrupted_goes_on_when_the_file_comes_again(home_affairs, browser):
    client = browser(make_organizer())
    data = make_xlsx(HEADINGS, (1, "Lê Thị An", "Thứ trưởng", "BNV"))
    response = upload(client, data)
    with writing():
        db.session.execute(update(RosterBatch).values(state=BatchState.CHECKING))
        db.session.commit()

    again = upload(client, data)

    assert again.location == response.location
    assert "Nhập 1 chị" in client.get(again.location).text
