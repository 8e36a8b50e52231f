"""The planner asked without its job and its process, where a test is about what comes of its answer."""

from sqlalchemy import select

from network.foundation.models import db
from network.workshops.jobs import KINDS, Question
from network.workshops.models import PlanningState
from network.workshops.rotation.reading import check
from network.workshops.rotation.solver import propose


def answer_all() -> None:
    """Answer every question that waits for the planner."""
    for kind in KINDS.values():
        for row in db.session.scalars(select(kind).where(kind.planning_state == PlanningState.WAITING)).all():
            plan = propose(check(row.document))
            Question(kind, row.id, row.planning_number).note(
                planning_state=PlanningState.DONE, plan=plan.as_json(), best_sum=plan.best_sum
            )
    db.session.expire_all()
