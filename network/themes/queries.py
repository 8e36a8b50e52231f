"""Themes, as Selects for views to run."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from network.members.models import Person
from network.organizations.models import Organization
from network.themes.models import ThemeCorrection, ThemeState, YearlyTheme
from network.themes.reference import UNION


def _of_the_union() -> Select[YearlyTheme]:
    return select(YearlyTheme).join(YearlyTheme.organization).where(Organization.slug == UNION)


def themes_visible_to(person: Person) -> Select[YearlyTheme]:
    """The Union's published themes, the latest first; for organisers the drafts too."""
    themes = _of_the_union().order_by(YearlyTheme.year.desc())
    return themes if person.is_organizer else themes.where(YearlyTheme.state == ThemeState.PUBLISHED)


def with_objectives(themes: Select[YearlyTheme]) -> Select[YearlyTheme]:
    return themes.options(selectinload(YearlyTheme.objectives))


def with_story(themes: Select[YearlyTheme]) -> Select[YearlyTheme]:
    """Each with its objectives, who wrote it last, and its corrections."""
    corrected_by = selectinload(YearlyTheme.corrections).joinedload(ThemeCorrection.corrected_by)
    return with_objectives(themes).options(joinedload(YearlyTheme.written_by), corrected_by)


def theme_of(year: int) -> Select[YearlyTheme]:
    """The Union's published theme of a year, if there is one."""
    return _of_the_union().where(YearlyTheme.year == year, YearlyTheme.state == ThemeState.PUBLISHED)
