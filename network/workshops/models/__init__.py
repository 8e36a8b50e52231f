"""The rotation of the hosts while it is planned."""

from network.workshops.models.planned import Planned, PlanningState
from network.workshops.models.rotation_change import ChangeKind, RotationChange
from network.workshops.models.rotation_draft import (
    ConditionKind,
    DraftClosed,
    DraftMoved,
    DraftStands,
    DraftState,
    NotPlannedYet,
    RotationCondition,
    RotationDraft,
)

__all__ = [
    "ChangeKind",
    "ConditionKind",
    "DraftClosed",
    "DraftMoved",
    "DraftStands",
    "DraftState",
    "NotPlannedYet",
    "Planned",
    "PlanningState",
    "RotationChange",
    "RotationCondition",
    "RotationDraft",
]
