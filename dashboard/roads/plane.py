"""Degrees as metres on a plane around a latitude: right to a thousandth over ten kilometres."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.roads.segments import EARTH_M, Lines

DEGREE_M = math.radians(1) * EARTH_M
UNIT = 1e7
"""Of a line's points: parts of a degree."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane that touches the earth at a latitude, in degrees."""

    lat: float

    @property
    def across(self) -> float:
        """Metres of a degree of longitude."""
        return DEGREE_M * math.cos(math.radians(self.lat))

    def points(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Any:  # noqa: ANN401
        """Return places as shapely's points."""
        return shapely.points(lon * self.across, lat * DEGREE_M)

    def degrees(self, points: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # noqa: ANN401
        """Return longitudes and latitudes of shapely's points."""
        return shapely.get_x(points) / self.across, shapely.get_y(points) / DEGREE_M

    def shape(self, geometry: Any) -> Any:  # noqa: ANN401  shapely has no types
        """Return a geometry in degrees on the plane."""
        return shapely.transform(geometry, lambda places: places * (self.across, DEGREE_M))

    def segments(self, lines: Lines, which: NDArray[np.int64]) -> Any:  # noqa: ANN401
        """Return segments as shapely's lines."""
        counts = lines.first[which + 1] - lines.first[which]
        before = np.r_[0, np.cumsum(counts)[:-1]] if len(counts) else counts
        at = np.repeat(lines.first[which] - before, counts) + np.arange(counts.sum())
        places = np.c_[lines.lon[at] / UNIT * self.across, lines.lat[at] / UNIT * DEGREE_M]
        return shapely.linestrings(places, indices=np.repeat(np.arange(len(which)), counts))


def within(lines: Lines, west: float, south: float, east: float, north: float) -> NDArray[np.int64]:
    """Return the segments whose boxes meet one, in degrees."""
    box = lines.box
    meets = (box[:, 0] <= east * UNIT) & (box[:, 2] >= west * UNIT)
    meets &= (box[:, 1] <= north * UNIT) & (box[:, 3] >= south * UNIT)
    return np.flatnonzero(meets)
