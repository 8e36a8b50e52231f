"""Writing the agenda: items added, changed, moved and struck, by buttons as on a phone."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from network.foundation import audit
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.rendering import dom_id
from network.foundation.views import answer
from network.workshops.agenda_cautions import agenda_cautions, by_day
from network.workshops.forms import AgendaItemForm
from network.workshops.models import AgendaItem, Workshop
from network.workshops.naming import people_to_name
from network.workshops.policies import may_plan_workshop
from network.workshops.views.blueprint import bp
from network.workshops.views.finding import agenda_items, find_workshop

ITEM = "/<int:year>/chuong-trinh/<int:item_id>"


def _rows(workshop: Workshop) -> dict:
    """What the list of items shows."""
    items = agenda_items(workshop)
    return {"workshop": workshop, "agenda": by_day(items), "cautions": agenda_cautions(workshop, items)}


def _agenda_page(workshop: Workshop, form: AgendaItemForm) -> str:
    return render_template("workshops/agenda.html", form=form, people=form.nameable.people, **_rows(workshop))


def _item_page(workshop: Workshop, item: AgendaItem, form: AgendaItemForm, **context: object) -> str:
    people = form.nameable.people
    return render_template(
        "workshops/agenda_item.html", workshop=workshop, item=item, form=form, people=people, **context
    )


def _find_item(year: int, item_id: int) -> tuple[Workshop, AgendaItem]:
    require(may_plan_workshop)
    workshop = find_workshop(year)
    item = next((item for item in agenda_items(workshop) if item.id == item_id), None) or abort(404)
    return workshop, item


def _back_to(item: AgendaItem, year: int) -> str:
    return url_for(".edit_agenda", year=year, _anchor=dom_id(item))


@bp.get("/<int:year>/chuong-trinh")
def edit_agenda(year: int):
    require(may_plan_workshop)
    workshop = find_workshop(year)
    return _agenda_page(workshop, AgendaItemForm.new(workshop, people_to_name()))


@bp.post("/<int:year>/chuong-trinh")
def add_agenda_item(year: int):
    require(may_plan_workshop)
    workshop = find_workshop(year)
    form = AgendaItemForm.new(workshop, people_to_name())
    if not form.validate_on_submit():
        return _agenda_page(workshop, form), 422
    item = AgendaItem(workshop=workshop)
    form.save(item)
    db.session.add(item)
    audit.record("agenda.added", item, workshop=workshop.id)
    db.session.commit()
    flash(_("Đã thêm “%(title)s”.", title=item.title))
    return redirect(_back_to(item, year), 303)


@bp.get(ITEM)
def edit_agenda_item(year: int, item_id: int):
    workshop, item = _find_item(year, item_id)
    return _item_page(workshop, item, AgendaItemForm.about(item, workshop, people_to_name()))


@bp.post(ITEM)
def save_agenda_item(year: int, item_id: int) -> ResponseReturnValue:
    workshop, item = _find_item(year, item_id)
    form = AgendaItemForm.about(item, workshop, people_to_name())
    if not form.validate_on_submit():
        return _item_page(workshop, item, form), 422
    if form.is_behind(item):
        form.catch_up(item)
        return _item_page(workshop, item, form, is_behind=True), 409
    form.save(item)
    audit.record_changes("agenda.edited", item, workshop=workshop.id)
    db.session.commit()
    flash(_("Đã lưu “%(title)s”.", title=item.title))
    return redirect(_back_to(item, year), 303)


@bp.post(f"{ITEM}/len")
def move_agenda_item_up(year: int, item_id: int):
    return _move(year, item_id, -1)


@bp.post(f"{ITEM}/xuong")
def move_agenda_item_down(year: int, item_id: int):
    return _move(year, item_id, 1)


def _move(year: int, item_id: int, step: int) -> ResponseReturnValue:
    workshop, item = _find_item(year, item_id)
    item.move(step)
    db.session.commit()
    db.session.expire(workshop, ["agenda"])
    return answer("workshops/_agenda_rows.html", then=_back_to(item, year), **_rows(workshop))


@bp.post(f"{ITEM}/xoa")
def strike_agenda_item(year: int, item_id: int):
    workshop, item = _find_item(year, item_id)
    audit.record("agenda.struck", item, before={"title": item.title}, workshop=workshop.id)
    workshop.agenda.remove(item)
    db.session.commit()
    flash(_("Đã bỏ “%(title)s” khỏi chương trình.", title=item.title))
    return redirect(url_for(".edit_agenda", year=year), 303)
