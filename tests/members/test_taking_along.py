"""The directory taken along: who gets which columns, and what is put on record."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Audience
from tests.factories import make_member, make_ministry, make_organizer, make_person


def export(client, query: str = "") -> list[list]:
    response = client.post(f"/thanh-vien/tai-bang?{query}")
    assert response.status_code == 200
    sheet = load_workbook(BytesIO(response.data)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_member_takes_basic_columns(browser):
    member = make_member("Phạm Thị An", ministry=make_ministry("Bộ Y tế"), phone="+84912345678")
    with writing():
        member.choose_expertise(["Y tế cơ sở"])
        db.session.commit()

    title, mark, headings, *rows = export(browser(member))

    assert title[0] == "Thành viên Mạng lưới: 1 chị trong Mạng lưới"
    assert "người lấy: Phạm Thị An" in mark[0]
    assert headings == ["TT", "Họ và tên", "Chức danh", "Cơ quan", "Diện tham gia", "Lĩnh vực"]
    assert rows == [
        [
            1,
            "Phạm Thị An",
            "Phó Vụ trưởng Vụ Tổ chức cán bộ",
            "Bộ Y tế",
            "Ủy viên Ban Chấp hành, khối bộ, ngành",
            "Y tế cơ sở",
        ]
    ]


def test_an_organiser_takes_contact_along(browser):
    make_member("Phạm Thị An", phone="+84912345678", phone_audience=Audience.ME, email="an@example.vn")

    _title, _mark, headings, first, _second = export(browser(make_organizer("Trần Thị Yến")))

    row = dict(zip(headings, first, strict=True))
    assert (row["Họ và tên"], row["Điện thoại di động"], row["Thư điện tử"]) == (
        "Phạm Thị An",
        "0912 345 678",
        "an@example.vn",
    )


def test_the_filter_of_the_page_holds(browser):
    make_member("Phạm Thị An")
    make_member("Nguyễn Thị Bích")

    *_head, only = export(browser(make_member("Trần Thị Yến")), "q=nguyen")

    assert only[1] == "Nguyễn Thị Bích"


@pytest.mark.parametrize("title", ["=1+1", "+84", "@SUM(A1)", "-5", "＝cmd", "\t=1"])
def test_a_cell_that_looks_like_a_formula_is_text(browser, title):
    make_member("Phạm Thị An", title=title)

    response = browser(make_organizer("Trần Thị Yến")).post("/thanh-vien/tai-bang?q=pham")

    cell = load_workbook(BytesIO(response.data)).active["C4"]
    assert (cell.data_type, cell.value.strip("' \t")) == ("s", title.strip())


def test_it_is_put_on_record_with_count_and_filter(browser):
    member = make_member("Phạm Thị An")

    export(browser(member), "q=an&kieu=danh-sach")

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "directory.exported")).one()
    assert (entry.actor, entry.details["count"], entry.details["filter"]) == (
        f"person:{member.id}",
        1,
        "/thanh-vien?q=an&kieu=danh-sach",
    )


def test_the_printed_list_shows_a_number_to_whom_it_may_be_shown(browser):
    ministry = make_ministry()
    make_member("Phạm Thị An", ministry=ministry, phone="+84912345678", phone_audience=Audience.MINISTRY)
    make_member("Nguyễn Thị Bích", phone="+84987654321", office_phone="024 0000 0000")

    colleague = browser(make_member("Trần Thị Yến", ministry=ministry)).get("/thanh-vien/in").text
    stranger = browser(make_member("Lê Thị Yên")).get("/thanh-vien/in").text

    assert ["0912 345 678" in page for page in (colleague, stranger)] == [True, False]
    assert ["0987 654 321" in page or "024 0000 0000" not in page for page in (colleague, stranger)] == [False, False]


def test_printing_is_put_on_record(browser):
    browser(make_member()).get("/thanh-vien/in")

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "directory.printed")).one()
    assert entry.details == {"count": 1, "filter": "/thanh-vien"}


def test_who_sees_no_directory_takes_none_along(browser):
    client = browser(make_person())

    assert [client.post("/thanh-vien/tai-bang").status_code, client.get("/thanh-vien/in").status_code] == [403, 403]


def test_ten_times_an_hour_are_enough(app, browser, monkeypatch):
    monkeypatch.setitem(app.config, "LIMITS_SCALE", 1)
    client = browser(make_member())

    statuses = [client.post("/thanh-vien/tai-bang").status_code for _time in range(11)]

    assert statuses == [200] * 10 + [429]
