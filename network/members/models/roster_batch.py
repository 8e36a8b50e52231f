"""A roster (danh sách) that somebody has uploaded: what its rows would do, and what they did.

Nothing of it reaches the people of the network before it is imported, and all of it can be taken back.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.foundation.clock import now
from network.foundation.errors import Refusal
from network.foundation.models import BASIC, Model, Versioned
from network.members.models.people import Person

NULLABLE_JSON = JSON(none_as_null=True)
ROWS_KEPT_FOR = timedelta(days=90)  # after an import: the sentence of TooLateToUndo names the same figure


class BatchState(StrEnum):
    ARRIVING = "arriving"  # its rows are being stored; one that stays so was interrupted
    CHECKING = "checking"  # its rows are being compared with whom the network knows
    READY = "ready"
    IMPORTING = "importing"
    IMPORTED = "imported"
    UNDOING = "undoing"
    UNDONE = "undone"
    CANCELLED = "cancelled"


BATCH_WORDS = {
    BatchState.ARRIVING: _l("Đang tải lên"),
    BatchState.CHECKING: _l("Đang kiểm tra"),
    BatchState.READY: _l("Chờ nhập"),
    BatchState.IMPORTING: _l("Đang nhập"),
    BatchState.IMPORTED: _l("Đã nhập"),
    BatchState.UNDOING: _l("Đang hoàn tác"),
    BatchState.UNDONE: _l("Đã hoàn tác"),
    BatchState.CANCELLED: _l("Đã bỏ"),
}


class Fate(StrEnum):
    """What becomes of a row when its roster is imported."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    LOOK = "look"  # perhaps somebody whom the network knows: a person decides
    DUPLICATE = "duplicate"  # of another row
    BAD = "bad"


FATE_WORDS = {
    Fate.NEW: _l("Mới"),
    Fate.UPDATE: _l("Cập nhật"),
    Fate.UNCHANGED: _l("Đã có, không đổi"),
    Fate.LOOK: _l("Cần chị xem"),
    Fate.DUPLICATE: _l("Trùng trong tệp"),
    Fate.BAD: _l("Cần sửa"),
}


# Where there is little room, beside the number of such rows.
SHORT_FATE_WORDS = {
    Fate.NEW: _l("Mới"),
    Fate.UPDATE: _l("Cập nhật"),
    Fate.UNCHANGED: _l("Không đổi"),
    Fate.LOOK: _l("Cần xem"),
    Fate.DUPLICATE: _l("Trùng"),
    Fate.BAD: _l("Cần sửa"),
}


class Choice(StrEnum):
    """What somebody decided about a row that needed a look."""

    SAME = "same"
    ANOTHER = "another"


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMOVED = "removed"  # added, and taken back
    RESTORED = "restored"  # updated, and taken back
    KEPT = "kept"  # was to be taken back, but somebody has worked on it since


OUTCOME_WORDS = {
    Outcome.ADDED: _l("Đã thêm"),
    Outcome.UPDATED: _l("Đã cập nhật"),
    Outcome.UNCHANGED: _l("Đã có, không đổi"),
    Outcome.REFUSED: _l("Chưa nhập được"),
    Outcome.REMOVED: _l("Đã gỡ"),
    Outcome.RESTORED: _l("Đã trả lại như trước"),
    Outcome.KEPT: _l("Giữ nguyên"),
}


class TooLateToUndo(Refusal):
    message = _l(
        "Danh sách này nhập đã quá 90 ngày nên không hoàn tác cả đợt được nữa. Xin chị sửa ở trang của từng người."
    )


class AlreadyDecided(Refusal):
    """The batch has gone on from where the act would have been possible."""

    def __init__(self, state: BatchState) -> None:
        self.state = state

    def __str__(self) -> str:
        return str(_ALREADY[self.state])


_ALREADY = {
    BatchState.ARRIVING: _l("Danh sách đang được kiểm tra. Xin chị chờ ít giây rồi thử lại."),
    BatchState.CHECKING: _l("Danh sách đang được kiểm tra. Xin chị chờ ít giây rồi thử lại."),
    BatchState.READY: _l("Danh sách này chưa được nhập nên chưa có gì để hoàn tác."),
    BatchState.IMPORTING: _l("Danh sách này đang được nhập. Xin chị chờ nhập xong."),
    BatchState.IMPORTED: _l("Danh sách này đã được nhập rồi."),
    BatchState.UNDOING: _l("Danh sách này đang được hoàn tác."),
    BatchState.UNDONE: _l("Danh sách này đã được hoàn tác. Xin chị tải tệp lên lại nếu cần nhập."),
    BatchState.CANCELLED: _l("Danh sách này đã bỏ. Xin chị tải tệp lên lại nếu cần nhập."),
}


class RosterBatch(Versioned, Model):
    """One uploaded roster, from the file to what it changed."""

    public_id: Mapped[str] = mapped_column(unique=True, default=lambda: uuid4().hex)
    filename: Mapped[str]
    content_hash: Mapped[str] = mapped_column(index=True)
    state: Mapped[BatchState] = mapped_column(default=BatchState.ARRIVING)
    columns: Mapped[dict] = mapped_column(JSON)  # the headings of the file by their keys, in its order
    unknown: Mapped[list] = mapped_column(JSON)  # headings of columns that are not imported
    passed_over: Mapped[list] = mapped_column(JSON)  # numbers of rows that are nobody's: sums, signatures
    facts: Mapped[dict] = mapped_column(JSON)  # what was recognised of the file: kind, sheet, encoding
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_checked: Mapped[int] = mapped_column(default=0)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    uploaded_by: Mapped[Person | None] = relationship()

    @property
    def state_words(self) -> str:
        return str(BATCH_WORDS[self.state])

    @property
    def url(self) -> str:
        return f"/thanh-vien/nhap-danh-sach/{self.public_id}"

    @property
    def is_at_work(self) -> bool:
        return self.state in (BatchState.ARRIVING, BatchState.CHECKING, BatchState.IMPORTING, BatchState.UNDOING)

    @property
    def is_forgotten(self) -> bool:
        """Are its rows gone, which hold what people's data was before?"""
        return self.imported_at is not None and now() - self.imported_at > ROWS_KEPT_FOR

    def begin_checking(self) -> None:
        """All its rows are stored."""
        self.state = BatchState.CHECKING

    def check_again(self) -> None:
        """Compare the rows anew with whom the network knows by now.  Raises AlreadyDecided."""
        self._require(BatchState.READY)
        self.state, self.rows_checked = BatchState.CHECKING, 0

    def finish_checking(self) -> None:
        self.state, self.rows_checked = BatchState.READY, self.rows_total

    def begin_import(self) -> None:
        """Raises AlreadyDecided."""
        self._require(BatchState.READY)
        self.state = BatchState.IMPORTING

    def finish_import(self) -> None:
        self.state, self.imported_at = BatchState.IMPORTED, now()

    def cancel(self) -> None:
        """Let it go without importing it.  Raises AlreadyDecided."""
        if self.state is not BatchState.CHECKING:
            self._require(BatchState.READY)
        self.state = BatchState.CANCELLED

    def begin_undo(self) -> None:
        """Raises AlreadyDecided, TooLateToUndo."""
        self._require(BatchState.IMPORTED)
        if self.is_forgotten:
            raise TooLateToUndo
        self.state = BatchState.UNDOING

    def finish_undo(self) -> None:
        self.state, self.undone_at = BatchState.UNDONE, now()

    def _require(self, state: BatchState) -> None:
        if self.state is not state:
            raise AlreadyDecided(self.state)


class RosterRow(Model):
    """A row of a roster: what it says, what becomes of it, and what became of it."""

    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        Index("ix_roster_row_batch_id_fate_number", "batch_id", "fate", "number"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("roster_batch.id", ondelete="CASCADE"))
    number: Mapped[int]  # of its line in the file
    full_name: Mapped[str] = mapped_column(default="", info=BASIC)
    cells: Mapped[dict] = mapped_column(JSON, info=BASIC)  # of the known columns, as they stand in the file
    candidate: Mapped[dict | None] = mapped_column(NULLABLE_JSON, info=BASIC)  # what they mean; None: bad
    remarks: Mapped[list] = mapped_column(JSON, default=list, info=BASIC)  # on its cells
    findings: Mapped[list] = mapped_column(JSON, default=list, info=BASIC)  # on it beside others
    fate: Mapped[Fate | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    alike: Mapped[list] = mapped_column(JSON, default=list, info=BASIC)  # who may be the same
    changes: Mapped[list] = mapped_column(JSON, default=list, info=BASIC)  # field, old and new value
    choice: Mapped[Choice | None]
    wave: Mapped[int] = mapped_column(default=0)  # rows that need others' come after them
    outcome: Mapped[Outcome | None]
    done: Mapped[dict | None] = mapped_column(NULLABLE_JSON, info=BASIC)  # what to take back

    person: Mapped[Person | None] = relationship()

    @property
    def fate_words(self) -> str:
        return str(FATE_WORDS[self.fate]) if self.fate else ""

    @property
    def outcome_words(self) -> str:
        return str(OUTCOME_WORDS[self.outcome]) if self.outcome else ""
