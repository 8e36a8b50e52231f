"""Forms of the door that stood open too long: shown again with a fresh token, for guests have no other way back."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from network.accounts.forms import CodeForm, SignInForm
from network.accounts.views.blueprint import bp
from network.accounts.views.invitations import open_again
from network.foundation.views import explain_token

PAGES = {"accounts.enter": ("sign_in", SignInForm), "accounts.check_code": ("code", CodeForm)}


@bp.errorhandler(CSRFError)
def ask_once_more(error: CSRFError) -> ResponseReturnValue:
    """The same form, with what she typed except passwords."""
    message = _("Trang để lâu nên hết hạn. Xin chị gửi lại lần nữa.")
    if request.endpoint == "accounts.accept_invitation":
        return open_again(request.view_args["token"], message)
    if request.endpoint not in PAGES:
        return explain_token(error)
    page, kind = PAGES[request.endpoint]
    form = kind()
    form.form_errors = [message]
    return render_template(f"accounts/{page}.html", form=form), 400
