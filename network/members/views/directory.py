"""The directory: who belongs to the network, found as one types."""

from flask import render_template, request

from network.foundation.clock import today
from network.foundation.policies import require
from network.foundation.rendering import is_partial
from network.members.directory.facets import count, with_names
from network.members.directory.finding import found_parts
from network.members.directory.people import page_of
from network.members.directory.sentence import people_found, what_was_asked
from network.members.directory.wanted import Facet, View, Wanted
from network.members.policies import may_see_directory
from network.members.views.blueprint import bp, viewer
from network.members.wheel import wheel_on


@bp.get("/thanh-vien")
def list_members():
    require(may_see_directory)
    template = "members/_directory.html" if is_partial() else "members/directory.html"
    return render_template(template, **_directory(_wanted()))


def _wanted() -> Wanted:
    return Wanted.read(request.args, for_organizer=viewer().is_organizer)


def _directory(wanted: Wanted) -> dict:
    """What the directory shows, in four queries."""
    counted = count(wanted, for_organizer=viewer().is_organizer)
    page = page_of(wanted)
    places = {entry.organization_id for entry in page.entries if entry.organization_id}
    wheel = wheel_on(today(), places, {option.value for option in counted.options[Facet.MINISTRY]})
    counted = with_names(counted, wheel)
    return {
        "wanted": wanted,
        "counted": counted,
        "page": page,
        "wheel": wheel,
        "number": people_found(counted.found),
        "asked": what_was_asked(wanted, counted.options),
        "me": viewer().id,
        "Facet": Facet,
        "View": View,
        "found_parts": found_parts,
    }
