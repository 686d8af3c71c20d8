"""After the fact: how long places stood with nobody, or with fewer teams than they asked for.

The rules:
- A place is looked at while it was in place; of those that have no hours yet, until now.
- A team held it while its assignment there was taken up and not ended; a team that has two counts
  once. What was only planned held nothing.
- A place asks for as many teams as its ``teams_needed`` says; for one where it says nothing.
- Where no assignment was ever written for a place, nobody said who was to be there: it is counted
  as not told, and not as empty.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from dashboard.picture import LATEST, Course, MapObject, Reel, course_of

NEEDED = "teams_needed"
MINUTE = timedelta(minutes=1)

Held = tuple[datetime, datetime, str]
"""From when to when a team held a place."""


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
    named: set[str] = set()
    held: dict[str, list[Held]] = defaultdict(list)
    for course in courses.values():
        place = course.state.values.get("place")
        if course.state.kind != assignment or not isinstance(place, str):
            continue
        named.add(place)
        if course.opened_at is not None:
            team = str(course.state.values.get("team") or course.state.object_id)
            held[place].append((course.opened_at, course.closed_at or now, team))
    places: list[Manned] = []
    untold: list[MapObject] = []
    for name, course in sorted(courses.items()):
        stood = _stood(course, now)
        if stood is None:
            continue
        if name in named and course.state.kind != assignment:
            places.append(_manned(course.state, stood, held.get(name, [])))
        elif course.state.kind in posts:
            untold.append(course.state)
    return Manning(places=places, untold=untold)


def _stood(course: Course, now: datetime) -> tuple[datetime, datetime] | None:
    """Return from when to when a place was in place; None where it never was."""
    start = course.opened_at
    if start is None:
        return None
    end = course.closed_at or now
    return (start, end) if end > start else None


def _manned(place: MapObject, stood: tuple[datetime, datetime], held: Sequence[Held]) -> Manned:
    said = place.values.get(NEEDED)
    needed = said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 1
    lacks = [one for one in _lacks(stood, held, needed) if one.minutes > 0]
    return Manned(place=place, needed=needed, minutes=(stood[1] - stood[0]) // MINUTE, lacks=lacks)


def _lacks(stood: tuple[datetime, datetime], held: Sequence[Held], needed: int) -> Iterator[Lack]:
    start, end = stood
    turns = sorted(
        {start, end, *(at for begun, left, _ in held for at in (begun, left) if start < at < end)}
    )
    last: Lack | None = None
    for first, then in pairwise(turns):
        teams = len({team for begun, left, team in held if begun <= first < left})
        if teams >= needed:
            continue
        if last is not None and (last.ends_at, last.teams) == (first, teams):
            last = Lack(starts_at=last.starts_at, ends_at=then, teams=teams)
            continue
        if last is not None:
            yield last
        last = Lack(starts_at=first, ends_at=then, teams=teams)
    if last is not None:
        yield last
