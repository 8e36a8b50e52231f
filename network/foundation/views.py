"""What views share: the closed door, answers in part or whole, and errors in words."""

from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask, Response, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from network.foundation import kept
from network.foundation.errors import Refusal
from network.foundation.limits import TooMany
from network.foundation.models import db
from network.foundation.rendering import is_partial

csrf = CSRFProtect()


class RowNumber(IntegerConverter):
    """A number that a database holds; a longer one is simply not found."""

    def __init__(self, map, *args, **kwargs):
        super().__init__(map, *args, **{"max": 2**31 - 1, **kwargs})


def open_to_all(view: Callable) -> Callable:
    """Let people in who are not signed in.  Without it a view is closed to them."""
    view.open_to_all = True
    return view


def takes_uploads(view: Callable) -> Callable:
    """Let a view's requests be as large as an upload may be."""
    view.takes_uploads = True
    return view


def answer(partial: str, *, then: str | None = None, **context: object) -> str | ResponseReturnValue:
    """Answer with one part of a page.

    To a request for a part: the partial alone.  Otherwise a redirect to `then`, or, where there
    is none (a form sent back with its errors), the partial inside the layout.
    """
    if is_partial():
        return render_template(partial, **context)
    if then:
        return redirect(then, 303)
    return render_template("shared/one_partial.html", partial=partial, **context)


def lead_to(address: str) -> ResponseReturnValue:
    """After an act: on to another page, for htmx as for a browser without script."""
    if is_partial():
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, 303)


def own_path(target: str | None, default: str = "/") -> str:
    """A place to go on to, if it lies in this house; else the start page."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    clean = target.isprintable() and "\\" not in target and not parts.netloc and not parts.scheme
    return target if clean else default


def _view() -> Callable | None:
    return current_app.view_functions.get(request.endpoint or "")


def _close_doors() -> ResponseReturnValue | None:
    view = _view()
    if view is None or getattr(view, "open_to_all", False) or current_user.is_authenticated:
        return None
    return current_app.login_manager.unauthorized()


def _open_for_uploads() -> None:
    if getattr(_view(), "takes_uploads", False):
        request.max_content_length = current_app.config["MAX_UPLOAD_LENGTH"]


def _check_token() -> None:
    if current_app.config["WTF_CSRF_ENABLED"] and not getattr(_view(), "no_csrf", False):
        csrf.protect()


def _words(status: int) -> tuple[str, str]:
    """What happened, and what to do: a heading and a sentence."""
    known = {
        400: (_("Trang này chưa hiểu yêu cầu"), _("Xin chị quay lại trang trước và thử lại.")),
        403: (
            _("Việc này thuộc quyền người khác"),
            _("Nếu đây là việc của chị, xin nhắn Văn phòng Mạng lưới để được giao quyền."),
        ),
        404: (
            _("Không thấy trang này"),
            _("Trang đã được chuyển đi, hoặc chỉ dành cho người có liên quan. Chị thử tìm theo tên."),
        ),
        405: (_("Trang này chưa hiểu yêu cầu"), _("Xin chị quay lại trang trước và thử lại.")),
        409: (_("Có người vừa làm việc này"), _("Xin chị tải lại trang để xem nội dung mới nhất.")),
        413: (
            _("Tệp hoặc bài viết quá lớn"),
            _("Mức cho phép là 26 MB với tệp và 1 MB với bài viết. Xin chị thu gọn rồi gửi lại."),
        ),
        414: (_("Địa chỉ trang quá dài"), _("Xin chị quay lại trang trước và thử lại.")),
        422: (_("Còn chỗ cần chị xem lại"), _("Xin chị xem các ô được đánh dấu.")),
        429: (_("Xin chị chờ một chút"), _("Chị thử nhiều lần trong thời gian ngắn.")),
        503: (_("Hệ thống đang bận"), _("Xin chị chờ một phút rồi thử lại. Những gì đã lưu vẫn còn nguyên.")),
    }
    return known.get(status) or (
        _("Trang gặp trục trặc"),
        _("Những gì chị đã lưu vẫn còn nguyên. Xin chị thử lại sau ít phút."),
    )


def say(status: int, message: str | None = None, **context: object) -> ResponseReturnValue:
    """An error in words, where the person looks: a notice for a part, a page otherwise."""
    title, remedy = _words(status)
    words = {"status": status, "title": title, "message": message or remedy, **context}
    template = "shared/_notice.html" if is_partial() else "shared/error.html"
    headers = {"HX-Retarget": "#notice", "HX-Reswap": "outerHTML"} if is_partial() else {}
    return render_template(template, **words), status, headers


def explain_token(error: CSRFError) -> ResponseReturnValue:
    """A form without its token: shown again with a fresh one, nothing typed lost."""
    db.session.rollback()
    message = _("Trang để lâu nên hết hạn. Nội dung chị viết vẫn còn đây, chị chỉ cần gửi lại.")
    fields = kept.typed_fields()
    if is_partial() or not fields or not current_user.is_authenticated:
        return say(400, message if is_partial() else None)
    return kept.send_again_page(request.full_path.rstrip("?"), fields, message), 400


def _explain_crash(error: Exception) -> ResponseReturnValue:
    """What nobody foresaw: a number to quote, the trace in the log, none of it on the page."""
    db.session.rollback()
    number = uuid4().hex[:8]
    current_app.logger.error("fault %s at %s %s", number, request.method, request.path, exc_info=error)
    return say(500, number=number, kept_fields=_safely_typed())


def _safely_typed() -> list:
    try:
        return kept.typed_fields() if current_user.is_authenticated else []
    except Exception:
        return []


def _add_error_handlers(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def refuse(refusal: Refusal):
        db.session.rollback()
        return say(409, str(refusal), kept_fields=kept.typed_fields())

    @app.errorhandler(StaleDataError)
    def refuse_stale(_error):
        db.session.rollback()
        message = _("Người khác vừa sửa mục này. Xin chị xem bản mới rồi sửa tiếp; nội dung chị viết ở dưới.")
        return say(409, message, kept_fields=kept.typed_fields())

    @app.errorhandler(TooMany)
    def slow_down(error: TooMany):
        db.session.rollback()
        body, status, headers = say(429, str(error.message % {"minutes": error.minutes}))
        return body, status, {**headers, "Retry-After": str(error.retry_after)}

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError):
        db.session.rollback()
        current_app.logger.error("database: %s", error)
        body, status, headers = say(503, kept_fields=_safely_typed())
        return body, status, {**headers, "Retry-After": "5"}

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException):
        if error.code is None or error.code < 400 or error.response is not None:
            return error
        if isinstance(error, SecurityError):  # at a host that is not ours no link of a page can be built
            return error
        db.session.rollback()
        body, status, headers = say(error.code)
        if wait := getattr(error, "retry_after", None):
            headers = {**headers, "Retry-After": str(wait)}
        return body, status, headers

    app.register_error_handler(CSRFError, explain_token)
    app.register_error_handler(Exception, _explain_crash)


def init_app(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # `_check_token` asks, so that one view may be let off
    csrf.init_app(app)
    if hops := app.config["PROXY_HOPS"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.config["TRUSTED_HOSTS"] = [urlsplit(app.config["SITE_URL"]).hostname]
    app.before_request(_open_for_uploads)
    app.before_request(_close_doors)
    app.before_request(_check_token)
    _add_error_handlers(app)
    app.jinja_env.globals["own_path"] = own_path
    app.teardown_request(lambda _error: g.pop("csp_nonce", None))
