"""What days do to organisations."""

from datetime import timedelta

from sqlalchemy import select

from network.foundation.clock import today
from network.foundation.jobs import daily
from network.foundation.models import db
from network.foundation.search import keep
from network.organizations.models import Organization, OrganizationPeriod

LOOK_BACK = timedelta(days=7)  # for a house that slept over midnight


@daily
def find_by_new_names() -> None:
    """Search shows the name of today: write anew what is found of organisations that changed lately."""
    turned = select(OrganizationPeriod.organization_id).where(
        OrganizationPeriod.valid_from.between(today() - LOOK_BACK, today())
    )
    for organization in db.session.scalars(select(Organization).where(Organization.id.in_(turned))):
        keep(organization)
