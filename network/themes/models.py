"""The theme of a year: what the Union asks everybody to work on."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation import audit
from network.foundation.clock import now
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.models import Model, Versioned
from network.members.models import Person
from network.organizations.models import Organization
from network.themes.events import ThemePublished


class ThemeState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Banner(StrEnum):
    """The ground behind the theme at the head of pages: one of three, all readable in both lights."""

    POND = "pond"
    LEAF = "leaf"
    PETAL = "petal"


BANNER_WORDS = {Banner.POND: _l("Mặt hồ"), Banner.LEAF: _l("Lá sen"), Banner.PETAL: _l("Cánh sen")}


class AlreadyPublished(Refusal):
    message = _l("Chủ đề này đã công bố rồi. Xin chị tải lại trang để xem.")


class ReasonNeeded(Refusal):
    message = _l("Chủ đề đã công bố thì mỗi lần sửa là một lần đính chính. Xin chị ghi lý do.")


class YearIsKept(Refusal):
    message = _l("Chủ đề đã công bố thì giữ nguyên năm.")


class YearlyTheme(Versioned, Model):
    """An organisation's theme of one year (chủ đề năm); drafted by organisers, then published to all members."""

    __table_args__ = (UniqueConstraint("organization_id", "year"),)

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the decision that set it
    decided_on: Mapped[date | None]
    banner: Mapped[Banner] = mapped_column(default=Banner.POND)
    state: Mapped[ThemeState] = mapped_column(default=ThemeState.DRAFT)
    published_at: Mapped[datetime | None]
    written_at: Mapped[datetime] = mapped_column(default=now)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: from our own data file

    organization: Mapped[Organization] = relationship()
    written_by: Mapped[Person | None] = relationship()
    objectives: Mapped[list["ThemeObjective"]] = relationship(
        order_by="ThemeObjective.place", collection_class=ordering_list("place"), cascade="all, delete-orphan"
    )

    corrections: Mapped[list["ThemeCorrection"]] = relationship(
        order_by="ThemeCorrection.id.desc()", cascade="all, delete-orphan"
    )

    @property
    def is_published(self) -> bool:
        return self.state is ThemeState.PUBLISHED

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; English falls back to Vietnamese."""
        return self.title_en if self.title_en and str(get_locale()) == "en" else self.title

    def write(self, person: Person, objectives: Sequence[str], reason: str = "", **fields: object) -> None:
        """Put down what it says; after it is published that is a correction, for a reason that all can read.

        Raises ReasonNeeded, YearIsKept.
        """
        if self.is_published and not reason:
            raise ReasonNeeded
        if self.is_published and fields.get("year", self.year) != self.year:
            raise YearIsKept
        before = [objective.text for objective in self.objectives]
        for name, value in fields.items():
            setattr(self, name, value)
        self._set_objectives(objectives)
        # A moment of its own for each writing: also where only objectives change, the next writer is told.
        self.written_at, self.written_by = now(), person
        if self.id is None:
            audit.record("theme.drafted", self, year=self.year)
            return
        if self.is_published:
            self.corrections.insert(0, ThemeCorrection(reason=reason, corrected_by=person))
        after = [objective.text for objective in self.objectives]
        changed = {"before_objectives": before, "after_objectives": after} if before != after else {}
        audit.record_changes("theme.corrected" if self.is_published else "theme.edited", self, **changed)

    def _set_objectives(self, texts: Sequence[str]) -> None:
        """Put the objectives in this order; what stays the same keeps its row."""
        held = {objective.text: objective for objective in self.objectives}
        self.objectives[:] = [held.get(text) or ThemeObjective(text=text) for text in dict.fromkeys(texts)]

    def publish(self) -> None:
        """Show it to all members.  Raises AlreadyPublished."""
        if self.is_published:
            raise AlreadyPublished
        self.state, self.published_at = ThemeState.PUBLISHED, now()
        audit.record("theme.published", self, year=self.year)
        publish(ThemePublished(theme_id=self.id, year=self.year))


class ThemeObjective(Model):
    """One of the things that a theme sets out to do."""

    theme_id: Mapped[int] = mapped_column(ForeignKey("yearly_theme.id"), index=True)
    place: Mapped[int]
    text: Mapped[str]


class ThemeCorrection(Model):
    """That a published theme was set right (đính chính), and why; what changed stands in the audit trail."""

    theme_id: Mapped[int] = mapped_column(ForeignKey("yearly_theme.id"), index=True)
    reason: Mapped[str]
    corrected_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    corrected_at: Mapped[datetime] = mapped_column(default=now)

    corrected_by: Mapped[Person] = relationship()
