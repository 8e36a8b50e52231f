"""The addresses under /bo-nganh: organisations of a day, each one's page, and reorganisations put on record."""

from collections import Counter
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from network.foundation.clock import today
from network.foundation.errors import Refusal
from network.foundation.formats import UnreadableDate, read_date
from network.foundation.kept import typed_fields
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.rendering import is_partial
from network.foundation.text import clean_line, cut
from network.organizations.finding import found_by_name, successors_of
from network.organizations.forms import FORMS, DecisionForm
from network.organizations.lineage import around, figure
from network.organizations.models import (
    REORGANIZATION_WORDS,
    Block,
    Organization,
    OrganizationKind,
    Reorganization,
    ReorganizationKind,
)
from network.organizations.policies import may_reorganize
from network.organizations.queries import existing_on, going_on
from network.organizations.sections import sections_of

bp = Blueprint("organizations", __name__, url_prefix="/bo-nganh")

LONGEST_QUERY = 200
KIND_SLUGS = {
    "thanh-lap": ReorganizationKind.ESTABLISH,
    "doi-ten": ReorganizationKind.RENAME,
    "doi-loai-hinh": ReorganizationKind.CHANGE_KIND,
    "sap-nhap": ReorganizationKind.MERGE,
    "hop-nhat": ReorganizationKind.CONSOLIDATE,
    "chia-tach": ReorganizationKind.SPLIT,
    "chuyen-ve": ReorganizationKind.TRANSFER,
    "giai-the": ReorganizationKind.DISSOLVE,
}


@bp.get("")
def list_organizations():
    query = cut(clean_line(request.args.get("q", "")), LONGEST_QUERY)
    written = cut(clean_line(request.args.get("ngay", "")), LONGEST_QUERY)
    day, error = _asked_day(written)
    context = {"query": query, "day": day, "written": written, "error": error}
    context |= {"hits": found_by_name(query)} if query else _standing_on(day)
    template = "organizations/_organizations.html" if is_partial() else "organizations/list.html"
    return render_template(template, **context), 422 if error else 200


def _asked_day(written: str) -> tuple[date, str | None]:
    """The day asked for, today if none; and why what was written is none."""
    try:
        return (read_date(written) if written else today()), None
    except UnreadableDate as error:
        return today(), str(error)


def _standing_on(day: date) -> dict:
    """The organisations of a day by block, in their order, and the days on which something changed."""
    organizations = db.session.scalars(existing_on(day)).all()
    of_that_day = {organization: organization.as_of(day) for organization in organizations}
    blocks: dict[Block | None, list[Organization]] = {block: [] for block in (*Block, None)}
    for organization, period in of_that_day.items():
        blocks[period.block].append(organization)
    kinds = Counter(period.kind for period in of_that_day.values())
    return {
        "blocks": {block: members for block, members in blocks.items() if members},
        "of_that_day": of_that_day,
        "summary": _summary(kinds),
        "heirs": successors_of(organizations, today()),
        "days": db.session.scalars(
            select(Reorganization.effective_on).distinct().order_by(Reorganization.effective_on.desc()).limit(4)
        ).all(),
    }


def _summary(kinds: Counter) -> str:
    """How many of which kind: `14 bộ, 3 cơ quan ngang bộ, 33 cơ quan khác`."""
    ministries, agencies = kinds[OrganizationKind.MINISTRY], kinds[OrganizationKind.MINISTERIAL_AGENCY]
    others = kinds.total() - ministries - agencies
    counted = (
        (ministries, ngettext("%(num)d bộ", "%(num)d bộ", ministries)),
        (agencies, ngettext("%(num)d cơ quan ngang bộ", "%(num)d cơ quan ngang bộ", agencies)),
        (others, ngettext("%(num)d cơ quan khác", "%(num)d cơ quan khác", others)),
    )
    return ", ".join(words for number, words in counted if number)


@bp.get("/<slug>")
def show_organization(slug: str):
    story = around(slug) or abort(404)
    return render_template(
        "organizations/organization.html",
        story=story,
        organization=story.organization,
        figure=figure(story.lineage),
        sections=sections_of(story.organization),
    )


@bp.get("/sap-xep")
def new_reorganization():
    require(may_reorganize)
    asked = request.args.get("viec")
    if asked is None:
        return render_template(
            "organizations/reorganizations.html", kinds=KIND_SLUGS, reorganization_words=REORGANIZATION_WORDS
        )
    return _form_page(_form(asked))


@bp.post("/sap-xep")
def record_reorganization():
    """First shows what would change, then, sent once more, changes it."""
    require(may_reorganize)
    form = _form(request.args.get("viec", ""))
    step = request.form.get("buoc")
    if step == "sua":
        return _form_page(form)
    if not form.validate():
        return _form_page(form), 422
    try:
        record = form.carry_out()
    except Refusal as refusal:
        db.session.rollback()
        return _form_page(form, refusal), 409
    if step != "ghi":
        return _preview(record)
    db.session.commit()
    flash(_("Đã ghi vào hồ sơ."))
    return redirect(url_for(".show_organization", slug=_to_show(record).slug), 303)


def _form(asked: str) -> DecisionForm:
    kind = KIND_SLUGS.get(asked) or abort(404)
    return FORMS[kind](db.session.scalars(going_on()).all())


def _form_page(form: DecisionForm, refusal: Refusal | None = None) -> str:
    kind = KIND_SLUGS[request.args["viec"]]
    return render_template(
        "organizations/reorganize.html", form=form, title=REORGANIZATION_WORDS[kind], refusal=refusal
    )


def _preview(record: Reorganization) -> str:
    """What has come of it, shown and then undone."""
    page = render_template("organizations/preview.html", record=record, typed=typed_fields())
    db.session.rollback()
    return page


def _to_show(record: Reorganization) -> Organization:
    """The organisation on whose page the change is best seen: one that goes on."""
    standing = [change.organization for change in record.changes if change.after]
    main = [link.successor for link in record.links if link.is_main]
    return (main or standing or record.organizations)[0]
