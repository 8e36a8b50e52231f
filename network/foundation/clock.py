"""What time it is, asked in one place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, in UTC and aware of it."""
    return datetime.now(UTC)


def today() -> date:
    """The day on the calendar in Hà Nội."""
    return now().astimezone(HANOI).date()
