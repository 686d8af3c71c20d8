"""The plan of an operation as it stands: what is foreseen, whatever became of it on the day.

The rules:
- An object that was ever planned is in the plan as it was last planned, until when was said last.
- One that was given up before it was ever in place is not.
- One that never was planned (a hospital, a team on duty) is in it as it was when the operation
  began; what came up later is no plan. While nothing has begun, as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dashboard.clock import FAR, microseconds
from dashboard.picture.course import course_of
from dashboard.picture.picture import MapObject, Picture
from dashboard.picture.reel import Reel
from dashboard.picture.spans import Span

LATEST = FAR - timedelta(microseconds=1)
"""The last instant there is: what holds then is what was said last."""


def foreseen_at(reel: Reel, at: datetime, begins_at: datetime) -> Picture:
    """Return the plan by ``at`` of what begins at ``begins_at``."""
    begin = min(at, begins_at)
    found = _foreseen(reel.lives_at(at).values(), at, begin)
    return Picture(at=begin, objects={one.object_id: one for one in found})


def _foreseen(
    lives: Iterable[Sequence[Span]], at: datetime, begin: datetime
) -> Iterator[MapObject]:
    for life in lives:
        course = course_of(life, at)
        if course.plan is None:
            yield from _standing(life, begin)
        elif course.opened_at is not None or course.closed_at is None:
            yield replace(course.plan, planned_to=course.end)


def _standing(life: Sequence[Span], begin: datetime) -> Iterator[MapObject]:
    then = microseconds(begin)
    for span in life:
        if span.valid_from <= then < span.valid_to:
            yield span.state
