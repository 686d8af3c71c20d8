"""After the fact: what was put in place and taken down when, beside when it was planned to be.

The rules:
- What is planned, and when a thing opened and closed, is said in ``picture/course.py``; a thing
  that never was planned has no delay.
- A delay is in whole minutes, toward none; early is below zero. It is told against the plan, and so
  the same whenever one asks.
- What was given up before it was in place is neither late nor punctual: it is counted apart. What
  should have been in place by now and is not, and was not given up, was *never* opened.
- Beside each stands when the cell knew: when the entry that said so was recorded.
- What moves by nature (a team) is put in place by its assignments, and is not looked at itself.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from dashboard.clock import microseconds
from dashboard.journal import Entry
from dashboard.picture import LATEST, Course, MapObject, Reel, Span, course_of

MINUTE = timedelta(minutes=1)
Turn = Literal["opening", "closing"]
Kept = Literal["done", "never", "given_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """One thing put in place or taken down, and when it was to be.

    Attributes:
        about: The object as it was planned.
        turn: Put in place, or taken down.
        kept: Whether it was done, never was, or was given up.
        planned_at: When it was to be.
        actual_at: When it was.
        known_at: When the cell knew of it.
        minutes: How late; below zero early; None where it was not done.
    """

    about: MapObject
    turn: Turn
    kept: Kept
    planned_at: datetime
    actual_at: datetime | None = None
    known_at: datetime | None = None
    minutes: int | None = None


def turnings(reel: Reel, now: datetime, mobile: Collection[str]) -> list[Turning]:
    """Return what was to be put in place or taken down by ``now``, by when it was planned.

    ``mobile`` are the kinds that move by nature.
    """
    lives = reel.lives_at(LATEST)
    with reel.reading():
        entries = [line.entry for line in reel.lines]
    found = [
        one
        for life in lives.values()
        if life[-1].state.kind not in mobile
        for one in _of(life, entries, now)
    ]
    return sorted(found, key=lambda one: (one.planned_at, one.about.object_id, one.turn))


def _of(life: Sequence[Span], entries: Sequence[Entry], now: datetime) -> Iterator[Turning]:
    course = course_of(life, LATEST)
    if course.plan is None:
        return
    start, end = course.start, course.end
    if start is not None and start <= now:
        yield _turning(course, "opening", start, course.opened_at, _known(life, entries))
    if end is not None and end <= now and course.opened_at is not None:
        yield _turning(course, "closing", end, course.closed_at, _known(life, entries))


def _turning(
    course: Course,
    turn: Turn,
    planned: datetime,
    actual: datetime | None,
    known: Mapping[int, datetime],
) -> Turning:
    about = course.plan or course.state
    if actual is None:
        kept: Kept = "given_up" if turn == "opening" and course.closed_at else "never"
        return Turning(about=about, turn=turn, kept=kept, planned_at=planned)
    return Turning(
        about=about,
        turn=turn,
        kept="done",
        planned_at=planned,
        actual_at=actual,
        known_at=known.get(microseconds(actual)),
        minutes=whole_minutes(planned, actual),
    )


def _known(life: Sequence[Span], entries: Sequence[Entry]) -> dict[int, datetime]:
    """Return when the cell knew of what began when, where an entry of the object says it."""
    return {
        span.valid_from: entries[span.state.seq - 1].recorded_at
        for span in life
        if 0 < span.state.seq <= len(entries)
    }


def whole_minutes(planned: datetime, actual: datetime) -> int:
    """Return the whole minutes from one instant to another; below zero if it comes before.

    >>> at = datetime(2026, 1, 1, 12)
    >>> [whole_minutes(at, at + s * timedelta(seconds=1)) for s in (59, 60, -59, -90)]
    [0, 1, 0, -1]
    """
    late = (actual - planned) // MINUTE
    return late if late >= 0 else -((planned - actual) // MINUTE)
