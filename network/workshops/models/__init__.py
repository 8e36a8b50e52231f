"""The yearly workshop, whose turn it is to host it, and the rotation of the hosts while it is planned."""

from network.workshops.models.host_turn import (
    TURN_WORDS,
    HostTurn,
    TurnAlreadyAnswered,
    TurnIsOver,
    TurnSettled,
    TurnState,
    give_turns,
    name_in,
    record_host,
    strike_host,
    turn_of,
)
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
    "TURN_WORDS",
    "ChangeKind",
    "ConditionKind",
    "DraftClosed",
    "DraftMoved",
    "DraftStands",
    "DraftState",
    "HostTurn",
    "NotPlannedYet",
    "Planned",
    "PlanningState",
    "RotationChange",
    "RotationCondition",
    "RotationDraft",
    "TurnAlreadyAnswered",
    "TurnIsOver",
    "TurnSettled",
    "TurnState",
    "give_turns",
    "name_in",
    "record_host",
    "strike_host",
    "turn_of",
]
