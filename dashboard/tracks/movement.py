"""How a device moved: where it was between two fixes, its silences, its distance, its stops.

Between two fixes close in time it is taken to have gone straight, in degrees: over the four
kilometres a fast vehicle makes in ``GAP_S``, that is less than half a metre from the shortest way.
Longer apart there is a gap: nothing is made up, the last fix stands, and its age is told.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.geo.measure import WGS84
from dashboard.tracks.fix import Doubt
from dashboard.tracks.track import DEGREE, DOUBT_NUMBERS, Track

Floats = NDArray[np.float64]

GAP_S = 120
"""Longer apart than this, in seconds, two fixes say nothing of what is between them."""

NOT_DRAWN: tuple[Doubt, ...] = ("leap", "speed", "inaccurate")
"""The doubts that say that it was not there, or not so surely that one would go there."""

STOP_M = 50
"""Within how many metres a device that stands is told to be, under walls and trees."""

STOP_S = 120
"""How long it stands before that is a stop: longer than a red light, in seconds."""

DEGREE_M = 111_195
"""Metres in a degree of latitude, near enough for ``STOP_M``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a device was at an instant.

    Attributes:
        lon: Degrees east.
        lat: Degrees north.
        age_s: Seconds since the last fix.
        between: Whether this is between two fixes; if not, it is the place of the last one.
    """

    lon: float
    lat: float
    age_s: float
    between: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """From the fix after which nothing was told for long, to the next; milliseconds since 1970."""

    starts_ms: int
    ends_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A device stood around ``lon, lat`` from one fix to another; milliseconds since 1970."""

    starts_ms: int
    ends_ms: int
    lon: float
    lat: float


def drawn(track: Track) -> Track:
    """Return the fixes that are drawn: those no doubt is cast on that they are where it was."""
    return track[~np.isin(track.doubt, [DOUBT_NUMBERS[doubt] for doubt in NOT_DRAWN])]


def known(track: Track, known_s: int) -> Track:
    """Return the fixes received up to ``known_s``, seconds since 1970."""
    return track[track.received_s <= known_s]


def place_at(track: Track, at_ms: int, gap_s: float = GAP_S) -> Place | None:
    """Return where the device was at an instant (ms since 1970); None before its first fix."""
    before = int(np.searchsorted(track.at_ms, at_ms, side="right")) - 1
    if before < 0:
        return None
    lon, lat = track.lon[before] / DEGREE, track.lat[before] / DEGREE
    since_ms = at_ms - int(track.at_ms[before])
    place = Place(lon=float(lon), lat=float(lat), age_s=since_ms / 1000, between=False)
    if since_ms == 0 or before + 1 == len(track):
        return place
    apart_ms = int(track.at_ms[before + 1] - track.at_ms[before])
    if apart_ms > gap_s * 1000:
        return place
    part = since_ms / apart_ms
    east = _turn(track.lon[before + 1] / DEGREE - lon)
    north = track.lat[before + 1] / DEGREE - lat
    return Place(
        lon=_turn(float(lon + part * east)),
        lat=float(lat + part * north),
        age_s=since_ms / 1000,
        between=True,
    )


def gaps(track: Track, gap_s: float = GAP_S) -> list[Gap]:
    """Return when nothing was told for longer than ``gap_s`` seconds."""
    before = np.flatnonzero(np.diff(track.at_ms) > gap_s * 1000)
    starts, ends = track.at_ms[before].tolist(), track.at_ms[before + 1].tolist()
    return [Gap(starts_ms=a, ends_ms=b) for a, b in zip(starts, ends, strict=True)]


def legs_m(track: Track) -> Floats:
    """Return the metres from each fix to the next, along the ellipsoid."""
    lon, lat = track.lon / DEGREE, track.lat / DEGREE
    _, _, distances = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return np.asarray(distances, np.float64)


def distance_m(track: Track) -> float:
    """Return how far the device went, in metres; over a gap, at least as far as straight on."""
    return float(legs_m(track).sum())


def speeds_kmh(track: Track, gap_s: float = GAP_S) -> Floats:
    """Return the speed from each fix to the next, in km/h; not a number over a gap."""
    apart_s = np.diff(track.at_ms) / 1000
    return np.where(apart_s <= gap_s, legs_m(track) / apart_s * 3.6, np.nan)


def stops(
    track: Track, within_m: float = STOP_M, at_least_s: float = STOP_S, gap_s: float = GAP_S
) -> list[Stop]:
    """Return where the device stood: ``at_least_s`` within ``within_m`` of where it came to stand.

    A gap ends a stop: nobody knows whether it went and came back.
    """
    at_ms = track.at_ms.tolist()
    lon, lat = (track.lon / DEGREE).tolist(), (track.lat / DEGREE).tolist()
    found, first = [], 0
    while first < len(at_ms):
        end = first + 1
        east_m = DEGREE_M * math.cos(math.radians(lat[first]))
        while (
            end < len(at_ms)
            and at_ms[end] - at_ms[end - 1] <= gap_s * 1000
            and math.hypot(
                _turn(lon[end] - lon[first]) * east_m, (lat[end] - lat[first]) * DEGREE_M
            )
            <= within_m
        ):
            end += 1
        if at_ms[end - 1] - at_ms[first] < at_least_s * 1000:
            first += 1
            continue
        found.append(_stop(track[first:end]))
        first = end
    return found


def _stop(track: Track) -> Stop:
    east = (track.lon.astype(np.int64) - int(track.lon[0]) + 180 * DEGREE) % (360 * DEGREE)
    lon = track.lon[0] / DEGREE + float(east.mean()) / DEGREE - 180
    return Stop(
        starts_ms=int(track.at_ms[0]),
        ends_ms=int(track.at_ms[-1]),
        lon=_turn(float(lon)),
        lat=float(track.lat.mean()) / DEGREE,
    )


def _turn(degrees: float) -> float:
    """Return a longitude, or a difference of two, from -180 to 180."""
    return degrees if -180 <= degrees <= 180 else (degrees + 180) % 360 - 180
