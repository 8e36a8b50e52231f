"""Six statements are enough for any page, of the demo network too, whoever reads it."""

from sqlalchemy import select

from network.accounts.models import Account
from network.demo.loading import load_demo_once
from network.foundation.clock import today
from network.foundation.models import db
from network.members.models import Person, Role
from network.workshops.models import DraftState, RotationDraft, Workshop
from tests.queries import counted
from tests.workshops.planner import answer_all

MOST = 6
ROTATION = "/hoi-thao/luan-phien"
PAGES = (
    "/",
    "/thanh-vien",
    "/ho-so",
    "/bo-nganh",
    "/bo-nganh/bkhcn",
    "/hoi-thao",
    ROTATION,
    "/chu-de",
    "/tim-kiem?q=nguyen",
)
OF_ORGANIZERS = ("/loi-moi", "/thanh-vien/nhap-danh-sach", "/thanh-vien/moi", "/hoi-thao/da-qua/moi")


def statements_of(browser, path: str) -> list[str]:
    """What a page asks the database for; what is known from the first visit of all is not asked again."""
    browser.get(path)
    with counted() as sent:
        response = browser.get(path, follow_redirects=True)
    assert response.status_code == 200, path
    return sent


def too_long(browser, pages) -> dict[str, list[str]]:
    asked = {path: statements_of(browser, path) for path in pages}
    return {path: sent for path, sent in asked.items() if len(sent) > MOST}


def pages_of_rows() -> list[str]:
    member = db.session.scalars(select(Person).join(Account).where(~Person.roles.any())).first()
    workshop = db.session.scalars(select(Workshop)).first()
    return [member.url, f"/hoi-thao/{workshop.year}", f"/hoi-thao/{workshop.year}/dang-ky-du"]


def test_a_member_reads_any_page_in_six_statements(browser):
    load_demo_once()
    member = db.session.scalars(select(Person).join(Account).where(~Person.roles.any())).first()

    assert too_long(browser(member), (*PAGES, *pages_of_rows())) == {}


def test_an_organizer_reads_any_page_in_six_statements(browser):
    load_demo_once()
    organizer = db.session.scalars(select(Person).join(Account).where(Person.roles.any(role=Role.ORGANIZER))).first()
    mai = browser(organizer)

    assert too_long(mai, (*PAGES, *OF_ORGANIZERS, *pages_of_rows())) == {}

    mai.post(ROTATION, data={"first_year": today().year + 1, "years": 8})
    answer_all()
    assert too_long(mai, [ROTATION]) == {}

    draft = db.session.scalars(select(RotationDraft)).one()
    mai.post(f"{ROTATION}/{draft.id}/cong-bo", data={"version": draft.version})
    assert db.session.scalars(select(RotationDraft)).one().state is DraftState.PUBLISHED
    assert too_long(mai, [ROTATION, "/", "/hoi-thao"]) == {}
