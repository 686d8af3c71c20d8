"""Times of access without roads: in a straight line, with a detour and a speed, and said to be so.

The rules:
- The way is so many times the geodesic (WGS 84), and the speed grows with it: a long way is driven
  on better roads than a short one. All of it is an assumption (``GOINGS``), for others to replace.
- A straight line cannot go round. Where it touches a line or an area that is closed, nothing is
  reached, in it or behind it, though there may be a way: help is rather missed than promised. The
  line is straight in degrees, which over 50 km is some 100 m from the geodesic.
- A closed point stops nobody: no line passes through one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry import shape

from dashboard.coverage.cells import middles
from dashboard.coverage.ground import Cells, Closed, Mode, Model, Snapped, Spots, Times

EARTH = Geod(ellps="WGS84")

_Shut = Any
"""A shape of shapely, which has no types, or None where nothing is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How somebody goes, where no road is known.

    Attributes:
        detour: How much longer the way is than the straight line.
        slow_kmh: The speed of a very short way.
        fast_kmh: The speed a very long way comes near to.
        over_km: How long a way is when its speed has come two thirds of the way up.
        start_s: What it takes however short the way is: to turn out of a yard, to start an engine.
    """

    detour: float
    slow_kmh: float
    fast_kmh: float
    over_km: float = 12.0
    start_s: float = 0.0

    def seconds(self, distance_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how long ways take whose ends are so far apart in a straight line.

        >>> siren = Going(detour=1.3, slow_kmh=50, fast_kmh=50)
        >>> (siren.seconds(np.array([5616.0])) / 60).round(1).tolist()
        [8.8]
        """
        way_km = distance_m * self.detour / 1000
        gained = self.fast_kmh - self.slow_kmh
        speed_kmh = self.slow_kmh + gained * (1 - np.exp(-way_km / self.over_km))
        return way_km / speed_kmh * 3600 + self.start_s


GOINGS: Mapping[Mode, Going] = {
    "drive": Going(detour=1.35, slow_kmh=22, fast_kmh=60, start_s=40),
    "emergency": Going(detour=1.35, slow_kmh=30, fast_kmh=80, start_s=40),
    "walk": Going(detour=1.4, slow_kmh=4.8, fast_kmh=4.8),
    "helicopter": Going(detour=1.0, slow_kmh=220, fast_kmh=220, start_s=480),
}
"""Assumptions. Driving: as measured beside six road networks; with emergency access: 80 km/h on the
open road instead of 60, and a third more in town; a helicopter: eight minutes before it flies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How wrong such times were found to be, beside those by road.

    Attributes:
        spreads: By mode: of ten times, eight lay between these parts of those by road.
        on: The names of the extracts whose roads they were.
        at: When that was measured (ISO 8601).
    """

    spreads: Mapping[Mode, tuple[float, float]]
    on: tuple[str, ...]
    at: str


EXTRACTS = ("Monaco", "Andorra", "Porto")
MEASURED_AT = "2026-11-30"

ELSEWHERE = Measured(
    spreads={"drive": (0.53, 1.55), "emergency": (0.39, 1.18), "walk": (0.52, 1.23)},
    on=EXTRACTS,
    at=MEASURED_AT,
)
"""Where no road was ever measured: the widest of three extracts (docs/performance.md, “The crow
beside roads”), so that in each of them eight of ten lay within. By air there is no other way."""

CLOSING = frozenset({"LineString", "MultiLineString", "Polygon", "MultiPolygon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowGround:
    """Tells times in a straight line. Knows no road, and so no country either.

    Attributes:
        goings: How one goes.
        measured: How wrong times by these ``goings`` were found to be, if somebody measured.
    """

    goings: Mapping[Mode, Going] = field(default_factory=lambda: GOINGS)
    measured: Measured | None = None

    def model(self, mode: Mode) -> Model:
        """Return that it is a straight line, and how wrong that was measured to be, and where."""
        spread = self.measured.spreads.get(mode) if self.measured else None
        if self.measured is None or spread is None:
            return Model(kind="crow")
        return Model(
            kind="crow",
            spread=spread,
            against="roads",
            beside=self.measured.on,
            measured_at=self.measured.at,
        )

    def snapped(self, places: Spots, mode: Mode) -> Snapped:  # noqa: ARG002  there is no way
        """Return the places themselves."""
        nothing = np.zeros(len(places), dtype=np.float32)
        return Snapped(lon=places.lon, lat=places.lat, distance_m=nothing)

    def times(
        self,
        starts: Spots,
        ends: Spots,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from each start to each end, shape (starts, ends)."""
        shut = _shut(closed, mode)
        found = np.full((len(starts), len(ends)), np.inf, dtype=np.float32)
        for row, start in enumerate(zip(starts.lon, starts.lat, strict=True)):
            found[row] = self._from(start, ends, mode, limit_s, shut)
        return found

    def field(
        self,
        start: tuple[float, float],
        cells: Cells,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from ``start`` (longitude, latitude) to each cell: (rows, columns)."""
        flat = self._from(start, middles(cells), mode, limit_s, _shut(closed, mode))
        return flat.reshape(cells.rows, cells.columns)

    def _from(
        self, start: tuple[float, float], ends: Spots, mode: Mode, limit_s: float, shut: _Shut
    ) -> Times:
        lon, lat = np.full(len(ends), start[0]), np.full(len(ends), start[1])
        distance_m = np.asarray(EARTH.inv(lon, lat, ends.lon, ends.lat)[2], dtype=np.float64)
        found = self.goings[mode].seconds(distance_m)
        found[found > limit_s] = np.inf
        if shut is not None:
            near = np.flatnonzero(np.isfinite(found))
            lines = np.empty((len(near), 2, 2))
            lines[:, 0] = start
            lines[:, 1, 0], lines[:, 1, 1] = ends.lon[near], ends.lat[near]
            found[near[shapely.intersects(shut, shapely.linestrings(lines))]] = np.inf
        return found.astype(np.float32)


def _shut(closed: Sequence[Closed], mode: Mode) -> _Shut:
    """Return what a line may not touch, made ready to be asked often; None where it may all."""
    shapes = [
        shape(one.geometry)
        for one in closed
        if one.geometry["type"] in CLOSING and not (one.open_to_emergency and mode == "emergency")
    ]
    if not shapes:
        return None
    shut = shapely.unary_union(shapely.make_valid(np.asarray(shapes, dtype=object)))
    shapely.prepare(shut)
    return shut
