"""The pages under /chu-de."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.organizations.models import Organization
from network.themes.forms import FIRST_YEAR, ThemeForm
from network.themes.models import YearlyTheme
from network.themes.policies import may_write_theme
from network.themes.queries import themes_visible_to, with_objectives, with_story
from network.themes.reference import UNION

bp = Blueprint("themes", __name__, url_prefix="/chu-de")


@bp.get("")
def list_themes():
    themes = db.session.scalars(with_objectives(themes_visible_to(current_person()))).all()
    year, by_year = today().year, {theme.year: theme for theme in themes}
    present = by_year.get(year)
    # Years of which nothing is known stand in the list too, and say so.
    years = range(max([year, *by_year]), min([FIRST_YEAR, *by_year]) - 1, -1)
    return render_template(
        "themes/list.html",
        present=present if present and present.is_published else None,
        years=[(listed, by_year.get(listed)) for listed in years],
        year=year,
        next_year=year + 1,
        next_theme=by_year.get(year + 1),
    )


@bp.get("/<int:year>")
def show_theme(year: int):
    return render_template("themes/show.html", yearly_theme=_theme_of(year))


def _theme_of(year: int) -> YearlyTheme:
    query = with_story(themes_visible_to(current_person())).where(YearlyTheme.year == year)
    return db.session.scalars(query).first() or abort(404)


@bp.get("/moi")
def new_theme():
    require(may_write_theme)
    return _form_page(ThemeForm(year=request.args.get("nam", type=int) or _year_to_write()))


def _year_to_write() -> int:
    """Next year, or the first one after it that has no theme yet."""
    taken = set(db.session.scalars(themes_visible_to(current_person()).with_only_columns(YearlyTheme.year)))
    year = today().year + 1
    while year in taken:
        year += 1
    return year


@bp.post("/moi")
def add_theme():
    require(may_write_theme)
    form = ThemeForm()
    union_id = db.session.scalar(select(Organization.id).where(Organization.slug == UNION)) or abort(404)
    if not form.validate_on_submit() or _is_taken(form, union_id):
        return _form_page(form), 422
    theme = YearlyTheme(organization_id=union_id)
    form.write(theme, current_person())
    db.session.add(theme)
    try:
        db.session.flush()
    except IntegrityError:  # another organiser was quicker by a moment
        db.session.rollback()
        if not _is_taken(form, union_id):
            raise
        return _form_page(form), 422
    db.session.commit()
    flash(_("Đã lưu dự thảo. Các thành viên thấy chủ đề khi chị công bố."))
    return redirect(url_for(".show_theme", year=theme.year), 303)


def _form_page(form: ThemeForm, theme: YearlyTheme | None = None, **context: object) -> str:
    return render_template("themes/edit.html", form=form, yearly_theme=theme, **context)


def _is_taken(form: ThemeForm, organization_id: int, but: YearlyTheme | None = None) -> bool:
    """Has the year asked for a theme already?  Then the form says so."""
    if "year" not in form:
        return False
    taken = select(YearlyTheme.id).where(
        YearlyTheme.organization_id == organization_id, YearlyTheme.year == form.year.data
    )
    found = db.session.scalar(taken)
    if found is None or (but is not None and found == but.id):
        return False
    form.year.errors = [_("Năm này đã có chủ đề. Chị mở chủ đề ấy để sửa.")]
    return True


@bp.get("/<int:year>/sua")
def edit_theme(year: int):
    require(may_write_theme)
    theme = _theme_of(year)
    return _form_page(ThemeForm.of(theme), theme)


@bp.post("/<int:year>/sua")
def save_theme(year: int):
    require(may_write_theme)
    theme = _theme_of(year)
    form = ThemeForm.of(theme)
    if not form.validate_on_submit() or _is_taken(form, theme.organization_id, but=theme):
        return _form_page(form, theme), 422
    if form.version.data != str(theme.version):
        return _tell_the_later(form, theme)
    form.write(theme, current_person())
    try:
        db.session.commit()
    except StaleDataError:  # another organiser was quicker by a moment
        db.session.rollback()
        return _tell_the_later(form, _theme_of(year))
    flash(_("Đã lưu chủ đề năm %(year)d.", year=theme.year))
    return redirect(url_for(".show_theme", year=theme.year), 303)


def _tell_the_later(form: ThemeForm, theme: YearlyTheme) -> ResponseReturnValue:
    """Another has saved since she opened it: both texts; sent once more, hers is taken."""
    form.version.data = str(theme.version)
    return _form_page(form, theme, saved_meanwhile=True), 409


@bp.post("/<int:year>/cong-bo")
def publish_theme(year: int):
    require(may_write_theme)
    theme = _theme_of(year)
    theme.publish()
    db.session.commit()
    flash(_("Đã công bố chủ đề năm %(year)d.", year=theme.year))
    return redirect(url_for(".show_theme", year=theme.year), 303)
