"""By which of their words organisations are found: names of all times, codes, and what else people write."""

from flask_babel import force_locale

from network.foundation.search import Document, also_found_by, searchable
from network.organizations.models import Organization, OrganizationPeriod


def organization_document(organization: Organization) -> Document:
    """The hint is shown to readers of both languages, so it is in the source language."""
    latest = organization.latest
    words = []
    for period in organization.periods:
        words += [period.name, period.name_en, period.short_name, period.code, *period.aliases.split(";")]
    former = [name for name in dict.fromkeys(period.name for period in organization.periods) if name != latest.name]
    with force_locale("vi"):
        hint = ", ".join([latest.kind_words, *former])
    return Document(
        title=latest.name,
        hint=hint,
        address=f"/bo-nganh/{organization.slug}",
        words="\n".join(filter(None, words)),
    )


searchable("organization", Organization, organization_document)
also_found_by(OrganizationPeriod, lambda period: (period.organization,))
