"""`flask members import FILE [--dry-run]`."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.members.models import Person, RosterBatch
from tests.foundation.spreadsheets.files import make_xlsx
from tests.members.roster.rosters import HEADINGS

GOOD = (1, "Nguyễn Thị Hoà", "Thứ trưởng", "BNV", "hoa@bnv.gov.vn", 912345678)
BAD = (2, "Trần Thị Lan", "Vụ trưởng", "Bộ Nội vục", None, None)


@pytest.fixture
def run(app, tmp_path):
    """`run(data, *options)`: exit code and what was printed."""

    def invoke(data: bytes, *options: str):
        (file := Path(tmp_path / "danh-sach.xlsx")).write_bytes(data)
        result = app.test_cli_runner().invoke(args=["members", "import", str(file), *options])
        db.session.rollback()
        return result.exit_code, result.output

    return invoke


def test_a_dry_run_tells_the_fates_and_writes_nothing(home_affairs, run):
    code, text = run(make_xlsx((*HEADINGS, "Ghi chú"), (*GOOD, "x"), BAD), "--dry-run")

    assert code == 1
    assert text.splitlines() == [
        "Cột không nhập: “Ghi chú”.",
        "Dòng 2: Mới: Nguyễn Thị Hoà",
        "    Cơ quan: Hiểu là Bộ Nội vụ.",
        "    Điện thoại: Thêm số 0 ở đầu: 0912 345 678.",
        "    Diện thành viên: Chưa ghi diện, hiểu là Ủy viên Ban Chấp hành, khối bộ, ngành.",
        "Dòng 3: Cần sửa: Trần Thị Lan",
        "    Cơ quan: Chưa có cơ quan “Bộ Nội vục”. Gần nhất là Bộ Nội vụ. Xin chị sửa tên cho khớp.",
        "Mới 1; Cần sửa 1",
        "Thử thôi: chưa ghi gì vào danh bạ.",
    ]
    assert [db.session.scalar(select(func.count(kind.id))) for kind in (Person, RosterBatch)] == [0, 0]


def test_good_rows_are_imported_and_the_exit_code_tells_of_the_others(home_affairs, run):
    code, text = run(make_xlsx(HEADINGS, GOOD, BAD))

    assert (code, text.splitlines()[-1]) == (1, "Đã thêm 1, đã cập nhật 0.")
    assert db.session.scalars(select(Person.full_name)).all() == ["Nguyễn Thị Hoà"]
    assert set(db.session.scalars(select(AuditEntry.actor))) == {"system"}


def test_a_file_without_problems_ends_well(home_affairs, run):
    assert run(make_xlsx(HEADINGS, GOOD))[0] == 0
    code, text = run(make_xlsx(HEADINGS, GOOD))
    assert (code, "Dòng 2: Đã có, không đổi: Nguyễn Thị Hoà" in text) == (0, True)


def test_a_file_that_is_no_table_is_refused(run):
    assert run(b"MZ\x90\x00" + bytes(500)) == (
        2,
        "Tệp này không phải là bảng Excel hay CSV. Chị mở bảng bằng Excel, lưu thành tệp .xlsx rồi chọn lại.\n",
    )
