"""After the fact: how long what happened took to be known, over the hours of an operation.

The rules:
- The delay of a report is from when it happened to when it was recorded, of every entry that counts
  and tells of the ground (objects, notes) from the beginning of the operation on. Before it, a plan
  is written, and nothing is late. What is foreseen (recorded before it happens) has no delay.
- A report is late from ten minutes on, as in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.journal import Noted, ObjectFact
from dashboard.picture import Line, Reel
from dashboard.review.spreading import Spread, spread_of

LATE = timedelta(minutes=10)
HOUR = timedelta(hours=1)
WORST = 10
MOST_HOURS = 24 * 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """The reports of one hour, by when it happened."""

    starts_at: datetime
    minutes: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """How late reports were.

    Attributes:
        minutes: Of all of them, in minutes.
        late: How many took ten minutes or more.
        hours: Hour by hour, those that have any.
        worst: The latest of them, the latest first.
    """

    minutes: Spread
    late: int
    hours: Sequence[Hour]
    worst: Sequence[Line]


def reports(reel: Reel, begins_at: datetime) -> Reports:
    """Return how late the reports of an operation were that began at ``begins_at``."""
    with reel.reading():
        lines = [line for line in reel.lines if _tells(line, begins_at)]
    by_hour: dict[int, list[float]] = {}
    for line in lines:
        hour = (line.entry.occurred_at - begins_at) // HOUR
        by_hour.setdefault(hour, []).append(delay_min(line))
    late = [line for line in lines if _delay(line) >= LATE]
    return Reports(
        minutes=spread_of(delay_min(line) for line in lines),
        late=len(late),
        hours=[
            Hour(starts_at=begins_at + hour * HOUR, minutes=spread_of(by_hour[hour]))
            for hour in sorted(by_hour)[:MOST_HOURS]
        ],
        worst=sorted(late, key=lambda line: (-delay_min(line), line.entry.seq))[:WORST],
    )


def delay_min(line: Line) -> float:
    """Return how long after it happened an entry was recorded, in minutes."""
    return _delay(line) / timedelta(minutes=1)


def _delay(line: Line) -> timedelta:
    return max(timedelta(), line.entry.recorded_at - line.entry.occurred_at)


def _tells(line: Line, begins_at: datetime) -> bool:
    entry = line.entry
    told = isinstance(entry.fact, ObjectFact | Noted)
    return told and line.counts and entry.occurred_at >= begins_at
