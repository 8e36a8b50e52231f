"""Who comes: each invited member's answer."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import now
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.formats import show_weekday_date
from network.foundation.models import BASIC, SENSITIVE, Model, Versioned, db
from network.foundation.rendering import locale
from network.members.models import Person
from network.workshops.events import WorkshopAnswered
from network.workshops.models.workshop import Workshop, WorkshopState


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    DEPUTY = "deputy"  # somebody else comes in her place


CHOICE_WORDS = {Choice.YES: _l("Dự"), Choice.DEPUTY: _l("Cử người dự thay"), Choice.NO: _l("Không dự được")}


class WorkshopIsOff(Refusal):
    message = _l("Hội thảo này đã hủy hoặc chưa công bố nên chưa nhận trả lời.")


class AnswersClosed(Refusal):
    """The day by which members answer is over; who can still note a change is named."""

    def __init__(self, workshop: Workshop, asker: Person) -> None:
        self.workshop, self.asker = workshop, asker

    def __str__(self) -> str:
        whom = [words for contact in self.workshop.contacts if (words := contact.in_words(self.asker))]
        day = show_weekday_date(self.workshop.answers_due_on, locale())
        if not whom:
            return _("Đã hết hạn trả lời (%(day)s). Xin chị báo Văn phòng Mạng lưới để được ghi nhận.", day=day)
        return _(
            "Đã hết hạn trả lời (%(day)s). Xin chị gọi %(whom)s để được ghi nhận.",
            day=day,
            whom=_(" hoặc ").join(whom),
        )


class Answer(Versioned, Model):
    """A member's answer to the invitation to a workshop, one row however often she changes it."""

    __table_args__ = (
        UniqueConstraint("workshop_id", "person_id"),
        CheckConstraint("choice <> 'deputy' OR deputy_name <> ''", name="deputy"),
    )

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    choice: Mapped[Choice] = mapped_column(info=BASIC)
    days: Mapped[list] = mapped_column(JSON, default=list, info=BASIC)  # ISO days; empty: all of them
    reason: Mapped[str] = mapped_column(default="", info=SENSITIVE)  # why she cannot come
    deputy_name: Mapped[str] = mapped_column(default="", info=BASIC)
    deputy_post: Mapped[str] = mapped_column(default="", info=BASIC)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime] = mapped_column(default=now)

    workshop: Mapped[Workshop] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    entered_by: Mapped[Person] = relationship(foreign_keys=[entered_by_id])

    @property
    def says(self) -> tuple:
        """All that an answer says; equal for two presses of the same button."""
        return self.choice, self.days or [], self.reason or "", self.deputy_name or "", self.deputy_post or ""


def give_answer(workshop: Workshop, person: Person, **says: object) -> Answer:
    """Note what she answers to her invitation.  Raises WorkshopIsOff, AnswersClosed."""
    if workshop.state is not WorkshopState.PUBLISHED:
        raise WorkshopIsOff
    if not workshop.takes_answers:
        raise AnswersClosed(workshop, person)
    return _note(workshop, person, person, **says)


def enter_answer(workshop: Workshop, person: Person, organizer: Person, **says: object) -> Answer:
    """Note what she told an organiser, also after the closing day.  Raises WorkshopIsOff."""
    if workshop.state is not WorkshopState.PUBLISHED:
        raise WorkshopIsOff
    return _note(workshop, person, organizer, **says)


def _note(
    workshop: Workshop,
    person: Person,
    entered_by: Person,
    *,
    choice: Choice,
    days: Sequence[date] = (),
    reason: str = "",
    deputy_name: str = "",
    deputy_post: str = "",
) -> Answer:
    """One row, whoever writes and however many at once: her own row is held until the commit."""
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    mine = select(Answer).where(Answer.workshop_id == workshop.id, Answer.person_id == person.id)
    held = db.session.scalar(mine.execution_options(populate_existing=True))
    answer = held or Answer(workshop_id=workshop.id, person_id=person.id)
    before = held.says if held else None
    answer.choice = choice
    answer.days = _as_days(workshop, days) if choice is not Choice.NO else []
    answer.reason = reason if choice is Choice.NO else ""
    answer.deputy_name, answer.deputy_post = (deputy_name, deputy_post) if choice is Choice.DEPUTY else ("", "")
    if answer.says == before:
        return answer
    answer.entered_by_id, answer.answered_at = entered_by.id, now()
    db.session.add(answer)
    db.session.flush()
    audit.record(
        "workshop.answered",
        answer,
        before={"choice": before[0], "days": before[1]} if before else None,
        after={"choice": choice, "days": answer.days},
        person=person.id,
        workshop=workshop.id,
    )
    publish(WorkshopAnswered(workshop_id=workshop.id, person_id=person.id))
    return answer


def _as_days(workshop: Workshop, days: Sequence[date]) -> list[str]:
    """Of the workshop's days those chosen; none for all of them, so that it stays all when the workshop moves."""
    chosen = [day for day in workshop.days if day in days]
    return [] if len(chosen) in (0, len(workshop.days)) else [day.isoformat() for day in chosen]
