"""How often something may be tried: counted in the database, so that every process counts together."""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from network.foundation.clock import now
from network.foundation.database import writing
from network.foundation.jobs import daily
from network.foundation.models import Model, db

LONGEST = timedelta(days=1)


class Try(Model):
    """One try of something that is limited."""

    bucket: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class TooMany(Exception):
    """Tried too often.  `retry_after`: seconds until the next try is counted."""

    message = _l("Chị thử nhiều lần trong thời gian ngắn. Xin chị chờ %(minutes)d phút rồi thử lại.")

    def __init__(self, retry_after: int) -> None:
        self.retry_after = max(1, retry_after)

    @property
    def minutes(self) -> int:
        return -(-self.retry_after // 60)


def count_try(*limits: tuple[str, int, int]) -> None:
    """Count one try against each (bucket, times, seconds); raises TooMany when one of them is full.

    It ends the running transaction and commits: call it before anything else.
    """
    scale = current_app.config["LIMITS_SCALE"]
    db.session.rollback()
    with writing():
        moment = now()
        for bucket, times, seconds in limits:
            since = moment - timedelta(seconds=seconds)
            made, oldest = db.session.execute(
                select(func.count(), func.min(Try.at)).where(Try.bucket == bucket, Try.at > since)
            ).one()
            if made >= times * scale:
                db.session.rollback()
                raise TooMany(round((oldest - since).total_seconds()))
        db.session.add_all(Try(bucket=bucket, at=moment) for bucket, _times, _seconds in limits)
        db.session.commit()


def forget_tries(bucket: str) -> None:
    """Begin a bucket anew, as after a success."""
    db.session.execute(delete(Try).where(Try.bucket == bucket))


def give_back(*buckets: str) -> None:
    """Take back the latest try of each bucket: it was no guess."""
    for bucket in buckets:
        latest = select(func.max(Try.id)).where(Try.bucket == bucket).scalar_subquery()
        db.session.execute(delete(Try).where(Try.id == latest))


@daily
def sweep() -> None:
    """Forget the tries that no limit looks back to."""
    db.session.execute(delete(Try).where(Try.at < now() - LONGEST))
