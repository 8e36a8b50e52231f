"""What becomes of an organisation's part in the network when the organisation is reorganised."""

from sqlalchemy import or_, select

from network.foundation import audit
from network.foundation.models import db
from network.members.models import Participation
from network.organizations.models import Organization, Reorganization


def follow(record: Reorganization) -> None:
    """Who ended by it takes part no longer, and who has its place takes part from that day.  May be asked twice."""
    for link in record.links:
        gone = link.predecessor
        if gone is None or gone.exists_on(record.effective_on):
            continue
        ended = _end(gone, record)
        if ended and link.is_main and link.successor:
            _begin(link.successor, record)


def _end(organization: Organization, record: Reorganization) -> bool:
    """Did it take part until then?"""
    held = db.session.scalars(
        select(Participation).where(
            Participation.organization_id == organization.id,
            or_(Participation.valid_to.is_(None), Participation.valid_to >= record.effective_on),
        )
    ).all()
    for participation in held:
        if participation.valid_to != record.effective_on:
            participation.valid_to = record.effective_on
            audit.record_changes("participation.ended", participation, reorganization=record.id)
    return bool(held)


def _begin(organization: Organization, record: Reorganization) -> None:
    already = select(Participation.id).where(
        Participation.organization_id == organization.id,
        or_(Participation.valid_to.is_(None), Participation.valid_to > record.effective_on),
    )
    if db.session.scalar(already.limit(1)) is None:
        begun = Participation(organization_id=organization.id, valid_from=record.effective_on)
        db.session.add(begun)
        db.session.flush()
        audit.record(
            "participation.began",
            begun,
            after={"organization": organization.id, "from": record.effective_on},
            reorganization=record.id,
        )
