"""Changing organisations: each function does one kind of change and puts it on record.

A change takes effect on a day; the day before, everything was as it had been.  Periods close and open, what
stood under an organisation that goes moves along, the record's links say who became whom.  All of them refuse
what cannot be (`refusals.py`), note the act in the audit trail and publish OrganizationReorganized.
"""

from network.organizations.reorganizing.acts import (
    change_kind,
    consolidate,
    dissolve,
    establish,
    merge,
    record_history,
    rename,
    split,
    transfer,
)
from network.organizations.reorganizing.plain import Decision, Identity, Lead
from network.organizations.reorganizing.standing import ancestors

__all__ = [
    "Decision",
    "Identity",
    "Lead",
    "ancestors",
    "change_kind",
    "consolidate",
    "dissolve",
    "establish",
    "merge",
    "record_history",
    "rename",
    "split",
    "transfer",
]
