"""People, the posts they hold, and their place in the network."""

from network.members.models.expertise import (
    MOST_EXPERTISE,
    Expertise,
    TooMuchExpertise,
    expertise_named,
    person_expertise,
)
from network.members.models.memberships import (
    CATEGORY_WORDS,
    AlreadyMember,
    Membership,
    MembershipCategory,
    Participation,
    SponsorNeeded,
    Term,
)
from network.members.models.people import (
    AUDIENCE_WORDS,
    SALUTATION_WORDS,
    Audience,
    Guest,
    HasPage,
    Person,
    Salutation,
    add_person,
)
from network.members.models.posts import (
    BASIS_WORDS,
    Appointment,
    AppointmentBasis,
    Post,
    SeatTaken,
    is_held_by_one,
    seat_for,
)
from network.members.models.roles import ROLE_WORDS, Role, RoleAssignment
from network.members.models.roster_batch import RosterBatch, RosterRow
from network.members.models.spans import AlreadyEnded, EndsBeforeItBegins

__all__ = [
    "AUDIENCE_WORDS",
    "BASIS_WORDS",
    "CATEGORY_WORDS",
    "MOST_EXPERTISE",
    "ROLE_WORDS",
    "SALUTATION_WORDS",
    "AlreadyEnded",
    "AlreadyMember",
    "Appointment",
    "AppointmentBasis",
    "Audience",
    "EndsBeforeItBegins",
    "Expertise",
    "Guest",
    "HasPage",
    "Membership",
    "MembershipCategory",
    "Participation",
    "Person",
    "Post",
    "Role",
    "RoleAssignment",
    "RosterBatch",
    "RosterRow",
    "Salutation",
    "SeatTaken",
    "SponsorNeeded",
    "Term",
    "TooMuchExpertise",
    "add_person",
    "expertise_named",
    "is_held_by_one",
    "person_expertise",
    "seat_for",
]
