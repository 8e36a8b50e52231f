"""Where an organisation stands among the others on a day, and what cannot be there."""

from datetime import date
from itertools import count

from sqlalchemy import func, or_, select

from network.foundation.folding import keep_tones, search_text
from network.foundation.models import db
from network.organizations.models import (
    Organization,
    OrganizationPeriod,
    Reorganization,
    ReorganizationLink,
)
from network.organizations.reorganizing.refusals import CircularParents, CodeTaken, LaterChange, NameTaken, NotThere

LONGEST_SLUG = 40


def new_slug(words: str) -> str:
    """A name for addresses that no organisation has or had: `bnv`, then `bnv-2`."""
    plain = "-".join(search_text(words).split())[:LONGEST_SLUG].strip("-") or "co-quan"
    taken = set(db.session.scalars(select(Organization.slug).where(Organization.slug.startswith(plain))))
    return next(slug for n in count(1) if (slug := plain if n == 1 else f"{plain}-{n}") not in taken)


def ancestors(organization: Organization, day: date) -> list[Organization]:
    """What it stands under on a day, the nearest first."""
    above: list[Organization] = []
    present = organization.as_of(day)
    while present and present.parent and present.parent not in above:
        above.append(present.parent)
        present = present.parent.as_of(day)
    return above


def units_under(organization: Organization, day: date) -> list[Organization]:
    """What stands directly under it on a day, or will later."""
    under = select(OrganizationPeriod.organization_id).where(
        OrganizationPeriod.parent_id == organization.id,
        or_(OrganizationPeriod.valid_to.is_(None), OrganizationPeriod.valid_to > day),
    )
    units = select(Organization).where(Organization.id.in_(under))
    return list(db.session.scalars(units.order_by(Organization.place, Organization.id)))


def refuse_later_change(organization: Organization, day: date) -> None:
    """Raises LaterChange where something is on record for a day after this one."""
    later = [period.valid_from for period in organization.periods if period.valid_from and period.valid_from > day]
    if (ended := organization.ended_on) and ended > day:
        later.append(ended)
    recorded = db.session.scalar(
        select(func.max(Reorganization.effective_on))
        .join(Reorganization.links)
        .where(
            or_(
                ReorganizationLink.predecessor_id == organization.id,
                ReorganizationLink.successor_id == organization.id,
            )
        )
    )
    if recorded and recorded > day:
        later.append(recorded)
    if later:
        raise LaterChange(organization.name, max(later))


def check_standing(period: OrganizationPeriod, day: date) -> None:
    """Raises what speaks against a period that holds from a day on, as things are now on record."""
    _check_parent(period, day)
    others = (
        select(OrganizationPeriod)
        .where(OrganizationPeriod.organization_id != period.organization_id)
        .where(or_(OrganizationPeriod.valid_to.is_(None), OrganizationPeriod.valid_to > day))
    )
    if period.code and (other := db.session.scalar(others.where(OrganizationPeriod.code == period.code).limit(1))):
        raise CodeTaken(period.code, other.name)
    alike = others.where(
        OrganizationPeriod.folded == period.folded,
        OrganizationPeriod.kind == period.kind,
        OrganizationPeriod.parent_id.is_(None)
        if period.parent_id is None
        else OrganizationPeriod.parent_id == period.parent_id,
    )
    for other in db.session.scalars(alike):
        if keep_tones(other.name) == keep_tones(period.name):
            raise NameTaken(period.name)


def _check_parent(period: OrganizationPeriod, day: date) -> None:
    if (parent := period.parent) is None:
        return
    if not parent.exists_on(day):
        raise NotThere(parent.name, day)
    if parent.ended_on:
        raise NotThere(parent.name, parent.ended_on)
    if parent.id == period.organization_id or period.organization in ancestors(parent, day):
        raise CircularParents(period.organization.name, parent.name)
