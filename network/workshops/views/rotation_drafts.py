"""Drafts of the rotation: begun, planned anew, laid aside, published."""

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from network.accounts.sign_in import current_person
from network.foundation import audit
from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.foundation.events import publish
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.views import lead_to
from network.workshops.events import RotationPublished
from network.workshops.forms.rotation import NewDraftForm, PublishForm
from network.workshops.jobs import have_planned
from network.workshops.models import DraftStands, DraftState, RotationCondition, RotationDraft, give_turns
from network.workshops.planning import CannotBePlanned, Grounds, ask, changes_since, still_possible
from network.workshops.policies import may_plan_rotation
from network.workshops.rotation_queries import grounds_on
from network.workshops.rounds import Round
from network.workshops.views.blueprint import bp
from network.workshops.views.rotation import find_rotation

YEARS = 8  # that a draft plans unless told otherwise


class DraftOutdated(Refusal):
    message = _l("Dữ liệu đã đổi từ khi bản dự thảo được xếp. Xin chị xếp lại, xem kết quả rồi công bố.")


@bp.get("/luan-phien/moi")
def new_rotation_draft():
    require(may_plan_rotation)
    form = NewDraftForm(first_year=grounds_on(today()).first_open_year(today()), years=YEARS)
    return render_template("workshops/rotation/new.html", form=form)


@bp.post("/luan-phien")
def draft_rotation():
    require(may_plan_rotation)
    if _rotation_in(DraftState.DRAFT):
        raise DraftStands
    form = NewDraftForm()
    if form.validate_on_submit():
        try:
            _begin_draft(form, grounds_on(today()))
        except CannotBePlanned as error:
            form.form_errors.append(str(error))
    if form.errors:
        return render_template("workshops/rotation/new.html", form=form), 422
    db.session.commit()
    return lead_to(url_for(".show_rotation"))


def _begin_draft(form: NewDraftForm, grounds: Grounds) -> None:
    """A draft that goes on asking what the published rotation asked.  Raises CannotBePlanned, DraftStands."""
    person, published = current_person(), _rotation_in(DraftState.PUBLISHED)
    draft = RotationDraft(
        first_year=form.first_year.data, years=form.years.data, made_by_id=person.id, changed_by_id=person.id
    )
    ask(draft, [], grounds)
    for condition in still_possible(published.conditions if published else (), draft, grounds):
        values = {**condition.as_values(), "made_by_id": condition.made_by_id}
        draft.conditions.append(RotationCondition.from_values(values))
    ask(draft, draft.conditions, grounds)
    db.session.add(draft)
    try:
        db.session.flush()
    except IntegrityError as error:  # another organiser's, a moment earlier
        db.session.rollback()
        raise DraftStands from error
    audit.record("rotation.drafted", draft, after={"first_year": draft.first_year, "years": draft.years})
    have_planned(draft)


def _rotation_in(state: DraftState) -> RotationDraft | None:
    return db.session.scalar(select(RotationDraft).where(RotationDraft.state == state))


@bp.post("/luan-phien/<int:rotation_id>/xep")
def plan_rotation_anew(rotation_id: int):
    require(may_plan_rotation)
    draft = find_rotation(rotation_id)
    draft.plan_anew(current_person())
    ask(draft, draft.conditions, grounds_on(today()))
    have_planned(draft)
    db.session.commit()
    return lead_to(url_for(".show_rotation"))


@bp.post("/luan-phien/<int:rotation_id>/bo")
def drop_rotation_draft(rotation_id: int):
    require(may_plan_rotation)
    find_rotation(rotation_id).drop()
    db.session.commit()
    return lead_to(url_for(".show_rotation", bo=rotation_id))


@bp.post("/luan-phien/<int:rotation_id>/lay-lai")
def take_up_rotation_draft(rotation_id: int):
    require(may_plan_rotation)
    if _rotation_in(DraftState.DRAFT):
        raise DraftStands
    find_rotation(rotation_id).take_up()
    db.session.commit()
    flash(_("Đã lấy lại bản dự thảo."))
    return lead_to(url_for(".show_rotation"))


@bp.get("/luan-phien/<int:rotation_id>/cong-bo")
def preview_rotation(rotation_id: int):
    """What publishing would do to each year's turn."""
    require(may_plan_rotation)
    draft, grounds = find_rotation(rotation_id), grounds_on(today())
    if not (draft.is_open and draft.is_planned):
        return lead_to(url_for(".show_rotation"))
    return render_template(
        "workshops/rotation/publish.html",
        draft=draft,
        round=Round(grounds, today().year, draft),
        turns={turn.year: turn for turn in grounds.turns if turn.state != "declined"},
        changes=changes_since(draft, grounds),
        form=PublishForm(version=draft.version),
    )


@bp.post("/luan-phien/<int:rotation_id>/cong-bo")
def publish_rotation(rotation_id: int):
    require(may_plan_rotation)
    draft, form = find_rotation(rotation_id), PublishForm()
    if form.validate_on_submit():
        draft.check_unmoved(form.version.data)
        _publish(draft)
        db.session.commit()
        flash(_("Đã công bố vòng luân phiên. Các thành viên đã xem được."))
        return lead_to(url_for(".show_rotation"))
    return lead_to(url_for(".preview_rotation", rotation_id=draft.id))


def _publish(draft: RotationDraft) -> None:
    """In place of the one before, with the turns that follow.  Raises DraftOutdated, DraftClosed, TurnSettled."""
    if draft.is_open and changes_since(draft, grounds_on(today())):
        raise DraftOutdated
    earlier = _rotation_in(DraftState.PUBLISHED)
    if earlier:
        earlier.give_way()
        db.session.flush()  # its place is free before another takes it
    draft.publish(current_person())
    last = max(draft.horizon[-1], earlier.horizon[-1] if earlier else 0)
    give_turns(draft.host_ids, range(draft.first_year, last + 1))  # later turns of the earlier one are taken back
    publish(RotationPublished(rotation_id=draft.id))
