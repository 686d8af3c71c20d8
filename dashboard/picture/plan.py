"""What differs between what was planned and what was so, at an instant.

What is planned, and when a thing opened and closed, is said in ``course.py``. The rules here:

- Delays are whole minutes, of milliseconds rounded up as the page has them; what is under a minute
  is none.
- A place is another one from ``NEAR_M`` on. What moves by nature (a team) is nowhere else than
  planned: where it is to stand is said by its assignments.
- Nothing is "not planned" where nothing at all was: there is no plan to depart from.
- Only what was known at K and had begun by T is looked at: the list is what one could have told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from dashboard.clock import microseconds, milliseconds_up
from dashboard.geo import Apart
from dashboard.journal import Geometry
from dashboard.picture.course import PLANNED, Course, course_of
from dashboard.picture.difference import way_between
from dashboard.picture.picture import MapObject
from dashboard.picture.reel import Reel

NEAR_M = 10
"""How far from its planned place a thing still stands there: a click on the map is no nearer."""

MINUTE_MS = 60_000

Departure = Literal[
    "missing", "missed", "opened_late", "opened_early", "elsewhere", "overdue", "closed_late",
    "closed_early", "cancelled", "unplanned",
]  # fmt: skip
"""In which way: not in place though its window has begun, or is over; put in place late or early;
in place elsewhere; in place though its window is over; taken down late or early; planned and given
up; in place and never planned."""

ORDER = {name: place for place, name in enumerate(get_args(Departure))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One way in which one object is not as planned.

    Attributes:
        about: The object as it is, or as it was last.
        departure: In which way.
        minutes: By how much, where it is a matter of time.
        planned_at: The end of the window that was not kept, if it is one.
        actual_at: When it opened or closed instead, if it did.
        planned_place: Where it was to stand, if it stands elsewhere.
        way: From there to where it stands.
    """

    about: MapObject
    departure: Departure
    minutes: int | None = None
    planned_at: datetime | None = None
    actual_at: datetime | None = None
    planned_place: Geometry | None = None
    way: Apart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What is known of kinds: which may be planned at all, and which move by nature."""

    planned: Collection[str]
    mobile: Collection[str]


def deviations(
    reel: Reel, at: datetime, foresight: Foresight, *, known_at: datetime | None = None
) -> list[Deviation]:
    """Return what is not as planned at ``at``, as known at ``known_at`` (None: known today).

    Ordered by object id, then as ``Departure`` lists them.
    """
    lives = reel.lives_at(at, known_at=known_at)
    is_plan = any(span.state.status == PLANNED for life in lives.values() for span in life)
    found = [
        deviation
        for life in lives.values()
        for deviation in _of(course_of(life, at), at, foresight, is_plan=is_plan)
    ]
    return sorted(found, key=lambda d: (d.about.object_id, ORDER[d.departure]))


def _of(
    course: Course, at: datetime, foresight: Foresight, *, is_plan: bool
) -> Iterator[Deviation]:
    if course.is_waiting:
        yield from _waiting(course, at)
    elif course.opened_at is None:
        if course.plan is not None:
            yield Deviation(about=course.state, departure="cancelled", planned_at=course.start)
    else:
        yield from _delayed(course, course.start, course.opened_at, "opened_late", "opened_early")
        if course.closed_at is None:
            yield from _standing(course, at, foresight, is_plan=is_plan)
        else:
            yield from _delayed(course, course.end, course.closed_at, "closed_late", "closed_early")


def _waiting(course: Course, at: datetime) -> Iterator[Deviation]:
    """Yield what a planned object was to be by now: there, or there and gone."""
    if course.end is not None and course.end <= at:
        yield from _due(course, course.end, at, "missed")
    else:
        yield from _due(course, course.start, at, "missing")


def _standing(
    course: Course, at: datetime, foresight: Foresight, *, is_plan: bool
) -> Iterator[Deviation]:
    """Yield what an object in place should not be: there still, elsewhere, there at all."""
    yield from _due(course, course.end, at, "overdue")
    state, plan = course.state, course.plan
    if plan is None:
        is_foreseen = state.planned_from is not None or state.planned_to is not None
        if is_plan and not is_foreseen and state.kind in foresight.planned:
            yield Deviation(about=state, departure="unplanned")
    elif state.kind not in foresight.mobile:
        way = way_between(plan.geometry, state.geometry)
        if way is not None and way.distance_m >= NEAR_M:
            yield Deviation(
                about=state, departure="elsewhere", planned_place=plan.geometry, way=way
            )


def _due(
    course: Course, planned: datetime | None, at: datetime, departure: Departure
) -> Iterator[Deviation]:
    """Yield how long ago something was due that did not happen, from a minute on."""
    minutes = 0 if planned is None else _minutes(planned, at)
    if minutes > 0:
        yield Deviation(
            about=course.state, departure=departure, minutes=minutes, planned_at=planned
        )


def _delayed(
    course: Course, planned: datetime | None, actual: datetime, late: Departure, early: Departure
) -> Iterator[Deviation]:
    """Yield how late or early something happened, from a minute on."""
    if planned is None:
        return
    for departure, minutes in (
        (late, _minutes(planned, actual)),
        (early, _minutes(actual, planned)),
    ):
        if minutes > 0:
            yield Deviation(
                about=course.state,
                departure=departure,
                minutes=minutes,
                planned_at=planned,
                actual_at=actual,
            )


def _minutes(start: datetime, end: datetime) -> int:
    """Return the whole minutes from ``start`` to ``end``; 0 and below where there are none."""
    return (_ms(end) - _ms(start)) // MINUTE_MS


def _ms(at: datetime) -> int:
    return milliseconds_up(microseconds(at))
