"""The database: `db`, its column types, and what rows have in common."""

import enum
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CheckConstraint, ColumnElement, DateTime, Enum, MetaData, and_, or_
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator):
    """A moment.  Goes in aware of its zone, comes out in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class FieldClass(enum.StrEnum):
    """How a field about a person is treated; each such column names one: `mapped_column(info=BASIC)`."""

    BASIC = "basic"  # shown by the member's choice, exported by policy, its change logged with its value
    SENSITIVE = "sensitive"  # shown to her and those who must, left out of exports, logged by name only


BASIC = {"field_class": FieldClass.BASIC}
SENSITIVE = {"field_class": FieldClass.SENSITIVE}


class Base(DeclarativeBase):
    # Flask-SQLAlchemy copies this class, so what belongs to all models is given to the registry.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "pk": "pk_%(table_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcTime,
            enum.StrEnum: Enum(
                enum.StrEnum,
                native_enum=False,
                length=32,
                values_callable=lambda kind: [member.value for member in kind],
            ),
        },
    )

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Versioned:
    """A row that two people may change at once: the later write is refused, not lost."""

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class Dated:
    """What holds for a time: from `valid_from` (None: since before our records) until before `valid_to`.

    The end is the first day on which it no longer holds, so that neighbours share a day and leave no gap.
    """

    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    @declared_attr.directive
    def __table_args__(cls):
        return (CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dates"),)

    @hybrid_method
    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @holds_on.inplace.expression
    @classmethod
    def _holds_on(cls, day: date) -> ColumnElement[bool]:
        return and_(
            or_(cls.valid_from.is_(None), cls.valid_from <= day),
            or_(cls.valid_to.is_(None), cls.valid_to > day),
        )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
if TYPE_CHECKING:
    Model = Base  # what type checkers see of the class below
else:
    Model = db.Model
migrate = Migrate()


def init_app(app: Flask) -> None:
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
    options = app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        options.update(pool_size=10, max_overflow=0, pool_pre_ping=True)
    else:
        options.setdefault("connect_args", {}).update(check_same_thread=False, timeout=10)
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True)
