"""Finding the workshop that an address names."""

from flask import abort
from sqlalchemy import Select

from network.accounts.sign_in import current_person
from network.foundation.models import db
from network.themes.models import YearlyTheme
from network.workshops.models import AgendaItem, HostTurn, Workshop
from network.workshops.queries import agenda_of, host_of, with_contacts, with_theme, workshops_visible_to


def _of_year(year: int) -> Select[Workshop]:
    return with_contacts(workshops_visible_to(current_person())).where(Workshop.year == year)


def workshop_and_theme(year: int) -> tuple[Workshop, YearlyTheme | None] | None:
    """The workshop of a year and the theme of that year, if the person at the browser may see it."""
    found = db.session.execute(with_theme(_of_year(year))).unique().first()
    return found and (found[0], found[1])


def find_workshop(year: int) -> Workshop:
    """The workshop of a year; else it is not found."""
    return db.session.scalars(_of_year(year)).unique().one_or_none() or abort(404)


def standing_turn(year: int) -> HostTurn | None:
    return db.session.scalars(host_of(year)).unique().one_or_none()


def agenda_items(workshop: Workshop) -> list[AgendaItem]:
    return list(db.session.scalars(agenda_of(workshop)).unique())
