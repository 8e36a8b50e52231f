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

    organization: Mapped[Organization] = relationship()
    objectives: Mapped[list["ThemeObjective"]] = relationship(
        order_by="ThemeObjective.place", collection_class=ordering_list("place"), cascade="all, delete-orphan"
    )

    @property
    def is_published(self) -> bool:
        return self.state is ThemeState.PUBLISHED

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; English falls back to Vietnamese."""
        return self.title_en if self.title_en and str(get_locale()) == "en" else self.title

    def set_objectives(self, texts: Sequence[str]) -> None:
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
