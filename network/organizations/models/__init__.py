"""Organisations through time, and the reorganisations that changed them."""

from network.organizations.models.organizations import (
    BLOCK_WORDS,
    KIND_WORDS,
    ONE_DAY,
    PERIOD_FIELDS,
    Block,
    NameSpan,
    Organization,
    OrganizationKind,
    OrganizationPeriod,
)
from network.organizations.models.reorganizations import (
    REORGANIZATION_WORDS,
    Change,
    Reorganization,
    ReorganizationKind,
    ReorganizationLink,
    Share,
)

__all__ = [
    "BLOCK_WORDS",
    "KIND_WORDS",
    "ONE_DAY",
    "PERIOD_FIELDS",
    "REORGANIZATION_WORDS",
    "Block",
    "Change",
    "NameSpan",
    "Organization",
    "OrganizationKind",
    "OrganizationPeriod",
    "Reorganization",
    "ReorganizationKind",
    "ReorganizationLink",
    "Share",
]
