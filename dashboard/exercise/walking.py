"""Teams that go about an operation: made up, and the same again for the same seed."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

METRES_PER_DEGREE = 111_320.0
"""Of latitude; enough for a walk of a few kilometres."""

SLOWEST_KMH, FASTEST_KMH = 12.0, 55.0
LONGEST_STOP_S = 240.0
NOISE_M = 4.0
"""What a receiver of a phone is wrong by, in the open."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a team is, and how it goes: degrees, kilometres an hour, degrees from north."""

    lon: float
    lat: float
    speed_kmh: float
    course_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    start: Place
    end: Place
    begins_s: float
    arrives_s: float
    leaves_s: float
    speed_kmh: float


class Walk:
    """A team that goes from one of the ``places`` to another, and stops for a while at each."""

    def __init__(self, places: Sequence[Place], seed: int) -> None:
        self._places = places
        self._chance = random.Random(seed)  # noqa: S311  a walk, no secret
        begins = self._chance.choice(places)
        self._leg = self._next(begins, 0.0)

    def at(self, seconds: float) -> Step:
        """Return where the team is after ``seconds``, which only grow from call to call."""
        while seconds >= self._leg.leaves_s:
            self._leg = self._next(self._leg.end, self._leg.leaves_s)
        leg = self._leg
        moves = seconds < leg.arrives_s
        part = (seconds - leg.begins_s) / (leg.arrives_s - leg.begins_s) if moves else 1.0
        east, north = (self._chance.gauss(0, NOISE_M) for _ in range(2))
        lat = leg.start[1] + part * (leg.end[1] - leg.start[1])
        lon = leg.start[0] + part * (leg.end[0] - leg.start[0])
        return Step(
            lon=lon + east / (METRES_PER_DEGREE * math.cos(math.radians(lat))),
            lat=lat + north / METRES_PER_DEGREE,
            speed_kmh=leg.speed_kmh if moves else 0.0,
            course_deg=_course(leg.start, leg.end),
        )

    def _next(self, start: Place, begins_s: float) -> _Leg:
        end = self._chance.choice([place for place in self._places if place != start] or [start])
        speed_kmh = self._chance.uniform(SLOWEST_KMH, FASTEST_KMH)
        east, north = _metres(start, end)
        # At least a second: two places may be one.
        lasts_s = max(1.0, math.hypot(east, north) / (speed_kmh / 3.6))
        arrives_s = begins_s + lasts_s
        return _Leg(
            start=start,
            end=end,
            begins_s=begins_s,
            arrives_s=arrives_s,
            leaves_s=arrives_s + self._chance.uniform(0, LONGEST_STOP_S),
            speed_kmh=speed_kmh,
        )


def _metres(start: Place, end: Place) -> tuple[float, float]:
    """Return how far east and north ``end`` is of ``start``, in metres."""
    east = (end[0] - start[0]) * METRES_PER_DEGREE * math.cos(math.radians(start[1]))
    return east, (end[1] - start[1]) * METRES_PER_DEGREE


def _course(start: Place, end: Place) -> float:
    east, north = _metres(start, end)
    return math.degrees(math.atan2(east, north)) % 360
