"""The pages of accounts: the door, one's own devices and password, invitations, roles, and how pages look."""

from network.accounts.views import (  # noqa: F401  they add their pages
    devices,
    door,
    invitations,
    late_forms,
    preferences,
    roles,
)
from network.accounts.views.blueprint import bp

__all__ = ["bp"]
