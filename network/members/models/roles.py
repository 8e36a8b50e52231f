"""What a person may do in the house."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.models import BASIC, Dated, Model

if TYPE_CHECKING:
    from network.members.models.people import Person


class Role(StrEnum):
    """What a person may do in the house."""

    MEMBER = "member"
    ORGANIZER = "organizer"
    ADMINISTRATOR = "administrator"


ROLE_WORDS = {
    Role.MEMBER: _l("Thành viên"),
    Role.ORGANIZER: _l("Ban tổ chức"),
    Role.ADMINISTRATOR: _l("Quản trị"),
}


class RoleAssignment(Dated, Model):
    """A role that a person has for a time, in the whole network or at one organisation."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=BASIC)
    role: Mapped[Role] = mapped_column(info=BASIC)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), info=BASIC)
    valid_from: Mapped[date | None] = mapped_column(info=BASIC)
    valid_to: Mapped[date | None] = mapped_column(info=BASIC)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=BASIC)

    person: Mapped["Person"] = relationship(back_populates="roles", foreign_keys=[person_id])
