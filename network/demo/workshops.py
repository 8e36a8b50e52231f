"""The demo's past hosts, and a workshop to come that most have answered; the hosts are invented and marked so."""

from datetime import date, time, timedelta

from sqlalchemy import select

from network.foundation.clock import now, today
from network.foundation.models import db
from network.members.models import Person
from network.organizations.models import Organization
from network.workshops.dates_to_avoid import cautions_for
from network.workshops.models import (
    AgendaItem,
    AgendaKind,
    AgendaSpeaker,
    Answer,
    Choice,
    HostTurn,
    TurnState,
    Workshop,
    WorkshopContact,
    WorkshopState,
)

PAST_HOSTS = {2018: "bldtbxh", 2019: "btc", 2022: "byt", 2023: "bgddt", 2024: "bng", 2025: "bct"}
HOST = "bkhcn"
NOTICE = timedelta(days=16)  # between the day the demo is loaded and its workshop
THURSDAY = 3
AGENDA = (  # day, time, minutes, kind, title, room, speakers by number in the roll
    (0, time(8, 0), 30, "quiet", "Đón tiếp đại biểu", "Sảnh tầng 1", ()),
    (0, time(8, 30), 30, "normal", "Khai mạc và chào mừng của lãnh đạo Bộ đăng cai", "Hội trường tầng 3", (1,)),
    (0, time(9, 0), 60, "normal", "Một năm thực hiện chủ đề: kết quả và việc còn dang dở", "Hội trường tầng 3", (14,)),
    (
        0,
        time(10, 15),
        90,
        "key",
        "Tọa đàm: dữ liệu nào giúp chính sách đến đúng phụ nữ?",
        "Hội trường tầng 3",
        (9, 0, 10),
    ),
    (0, time(11, 45), 90, "quiet", "Ăn trưa tại Bộ", "Nhà ăn", ()),
    (0, time(13, 30), 150, "key", "Sáng kiến của các bộ, ngành, mỗi nơi 7 phút", "Hội trường tầng 3", (18, 2)),
    (1, time(8, 30), 105, "normal", "Thảo luận nhóm: kế hoạch năm sau theo bốn mục tiêu", "Phòng 301 đến 304", (21, 4)),
    (1, time(10, 30), 45, "normal", "Chốt kiến nghị gửi các bộ, ngành", "Hội trường tầng 3", (11,)),
    (1, time(11, 15), 30, "normal", "Bàn giao đăng cai và bế mạc", "Hội trường tầng 3", (16,)),
)


def add_workshops(members: list[Person]) -> None:
    """Enter the hosts of past years, this year's turn and its workshop, and most members' answers."""
    organizations = {row.slug: row for row in db.session.scalars(select(Organization))}
    first_day = _good_day()
    for year, slug in PAST_HOSTS.items():
        db.session.add(_turn(year, organizations[slug], TurnState.HELD))
    db.session.add(_turn(first_day.year, organizations[HOST], TurnState.CONFIRMED))
    workshop = _workshop(first_day, members)
    db.session.add(workshop)
    db.session.flush()
    db.session.add_all(_answers(workshop, members))


def _good_day() -> date:
    """Of the Thursdays of the next two months the one, of this year if it can be, that least speaks against."""
    first = today() + NOTICE
    days = [first + timedelta(days=number) for number in range(60)]
    thursdays = [day for day in days if day.weekday() == THURSDAY]
    return min(
        thursdays, key=lambda day: (day.year != today().year, len(cautions_for(day, day + timedelta(days=1))), day)
    )


def _turn(year: int, organization: Organization, state: TurnState) -> HostTurn:
    return HostTurn(year=year, organization=organization, state=state, source="Số liệu minh họa", is_demo=True)


def _workshop(first_day: date, members: list[Person]) -> Workshop:
    workshop = Workshop(
        year=first_day.year,
        title=f"Hội thảo thường niên {first_day.year}",
        theme="Nữ lãnh đạo tiên phong chuyển đổi số",
        starts_on=first_day,
        starts_at=time(8, 0),
        ends_on=first_day + timedelta(days=1),
        ends_at=time(11, 45),
        place_name="Hội trường tầng 3",
        place_address="113 Trần Duy Hưng, Hà Nội",
        note="Các chị mang theo giấy mời; Bộ đăng cai bố trí chỗ gửi xe ở cổng số 2.",
        answers_due_on=first_day - timedelta(days=7),
        state=WorkshopState.PUBLISHED,
        published_at=now(),
    )
    workshop.contacts = [WorkshopContact(person=members[1])]
    workshop.agenda = [_item(first_day, members, *line) for line in AGENDA]
    return workshop


def _item(first_day: date, members: list[Person], day: int, starts_at: time, minutes: int, kind: str, title: str,
          room: str, speakers: tuple[int, ...]) -> AgendaItem:  # fmt: skip
    item = AgendaItem(
        day=first_day + timedelta(days=day),
        starts_at=starts_at,
        minutes=minutes,
        kind=AgendaKind(kind),
        title=title,
        room=room,
    )
    item.speakers = [AgendaSpeaker(person=members[number]) for number in speakers]
    return item


def _answers(workshop: Workshop, members: list[Person]) -> list[Answer]:
    """Of four members three have said yes; one sends a deputy, one cannot come, the first has yet to answer."""
    made = []
    for number, member in enumerate(members):
        if number % 4 == 0:
            continue
        says = {"choice": Choice.YES}
        if number == 5:
            says = {"choice": Choice.DEPUTY, "deputy_name": "Nguyễn Thị Thu Phương", "deputy_post": "Trưởng phòng"}
        elif number == 7:
            says = {"choice": Choice.NO, "reason": "Đi công tác nước ngoài."}
        made.append(Answer(workshop_id=workshop.id, person=member, entered_by=member, **says))
    return made
