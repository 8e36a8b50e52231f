"""Themes, as Selects for views to run."""

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from network.members.models import Person
from network.themes.models import ThemeState, YearlyTheme


def themes_visible_to(person: Person) -> Select[YearlyTheme]:
    """All published themes, the latest first; for organisers the drafts too."""
    themes = select(YearlyTheme).order_by(YearlyTheme.year.desc())
    return themes if person.is_organizer else themes.where(YearlyTheme.state == ThemeState.PUBLISHED)


def with_objectives(themes: Select[YearlyTheme]) -> Select[YearlyTheme]:
    return themes.options(selectinload(YearlyTheme.objectives))


def theme_of(year: int) -> Select[YearlyTheme]:
    """The published theme of a year, if there is one."""
    return select(YearlyTheme).where(YearlyTheme.year == year, YearlyTheme.state == ThemeState.PUBLISHED)
