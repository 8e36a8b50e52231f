"""What a change is asked for with: plain values."""

from dataclasses import dataclass
from datetime import date

from network.organizations.models import Block, Organization, OrganizationKind, Share


@dataclass(frozen=True)
class Decision:
    """By what a change is made: in force from a day, by a numbered decision of an issuer."""

    effective_on: date
    number: str = ""
    issuer: str = ""
    note: str = ""


@dataclass(frozen=True)
class Identity:
    """What a new organisation is called and where it stands."""

    name: str
    kind: OrganizationKind
    name_en: str = ""
    short_name: str = ""
    code: str = ""
    aliases: str = ""
    block: Block | None = None
    parent: Organization | None = None


@dataclass(frozen=True)
class Lead:
    """From whom to whom, in a reorganisation of the past."""

    predecessor: Organization | None
    successor: Organization | None
    share: Share = Share.WHOLE
    is_main: bool = False
