"""What an organisation's page says about the years it hosted."""

from network.foundation.models import db
from network.organizations.models import Organization
from network.organizations.sections import ministry_section
from network.workshops.queries import years_hosted


@ministry_section("workshops", order=20)
def years_as_host(organization: Organization) -> tuple[str, dict]:
    """The workshops that it, or one that ended in it, hosted."""
    turns = db.session.scalars(years_hosted(organization.id)).unique().all()
    return "workshops/_years_hosted.html", {"turns": turns}
