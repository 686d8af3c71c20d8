"""The roster at an instant: which teams are to be where, and which places need them.

What the journal says of assignments and of places, as plain shifts and demands. The rules:

- What was cancelled before it was taken up, or has no hours, is no shift. What is planned lasts as
  planned; what was taken up lasts from then, until its planned end or until it was ended.
- A place needs somebody from when it is planned to open, or opened if sooner, until its planned
  end, or the end of the operation where nobody said; what is over needed them until it closed.
- It needs as many teams as ``teams_needed`` says; a post whose kind needs teams by nature and does
  not say so, one. What was never put in place and is given up needs nobody.
- Only what was known at K and had begun by T is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.clock import from_microseconds, microseconds, milliseconds_up
from dashboard.geo import centre
from dashboard.picture.course import OVER, PLANNED, Course, course_of
from dashboard.picture.picture import MapObject
from dashboard.picture.reel import Reel
from dashboard.planning.shifts import Demand, Shift, Stretch, use_of

NEEDED = "teams_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """What is known of kinds: which one is an assignment, and which need teams, how many."""

    assignment: str
    needing: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Shifts and demands by object id, and the assignments that have no hours."""

    shifts: tuple[Shift, ...]
    demands: tuple[Demand, ...]
    unscheduled: tuple[str, ...]


def roster_at(
    reel: Reel,
    at: datetime,
    staffing: Staffing,
    span: Stretch | None,
    *,
    known_at: datetime | None = None,
) -> Roster:
    """Return the roster at ``at``, as known at ``known_at`` (None: known today).

    ``span`` is how long the operation lasts; None for one without end.
    """
    lives = reel.lives_at(at, known_at=known_at)
    return _roster({name: course_of(life, at) for name, life in lives.items()}, staffing, span)


def roster_of(plan: Mapping[str, MapObject], staffing: Staffing, span: Stretch | None) -> Roster:
    """Return the roster a plan foresees (``foreseen_at``), whatever became of it."""
    return _roster({name: _foreseen(obj) for name, obj in plan.items()}, staffing, span)


def _foreseen(obj: MapObject) -> Course:
    """Return the course of what is planned, or stands already, in a plan."""
    if obj.status == PLANNED:
        return Course(state=obj, plan=obj, opened_at=None, closed_at=None)
    opened_at = None if obj.status in OVER else obj.since
    return Course(state=obj, plan=None, opened_at=opened_at, closed_at=None)


def _roster(courses: Mapping[str, Course], staffing: Staffing, span: Stretch | None) -> Roster:
    shifts: list[Shift] = []
    demands: list[Demand] = []
    unscheduled: list[str] = []
    for object_id, course in sorted(courses.items()):
        kind = course.state.kind
        if kind == staffing.assignment and not _given_up(course):
            shift = _shift(course)
            if shift is None:
                unscheduled.append(object_id)
            else:
                shifts.append(shift)
        elif kind in staffing.needing:
            demand = _demand(course, staffing.needing[kind], span)
            if demand is not None:
                demands.append(demand)
    return Roster(shifts=tuple(shifts), demands=tuple(demands), unscheduled=tuple(unscheduled))


def _given_up(course: Course) -> bool:
    return course.opened_at is None and not course.is_waiting


def _shift(course: Course) -> Shift | None:
    state = course.state
    start = _rounded(course.opened_at or course.start)
    end = _rounded(course.closed_at or course.end)
    team = state.values.get("team")
    if start is None or end is None or start >= end or not isinstance(team, str) or not team:
        return None
    place = state.values.get("place")
    return Shift(
        shift_id=state.object_id,
        team=team,
        place=place if isinstance(place, str) and place else None,
        use=use_of(state.values.get("use")),
        starts_at=start,
        ends_at=end,
        at=centre(state.geometry),
    )


def _demand(course: Course, by_nature: int, span: Stretch | None) -> Demand | None:
    state, opened = course.state, course.opened_at
    said = state.values.get(NEEDED)
    teams = said if isinstance(said, int) and not isinstance(said, bool) else by_nature
    if teams <= 0 or (opened is None and not course.is_waiting):
        return None
    start = min((at for at in (opened, course.start) if at is not None), default=None)
    end = course.closed_at or course.end
    if end is None and state.status != PLANNED and span is not None:
        end = span[1]
    start, end = _rounded(start), _rounded(end)
    if start is None or end is None or start >= end:
        return None
    return Demand(place=state.object_id, teams=teams, starts_at=start, ends_at=end)


def _rounded(at: datetime | None) -> datetime | None:
    """Return an instant in whole milliseconds, as the page has it."""
    return None if at is None else from_microseconds(milliseconds_up(microseconds(at)) * 1000)
