"""What hosts answer, and who hosted the years before this house was there."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select

from network.accounts.sign_in import current_person
from network.foundation.models import db
from network.foundation.policies import require
from network.organizations.finding import found_by_name
from network.organizations.models import Organization
from network.workshops.forms import DeclineForm, PastHostForm
from network.workshops.models import HostTurn, Workshop, record_host, strike_host, turn_of
from network.workshops.policies import may_plan_workshop
from network.workshops.views.blueprint import bp


def _find_turn(turn_id: int) -> HostTurn:
    require(may_plan_workshop)
    return db.get_or_404(HostTurn, turn_id)


@bp.post("/luot/<int:turn_id>/nhan-loi")
def confirm_turn(turn_id: int):
    """The host agreed by letter, and an organiser notes it."""
    turn = _find_turn(turn_id)
    turn.confirm(current_person())
    db.session.commit()
    flash(_("Đã ghi: %(host)s nhận đăng cai năm %(year)d.", host=turn.host_name, year=turn.year))
    return redirect(url_for(".list_workshops"), 303)


@bp.get("/luot/<int:turn_id>/bao-ban")
def ask_to_decline_turn(turn_id: int):
    return render_template("workshops/decline_turn.html", turn=_find_turn(turn_id), form=DeclineForm())


@bp.post("/luot/<int:turn_id>/bao-ban")
def decline_turn(turn_id: int):
    turn, form = _find_turn(turn_id), DeclineForm()
    if not form.validate_on_submit():
        return render_template("workshops/decline_turn.html", turn=turn, form=form), 422
    turn.decline(current_person(), form.reason.data)
    db.session.commit()
    flash(_("Đã ghi: %(host)s báo bận năm %(year)d. Năm này cần xếp lại.", host=turn.host_name, year=turn.year))
    return redirect(url_for(".list_workshops"), 303)


@bp.get("/da-qua/moi")
def new_past_host():
    require(may_plan_workshop)
    return render_template("workshops/past_host.html", form=PastHostForm())


@bp.post("/da-qua/moi")
def record_past_host():
    require(may_plan_workshop)
    form = PastHostForm()
    organization = _organization_meant(form) if form.validate_on_submit() else None
    if organization and turn_of(form.year.data):
        form.year.errors = [_("Năm này đã có bộ, ngành đăng cai.")]
    if form.errors or organization is None:
        return render_template("workshops/past_host.html", form=form), 422
    turn = record_host(form.year.data, organization, source=form.source.data)
    db.session.commit()
    flash(_("Đã ghi %(host)s đăng cai năm %(year)d.", host=turn.host_name, year=turn.year))
    return redirect(url_for(".list_workshops"), 303)


def _organization_meant(form: PastHostForm) -> Organization | None:
    """By any name it ever had; what fits several, or none, is said at the field."""
    found = found_by_name(form.organization.data)
    places = {each.organization for each in found}
    if len(places) > 1:
        exact = {
            each.organization for each in found if each.period.name.casefold() == form.organization.data.casefold()
        }
        places = exact if len(exact) == 1 else places
    if len(places) == 1:
        return places.pop()
    names = ", ".join(sorted({each.period.name for each in found})[:5])
    form.organization.errors = [
        _("Tên này khớp với nhiều nơi: %(names)s. Xin chị ghi đủ tên.", names=names)
        if places
        else _("Chưa thấy bộ, ngành nào có tên này. Xin chị ghi tên đầy đủ hoặc tên viết tắt.")
    ]
    return None


@bp.post("/da-qua/<int:turn_id>/xoa")
def strike_past_host(turn_id: int):
    """Take back what was written down by mistake about a year without workshop."""
    turn = _find_turn(turn_id)
    has_workshop = db.session.scalar(select(exists().where(Workshop.year == turn.year)))
    if not turn.is_held or has_workshop:
        abort(404)
    strike_host(turn)
    db.session.commit()
    flash(_("Đã bỏ lượt đăng cai năm %(year)d.", year=turn.year))
    return redirect(url_for(".list_workshops"), 303)
