"""A workshop as a file for the calendars of phones and office programs (iCalendar, RFC 5545)."""

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event, vUri

from network.foundation.clock import now
from network.foundation.formats import show_time, show_weekday_date
from network.foundation.rendering import locale
from network.workshops.models import AgendaItem, Workshop, WorkshopState

PRODUCT = "-//Mang luoi Nu lanh dao//Hoi thao//VI"
STATUS = {
    WorkshopState.DRAFT: "TENTATIVE",
    WorkshopState.PUBLISHED: "CONFIRMED",
    WorkshopState.CANCELLED: "CANCELLED",
}
METHOD_OF_CANCELLED, METHOD = "CANCEL", "PUBLISH"


def as_calendar(workshop: Workshop, agenda: list[AgendaItem], host: str | None, address: str) -> bytes:
    """One event, the same for good by its UID, a later one by its SEQUENCE; in the time zone of the hall.

    address: of the workshop's page.  Who takes up a cancelled one has it struck out in her calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", METHOD_OF_CANCELLED if workshop.is_cancelled else METHOD)
    calendar.add_component(_event(workshop, agenda, host, address))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(workshop: Workshop, agenda: list[AgendaItem], host: str | None, address: str) -> Event:
    event, zone = Event(), ZoneInfo(workshop.zone)
    event.add("uid", f"hoi-thao-{workshop.id}@mang-luoi-nu-lanh-dao")
    event.add("sequence", workshop.version - 1)
    event.add("dtstamp", now())
    event.add("last-modified", workshop.updated_at)
    event.add("dtstart", datetime.combine(workshop.starts_on, workshop.starts_at, zone))
    event.add("dtend", datetime.combine(workshop.ends_on, workshop.ends_at, zone))
    event.add("summary", workshop.title)
    event.add("status", STATUS[workshop.state])
    event.add("url", vUri(address))
    if workshop.place:
        event.add("location", workshop.place)
    event.add("description", _description(workshop, agenda, host, address))
    return event


def _description(workshop: Workshop, agenda: list[AgendaItem], host: str | None, address: str) -> str:
    lines = []
    if workshop.is_cancelled:
        lines.append(_("Hội thảo đã hủy: %(reason)s", reason=workshop.cancel_reason))
    if workshop.theme:
        lines.append(_("Chủ đề: %(theme)s", theme=workshop.theme))
    if host:
        lines.append(_("Đăng cai: %(host)s", host=host))
    for day, items in groupby(agenda, key=lambda item: item.day):
        lines += ["", show_weekday_date(day, locale())]
        lines += [f"{show_time(item.starts_at)}  {item.title}" for item in items]
    if workshop.note:
        lines += ["", workshop.note]
    return "\n".join([*lines, "", address]).strip()
