"""What an organisation's page says about its members."""

from flask_login import current_user

from network.foundation.clock import today
from network.foundation.models import db
from network.members.models import Person, Post
from network.members.policies import may_see_directory
from network.members.queries import members_at
from network.organizations.models import Organization
from network.organizations.sections import ministry_section


@ministry_section("members", order=10)
def members_today(organization: Organization) -> tuple[str, dict] | None:
    """The members who work there, while it exists."""
    if not organization.exists_on(today()) or not may_see_directory(current_user):
        return None
    posts: dict[Person, Post] = {}
    for appointment in db.session.scalars(members_at(organization, today())):
        posts.setdefault(appointment.person, appointment.post)
    return "members/_at_organization.html", {"posts": posts}
