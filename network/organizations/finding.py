"""Where an organisation of the past has gone, and finding one by any name it ever had."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.foundation.clock import today
from network.foundation.folding import fold, has_marks, keep_tones, search_text
from network.foundation.models import db
from network.organizations.models import Organization, OrganizationPeriod
from network.organizations.queries import main_links_from, matching


def successor_of(organization: Organization, day: date) -> Organization | None:
    """Who has its place on a day: itself while it exists, else whoever its main links lead to; None if nobody."""
    return successors_of([organization], day)[organization]


def successors_of(organizations: Iterable[Organization], day: date) -> dict[Organization, Organization | None]:
    """Who has the place of each on a day, in two queries for all."""
    asked = list(organizations)
    gone = [organization for organization in asked if not organization.exists_on(day)]
    links = db.session.scalars(main_links_from([organization.id for organization in gone])).all() if gone else []
    onward = {link.predecessor_id: link.successor_id for link in links}
    later = select(Organization).where(Organization.id.in_(onward.values())).options(joinedload(Organization.periods))
    known = {organization.id: organization for organization in db.session.scalars(later).unique()} if onward else {}

    def follow(organization: Organization) -> Organization | None:
        here = organization
        while here is not None and not here.exists_on(day):
            here = known.get(onward.get(here.id))
        return here

    return {organization: follow(organization) for organization in asked}


class Found(NamedTuple):
    """An organisation, the period whose name was meant, and where it leads today."""

    organization: Organization
    period: OrganizationPeriod
    leads_to: Organization | None

    @property
    def has_moved(self) -> bool:
        return self.leads_to is not self.organization


def found_by_name(text: str, day: date | None = None) -> list[Found]:
    """Organisations by a name, a former name, a code or an abbreviation, with or without accents, the best first.

    day: only names that held on that day.
    """
    found = [
        (organization, period)
        for organization in db.session.scalars(matching(text))
        if (period := _meant(organization, text, day))
    ]
    leads = successors_of([organization for organization, _period in found], today())
    hits = [Found(organization, period, leads[organization]) for organization, period in found]
    return sorted(hits, key=lambda hit: _rank(hit.period, text))


def _meant(organization: Organization, text: str, day: date | None) -> OrganizationPeriod | None:
    """The period whose words are the text's; of several the latest."""
    held = [period for period in organization.periods if day is None or period.holds_on(day)]
    words = search_text(text).split()
    for period in reversed(held):
        if all(word in search_text(_words_of(period)) for word in words):
            return period
    return None


def _words_of(period: OrganizationPeriod) -> str:
    return " ".join((period.name, period.name_en, period.short_name, period.code, period.aliases))


def _rank(period: OrganizationPeriod, text: str) -> tuple[bool, int]:
    """Names with the marks that were typed first; then its code or very name, a name that begins so, the rest."""
    toned = keep_tones(_words_of(period))
    unlike = has_marks(text) and not all(word in toned for word in keep_tones(text).split())
    if fold(text) in map(fold, (period.code, period.name, period.short_name)):
        return unlike, 0
    return unlike, 1 if fold(period.name).startswith(fold(text)) else 2
