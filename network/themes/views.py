"""The pages under /chu-de."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from network.accounts.sign_in import current_person
from network.foundation import audit
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.organizations.models import Organization
from network.themes.forms import ThemeForm
from network.themes.models import YearlyTheme
from network.themes.policies import may_write_theme
from network.themes.queries import themes_visible_to, with_objectives
from network.themes.reference import UNION

bp = Blueprint("themes", __name__, url_prefix="/chu-de")


@bp.get("")
def list_themes():
    themes = db.session.scalars(with_objectives(themes_visible_to(current_person()))).all()
    year = today().year
    present = next((theme for theme in themes if theme.year == year and theme.is_published), None)
    return render_template("themes/list.html", themes=themes, present=present, year=year)


@bp.get("/<int:year>")
def show_theme(year: int):
    return render_template("themes/show.html", theme=_theme_of(year))


def _theme_of(year: int) -> YearlyTheme:
    query = with_objectives(themes_visible_to(current_person())).where(YearlyTheme.year == year)
    return db.session.scalars(query).first() or abort(404)


@bp.get("/moi")
def new_theme():
    require(may_write_theme)
    return render_template("themes/edit.html", form=ThemeForm(year=today().year + 1), theme=None)


@bp.post("/moi")
def add_theme():
    require(may_write_theme)
    form = ThemeForm()
    union_id = db.session.scalar(select(Organization.id).where(Organization.slug == UNION)) or abort(404)
    if form.validate_on_submit() and _year_is_taken(form.year.data):
        form.year.errors = [_("Năm này đã có chủ đề. Chị mở chủ đề ấy để sửa.")]
    if form.errors:
        return render_template("themes/edit.html", form=form, theme=None), 422
    theme = YearlyTheme(organization_id=union_id)
    form.fill(theme)
    db.session.add(theme)
    audit.record("theme.drafted", theme, year=theme.year)
    db.session.commit()
    flash(_("Đã lưu dự thảo. Các thành viên thấy chủ đề khi chị công bố."))
    return redirect(url_for(".show_theme", year=theme.year), 303)


def _year_is_taken(year: int, but: YearlyTheme | None = None) -> bool:
    taken = db.session.scalar(select(YearlyTheme.id).where(YearlyTheme.year == year))
    return taken is not None and (but is None or taken != but.id)


@bp.get("/<int:year>/sua")
def edit_theme(year: int):
    require(may_write_theme)
    theme = _theme_of(year)
    return render_template("themes/edit.html", form=ThemeForm.of(theme), theme=theme)


@bp.post("/<int:year>/sua")
def save_theme(year: int):
    require(may_write_theme)
    theme, form = _theme_of(year), ThemeForm()
    if form.validate_on_submit() and _year_is_taken(form.year.data, but=theme):
        form.year.errors = [_("Năm này đã có chủ đề khác.")]
    if form.errors:
        return render_template("themes/edit.html", form=form, theme=theme), 422
    if form.version.data != str(theme.version):
        form.version.data = str(theme.version)  # she has been told; sent once more, her text is taken
        return render_template("themes/edit.html", form=form, theme=theme, saved_meanwhile=theme), 409
    form.fill(theme)
    audit.record_changes("theme.edited", theme, objectives=form.lines)
    db.session.commit()
    flash(_("Đã lưu chủ đề năm %(year)d.", year=theme.year))
    return redirect(url_for(".show_theme", year=theme.year), 303)


@bp.post("/<int:year>/cong-bo")
def publish_theme(year: int):
    require(may_write_theme)
    theme = _theme_of(year)
    theme.publish()
    db.session.commit()
    flash(_("Đã công bố chủ đề năm %(year)d.", year=theme.year))
    return redirect(url_for(".show_theme", year=theme.year), 303)
