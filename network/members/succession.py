"""When an organisation ends in another, its people go on there."""

from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from network.foundation.models import db
from network.members.models import Appointment, Post
from network.organizations.finding import successors_of
from network.organizations.models import Organization, OrganizationPeriod


def follow_reorganizations(day: date) -> int:
    """Carry over the posts at organisations that are no more; returns how many.

    It looks at how things stand, not at what happened, so that it may run often and late.  What nobody has taken
    over stays where it was, for an organiser to decide.
    """
    goes_on = or_(OrganizationPeriod.valid_to.is_(None), OrganizationPeriod.valid_to > day)
    is_gone = ~exists().where(OrganizationPeriod.organization_id == Organization.id, goes_on)
    stranded = db.session.scalars(
        select(Appointment)
        .join(Appointment.post)
        .join(Post.organization)
        .where(Appointment.holds_on(day), is_gone)
        .options(joinedload(Appointment.post).joinedload(Post.organization), joinedload(Appointment.person))
    ).all()
    heirs = successors_of({held.post.organization for held in stranded}, day)
    return sum(_carry(held, heirs[held.post.organization]) for held in stranded)


def _carry(held: Appointment, heir: Organization | None) -> bool:
    """Let a person go on in the same post at the heir, in a seat of her own."""
    if heir is None:
        return False
    gone, ends, was_main = held.post.organization, held.valid_to, held.is_main
    day = max(filter(None, (gone.ended_on, held.valid_from)))
    held.end(day, f"{gone.latest.name} nhập vào {heir.latest.name}")
    seat = Post(title=held.post.title, organization=heir, rank=held.post.rank)
    db.session.add(seat)
    held.person.appoint(
        seat,
        valid_from=day,
        valid_to=ends,
        basis=held.basis,
        decision_number=held.decision_number,
        decided_on=held.decided_on,
        is_main=was_main,
    )
    return True
