"""Which organisations: of a day, of a code, by their words; and what led from one to another."""

from datetime import date

from sqlalchemy import CTE, Select, and_, exists, or_, select, union
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from network.foundation.search import ids_matching
from network.organizations.models import (
    Organization,
    OrganizationPeriod,
    Reorganization,
    ReorganizationLink,
)


def _in_order(organizations: Select[Organization]) -> Select[Organization]:
    return organizations.order_by(Organization.place, Organization.id).options(selectinload(Organization.periods))


def existing_on(day: date, **fields: object) -> Select[Organization]:
    """The organisations of a day in their official order; fields: what they were that day, `kind=…`, `parent_id=…`."""
    held = exists().where(OrganizationPeriod.organization_id == Organization.id, OrganizationPeriod.holds_on(day))
    for name, value in fields.items():
        held = held.where(getattr(OrganizationPeriod, name) == value)
    return _in_order(select(Organization).where(held))


def going_on() -> Select[Organization]:
    """The organisations whose end is not on record, those that are yet to begin among them."""
    open_end = exists().where(
        OrganizationPeriod.organization_id == Organization.id, OrganizationPeriod.valid_to.is_(None)
    )
    return _in_order(select(Organization).where(open_end))


def by_code(code: str, day: date) -> Select[Organization]:
    """Whose official code it was on a day; at another day it may be another's."""
    return existing_on(day, code=code)


def by_slug(slug: str) -> Select[Organization]:
    return select(Organization).where(Organization.slug == slug).options(selectinload(Organization.periods))


def matching(query: str) -> Select[Organization]:
    """Those with the words of a query in one of their names of all times, with or without marks."""
    return _in_order(select(Organization).where(Organization.id.in_(ids_matching("organization", query))))


def reorganizations_from(day: date) -> Select[Reorganization]:
    """What takes effect on a day or later, the earliest first, each with its links."""
    records = select(Reorganization).where(Reorganization.effective_on >= day)
    return records.order_by(Reorganization.effective_on, Reorganization.id).options(selectinload(Reorganization.links))


def main_links() -> Select[tuple[int, int]]:
    """Who has whose place: (predecessor id, successor id) for all organisations that ended in another."""
    link = ReorganizationLink
    return select(link.predecessor_id, link.successor_id).where(link.is_main, link.successor_id.is_not(None))


def main_links_from(organization_ids: list[int]) -> Select[ReorganizationLink]:
    """The main links that lead on from some organisations, to the end of each chain."""
    link, onward = ReorganizationLink, aliased(ReorganizationLink)
    start = select(link.id, link.successor_id).where(link.predecessor_id.in_(organization_ids), link.is_main)
    chain = start.cte("chain", recursive=True)
    chain = chain.union(
        select(onward.id, onward.successor_id)
        .join(chain, onward.predecessor_id == chain.c.successor_id)
        .where(onward.is_main)
    )
    return select(link).where(link.id.in_(select(chain.c.id)))


def links_around(slug: str) -> Select[ReorganizationLink]:
    """All that led to an organisation and from it, however far, and what it went through itself."""
    root = select(Organization.id).where(Organization.slug == slug).scalar_subquery()
    own = select(ReorganizationLink.id).where(
        or_(ReorganizationLink.predecessor_id == root, ReorganizationLink.successor_id == root)
    )
    found = union(own, select(_chain(root, forward=True).c.id), select(_chain(root, forward=False).c.id)).subquery()
    links = select(ReorganizationLink).join(ReorganizationLink.reorganization)
    links = links.where(ReorganizationLink.id.in_(select(found.c.id)))
    return links.order_by(Reorganization.effective_on, ReorganizationLink.id).options(
        contains_eager(ReorganizationLink.reorganization)
    )


def _chain(root: object, *, forward: bool) -> CTE:
    """Links from an organisation onwards, or back; each step later (earlier) than the one before.

    An organisation that gave and received on one day did not hand on what it received, except one that ended.
    """
    link, record, step, stepped = (
        ReorganizationLink,
        Reorganization,
        aliased(ReorganizationLink),
        aliased(Reorganization),
    )
    near, far = (link.predecessor_id, link.successor_id) if forward else (link.successor_id, link.predecessor_id)
    start = select(link.id, far.label("far"), record.effective_on.label("day"), link.is_main.label("is_main"))
    start = start.join(record, record.id == link.reorganization_id)
    chain = start.where(near == root, far != root).cte("onward" if forward else "back", recursive=True)
    step_near, step_far = (
        (step.predecessor_id, step.successor_id) if forward else (step.successor_id, step.predecessor_id)
    )
    in_time = (
        or_(stepped.effective_on > chain.c.day, and_(stepped.effective_on == chain.c.day, step.is_main))
        if forward
        else or_(stepped.effective_on < chain.c.day, and_(stepped.effective_on == chain.c.day, chain.c.is_main))
    )
    return chain.union(
        select(step.id, step_far, stepped.effective_on, step.is_main)
        .join(stepped, stepped.id == step.reorganization_id)
        .join(chain, step_near == chain.c.far)
        .where(step_near != step_far, in_time)
    )


def organizations_of(links: list[ReorganizationLink], slug: str) -> Select[Organization]:
    """The organisations at both ends of some links, and one by its slug, with their periods."""
    ids = {end for link in links for end in (link.predecessor_id, link.successor_id) if end is not None}
    found = select(Organization).where(or_(Organization.id.in_(ids), Organization.slug == slug))
    return found.options(joinedload(Organization.periods))
