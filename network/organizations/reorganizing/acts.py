"""The kinds of change, a function each."""

from collections.abc import Iterable, Sequence

from network.organizations.models import Organization, OrganizationKind, Reorganization, ReorganizationKind
from network.organizations.reorganizing.plain import Decision, Identity, Lead
from network.organizations.reorganizing.refusals import (
    IntoItself,
    MainSuccessorNeeded,
    MainSuccessorUnknown,
    NoMainSuccessorOfPart,
    NoReceiver,
    TooFewToConsolidate,
)
from network.organizations.reorganizing.steps import (
    begin,
    change,
    close,
    conclude,
    end,
    found,
    hand_out,
    link,
    must_exist,
)


def establish(identity: Identity, decision: Decision) -> Reorganization:
    """Thành lập: an organisation begins."""
    record = begin(ReorganizationKind.ESTABLISH, decision)
    link(record, None, found(identity, decision.effective_on))
    return conclude(record)


def rename(organization: Organization, decision: Decision, **names: str) -> Reorganization:
    """Đổi tên: it goes on under another name; names: of name, name_en, short_name, code, aliases those that change."""
    record = begin(ReorganizationKind.RENAME, decision)
    change(record, organization, **names)
    return conclude(record)


def change_kind(organization: Organization, decision: Decision, kind: OrganizationKind, **names: str) -> Reorganization:
    """Đổi loại hình: it goes on as something else, a commune as a ward; its names may change along."""
    record = begin(ReorganizationKind.CHANGE_KIND, decision)
    change(record, organization, kind=kind, **names)
    return conclude(record)


def transfer(organization: Organization, decision: Decision, parent: Organization | None) -> Reorganization:
    """Chuyển về nơi khác: it stands under another parent, or under none."""
    record = begin(ReorganizationKind.TRANSFER, decision)
    change(record, organization, parent=parent)
    return conclude(record)


def merge(organizations: Sequence[Organization], into: Organization, decision: Decision) -> Reorganization:
    """Sáp nhập: these end, and one that goes on takes over all of theirs."""
    if into in organizations or not organizations:
        raise IntoItself
    record = begin(ReorganizationKind.MERGE, decision)
    must_exist(into, decision.effective_on)
    for organization in organizations:
        end(record, organization, into)
    link(record, into, into)
    return conclude(record)


def consolidate(
    organizations: Sequence[Organization], into: Organization | Identity, decision: Decision
) -> Reorganization:
    """Hợp nhất: these become one, a new organisation or one of them, which keeps its name."""
    if len(set(organizations)) < 2:
        raise TooFewToConsolidate
    if isinstance(into, Organization) and into not in organizations:
        raise MainSuccessorUnknown
    record = begin(ReorganizationKind.CONSOLIDATE, decision)
    for organization in organizations:
        must_exist(organization, record.eve)
    place = min(organization.place for organization in organizations)
    one = into if isinstance(into, Organization) else found(into, decision.effective_on, place)
    for organization in dict.fromkeys(organizations):
        if organization is one:
            link(record, one, one)
        else:
            end(record, organization, one)
    return conclude(record)


def split(
    organization: Organization,
    into: Sequence[Organization | Identity],
    decision: Decision,
    *,
    main: Organization | Identity | None = None,
    whole: bool,
) -> Reorganization:
    """Chia, tách: all of it (whole; the main receiver has its place) or a part goes to others, old or new."""
    if not into:
        raise NoReceiver
    _check_main(organization, into, main, whole)
    record = begin(ReorganizationKind.SPLIT, decision)
    if whole:
        close(record, organization)
    else:
        must_exist(organization, decision.effective_on)
        link(record, organization, organization)
    hand_out(record, organization, into, main)
    return conclude(record)


def dissolve(
    organization: Organization,
    decision: Decision,
    into: Sequence[Organization] = (),
    main: Organization | None = None,
) -> Reorganization:
    """Giải thể: it ends; portions may go to others, and the main one of these has its place."""
    if main is not None and main not in into:
        raise MainSuccessorUnknown
    if organization in into:
        raise IntoItself
    record = begin(ReorganizationKind.DISSOLVE, decision)
    close(record, organization)
    hand_out(record, organization, into, main)
    if not into:
        link(record, organization, None)
    return conclude(record)


def record_history(kind: ReorganizationKind, decision: Decision, leads: Iterable[Lead]) -> Reorganization:
    """Put a reorganisation of the past on record whose organisations are known with their days already."""
    record = begin(kind, decision)
    for lead in leads:
        if lead.predecessor:
            must_exist(lead.predecessor, record.eve)
        if lead.successor:
            must_exist(lead.successor, record.effective_on)
        link(record, lead.predecessor, lead.successor, lead.share, lead.is_main)
    return conclude(record)


def _check_main(
    organization: Organization,
    into: Sequence[Organization | Identity],
    main: Organization | Identity | None,
    whole: bool,
) -> None:
    if organization in into:
        raise IntoItself
    if main is not None and not whole:
        raise NoMainSuccessorOfPart
    if main is None and whole:
        raise MainSuccessorNeeded
    if main is not None and main not in into:
        raise MainSuccessorUnknown
