"""The steps that changes are made of."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from network.foundation import audit
from network.foundation.events import publish
from network.foundation.models import db
from network.organizations.events import OrganizationReorganized
from network.organizations.models import (
    PERIOD_FIELDS,
    Change,
    Organization,
    OrganizationPeriod,
    Reorganization,
    ReorganizationKind,
    ReorganizationLink,
    Share,
)
from network.organizations.reorganizing.plain import Decision, Identity
from network.organizations.reorganizing.refusals import NothingChanges, NotThere, StillHasUnits
from network.organizations.reorganizing.standing import check_standing, new_slug, refuse_later_change, units_under


def begin(kind: ReorganizationKind, decision: Decision) -> Reorganization:
    """A record without links yet: one reorganisation at a time, each after what the one before has left."""
    db.session.flush()
    # The first organisation's row stands for the whole tree.
    db.session.execute(select(Organization.id).order_by(Organization.id).limit(1).with_for_update())
    db.session.expire_all()  # what was read before the lock may have changed since
    record = Reorganization(
        kind=kind,
        effective_on=decision.effective_on,
        decision_number=decision.number,
        issuer=decision.issuer,
        note=decision.note,
    )
    db.session.add(record)
    return record


def must_exist(organization: Organization, day: date) -> None:
    if not organization.exists_on(day):
        raise NotThere(organization.name, day)


def must_be_able_to_end(organization: Organization, record: Reorganization) -> None:
    """It existed the day before, does not end that day already, and nothing is known of it behind that day."""
    for day in (record.eve, record.effective_on):
        must_exist(organization, day)
    refuse_later_change(organization, record.effective_on)


def link(
    record: Reorganization,
    predecessor: Organization | None,
    successor: Organization | None,
    share: Share = Share.WHOLE,
    is_main: bool = False,
) -> None:
    record.links.append(ReorganizationLink(predecessor=predecessor, successor=successor, share=share, is_main=is_main))


def found(identity: Identity, day: date, place: int | None = None) -> Organization:
    """A new organisation, from a day on."""
    if place is None:
        place = (db.session.scalar(select(Organization.place).order_by(Organization.place.desc()).limit(1)) or 0) + 10
    made = Organization(slug=new_slug(identity.code or identity.name), place=place)
    fields = {name: getattr(identity, name) for name in PERIOD_FIELDS}
    made.periods.append(OrganizationPeriod(**fields, valid_from=day))
    db.session.add(made)
    return made


def change(record: Reorganization, organization: Organization, **fields: object) -> None:
    """Let an organisation go on otherwise than it was."""
    present = organization.as_of(record.effective_on)
    if present is None:
        raise NotThere(organization.name, record.effective_on)
    if all(getattr(present, name) == value for name, value in fields.items()):
        raise NothingChanges
    refuse_later_change(organization, record.effective_on)
    organization.change(record.effective_on, **fields)
    link(record, organization, organization)


def close(record: Reorganization, organization: Organization) -> None:
    """Let an organisation end; nothing may stand under it."""
    must_be_able_to_end(organization, record)
    if units := units_under(organization, record.effective_on):
        raise StillHasUnits(organization.name, [unit.name for unit in units])
    organization.end(record.effective_on)


def end(record: Reorganization, organization: Organization, successor: Organization) -> None:
    """Let an organisation end in another, with all that stands under it."""
    must_be_able_to_end(organization, record)
    above = organization.as_of(record.eve).parent
    for unit in units_under(organization, record.effective_on):
        # A successor that stood under it takes its place.
        change(record, unit, parent=above if unit is successor else successor)
    organization.end(record.effective_on)
    link(record, organization, successor, is_main=True)


def hand_out(
    record: Reorganization,
    organization: Organization,
    into: Sequence[Organization | Identity],
    main: Organization | Identity | None,
) -> None:
    """A part to each receiver."""
    for receiver in into:
        if isinstance(receiver, Organization):
            must_exist(receiver, record.effective_on)
            one = receiver
        else:
            one = found(receiver, record.effective_on, organization.place if receiver is main else None)
        link(record, organization, one, Share.PART, is_main=receiver is main)


def conclude(record: Reorganization) -> Reorganization:
    """Check what has come of it, and tell."""
    db.session.flush()
    for change in record.changes:
        if change.after:
            check_standing(change.after, record.effective_on)
    audit.record(
        "organization.reorganized",
        record,
        kind=record.kind,
        effective_on=record.effective_on,
        decision_number=record.decision_number,
        issuer=record.issuer,
        links=[
            {"from": link.predecessor_id, "to": link.successor_id, "share": link.share, "main": link.is_main}
            for link in record.links
        ],
        changes=[_entry(change) for change in record.changes],
    )
    publish(
        OrganizationReorganized(
            reorganization_id=record.id, kind=record.kind.value, effective_on=record.effective_on.isoformat()
        )
    )
    return record


def _entry(change: Change) -> dict:
    """A change as the audit trail keeps it."""
    return {
        "organization": change.organization.id,
        "before": change.before and change.before.name,
        "after": change.after and change.after.name,
        "differing": change.differing,
    }
