"""The directory as a table, to be printed or taken along: only what its reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from network.foundation.clock import now, today
from network.foundation.formats import local, show_date, show_time
from network.foundation.identifiers import show_phone
from network.foundation.rendering import locale
from network.members.models import Person
from network.members.wheel import Wheel, wheel_on

WIDTHS = {"number": 6, "name": 26, "post": 38, "place": 32, "expertise": 38}
BASIC_COLUMNS = {
    "number": _l("TT"),
    "name": _l("Họ và tên"),
    "post": _l("Chức danh"),
    "place": _l("Cơ quan"),
    "category": _l("Diện tham gia"),
    "expertise": _l("Lĩnh vực"),
}
MORE_COLUMNS = {
    "term": _l("Nhiệm kỳ"),
    "joined": _l("Tham gia từ ngày"),
    "email": _l("Thư điện tử"),
    "phone": _l("Điện thoại di động"),
    "office_phone": _l("Điện thoại cơ quan"),
}


@dataclass(frozen=True)
class Line:
    """One person of the table."""

    number: int
    name: str
    post: str
    place: str
    person: Person
    viewer: Person

    @property
    def category(self) -> str:
        belonging = self.person.membership
        return belonging.category_words if belonging else ""

    @property
    def term(self) -> str:
        belonging = self.person.membership
        return belonging.term.label if belonging and belonging.term else ""

    @property
    def joined(self) -> object:
        belonging = self.person.membership
        return belonging.valid_from if belonging else None

    @property
    def expertise(self) -> str:
        return ", ".join(field.shown_name for field in self.person.expertise)

    @property
    def email(self) -> str:
        return self._shown("email")

    @property
    def phone(self) -> str:
        return show_phone(self._shown("phone")) if self._shown("phone") else ""

    @property
    def office_phone(self) -> str:
        return self._shown("office_phone")

    @property
    def any_phone(self) -> str:
        """The number that the reader may call: her own, else her office's."""
        return self.phone or self.office_phone

    def _shown(self, field: str) -> str:
        return (getattr(self.person, field) or "") if self.person.shows(field, to=self.viewer) else ""


def lines(people: Sequence[Person], viewer: Person) -> list[Line]:
    """The table, in the order of the people; the names of their organisations come in one query."""
    held = [person.appointment for person in people]
    wheel = wheel_on(today(), {one.post.organization_id for one in held if one})
    return [
        Line(number, person.full_name, one.post.title if one else "", _place(one, wheel), person, viewer)
        for number, (person, one) in enumerate(zip(people, held, strict=True), 1)
    ]


def _place(appointment: object, wheel: Wheel) -> str:
    return wheel.known[appointment.post.organization_id].name if appointment else ""


def columns_for(viewer: Person) -> dict[str, str]:
    """What of the table she may take along: members what the directory shows of each, organisers all of it."""
    columns = BASIC_COLUMNS | (MORE_COLUMNS if viewer.is_organizer else {})
    return {name: str(words) for name, words in columns.items()}


def watermark(viewer: Person) -> str:
    """Who took it, and when."""
    here = local(now())
    return _(
        "Lấy từ danh bạ Mạng lưới lúc %(time)s, %(day)s, người lấy: %(name)s. Chỉ dùng cho việc của Mạng lưới.",
        time=show_time(here, locale=locale()),
        day=show_date(here, locale=locale()),
        name=viewer.full_name,
    )
