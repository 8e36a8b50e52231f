"""What happens at a workshop, hour by hour (chương trình)."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import now
from network.foundation.errors import Refusal
from network.foundation.models import BASIC, Model, Versioned
from network.members.models import Person

if TYPE_CHECKING:
    from network.workshops.models.workshop import Workshop

MIDNIGHT = 24 * 60


class AgendaKind(StrEnum):
    """How much an item stands out."""

    NORMAL = "normal"
    KEY = "key"  # what nobody should miss
    QUIET = "quiet"  # welcome, breaks, meals


KIND_WORDS = {
    AgendaKind.NORMAL: _l("Thường"),
    AgendaKind.KEY: _l("Trọng tâm"),
    AgendaKind.QUIET: _l("Đón tiếp, nghỉ, ăn trưa"),
}


class NowhereToMove(Refusal):
    message = _l("Mục này đã ở đầu hoặc cuối ngày. Muốn chuyển sang ngày khác, chị mở mục ra sửa.")


class AgendaItem(Versioned, Model):
    """One item of the agenda, on one day."""

    __table_args__ = (CheckConstraint("minutes > 0", name="minutes"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    day: Mapped[date]
    starts_at: Mapped[time]
    minutes: Mapped[int]
    title: Mapped[str]
    kind: Mapped[AgendaKind] = mapped_column(default=AgendaKind.NORMAL)
    room: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # a line under the title
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    workshop: Mapped["Workshop"] = relationship(back_populates="agenda")
    speakers: Mapped[list["AgendaSpeaker"]] = relationship(
        order_by="AgendaSpeaker.place", collection_class=ordering_list("place"), cascade="all, delete-orphan"
    )

    @property
    def start(self) -> datetime:
        """On the wall of the hall."""
        return datetime.combine(self.day, self.starts_at)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def people(self) -> list[Person]:
        """Those of the speakers who belong to the network."""
        return [speaker.person for speaker in self.speakers if speaker.person]

    @property
    def remarks(self) -> list[str]:
        """What stands under the title: a note, the guests who speak, the room."""
        guests = "; ".join(speaker.words for speaker in self.speakers if not speaker.person_id)
        return [text for text in (self.note, guests, self.room) if text]

    def set_speakers(self, speakers: list["AgendaSpeaker"]) -> None:
        """Name who speaks, in this order; those who stay keep their rows."""
        held = {speaker.key: speaker for speaker in self.speakers}
        self.speakers[:] = [held.get(speaker.key, speaker) for speaker in speakers]

    def move(self, step: int) -> None:
        """Change places with the neighbour before (-1) or after (1); together they take as long as before.

        Raises NowhereToMove.
        """
        items = [item for item in self.workshop.agenda if item.day == self.day]
        place = items.index(self) + step
        if not 0 <= place < len(items):
            raise NowhereToMove
        first, second = (items[place], self) if step < 0 else (self, items[place])
        begin, finish = first.start, max(first.end, second.end)
        second.starts_at = begin.time()
        first.starts_at = max(begin, finish - timedelta(minutes=first.minutes)).time()
        audit.record("agenda.moved", self, workshop=self.workshop_id)


class AgendaSpeaker(Model):
    """Somebody who speaks at an item: a person of the network, or a guest by name and post."""

    __table_args__ = (CheckConstraint("person_id IS NOT NULL OR guest_name <> ''", name="somebody"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_name: Mapped[str] = mapped_column(default="", info=BASIC)
    guest_post: Mapped[str] = mapped_column(default="", info=BASIC)
    place: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person | None] = relationship()

    @property
    def key(self) -> tuple[int | None, str, str]:
        """Equal for two rows of the same speaker."""
        return self.person_id, self.guest_name or "", self.guest_post or ""

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.guest_name

    @property
    def words(self) -> str:
        """`Trần Thị Minh Hạnh`; `Nguyễn Văn Bình, Thứ trưởng`."""
        return ", ".join(filter(None, (self.name, self.guest_post)))
