"""What the planner is asked about a row, how far it is, and what it answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from network.foundation.clock import now

Json = JSON(none_as_null=True)
SOON = timedelta(seconds=30)  # longer than the planner ever takes: whoever worked on it was stopped


class PlanningState(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Planned:
    """The planner's part of a row.  Its words for organisations are codes; `codes` leads from them back.

    The job writes here around the row's version: it changes nothing that two people might both change.
    """

    document: Mapped[dict] = mapped_column(Json)  # the input, as `rotation.reading` takes it
    codes: Mapped[dict] = mapped_column(Json)  # for each code of it the organisation's number
    plan: Mapped[dict | None] = mapped_column(Json)  # the output, as `rotation.plan` tells it
    best_sum: Mapped[int | None]  # S of the best plan without pins, against which fairness is told
    planning_state: Mapped[PlanningState] = mapped_column(default=PlanningState.WAITING)
    planning_number: Mapped[int] = mapped_column(default=0)  # an answer to an earlier question is dropped
    planning_level: Mapped[int] = mapped_column(default=0)  # of the rule's five
    planning_fraction: Mapped[float] = mapped_column(default=0)
    planning_asked_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def is_planned(self) -> bool:
        return self.planning_state is PlanningState.DONE

    @property
    def is_planning(self) -> bool:
        return self.planning_state in (PlanningState.WAITING, PlanningState.WORKING)

    @property
    def is_overdue(self) -> bool:
        """Does it take so long that she should be offered to ask again?"""
        return self.is_planning and now() - self.planning_asked_at > SOON

    @property
    def host_ids(self) -> dict[int, int]:
        """The organisation that the plan gives each year to."""
        return {turn["year"]: self.codes[turn["code"]] for turn in (self.plan or {}).get("assignments", ())}

    def ask(self, document: Mapping, codes: Mapping[str, int]) -> None:
        """Put a question to the planner; what it answered before is forgotten."""
        self.document, self.codes, self.plan, self.best_sum = dict(document), dict(codes), None, None
        self.planning_state, self.planning_level, self.planning_fraction = PlanningState.WAITING, 0, 0
        self.planning_number, self.planning_asked_at = (self.planning_number or 0) + 1, now()

    def take_answer(self, other: "Planned") -> None:
        """Take over what another row asked, and its answer."""
        self.ask(other.document, other.codes)
        self.plan, self.best_sum, self.planning_state = other.plan, other.best_sum, other.planning_state
