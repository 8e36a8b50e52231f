"""People.  A person is neither her account nor her post."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from network.foundation import audit
from network.foundation.clock import today
from network.foundation.events import publish
from network.foundation.folding import fold
from network.foundation.models import BASIC, Model, Versioned, db
from network.foundation.names import short_name, sort_key
from network.members.events import MemberJoined, PersonEdited
from network.members.models.expertise import (
    MOST_EXPERTISE,
    Expertise,
    TooMuchExpertise,
    expertise_named,
    person_expertise,
)
from network.members.models.holders import PostHolder
from network.members.models.memberships import (
    AlreadyMember,
    Membership,
    MembershipCategory,
    Term,
    check_sponsor,
)
from network.members.models.posts import Appointment
from network.members.models.roles import Role, RoleAssignment
from network.members.models.spans import check_order, overlapping

# Keys that sort by their bytes must do so on PostgreSQL too, whatever language its server speaks.
BYTEWISE = String().with_variant(String(collation="C"), "postgresql")


class Salutation(StrEnum):
    """How she is addressed in letters; on the screen everybody is chị."""

    CHI = "chi"
    DONG_CHI = "dong-chi"
    BA = "ba"
    EM = "em"


SALUTATION_WORDS = {
    Salutation.CHI: _l("chị"),
    Salutation.DONG_CHI: _l("đồng chí"),
    Salutation.BA: _l("bà"),
    Salutation.EM: _l("em"),
}


class Audience(StrEnum):
    """Whom a member shows a way to reach her."""

    ME = "me"
    MINISTRY = "ministry"
    NETWORK = "network"


AUDIENCE_WORDS = {
    Audience.ME: _l("Chỉ mình tôi"),
    Audience.MINISTRY: _l("Bộ, ngành của tôi"),
    Audience.NETWORK: _l("Cả Mạng lưới"),
}


class HasPage:
    """Whoever has a page in the directory.  Plain paths: lists show many."""

    public_id: str
    photo: str | None

    @property
    def url(self) -> str:
        return f"/thanh-vien/{self.public_id}"

    @property
    def photo_url(self) -> str | None:
        return f"{self.url}/anh/{self.photo}" if self.photo else None

    @property
    def small_photo_url(self) -> str | None:
        return f"{self.url}/anh/{self.photo}/nho" if self.photo else None


class Person(HasPage, PostHolder, UserMixin, Versioned, Model):
    """Somebody the network knows: a member, a former one, or one of its office."""

    public_id: Mapped[str] = mapped_column(unique=True, default=lambda: uuid4().hex, info=BASIC)
    full_name: Mapped[str] = mapped_column(info=BASIC)
    given_name: Mapped[str] = mapped_column(default="", info=BASIC)  # said only where it is not the last word
    sort_key: Mapped[str] = mapped_column(BYTEWISE, index=True, info=BASIC)
    folded: Mapped[str] = mapped_column(index=True, info=BASIC)
    salutation: Mapped[Salutation] = mapped_column(default=Salutation.CHI, info=BASIC)
    email: Mapped[str | None] = mapped_column(info=BASIC)
    phone: Mapped[str | None] = mapped_column(info=BASIC)  # a key: +84912345678
    office_phone: Mapped[str] = mapped_column(default="", info=BASIC)
    email_audience: Mapped[Audience] = mapped_column(default=Audience.NETWORK, info=BASIC)
    phone_audience: Mapped[Audience] = mapped_column(default=Audience.ME, info=BASIC)
    office_phone_audience: Mapped[Audience] = mapped_column(default=Audience.NETWORK, info=BASIC)
    biography: Mapped[str] = mapped_column(default="", info=BASIC)
    offers: Mapped[str] = mapped_column(default="", info=BASIC)  # what she can give
    needs: Mapped[str] = mapped_column(default="", info=BASIC)  # what would help her
    photo: Mapped[str | None] = mapped_column(info=BASIC)  # its files' random name
    locale: Mapped[str] = mapped_column(default="vi", info=BASIC)

    expertise: Mapped[list[Expertise]] = relationship(secondary=person_expertise, order_by=Expertise.name)
    appointments: Mapped[list[Appointment]] = relationship(
        back_populates="person",
        order_by=lambda: (Appointment.valid_from.desc().nulls_last(), Appointment.id),
        cascade="all, delete-orphan",
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person",
        foreign_keys=Membership.person_id,
        order_by=lambda: (Membership.valid_from.desc().nulls_last(), Membership.id),
        cascade="all, delete-orphan",
    )
    roles: Mapped[list[RoleAssignment]] = relationship(
        back_populates="person", foreign_keys=RoleAssignment.person_id, cascade="all, delete-orphan"
    )

    @validates("full_name")
    def _keep_keys(self, _key: str, full_name: str) -> str:
        self.sort_key, self.folded = sort_key(full_name, self.given_name or None), fold(full_name)
        return full_name

    @validates("given_name")
    def _keep_sort_key(self, _key: str, given_name: str) -> str:
        if self.full_name:
            self.sort_key = sort_key(self.full_name, given_name or None)
        return given_name

    @property
    def short_name(self) -> str:
        """As colleagues say it: `Minh Hạnh`."""
        return self.given_name or short_name(self.full_name)

    # Roles

    def holds(self, *roles: Role) -> bool:
        """Has she one of these roles today?"""
        day = today()
        return any(held.role in roles and held.holds_on(day) for held in self.roles)

    @property
    def is_organizer(self) -> bool:
        return self.holds(Role.ORGANIZER, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        return self.holds(Role.ADMINISTRATOR)

    # Membership

    def membership_on(self, day: date) -> Membership | None:
        return next((membership for membership in self.memberships if membership.holds_on(day)), None)

    @property
    def membership(self) -> Membership | None:
        return self.membership_on(today())

    @property
    def is_member(self) -> bool:
        return self.membership is not None

    def join(
        self,
        category: MembershipCategory,
        *,
        valid_from: date | None,
        valid_to: date | None = None,
        term: Term | None = None,
        sponsor: "Person | None" = None,
    ) -> Membership:
        """Take her into the network.  Raises AlreadyMember, SponsorNeeded, EndsBeforeItBegins."""
        check_sponsor(category, self, sponsor)
        self.check_no_membership(valid_from, valid_to)
        made = Membership(
            person=self, category=category, valid_from=valid_from, valid_to=valid_to, term=term, sponsor=sponsor
        )
        db.session.add(made)
        db.session.flush()
        audit.record(
            "member.joined",
            made,
            after={"category": category, "from": valid_from, "to": valid_to, "sponsor": made.sponsor_id},
            person=self.id,
        )
        publish(MemberJoined(person_id=self.id, membership_id=made.id))
        return made

    def check_no_membership(
        self, valid_from: date | None, valid_to: date | None, besides: Membership | None = None
    ) -> None:
        """Raises AlreadyMember or EndsBeforeItBegins.  Holds her row, so that two cannot both find her free."""
        check_order(valid_from, valid_to)
        db.session.flush()
        db.session.execute(select(Person.id).where(Person.id == self.id).with_for_update())
        sharing = select(Membership).where(
            Membership.person_id == self.id, overlapping(Membership, valid_from, valid_to)
        )
        if besides is not None:
            sharing = sharing.where(Membership.id != besides.id)
        if held := db.session.scalar(sharing.order_by(Membership.valid_from).limit(1)):
            raise AlreadyMember(held)

    # Her page

    def shows(self, field: str, *, to: "Person") -> bool:
        """May the other see a way to reach her: `email`, `phone`, `office_phone`?

        She chooses for each; the organisers, who invite and convene, see all.
        """
        if to is self or to.is_organizer:
            return True
        audience = getattr(self, f"{field}_audience")
        return audience is Audience.NETWORK or (audience is Audience.MINISTRY and self.works_with(to))

    @property
    def office_phone_link(self) -> str | None:
        """Her office's number to be dialled, without the extension behind it."""
        number = re.match(r"[+\d][\d .()-]*", self.office_phone)
        return f"tel:{re.sub(r'[^+0-9]', '', number[0])}" if number else None

    def edit(self, part: str, **fields: object) -> None:
        """Change what stands on her page; `part` names where, for the trail and for those who listen."""
        for name, value in fields.items():
            setattr(self, name, value)
        audit.record_changes("person.edited", self, part=part)
        publish(PersonEdited(person_id=self.id, part=part))

    def choose_expertise(self, names: Iterable[str]) -> None:
        """Say what she knows.  Raises TooMuchExpertise."""
        before = [field.name for field in self.expertise]
        chosen = expertise_named(names)
        if len(chosen) > MOST_EXPERTISE:
            raise TooMuchExpertise
        self.expertise = sorted(chosen, key=lambda field: field.name)
        after = [field.name for field in self.expertise]
        audit.record("person.edited", self, before={"expertise": before}, after={"expertise": after}, part="expertise")
        publish(PersonEdited(person_id=self.id, part="expertise"))


def add_person(full_name: str, **fields: object) -> Person:
    """Enter somebody whom the network did not know."""
    made = Person(full_name=full_name, **fields)
    db.session.add(made)
    db.session.flush()
    audit.record("person.added", made, after={"full_name": full_name})
    return made


class Guest(AnonymousUserMixin):
    """Someone not signed in: every question about her rights is answered no."""

    id = membership = None
    is_organizer = is_administrator = is_member = False

    def holds(self, *roles: Role) -> bool:
        return False

    def works_with(self, other: Person) -> bool:
        return False
