"""By which of their words workshops are found."""

from flask_babel import force_locale

from network.foundation.formats import show_date
from network.foundation.search import EVERYONE, ORGANIZERS, Document, also_found_by, searchable
from network.workshops.models import AgendaItem, Workshop


def workshop_document(workshop: Workshop) -> Document:
    """Found by its title, theme, place and agenda; drafts by organisers only."""
    with force_locale("vi"):
        day = show_date(workshop.starts_on)
    words = [workshop.title, workshop.theme, workshop.place, workshop.note, str(workshop.year)]
    words += [text for item in workshop.agenda for text in (item.title, item.note)]
    return Document(
        title=": ".join(filter(None, (workshop.title, workshop.theme))),
        hint=", ".join(filter(None, (day, workshop.place))),
        address=f"/hoi-thao/{workshop.year}",
        words="\n".join(filter(None, words)),
        audience=EVERYONE if workshop.was_published else ORGANIZERS,
    )


searchable("workshop", Workshop, workshop_document)
also_found_by(AgendaItem, lambda item: (item.workshop,))
