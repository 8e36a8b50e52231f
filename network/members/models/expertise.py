"""The fields that members know."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import Column, ColumnElement, ForeignKey, Table, case, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, validates

from network.foundation.errors import Refusal
from network.foundation.folding import fold
from network.foundation.models import Model, db
from network.foundation.rendering import locale

MOST_EXPERTISE = 12

person_expertise = Table(
    "person_expertise",
    db.metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("expertise_id", ForeignKey("expertise.id"), primary_key=True, index=True),
)


class TooMuchExpertise(Refusal):
    def __str__(self) -> str:
        return _(
            "Xin chị chọn nhiều nhất %(most)d lĩnh vực, để người tìm thấy đúng điều chị rành nhất.", most=MOST_EXPERTISE
        )


class Expertise(Model):
    """A field that members know (lĩnh vực)."""

    name: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(unique=True)

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded = fold(name)
        return name

    @classmethod
    def shown_in(cls, language: str) -> ColumnElement[str]:
        """The name in a language; English falls back to Vietnamese."""
        return case((cls.name_en != "", cls.name_en), else_=cls.name) if language == "en" else cls.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; English falls back to Vietnamese."""
        return self.name_en if self.name_en and locale() == "en" else self.name


def expertise_named(names: Iterable[str]) -> list[Expertise]:
    """The fields with these names, made where they are new; `to chuc can bo` is `Tổ chức cán bộ`."""
    wanted = {fold(name): name for name in names if name}
    known = {field.folded: field for field in db.session.scalars(select(Expertise).where(Expertise.folded.in_(wanted)))}
    return [known.get(key) or _new_expertise(name) for key, name in wanted.items()]


def _new_expertise(name: str) -> Expertise:
    """A field not known before; if somebody else adds it this moment, hers."""
    made = Expertise(name=name)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return db.session.scalars(select(Expertise).where(Expertise.folded == fold(name))).one()
    return made
