"""The network's wheel: an organisation a petal, in their official order."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from network.foundation.models import db
from network.foundation.rendering import locale
from network.members.models import Participation
from network.organizations.models import Organization, OrganizationPeriod


class Petal(NamedTuple):
    """An organisation as it is called today (as it was last, if it has ended), in the reader's language."""

    id: int
    slug: str
    name: str
    short_name: str
    takes_part: bool


class Wheel:
    """The organisations that take part, and those beside the wheel that somebody asks about."""

    def __init__(self, known: Sequence[Petal]) -> None:
        self.petals = [petal for petal in known if petal.takes_part]
        self.known = {petal.id: petal for petal in known}
        self._places = {petal.id: place for place, petal in enumerate(self.petals)}

    def __len__(self) -> int:
        return len(self.petals)

    def place_of(self, organization_id: int) -> int | None:
        """The number of its petal, from 0; None if it has none."""
        return self._places.get(organization_id)

    def states(self, lit: int | None = None) -> list[dict]:
        """The petals to draw, one of them lit."""
        return [{"state": "host" if place == lit else "idle"} for place in range(len(self.petals))]


def wheel_on(day: date, besides: Iterable[int] = (), named: Iterable[str] = ()) -> Wheel:
    """The wheel of a day, in one query; along with it organisations with ids `besides` or slugs `named`."""
    english = locale() == "en"
    return Wheel(
        [
            Petal(number, slug, (english and name_en) or name, short_name or name, takes_part)
            for number, slug, name, name_en, short_name, takes_part in db.session.execute(
                _petals(day, frozenset(besides), frozenset(named))
            )
        ]
    )


@lru_cache(maxsize=64)  # each page asks the same all day, and to write the query takes longer than to run it
def _petals(day: date, besides: frozenset[int], named: frozenset[str]) -> Select:
    period, begun = OrganizationPeriod, aliased(OrganizationPeriod)
    present = (
        select(begun.id)
        .where(begun.organization_id == Organization.id, or_(begun.valid_from.is_(None), begun.valid_from <= day))
        .order_by(begun.valid_from.desc().nulls_last())
        .limit(1)
        .correlate(Organization)
        .scalar_subquery()
    )
    taking_part = exists().where(Participation.organization_id == Organization.id, Participation.holds_on(day))
    takes_part = and_(taking_part, period.holds_on(day))
    return (
        select(Organization.id, Organization.slug, period.name, period.name_en, period.short_name, takes_part)
        .join(period, period.id == present)
        .where(or_(takes_part, Organization.id.in_(besides), Organization.slug.in_(named)))
        .order_by(Organization.place, Organization.id)
    )
