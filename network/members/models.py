"""People, the posts they hold, and their place in the network.  A person is neither her account nor her post."""

from datetime import date
from enum import StrEnum
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from network.foundation.clock import today
from network.foundation.folding import fold
from network.foundation.models import BASIC, Dated, Model, Versioned, db
from network.foundation.names import short_name, sort_key
from network.organizations.models import Organization


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


class Role(StrEnum):
    """What a person may do in the house."""

    MEMBER = "member"
    ORGANIZER = "organizer"
    ADMINISTRATOR = "administrator"


ROLE_WORDS = {
    Role.MEMBER: _l("Thành viên"),
    Role.ORGANIZER: _l("Ban tổ chức"),
    Role.ADMINISTRATOR: _l("Quản trị"),
}


person_expertise = Table(
    "person_expertise",
    db.metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("expertise_id", ForeignKey("expertise.id"), primary_key=True),
)


class Expertise(Model):
    """A field that members know (lĩnh vực)."""

    name: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(unique=True)

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded = fold(name)
        return name


class Person(UserMixin, Versioned, Model):
    """Somebody the network knows: a member, a former one, or one of its office."""

    public_id: Mapped[str] = mapped_column(unique=True, default=lambda: uuid4().hex, info=BASIC)
    full_name: Mapped[str] = mapped_column(info=BASIC)
    given_name: Mapped[str] = mapped_column(default="", info=BASIC)  # said only where it is not the last word
    sort_key: Mapped[str] = mapped_column(index=True, info=BASIC)
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
    photo: Mapped[str | None] = mapped_column(info=BASIC)  # its file's random name
    locale: Mapped[str] = mapped_column(default="vi", info=BASIC)

    expertise: Mapped[list[Expertise]] = relationship(secondary=person_expertise, order_by=Expertise.name)
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", order_by="Appointment.valid_from.desc()", cascade="all, delete-orphan"
    )
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person",
        foreign_keys="Membership.person_id",
        order_by="Membership.valid_from.desc()",
        cascade="all, delete-orphan",
    )
    roles: Mapped[list["RoleAssignment"]] = relationship(
        back_populates="person", foreign_keys="RoleAssignment.person_id", cascade="all, delete-orphan"
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

    @property
    def photo_url(self) -> str | None:
        return f"/thanh-vien/{self.public_id}/anh/{self.photo}" if self.photo else None

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

    def appointment_on(self, day: date) -> "Appointment | None":
        """The main post that she holds on a day."""
        held = [appointment for appointment in self.appointments if appointment.holds_on(day)]
        return next((appointment for appointment in held if appointment.is_main), held[0] if held else None)

    @property
    def appointment(self) -> "Appointment | None":
        return self.appointment_on(today())

    @property
    def organization(self) -> Organization | None:
        """Where she works today."""
        return self.appointment.post.organization if self.appointment else None

    def membership_on(self, day: date) -> "Membership | None":
        return next((membership for membership in self.memberships if membership.holds_on(day)), None)

    @property
    def membership(self) -> "Membership | None":
        return self.membership_on(today())

    def works_with(self, other: "Person") -> bool:
        """Do the two hold posts at the same ministry today?"""
        return self.organization is not None and self.organization == other.organization


class Guest(AnonymousUserMixin):
    """Someone not signed in: every question about her rights is answered no."""

    id = None
    is_organizer = is_administrator = False

    def holds(self, *roles: Role) -> bool:
        return False

    def works_with(self, other: Person) -> bool:
        return False


class RoleAssignment(Dated, Model):
    """A role that a person has for a time, in the whole network or at one organisation."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(back_populates="roles", foreign_keys=[person_id])


class Post(Model):
    """A seat at an organisation (chức danh), held by one person at a time, or vacant."""

    title: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    rank: Mapped[int] = mapped_column(default=100)  # its place in official lists: smaller stands higher

    organization: Mapped[Organization] = relationship()
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="post", order_by="Appointment.valid_from.desc()"
    )


class AppointmentBasis(StrEnum):
    APPOINTED = "appointed"  # bổ nhiệm
    ELECTED = "elected"  # bầu
    CO_OPTED = "co_opted"  # bầu bổ sung
    DESIGNATED = "designated"  # chỉ định


class Appointment(Dated, Model):
    """That a person holds a post for a time, by a decision."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=BASIC)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True, info=BASIC)
    basis: Mapped[AppointmentBasis] = mapped_column(default=AppointmentBasis.APPOINTED, info=BASIC)
    decision_number: Mapped[str] = mapped_column(default="", info=BASIC)
    decided_on: Mapped[date | None] = mapped_column(info=BASIC)
    is_main: Mapped[bool] = mapped_column(default=True, info=BASIC)
    end_reason: Mapped[str] = mapped_column(default="", info=BASIC)

    person: Mapped[Person] = relationship(back_populates="appointments")
    post: Mapped[Post] = relationship(back_populates="appointments")


class Term(Dated, Model):
    """A term of office (nhiệm kỳ) of the Union's Executive Committee; planned and actual ends differ in life."""

    ordinal: Mapped[str] = mapped_column(unique=True)  # khóa XIII
    label: Mapped[str]  # 2022-2027
    slogan: Mapped[str] = mapped_column(default="")


class MembershipCategory(StrEnum):
    """How somebody belongs.  Source: the network's founding workshop of 05/12/2017 and its meeting of 01/03/2024."""

    COMMITTEE_MINISTRY = "committee_ministry"  # UVBCH khối bộ, ngành
    COMMITTEE_FULL_TIME = "committee_full_time"  # UVBCH chuyên trách
    LEADER = "leader"  # lãnh đạo nữ chưa là UVBCH
    UNION_CONTACT = "union_contact"  # đầu mối ban, đơn vị của Hội


CATEGORY_WORDS = {
    MembershipCategory.COMMITTEE_MINISTRY: _l("Ủy viên Ban Chấp hành, khối bộ, ngành"),
    MembershipCategory.COMMITTEE_FULL_TIME: _l("Ủy viên Ban Chấp hành chuyên trách"),
    MembershipCategory.LEADER: _l("Lãnh đạo nữ chưa là ủy viên"),
    MembershipCategory.UNION_CONTACT: _l("Đầu mối của Hội"),
}


class Membership(Dated, Model):
    """A person's place in the network for a time."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=BASIC)
    category: Mapped[MembershipCategory] = mapped_column(info=BASIC)
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), info=BASIC)
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=BASIC)  # who proposed her
    end_reason: Mapped[str] = mapped_column(default="", info=BASIC)

    person: Mapped[Person] = relationship(back_populates="memberships", foreign_keys=[person_id])
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    term: Mapped[Term | None] = relationship()


class Participation(Dated, Model):
    """That an organisation takes part in the network: it gives members and takes its turn to host."""

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)

    organization: Mapped[Organization] = relationship()
