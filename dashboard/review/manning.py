"""After the fact: how long places stood with nobody, or with fewer teams than they asked for.

The rules:
- A place is looked at while it was in place; of those that have no hours yet, until now.
- Who held it is told by the rules of the roster (``planning/shifts``), by the hours that were and
  not those that were planned: a team held it while its assignment there was taken up and not ended,
  and counts once; whoever was on patrol, on stand-by or had a break held nothing meanwhile.
- A place asks for as many teams as its ``teams_needed`` says; for one where it says nothing.
- Where no assignment was ever written for a place, nobody said who was to be there: it is counted
  as not told, and not as empty.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.picture import LATEST, Course, MapObject, Reel, course_of
from dashboard.planning.shifts import MINUTE, Demand, Shift, uncovered, use_of

NEEDED = "teams_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A stretch of time in which a place had fewer teams than it asks for."""

    starts_at: datetime
    ends_at: datetime
    teams: int

    @property
    def minutes(self) -> int:
        """How long, in whole minutes."""
        return (self.ends_at - self.starts_at) // MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Manned:
    """How one place was held.

    Attributes:
        place: The place, as it was last.
        needed: How many teams it asks for.
        minutes: How long it was in place.
        lacks: When it had fewer, a minute or more.
    """

    place: MapObject
    needed: int
    minutes: int
    lacks: Sequence[Lack]

    @property
    def alone_min(self) -> int:
        """How long it had nobody."""
        return sum(one.minutes for one in self.lacks if one.teams == 0)

    @property
    def short_min(self) -> int:
        """How long it had somebody, and fewer than it asks for."""
        return sum(one.minutes for one in self.lacks if one.teams > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manning:
    """How all places were held, and which nobody was ever assigned to."""

    places: Sequence[Manned]
    untold: Sequence[MapObject]


def manning(reel: Reel, now: datetime, assignment: str, posts: frozenset[str]) -> Manning:
    """Return how places were held by ``now``.

    Args:
        reel: The operation, as its reader sees it.
        now: Until when what still stands is looked at.
        assignment: The kind of assignments.
        posts: The kinds of places that somebody has to hold, assigned or not.
    """
    courses = {name: course_of(life, LATEST) for name, life in reel.lives_at(LATEST).items()}
    duties = [course for course in courses.values() if course.state.kind == assignment]
    named = {course.state.values.get("place") for course in duties}
    held = [shift for course in duties if (shift := _held(course, now)) is not None]
    stretches: dict[str, Demand] = {}
    untold: list[MapObject] = []
    for name, course in sorted(courses.items()):
        stood = _stood(course, now)
        if stood is None:
            continue
        if name in named and course.state.kind != assignment:
            teams = _needed(course.state)
            stretches[name] = Demand(place=name, teams=teams, starts_at=stood[0], ends_at=stood[1])
        elif course.state.kind in posts:
            untold.append(course.state)
    lacks: dict[str | None, list[Lack]] = defaultdict(list)
    for one in uncovered(held, stretches.values()):
        lack = Lack(starts_at=one.starts_at, ends_at=one.ends_at, teams=one.teams)
        lacks[one.place].append(lack)
    places = [
        Manned(
            place=courses[name].state,
            needed=stood.teams,
            minutes=(stood.ends_at - stood.starts_at) // MINUTE,
            lacks=lacks[name],
        )
        for name, stood in stretches.items()
    ]
    return Manning(places=places, untold=untold)


def _held(course: Course, now: datetime) -> Shift | None:
    """Return a duty by the hours it was taken up and ended; None where it never was."""
    start, end = course.opened_at, course.closed_at or now
    if start is None or start >= end:
        return None
    values, place = course.state.values, course.state.values.get("place")
    return Shift(
        shift_id=course.state.object_id,
        team=str(values.get("team") or course.state.object_id),
        place=place if isinstance(place, str) else None,
        use=use_of(values.get("use")),
        starts_at=start,
        ends_at=end,
    )


def _stood(course: Course, now: datetime) -> tuple[datetime, datetime] | None:
    """Return from when to when a place was in place; None where it never was."""
    start = course.opened_at
    if start is None:
        return None
    end = course.closed_at or now
    return (start, end) if end > start else None


def _needed(place: MapObject) -> int:
    said = place.values.get(NEEDED)
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 1
