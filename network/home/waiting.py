"""What waits for a person, the most pressing first: plain values for the list on her page Hôm nay."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from network.foundation.clock import today
from network.members.models import Person
from network.themes.models import YearlyTheme
from network.workshops.gathering import Gathering

SOON = timedelta(days=2)
NEXT_YEAR_MATTERS_FROM = 10  # the month in which the plenary that sets the next theme draws near


class Waiting(NamedTuple):
    """One thing to do: until when (None: no hurry), what, why, and where."""

    due: date | None
    title: str
    note: str
    address: str
    verb: str

    @property
    def is_pressing(self) -> bool:
        return self.due is not None and self.due - today() <= SOON


def waiting_for(person: Person, gathering: Gathering | None, themes: Iterable[YearlyTheme]) -> list[Waiting]:
    """Her own answers first; for organisers also what the year asks of them."""
    things = [*_her_answer(gathering), *_her_page(person, gathering)]
    if person.is_organizer:
        things += [*_answers_missing(gathering), *_next_year(gathering, themes)]
    return sorted(things, key=lambda thing: thing.due or date.max)


def _her_answer(gathering: Gathering | None) -> list[Waiting]:
    if not gathering or not gathering.may_answer_now or gathering.mine.has_answered:
        return []
    workshop = gathering.workshop
    note = ngettext("%(num)d chị đã nhận lời.", "%(num)d chị đã nhận lời.", gathering.roll.coming)
    address = url_for("workshops.show_workshop", year=workshop.year)
    title = _("Xác nhận dự %(workshop)s", workshop=workshop.title)
    return [Waiting(workshop.answers_due_on, title, note, address, _("Trả lời"))]


def _her_page(person: Person, gathering: Gathering | None) -> list[Waiting]:
    is_member = gathering.mine is not None if gathering else person.is_member
    if person.biography or person.offers or not is_member:
        return []
    note = _("Vài dòng giới thiệu và lĩnh vực của chị giúp các chị khác tìm đến.")
    return [Waiting(None, _("Bổ sung hồ sơ của chị"), note, person.url, _("Viết"))]


def _answers_missing(gathering: Gathering | None) -> list[Waiting]:
    if not gathering or not gathering.workshop.takes_answers or not gathering.roll.waiting:
        return []
    workshop = gathering.workshop
    title = ngettext("%(num)d chị chưa trả lời lời mời", "%(num)d chị chưa trả lời lời mời", gathering.roll.waiting)
    address = url_for("workshops.list_answers", year=workshop.year)
    return [Waiting(workshop.answers_due_on, title, workshop.title, address, _("Xem"))]


def _next_year(gathering: Gathering | None, themes: Iterable[YearlyTheme]) -> list[Waiting]:
    year, things = today().year + 1, []
    if today().month >= NEXT_YEAR_MATTERS_FROM and not any(theme.year == year for theme in themes):
        title = _("Soạn chủ đề năm %(year)d", year=year)
        note = _("Hội nghị cuối năm của Trung ương Hội định chủ đề năm sau.")
        things.append(Waiting(None, title, note, url_for("themes.new_theme"), _("Soạn")))
    if gathering and not any(hosted.year > gathering.workshop.year for hosted in gathering.hosted):
        title = _("Chọn bộ, ngành đăng cai năm %(year)d", year=gathering.workshop.year + 1)
        note = _("Chưa có bộ, ngành nào được công bố cho năm sau.")
        things.append(Waiting(None, title, note, url_for("workshops.show_rotation"), _("Lập luân phiên")))
    return things
