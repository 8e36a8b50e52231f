"""How many rows of a batch there are of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sqlalchemy import func, select

from network.foundation.models import db
from network.members.models.roster_batch import Choice, Fate, Outcome, RosterRow


@dataclass
class Counts:
    """How many rows there are of each fate, what has become of them, and how many wait for a decision."""

    fates: dict[Fate, int]
    outcomes: dict[Outcome, int]
    choices: dict[Choice, int]  # of the rows that needed a look

    @classmethod
    def of(cls, batch_id: int) -> Self:
        """In one query."""
        return cls.of_each([batch_id])[batch_id]

    @classmethod
    def of_each(cls, batch_ids: Iterable[int]) -> dict[int, Self]:
        """Of several batches, in one query."""
        counts = {
            batch_id: cls(*(dict.fromkeys(kind, 0) for kind in (Fate, Outcome, Choice))) for batch_id in batch_ids
        }
        columns = (RosterRow.batch_id, RosterRow.fate, RosterRow.outcome, RosterRow.choice)
        rows = select(*columns, func.count()).where(RosterRow.batch_id.in_(counts)).group_by(*columns)
        for batch_id, fate, outcome, choice, number in db.session.execute(rows):
            counts[batch_id]._add(fate, outcome, choice, number)
        return counts

    def _add(self, fate: Fate | None, outcome: Outcome | None, choice: Choice | None, number: int) -> None:
        if fate:
            self.fates[fate] += number
        if outcome:
            self.outcomes[outcome] += number
        if choice:
            self.choices[choice] += number

    @property
    def additions(self) -> int:
        return self.fates[Fate.NEW] + self.choices[Choice.ANOTHER]

    @property
    def updates(self) -> int:
        return self.fates[Fate.UPDATE] + self.choices[Choice.SAME]

    @property
    def to_import(self) -> int:
        return self.additions + self.updates

    @property
    def undecided(self) -> int:
        return self.fates[Fate.LOOK] - sum(self.choices.values())

    @property
    def left_over(self) -> int:
        """Rows that an import passes over: to be mended, to be looked at, or there already in another row."""
        return self.fates[Fate.BAD] + self.undecided + self.fates[Fate.DUPLICATE]

    @property
    def problems(self) -> int:
        """Rows that need somebody: to mend them, or to look."""
        return self.fates[Fate.BAD] + self.undecided + self.outcomes[Outcome.REFUSED]

    @property
    def done(self) -> int:
        return sum(self.outcomes[kind] for kind in (Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REFUSED))

    @property
    def taken_back(self) -> int:
        return sum(self.outcomes[kind] for kind in (Outcome.REMOVED, Outcome.RESTORED, Outcome.KEPT))

    @property
    def summary(self) -> dict[str, int]:
        """What has become of the rows, for the audit trail."""
        return {outcome.value: number for outcome, number in self.outcomes.items() if number}
