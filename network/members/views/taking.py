"""The directory taken along: a table for Excel, a page for A4.  Both are put on record."""

from io import BytesIO

from flask import Response, render_template, request, send_file
from flask_babel import gettext as _
from sqlalchemy import select

from network.foundation import audit
from network.foundation.clock import today
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.limits import count_try
from network.foundation.models import db
from network.foundation.policies import require
from network.foundation.spreadsheets.writing import write_xlsx
from network.foundation.threads import beside_the_loop
from network.members.directory.facets import count, with_names
from network.members.directory.people import everybody
from network.members.directory.sentence import people_found, what_was_asked
from network.members.directory.sheet import WIDTHS, Line, columns_for, lines, watermark
from network.members.directory.wanted import Facet, Wanted
from network.members.models import Person
from network.members.policies import may_export_directory
from network.members.queries import with_standing
from network.members.views.blueprint import bp, viewer
from network.members.wheel import wheel_on

EXPORTS = (10, 3600)  # an hour
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.post("/thanh-vien/tai-bang")
@keeps_own_transactions
def export_directory() -> Response:
    count_try((f"export:{viewer().id}", *EXPORTS))
    require(may_export_directory)
    me, wanted, table = _table()
    columns = columns_for(me)
    content = beside_the_loop(
        _write,
        list(columns.values()),
        [[getattr(line, name) for name in columns] for line in table],
        _("Thành viên Mạng lưới: %(asked)s", asked=_asked(wanted)),
        watermark(me),
        [WIDTHS.get(name, 20) for name in columns],
    )
    _record("directory.exported", wanted, len(table), columns=list(columns))
    name = f"thanh-vien-{today().isoformat()}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


def _write(headings: list[str], rows: list[list], title: str, mark: str, widths: list[int]) -> bytes:
    return write_xlsx(headings, rows, title=title, watermark=mark, widths=widths)


@bp.get("/thanh-vien/in")
def print_directory() -> str:
    require(may_export_directory)
    me, wanted, table = _table()
    page = render_template(
        "members/print.html", lines=table, asked=_asked(wanted), mark=watermark(me), back=wanted.address()
    )
    _record("directory.printed", wanted, len(table))
    return page


def _table() -> tuple[Person, Wanted, list[Line]]:
    """Who asks, for what, and what she gets."""
    me = db.session.scalars(with_standing(select(Person).where(Person.id == viewer().id))).unique().one()
    wanted = Wanted.read(request.args, for_organizer=me.is_organizer)
    return me, wanted, lines(everybody(wanted), me)


def _asked(wanted: Wanted) -> str:
    """What was found, as the directory says it."""
    counted = count(wanted, for_organizer=viewer().is_organizer)
    wheel = wheel_on(today(), named={option.value for option in counted.options[Facet.MINISTRY]})
    asked = what_was_asked(wanted, with_names(counted, wheel).options)
    return _("%(number)s %(asked)s", number=people_found(counted.found), asked=asked)


def _record(action: str, wanted: Wanted, number: int, **details: object) -> None:
    """Put on record how many people somebody took along, and which; nothing is handed out before that stands."""
    db.session.rollback()
    with writing():
        audit.record(action, "directory", count=number, filter=wanted.address(), **details)
        db.session.commit()
