"""The page Hôm nay: the theme, the next workshop with its one-tap answer, and what waits for the reader."""

from flask import Blueprint, render_template

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.models import db
from network.home import navigation
from network.home.waiting import waiting_for
from network.members.models import Person
from network.themes.models import YearlyTheme
from network.themes.queries import themes_visible_to
from network.workshops.gathering import Gathering, gather
from network.workshops.queries import coming_workshops

bp = Blueprint("home", __name__)
bp.record_once(lambda state: navigation.init_app(state.app))


@bp.get("/")
def show_today():
    person, day = current_person(), today()
    themes = db.session.scalars(themes_visible_to(person).where(YearlyTheme.year.in_((day.year, day.year + 1)))).all()
    gathering = _next_gathering(person)
    return render_template(
        "home/today.html",
        year_theme=next((theme for theme in themes if theme.year == day.year and theme.is_published), None),
        gathering=gathering,
        waiting=waiting_for(person, gathering, themes),
    )


def _next_gathering(person: Person) -> Gathering | None:
    """The workshop to come, with its roll; nothing for those who are neither members nor organisers."""
    workshop = db.session.scalars(coming_workshops(person, today()).limit(1)).first()
    return gather(workshop, person) if workshop else None
