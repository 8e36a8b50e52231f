"""The rotation under /hoi-thao/luan-phien: as it was published, as it is drafted, and the proof that it is fair."""

import json

from flask import Response, abort, render_template, request, url_for

from network.accounts.sign_in import current_person
from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.policies import asked_by_viewer, require
from network.foundation.views import answer, lead_to
from network.organizations.models import BLOCK_WORDS
from network.workshops.forms.rotation import ChangeForm
from network.workshops.models import DraftState, RotationDraft
from network.workshops.planning import changes_since, planned
from network.workshops.policies import may_plan_rotation, may_see_rotation
from network.workshops.proof import canonical, fingerprint
from network.workshops.rotation_queries import grounds_on, members_at_organizations, rotations_visible_to
from network.workshops.rounds import Round
from network.workshops.views.blueprint import bp
from network.workshops.year_rows import days_of

PRESENT = (DraftState.DRAFT, DraftState.PUBLISHED)


@bp.get("/luan-phien")
def show_rotation():
    require(may_see_rotation)
    return rotation_page()


def rotation_page(form: ChangeForm | None = None) -> str:
    """The page of the rotation, seen from the year that its address names; form: one that came back with errors."""
    present = rotations_visible_to(current_person()).where(RotationDraft.state.in_(PRESENT))
    rotations = {rotation.state: rotation for rotation in db.session.scalars(present).unique()}
    draft, published = rotations.get(DraftState.DRAFT), rotations.get(DraftState.PUBLISHED)
    shown = published if published and (draft is None or request.args.get("ban") == "cong-bo") else draft
    grounds = grounds_on(today())
    around = Round(grounds, today().year, shown)
    year = form.chosen_year if form else request.args.get("nam", type=int)
    year = year if year in around.years else around.first_choice
    may_change = shown is not None and shown is draft and asked_by_viewer(may_plan_rotation)
    return render_template(
        "workshops/rotation.html",
        round=around,
        panel=around.panel(year, with_choices=may_change),
        shown=shown,
        draft=draft,
        published=published,
        changes=changes_since(shown, grounds) if may_change and shown.is_planned else [],
        members=members_at_organizations(today()),
        days=days_of(year),
        form=form,
    )


def find_rotation(rotation_id: int) -> RotationDraft:
    """A rotation that the person at the browser may see; else it is not found."""
    found = rotations_visible_to(current_person()).where(RotationDraft.id == rotation_id)
    return db.session.scalars(found).unique().one_or_none() or abort(404)


@bp.get("/luan-phien/<int:rotation_id>/tien-do")
def show_rotation_progress(rotation_id: int):
    """How far the planner is; when it is there, back to the page."""
    require(may_plan_rotation)
    draft = find_rotation(rotation_id)
    result = url_for(".show_rotation")
    if not draft.is_planning:
        return lead_to(result)
    again = url_for(".plan_rotation_anew", rotation_id=draft.id)
    return answer("workshops/rotation/_progress.html", planned=draft, source=request.path, then=result, again=again)


@bp.get("/luan-phien/<int:rotation_id>/bang-chung-minh")
def show_rotation_proof(rotation_id: int):
    """What the rotation was planned from, the rule, and the result, on paper."""
    require(may_see_rotation)
    shown = find_rotation(rotation_id)
    if not shown.is_planned:
        return lead_to(url_for(".show_rotation"))
    grounds = grounds_on(today())
    rotation, plan = planned(shown.document, shown.plan, shown.best_sum)
    return render_template(
        "workshops/rotation/proof.html",
        shown=shown,
        rotation=rotation,
        plan=plan,
        names={code: grounds.by_id[number].name for code, number in shown.codes.items()},
        block_words=BLOCK_WORDS,
        fingerprint=fingerprint(shown.document, shown.plan),
    )


@bp.get("/luan-phien/<int:rotation_id>/bang-chung-minh.json")
def download_rotation_proof(rotation_id: int):
    """The text that the fingerprint is of."""
    require(may_see_rotation)
    shown = find_rotation(rotation_id)
    return _as_file(canonical(shown.document, shown.plan), f"luan-phien-{shown.id}-bang-chung-minh.json")


@bp.get("/luan-phien/<int:rotation_id>/du-lieu.json")
def download_rotation_input(rotation_id: int):
    """The planner's input, for whoever wants to plan it again: `flask rotation plan --input …`."""
    require(may_see_rotation)
    shown = find_rotation(rotation_id)
    text = json.dumps(shown.document, ensure_ascii=False, indent=2) + "\n"
    return _as_file(text.encode(), f"luan-phien-{shown.id}.json")


def _as_file(content: bytes, name: str) -> Response:
    return Response(
        content, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
