"""The one query that counts the directory: rows of facet, value, label and number."""

from datetime import date
from functools import lru_cache

from sqlalchemy import CTE, CompoundSelect, Select, String, case, func, literal, select, type_coerce, union_all

from network.foundation.clock import today
from network.foundation.rendering import locale
from network.members.directory.people import memberships_meant, narrowed
from network.members.directory.wanted import Facet, Standing, Wanted
from network.members.models import Appointment, Expertise, Membership, Person, Post, Term, person_expertise
from network.members.queries import is_member_on, was_ever_member
from network.organizations.models import Organization, OrganizationPeriod


# To write the query takes longer than to run it: each is kept for whoever asks the same that day.
@lru_cache(maxsize=128)
def counting_query(
    wanted: Wanted, facets: tuple[Facet, ...], _locale: str, day: date, _database: str
) -> CompoundSelect:
    """Counts of all who fit, and of each choice of a facet among those who fit what else is chosen."""
    fitting = _ids("fitting", wanted)
    parts = [
        _part("found", "", "", func.count()).select_from(fitting),
        _part("members", "", "", func.count(Membership.id)).where(Membership.holds_on(day)),
        _part("term", Term.ordinal, Term.label, literal(0)).where(Term.holds_on(day)),
    ]
    for facet in facets:
        is_free = facet in wanted.chosen or facet is Facet.STANDING
        among = _ids(f"fitting_{facet.name.lower()}", wanted, besides=facet) if is_free else fitting
        parts.append(_COUNTS[facet](wanted, among))
    return union_all(*parts, *_chosen(wanted))


def _ids(name: str, wanted: Wanted, besides: Facet | None = None) -> CTE:
    """The people who fit, found once for all that is counted among them."""
    return select(Person.id).where(*narrowed(wanted, besides)).cte(name)


def _part(kind: str, value: object, label: object, number: object) -> Select:
    value, label = (literal(one, String) if isinstance(one, str) else one for one in (value, label))
    return select(
        literal(kind, String).label("kind"),
        type_coerce(value, String).label("value"),
        type_coerce(label, String).label("label"),
        number.label("number"),
    )


def _posts(value: object, among: CTE) -> Select:
    """Numbers of people by something about the posts that they hold today."""
    number = func.count(Appointment.person_id.distinct()).label("number")
    held = select(value.label("value"), number).select_from(Appointment).join(Post, Post.id == Appointment.post_id)
    held = held.where(Appointment.person_id.in_(select(among.c.id)))
    return held.where(Appointment.holds_on(today())).group_by(value)


def _by_ministry(_wanted: Wanted, among: CTE) -> Select:
    counted = _posts(Post.organization_id, among).subquery()
    part = _part(Facet.MINISTRY, Organization.slug, "", counted.c.number)
    return part.join(counted, counted.c.value == Organization.id)


def _by_block(_wanted: Wanted, among: CTE) -> Select:
    period = OrganizationPeriod
    counted = _posts(period.block, among).join(period, period.organization_id == Post.organization_id)
    counted = counted.where(period.holds_on(today()), period.block.is_not(None)).subquery()
    return _part(Facet.BLOCK, counted.c.value, "", counted.c.number)


def _memberships(value: object, wanted: Wanted, among: CTE) -> Select:
    # On one day somebody belongs once; of those who left all memberships count, and she but once.
    number = func.count(Membership.person_id.distinct()) if Facet.STANDING in wanted.chosen else func.count()
    held = select(value.label("value"), number.label("number")).where(Membership.person_id.in_(select(among.c.id)))
    return held.where(memberships_meant(wanted)).group_by(value)


def _by_category(wanted: Wanted, among: CTE) -> Select:
    counted = _memberships(Membership.category, wanted, among).subquery()
    return _part(Facet.CATEGORY, counted.c.value, "", counted.c.number)


def _by_term(wanted: Wanted, among: CTE) -> Select:
    counted = _memberships(Membership.term_id, wanted, among).subquery()
    return _part(Facet.TERM, Term.ordinal, Term.label, counted.c.number).join(counted, counted.c.value == Term.id)


def _by_expertise(_wanted: Wanted, among: CTE) -> Select:
    knows = person_expertise.c
    counted = select(knows.expertise_id, func.count().label("number")).where(knows.person_id.in_(select(among.c.id)))
    counted = counted.group_by(knows.expertise_id).subquery()
    part = _part(Facet.EXPERTISE, Expertise.folded, Expertise.shown_in(locale()), counted.c.number)
    return part.join(counted, counted.c.expertise_id == Expertise.id)


def _by_standing(_wanted: Wanted, among: CTE) -> Select:
    standing = case(
        (is_member_on(today()), Standing.MEMBER.value),
        (was_ever_member(), Standing.FORMER.value),
        else_=Standing.NEVER.value,
    )
    counted = select(standing.label("value"), func.count().label("number")).select_from(Person)
    counted = counted.join(among, among.c.id == Person.id).group_by(standing).subquery()
    return _part(Facet.STANDING, counted.c.value, "", counted.c.number)


_COUNTS = {
    Facet.EXPERTISE: _by_expertise,
    Facet.MINISTRY: _by_ministry,
    Facet.BLOCK: _by_block,
    Facet.CATEGORY: _by_category,
    Facet.TERM: _by_term,
    Facet.STANDING: _by_standing,
}


def _chosen(wanted: Wanted) -> list[Select]:
    """The names of chosen fields and terms that give nobody: a choice must be seen to be taken back."""
    fields, terms = (wanted.chosen.get(facet, ()) for facet in (Facet.EXPERTISE, Facet.TERM))
    parts = []
    if fields:
        named = _part(Facet.EXPERTISE, Expertise.folded, Expertise.shown_in(locale()), literal(0))
        parts.append(named.where(Expertise.folded.in_(fields)))
    if terms:
        parts.append(_part(Facet.TERM, Term.ordinal, Term.label, literal(0)).where(Term.ordinal.in_(terms)))
    return parts
