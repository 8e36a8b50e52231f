"""The first day of a real network: a roster is imported, two members sign in, a year is planned and answered."""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest

from network.foundation.clock import today
from network.foundation.spreadsheets.writing import write_xlsx
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

ROSTER = Path(__file__).parents[2] / "network" / "demo" / "data" / "members.csv"
PASSWORD = "con mèo leo cây cau"
CODES = {"bkhcn": "BKHCN", "nhnn": "NHNN", "byt": "BYT", "bgddt": "BGDĐT", "bnnmt": "BNNMT", "bdttg": "BDTTG"}
YEAR = today().year + 1
BUSY = 60_000  # milliseconds that a job may take on a busy machine


def make_roster(folder: Path) -> Path:
    """The 34 in an Excel file as an office would keep it: a title, a TT column, names of ministries or their codes."""
    with ROSTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    headings = ["TT", "Họ và tên", "Chức vụ", "Cơ quan", "Thư điện tử", "Người giới thiệu", "Diện thành viên"]
    leader = "Lãnh đạo nữ chưa là ủy viên"
    lines = [
        [
            number,
            row["full_name"],
            row["title"],
            CODES.get(row["organization"], row["organization"].upper()),
            f"thanhvien{number}@example.vn",
            rows[0]["full_name"] if row["category"] == "leader" else "",
            leader if row["category"] == "leader" else "Ủy viên Ban Chấp hành, khối bộ, ngành",
        ]
        for number, row in enumerate(rows, 1)
    ]
    file = folder / "Danh sach Mang luoi.xlsx"
    file.write_bytes(write_xlsx(headings, lines, title="DANH SÁCH THÀNH VIÊN MẠNG LƯỚI"))
    return file


def open_house(house) -> str:
    """What the README says of a new installation; returns the path of the first administrator's invitation."""
    house.flask("organizations", "load")
    house.flask("members", "load-reference")
    house.flask("themes", "load")
    printed = house.flask(
        "accounts", "create-administrator", "--name", "Phạm Thanh Mai", "--identifier", "thanhmai@example.vn"
    )
    return re.search(r"http://[^/]+(/moi/\S+)", printed).group(1)


def accept(visitor, path: str) -> None:
    visitor.go(path)
    visitor.page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    visitor.page.get_by_role("button", name="Đặt mật khẩu và vào").click()
    visitor.page.wait_for_url(visitor.house.address + "/")


def import_roster(organizer, file: Path) -> None:
    organizer.go("/thanh-vien/nhap-danh-sach")
    organizer.page.get_by_label("Tệp danh sách").set_input_files(file)
    organizer.page.get_by_role("button", name="Xem trước").click()
    organizer.page.get_by_role("button", name="Nhập 34 chị").click(timeout=BUSY)
    organizer.page.get_by_text("thêm 34 chị").wait_for(timeout=BUSY)


def invite(organizer, name: str) -> str:
    """Invite a member by the directory; returns the path of her invitation."""
    organizer.go("/loi-moi")
    organizer.page.get_by_role("link", name=f"Mời chị {name}").click()
    organizer.page.get_by_role("button", name="Tạo lời mời").click()
    link = organizer.page.get_by_label("Đường dẫn của lời mời")
    link.wait_for()
    return "/moi/" + link.input_value().rpartition("/")[2]


def publish_theme(organizer) -> None:
    organizer.go("/chu-de/moi")
    organizer.page.get_by_label("Năm", exact=True).fill(str(YEAR))
    organizer.page.get_by_label("Chủ đề", exact=True).fill("Phụ nữ và chuyển đổi số")
    organizer.page.get_by_role("button", name="Lưu").click()
    organizer.page.get_by_role("button", name="Công bố").click()
    organizer.page.get_by_text(f"Đã công bố chủ đề năm {YEAR}.").wait_for()


def publish_rotation(organizer) -> str:
    """Plan eight years, pin the first year's host, publish; returns its name."""
    page = organizer.page
    organizer.go("/hoi-thao/luan-phien/moi")
    page.get_by_label("Năm đầu tiên").fill(str(YEAR))
    page.get_by_label("Số năm").fill("8")
    page.get_by_role("button", name="Xếp thử").click()
    page.get_by_role("link", name="Bản chứng minh").wait_for(timeout=BUSY)
    organizer.go(f"/hoi-thao/luan-phien?nam={YEAR}")
    page.get_by_role("button", name=f"Ghim {YEAR}", exact=True).click()
    page.get_by_role("button", name="Lưu vào bản dự thảo").click(timeout=BUSY)
    page.get_by_role("button", name=f"Bỏ ghim {YEAR}").wait_for(timeout=BUSY)
    page.get_by_role("link", name="Công bố").click()
    page.get_by_role("button", name="Công bố").click()
    page.get_by_text("Đã công bố vòng luân phiên").wait_for(timeout=BUSY)
    organizer.go(f"/hoi-thao/luan-phien?nam={YEAR}")
    return page.locator("h2").first.inner_text().replace("\n", " ").replace("\xa0", " ")


def publish_workshop(organizer) -> None:
    first_day = today().replace(year=YEAR, month=9, day=1)
    first_day += timedelta(days=(3 - first_day.weekday()) % 7 + 7)  # a Thursday after the national holiday
    page = organizer.page
    organizer.go(f"/hoi-thao/moi?nam={YEAR}")
    page.get_by_label("Khai mạc ngày").fill(f"{first_day:%d/%m/%Y}")
    page.get_by_label("Bế mạc ngày").fill(f"{first_day + timedelta(days=1):%d/%m/%Y}")
    hours = page.get_by_label("Lúc")
    hours.nth(0).fill("8:00")
    hours.nth(1).fill("11:45")
    page.get_by_label("Hạn trả lời").fill(f"{first_day - timedelta(days=10):%d/%m/%Y}")
    page.get_by_label("Nơi họp").fill("Hội trường tầng 3")
    page.get_by_role("button", name="Lưu").click()
    publish = page.get_by_role("button", name="Công bố")
    page.get_by_role("button", name="Công bố").or_(page.get_by_text("Chưa lưu.")).first.wait_for()
    if not publish.is_visible():
        page.get_by_role("button", name="Lưu").click()
    publish.click()
    page.get_by_text(f"Đã công bố Hội thảo thường niên {YEAR}.").wait_for()


def test_from_an_empty_house_to_two_answers(empty_house, visitor, tmp_path):
    organizer = visitor(empty_house, viewport={"width": 1440, "height": 900})
    accept(organizer, open_house(empty_house))
    import_roster(organizer, make_roster(tmp_path))

    on_phone, on_desk = visitor(empty_house, **PHONE), visitor(empty_house)
    accept(on_phone, invite(organizer, "Nguyễn Thị Lan Anh"))
    accept(on_desk, invite(organizer, "Trần Thị Minh Hạnh"))

    on_phone.go("/thanh-vien?q=tran+thi+minh+hanh")
    assert on_phone.page.get_by_role("link", name="Trần Thị Minh Hạnh").first.is_visible()

    publish_theme(organizer)
    host = publish_rotation(organizer)
    publish_workshop(organizer)

    on_phone.go("/")
    assert host in on_phone.page.locator(".next").inner_text().replace("\xa0", " ")
    on_phone.page.get_by_role("button", name="Tôi sẽ dự").click()
    on_phone.page.locator(".next").get_by_text("1 chị đã nhận lời").wait_for()

    on_desk.go(f"/hoi-thao/{YEAR}")
    on_desk.page.get_by_label("Không dự được").check()
    on_desk.page.get_by_role("button", name="Gửi xác nhận").click()
    on_desk.page.get_by_text("1 vắng").first.wait_for()

    organizer.go(f"/hoi-thao/{YEAR}/dang-ky-du")
    assert "32 chị" in organizer.page.locator("main").inner_text()
    assert organizer.faults + on_phone.faults + on_desk.faults == []
