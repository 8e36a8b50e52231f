"""The audit trail: who did what to what, on whose behalf, when, from where; chained so that no change hides.

Entries are written in the act's own transaction, last of all, under the lock of one row: the act fails if its
entry fails, and numbers have no gaps.  Each entry's seal is an HMAC over the seal before it and its own content.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum

from flask import current_app, g, has_request_context, request
from flask_login import current_user
from sqlalchemy import DDL, JSON, event, inspect, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from network.foundation import search  # noqa: F401  its words are written before the trail's lock is taken
from network.foundation.clock import now
from network.foundation.models import FieldClass, Model, db

FIRST_SEAL = "0" * 64
HIDDEN = "•"  # stands for the value of a sensitive field


class AuditHead(Model):
    """The last entry's number and seal: one row, locked by whoever adds the next."""

    number: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str] = mapped_column(default=FIRST_SEAL)


class AuditEntry(Model):
    """One act.  `actor` and `thing` are references such as `person:12`, so that erasure leaves the chain whole."""

    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(index=True)
    on_behalf_of: Mapped[str | None]
    action: Mapped[str] = mapped_column(index=True)
    thing: Mapped[str | None] = mapped_column(index=True)
    before: Mapped[dict | None] = mapped_column(JSON)
    after: Mapped[dict | None] = mapped_column(JSON)
    details: Mapped[dict] = mapped_column(JSON)
    address: Mapped[str | None]
    seal: Mapped[str]

    def sealed_after(self, seal_before: str) -> str:
        """The seal that this entry must carry behind the entry sealed so."""
        content = [
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor,
            self.on_behalf_of,
            self.action,
            self.thing,
            self.before,
            self.after,
            self.details,
            self.address,
        ]
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        key = current_app.config["AUDIT_KEY"].encode()
        return hmac.new(key, f"{seal_before}{text}".encode(), hashlib.sha256).hexdigest()


_REFUSE = "the audit trail is append-only"
for _act in ("UPDATE", "DELETE"):
    event.listen(
        AuditEntry.__table__,
        "after_create",
        DDL(
            f"CREATE TRIGGER audit_entry_no_{_act.lower()} BEFORE {_act} ON audit_entry "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        ).execute_if(dialect="sqlite"),
    )
for _statement in (
    "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
):
    event.listen(AuditEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))


def record(
    action: str,
    thing: Model | str | None = None,
    *,
    before: Mapping | None = None,
    after: Mapping | None = None,
    actor: Model | str | None = None,
    **details: object,
) -> None:
    """Have an act entered when the running transaction commits.

    action: what was done, `membership.ended`.  thing: the row it was done to.  actor: who, where it is not the
    person at the browser.  details: plain values; never a password, a token or a person's words.
    """
    session = db.session()
    if not session.in_transaction():
        session.begin()  # so that a rollback takes the act back too
    session.info.setdefault("acts", []).append(
        {
            "action": action,
            "thing": thing,
            "before": before,
            "after": after,
            "actor": actor or _present_actor(),
            "details": details,
            "at": now(),
            "address": request.remote_addr if has_request_context() else None,
        }
    )


def record_changes(action: str, row: Model, **details: object) -> None:
    """Enter what the transaction has changed in a row so far, if anything: the fields before and after."""
    before, after = changes(row)
    if before or after:
        record(action, row, before=before, after=after, **details)


def changes(row: Model) -> tuple[dict, dict]:
    """What has changed in a row since it was loaded: (before, after), sensitive values hidden."""
    before, after = {}, {}
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if not history.has_changes() or attribute.key in {"version", "folded", "sort_key"}:
            continue
        hidden = attribute.columns[0].info.get("field_class") is FieldClass.SENSITIVE
        old, new = (history.deleted or [None])[0], (history.added or [None])[0]
        before[attribute.key] = HIDDEN if hidden and old is not None else _plain(old)
        after[attribute.key] = HIDDEN if hidden and new is not None else _plain(new)
    return before, after


def reference(thing: Model | str | None) -> str | None:
    """How the trail names a row: `person:12`."""
    if thing is None or isinstance(thing, str):
        return thing
    return f"{thing.__tablename__}:{thing.id}"


def entries_about(thing: Model) -> "select":
    """The entries about a row, the latest first."""
    return select(AuditEntry).where(AuditEntry.thing == reference(thing)).order_by(AuditEntry.number.desc())


def _present_actor() -> Model | str:
    if has_request_context() and current_user and current_user.is_authenticated:
        return current_user._get_current_object()
    return g.get("actor", "system") if current_app else "system"


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _enter(session: Session) -> None:
    """Before the commit: give the transaction's acts their numbers and seals."""
    if not (acts := session.info.pop("acts", None)):
        return
    session.flush()
    head = session.scalar(select(AuditHead).with_for_update().execution_options(populate_existing=True))
    if head is None:
        head = AuditHead(id=1, number=0, seal=FIRST_SEAL)
        session.add(head)
    for act in acts:
        entry = AuditEntry(
            number=head.number + 1,
            at=act["at"],
            actor=reference(act["actor"]),
            on_behalf_of=None,
            action=act["action"],
            thing=reference(act["thing"]),
            before=_plain(act["before"]),
            after=_plain(act["after"]),
            details=_plain(act["details"]),
            address=act["address"],
        )
        entry.seal = entry.sealed_after(head.seal)
        head.number, head.seal = entry.number, entry.seal
        session.add(entry)


def first_fault(entries: Iterable[AuditEntry], head: AuditHead | None) -> str | None:
    """The first thing wrong with the chain, in words that name the entry; None if it is whole."""
    number, seal = 0, FIRST_SEAL
    for entry in entries:
        if entry.number != number + 1:
            return f"entry {number + 1} is missing (entry {entry.number} follows entry {number})"
        if not hmac.compare_digest(entry.seal, entry.sealed_after(seal)):
            return f"entry {entry.number} ({entry.action} at {entry.at:%Y-%m-%d %H:%M:%S} UTC) was changed"
        number, seal = entry.number, entry.seal
    if (head.number if head else 0) != number or (head.seal if head else FIRST_SEAL) != seal:
        return f"entries behind entry {number} are missing"
    return None


def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("acts", None)


event.listen(db.session, "before_commit", _enter)
event.listen(db.session, "after_soft_rollback", _forget)
