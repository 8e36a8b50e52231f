"""Slow work: planning the rotation; and what time brings."""

import time
from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select, update

from network.foundation.clock import now, today
from network.foundation.database import keeps_own_transactions, writing
from network.foundation.jobs import daily, enqueue, job
from network.foundation.models import db
from network.workshops.models import HostTurn, TurnState, Workshop, WorkshopState
from network.workshops.models.planned import Planned, PlanningState
from network.workshops.models.rotation_change import RotationChange
from network.workshops.models.rotation_draft import RotationDraft
from network.workshops.planner_process import PlannerFailed, ask_planner

TOLD_EVERY = 0.2  # seconds: somebody watches, but each word is a transaction
KEPT_FOR = timedelta(days=7)

KINDS = {kind.__tablename__: kind for kind in (RotationDraft, RotationChange)}


def have_planned(row: Planned) -> None:
    """Have the planner answer, after the commit, what a row asks."""
    db.session.flush()
    enqueue(plan_rotation, table=row.__tablename__, row_id=row.id, number=row.planning_number)


@job
@keeps_own_transactions
def plan_rotation(table: str, row_id: int, number: int) -> None:
    """Note the planner's answer to a row's question, and on the way there how far it is."""
    question = Question(KINDS[table], row_id, number)
    document = question.begin()
    if document is None:
        return
    try:
        answer = ask_planner(document, question.tell)
    except PlannerFailed as error:
        current_app.logger.error("the planner failed on %s %d: %s", table, row_id, error)
        question.note(planning_state=PlanningState.FAILED)
    else:
        question.note(planning_state=PlanningState.DONE, planning_fraction=1, **answer)


@dataclass
class Question:
    """What a row asked the planner the `number`th time; once it asks something else, nothing is noted any more."""

    kind: type[RotationDraft] | type[RotationChange]
    row_id: int
    number: int
    told_at: float = field(default=0, init=False)

    def begin(self) -> dict | None:
        """The document to plan from; None if nobody waits for an answer."""
        if not self.note(planning_state=PlanningState.WORKING, planning_level=1, planning_fraction=0):
            return None
        document = db.session.scalar(select(self.kind.document).where(self.kind.id == self.row_id))
        db.session.rollback()
        return document

    def tell(self, level: int, fraction: float) -> None:
        """How far the planner is, for whoever watches."""
        if time.monotonic() - self.told_at >= TOLD_EVERY:
            self.note(planning_level=level, planning_fraction=fraction)
            self.told_at = time.monotonic()

    def note(self, **values: object) -> bool:
        """Write to the row, in a short transaction; False if the question is no longer open."""
        row = self.kind
        open_ = row.planning_state.in_((PlanningState.WAITING, PlanningState.WORKING))
        asked = update(row).where(row.id == self.row_id, row.planning_number == self.number, open_)
        with writing():
            noted = db.session.execute(asked.values(**values), execution_options={"synchronize_session": False})
            db.session.commit()
        return noted.rowcount == 1


@daily
def forget_changes() -> None:
    """Forget the changes to the rotation that were weighed a week ago, saved or not."""
    db.session.execute(delete(RotationChange).where(RotationChange.made_at < now() - KEPT_FOR))


@daily
def hold_turns() -> None:
    """Note, the day after a workshop, that its host has hosted."""
    over = select(Workshop.year).where(Workshop.state == WorkshopState.PUBLISHED, Workshop.ends_on < today())
    standing = HostTurn.state.in_((TurnState.PLANNED, TurnState.CONFIRMED))
    for turn in db.session.scalars(select(HostTurn).where(HostTurn.year.in_(over), standing)):
        turn.hold()
