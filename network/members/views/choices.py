"""What the forms of organisers offer to choose from, and what was chosen."""

from sqlalchemy import select

from network.foundation.clock import today
from network.foundation.models import db
from network.members.models import Person, Term
from network.members.queries import sponsors_on, terms_latest_first
from network.organizations.models import Organization
from network.organizations.queries import by_slug, going_on


def organizations() -> list[Organization]:
    return list(db.session.scalars(going_on()))


def terms() -> list[Term]:
    return list(db.session.scalars(terms_latest_first()))


def sponsors() -> dict[str, str]:
    """The members of today by public id."""
    return {row.public_id: row.full_name for row in db.session.execute(sponsors_on(today()))}


def organization_named(slug: str) -> Organization | None:
    return db.session.scalar(by_slug(slug)) if slug else None


def term_named(ordinal: str) -> Term | None:
    return db.session.scalar(select(Term).where(Term.ordinal == ordinal)) if ordinal else None


def person_named(public_id: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.public_id == public_id)) if public_id else None
