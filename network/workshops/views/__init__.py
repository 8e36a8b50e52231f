"""The addresses of the yearly workshop and of the rotation of its hosts."""

from network.workshops import sections
from network.workshops.views import (
    agenda,
    answers,
    planning,
    rotation,
    rotation_changes,
    rotation_drafts,
    turns,
    workshops,
)
from network.workshops.views.blueprint import bp

__all__ = [
    "agenda",
    "answers",
    "bp",
    "planning",
    "rotation",
    "rotation_changes",
    "rotation_drafts",
    "sections",
    "turns",
    "workshops",
]
