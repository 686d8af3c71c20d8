"""The first-aiders placed at a gathering, hour by hour: there, or planned.

The rules:
- A team of first-aiders is one of a first-aid association by its vehicle, or one whose care is
  first aid and that has no vehicle: a pair on foot. An ambulance of the fire service is none.
- It counts with its crew; one whose crew nobody said counts for nobody, and is named.
- It counts for the gathering it is said to count for (``covers``); else for the nearest one going
  on within 300 m of where it stands, or of where its assignment of that moment is.
- What was planned and is not there by an hour that is over is not there. Of an hour to come, what
  is planned counts as what is there, but for what is to have left.
- An hour has the fewest of its quarters.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from dashboard.clock import EPOCH, FAR, from_microseconds, microseconds
from dashboard.geo.nearby import away_from
from dashboard.geo.places import centre
from dashboard.journal import Geometry
from dashboard.operations import Reading
from dashboard.picture import END, MapObject, Span

NEAR_M = 300.0
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
MOST_CREW = 10_000
MOST_HOURS = 96
"""So many hours are counted, from the first: four days."""

NOT_THERE = frozenset(
    {"planned", "unavailable", "returning_unavailable", "at_base", "unknown", "closed"}
)
State = Literal["there", "planned"]
How = Literal["said", "near"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A team of first-aiders at an instant.

    Attributes:
        team: It, as it then was.
        crew: How many; None where nobody said.
        state: Whether it is there, or planned.
        covers: The gathering it counts for; None for none.
        how: Why for that one: it was said, or it is near.
        away_m: How far it stands from it, where that is known.
    """

    team: MapObject
    crew: int | None
    state: State
    covers: str | None = None
    how: How | None = None
    away_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """An hour of a gathering, and the fewest first-aiders in it.

    Attributes:
        start, end: What of the hour the gathering goes on.
        there: How many are there.
        planned: How many more are planned; in an hour that is over, these did not come.
        is_over: Whether the hour was over by what is known.
    """

    start: datetime
    end: datetime
    there: int
    planned: int
    is_over: bool

    @property
    def placed(self) -> int:
        """How many count: those there and, while the hour is to come, those planned."""
        return self.there if self.is_over else self.there + self.planned


class Ways:
    """How far things are apart, measured once: teams stand where they stood a quarter ago."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[float, float]], tuple[Geometry, float | None]] = {}

    def away(self, geometry: Geometry, spot: tuple[float, float]) -> float | None:
        """Return the metres from a spot to an outline; None where it is no place."""
        key = (id(geometry), spot)
        if key not in self._known:
            # The outline is kept with its answer, so that its id stays its own.
            self._known[key] = geometry, away_from(geometry, *spot)
        return self._known[key][1]


def is_first_aid(team: MapObject) -> bool:
    """Return whether a team is one of first-aiders."""
    vehicle = str(team.values.get("vehicle") or "")
    if team.kind != "team":
        return False
    return vehicle.startswith("AASC.") or (not vehicle and team.values.get("care") == "SECOURS")


def is_on(obj: MapObject, at: datetime) -> bool:
    """Return whether a gathering goes on at ``at``, or is planned to."""
    if obj.status == "planned":
        return obj.is_due(at) and (obj.planned_from or obj.planned_to) is not None
    return obj.status == "active"


def counted_at(
    objects: Collection[MapObject], at: datetime, kind: str, horizon: datetime, ways: Ways
) -> list[Counted]:
    """Return the teams of first-aiders among some objects, and which gathering each is for.

    Args:
        objects: What there is.
        at: When.
        kind: Of the gatherings they may be for.
        horizon: The last instant anything is known of.
        ways: Knows how far things are apart.
    """
    going = [obj for obj in objects if obj.kind == kind and is_on(obj, at)]
    tasks = {
        str(obj.values.get("team")): obj
        for obj in objects
        if obj.kind == "assignment" and obj.status in {"planned", "active"} and is_on(obj, at)
    }
    found = []
    for team in sorted(objects, key=lambda obj: obj.object_id):
        state = _state(team, at, horizon) if is_first_aid(team) else None
        if state is None:
            continue
        covers, how, away_m = _covered(team, tasks.get(team.object_id), going, ways)
        found.append(
            Counted(team=team, crew=_crew(team), state=state, covers=covers, how=how, away_m=away_m)
        )
    return found


def hours_of(
    reading: Reading, obj: MapObject, known_at: datetime | None, horizon: datetime
) -> list[Hour]:
    """Return the hours a gathering goes on, each with its first-aiders; ``MOST_HOURS`` at most."""
    lives = reading.reel.lives_at(FAR, known_at=known_at)
    times = list(_times(lives.get(obj.object_id, []), reading.operation.ends_at))
    kinds, ways = {"team", "assignment", obj.kind}, Ways()
    told = [life for life in lives.values() if any(s.state.kind in kinds for s in life)]
    found = []
    for start, end in _hours(times, reading.operation.zone):
        fewest: tuple[int, int, int] | None = None
        is_over = end <= horizon
        at = start
        while at < end:
            then = [state for life in told if (state := _held(life, at)) is not None]
            teams = counted_at(then, at, obj.kind, horizon, ways)
            for_it = [one for one in teams if one.covers == obj.object_id]
            there = sum(one.crew or 0 for one in for_it if one.state == "there")
            planned = sum(one.crew or 0 for one in for_it if one.state == "planned")
            placed = there if is_over else there + planned
            fewest = min(fewest or (placed, there, planned), (placed, there, planned))
            at += QUARTER
        _, there, planned = fewest or (0, 0, 0)
        found.append(Hour(start=start, end=end, there=there, planned=planned, is_over=is_over))
    return found


def fewest_of(plan: Collection[MapObject], obj: MapObject, zone: tzinfo) -> int | None:
    """Return the fewest first-aiders a plan foresees in any hour a gathering is planned for.

    None where nothing says from when to when it goes on.
    """
    if obj.planned_from is None or obj.planned_to is None:
        return None
    ways, counted = Ways(), []
    for start, end in _hours([(obj.planned_from, obj.planned_to)], zone):
        at = start
        while at < end:
            teams = counted_at(plan, at, obj.kind, EPOCH, ways)
            counted.append(sum(one.crew or 0 for one in teams if one.covers == obj.object_id))
            at += QUARTER
    return min(counted, default=None)


def _held(life: Sequence[Span], at: datetime) -> MapObject | None:
    """Return what an object was at ``at``; None where it was not there."""
    moment = microseconds(at)
    return next((s.state for s in life if s.valid_from <= moment < s.valid_to), None)


def _state(team: MapObject, at: datetime, horizon: datetime) -> State | None:
    if team.status == "planned":
        return "planned" if team.is_due(at) else None
    if team.status in NOT_THERE:
        return None
    is_to_have_left = at > horizon and team.planned_to is not None and team.planned_to <= at
    return None if is_to_have_left else "there"


def _crew(team: MapObject) -> int | None:
    crew = team.values.get("crew")
    if not isinstance(crew, int) or isinstance(crew, bool):
        return None
    return crew if 0 <= crew <= MOST_CREW else None


def _covered(
    team: MapObject, task: MapObject | None, going: Sequence[MapObject], known: Ways
) -> tuple[str | None, How | None, float | None]:
    place = (task or team).geometry or team.geometry
    spot = centre(place)
    ways = {
        obj.object_id: known.away(obj.geometry, spot)
        for obj in going
        if spot is not None and obj.geometry is not None
    }
    said = team.values.get("covers")
    if isinstance(said, str) and said:
        return said, "said", ways.get(said)
    near = [(away, name) for name, away in ways.items() if away is not None and away <= NEAR_M]
    if not near:
        return None, None, None
    away, name = min(near)
    return name, "near", away


def _times(life: Sequence[Span], ends_at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield when a gathering goes on: as it was reported, else as it is planned at last."""
    for span in life:
        state = span.state
        is_last = span.valid_to == END
        if state.status == "active":
            start = from_microseconds(span.valid_from)
            end = _end(state, start, ends_at) if is_last else from_microseconds(span.valid_to)
            yield start, end
        elif state.status == "planned" and is_last and state.planned_from is not None:
            yield state.planned_from, state.planned_to or ends_at


def _end(state: MapObject, start: datetime, ends_at: datetime) -> datetime:
    if state.planned_to is not None and state.planned_to > start:
        return state.planned_to
    return max(ends_at, start)


def _hours(
    times: Sequence[tuple[datetime, datetime]], zone: tzinfo
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the local hours of some times, cut to them, each once; ``MOST_HOURS`` of them."""
    told: dict[datetime, tuple[datetime, datetime]] = {}
    for start, end in sorted(times):
        local = start.astimezone(zone)
        hour = start - timedelta(
            minutes=local.minute, seconds=local.second, microseconds=local.microsecond
        )
        while hour < end and len(told) < MOST_HOURS:
            first, last = told.get(hour, (hour + HOUR, hour))
            told[hour] = min(first, max(hour, start)), max(last, min(hour + HOUR, end))
            hour += HOUR
    yield from (told[hour] for hour in sorted(told))
