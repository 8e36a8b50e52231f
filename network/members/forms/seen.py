"""Forms that change what is there already."""

import hashlib
import json
from typing import Self

from wtforms import HiddenField

from network.foundation.forms import Form
from network.foundation.models import Model


class SeenForm(Form):
    """A form to change a part of a row.  `seen` says what stood there when the form was fetched: whoever saves on
    top of another's change is told first.  (The row's version would not do: two parts may be open at once.)"""

    seen = HiddenField()

    @staticmethod
    def values(row: Model) -> dict:
        """What stands there, field by field."""
        raise NotImplementedError

    @classmethod
    def of(cls, row: Model) -> Self:
        """The form as it is fetched, and as it comes back."""
        return cls(data={**cls.values(row), "seen": cls.digest(row)})

    @classmethod
    def digest(cls, row: Model) -> str:
        plain = json.dumps(cls.values(row), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]

    def is_behind(self, row: Model) -> bool:
        """Has somebody changed it since this form was fetched?"""
        return bool(self.seen.data) and self.seen.data != self.digest(row)

    def catch_up(self, row: Model) -> None:
        """Now that she has been told: what she sends next is meant."""
        self.seen.data = self.digest(row)
        self.seen.raw_data = None
