"""Changes to the rotation's draft: weighed first, saved when their cost is known."""

from flask import abort, flash, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.rendering import is_partial
from network.foundation.views import lead_to
from network.workshops.forms.rotation import CHANGE_FORMS, TakeForm
from network.workshops.jobs import have_planned
from network.workshops.models import ChangeKind, DraftClosed, RotationChange, RotationDraft
from network.workshops.planning import CannotBePlanned, ask
from network.workshops.policies import may_plan_rotation
from network.workshops.rotation_queries import grounds_on
from network.workshops.rounds import Comparison
from network.workshops.views.blueprint import bp
from network.workshops.views.rotation import find_rotation, rotation_page

KINDS = ", ".join(f"'{kind}'" for kind in ChangeKind)


@bp.post(f"/luan-phien/<int:rotation_id>/<any({KINDS}):kind>")
def weigh_rotation_change(rotation_id: int, kind: str):
    """Have a change planned, so that she sees what it costs before she saves it."""
    require(may_plan_rotation)
    draft, grounds = find_rotation(rotation_id), grounds_on(today())
    if not draft.is_open:
        raise DraftClosed
    form = CHANGE_FORMS[ChangeKind(kind)](draft, grounds)
    if form.validate_on_submit():
        change = RotationChange(draft, ChangeKind(kind), current_person(), **form.typed)
        try:
            ask(change, change.conditions(), grounds)
        except CannotBePlanned as error:
            form.form_errors.append(str(error))
    if form.errors:
        return rotation_page(form), 422
    db.session.add(change)
    have_planned(change)
    db.session.commit()
    return lead_to(url_for(".show_rotation_change", change_id=change.id))


@bp.get("/luan-phien/thay-doi/<int:change_id>")
def show_rotation_change(change_id: int):
    require(may_plan_rotation)
    return _change_page(_find_change(change_id))


@bp.post("/luan-phien/thay-doi/<int:change_id>")
def take_rotation_change(change_id: int):
    require(may_plan_rotation)
    change = _find_change(change_id)
    if change.saved_at:
        return lead_to(url_for(".show_rotation", nam=change.year))
    if TakeForm().validate_on_submit():
        if change.is_behind and change.draft.is_open:
            return _change_page(change), 409
        change.draft.take(change, current_person())
        db.session.commit()
        flash(_("Đã lưu thay đổi vào bản dự thảo."))
    return lead_to(url_for(".show_rotation", nam=change.year))


def _change_page(change: RotationChange) -> str:
    template = "_change" if is_partial() else "change"
    grounds = grounds_on(today())
    return render_template(f"workshops/rotation/{template}.html", change=change, comparison=Comparison(change, grounds))


def _find_change(change_id: int) -> RotationChange:
    found = select(RotationChange).where(RotationChange.id == change_id)
    drafts = joinedload(RotationChange.draft)
    options = (drafts.joinedload(RotationDraft.conditions), drafts.joinedload(RotationDraft.changed_by))
    return db.session.scalars(found.options(*options)).unique().one_or_none() or abort(404)
