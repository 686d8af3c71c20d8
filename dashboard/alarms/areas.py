"""How deep a place lies in areas, in metres on a local plane: positive inside, negative outside.

Degrees are put on the plane (UTM) of the middle of all areas once; a turn of the watch then costs
one query of a tree. What is farther than ``NEAR_M`` from an area is outside it, and not measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from dashboard.geo.metric import plane, utm_crs, zone_of
from dashboard.journal import Geometry

Area = tuple[str, ...]
"""The ids of one zone, or of several that count as one."""

NEAR_M = 100.0
"""Farther than this, no accuracy worth a name makes a place doubtful."""

WORLD = (180.0, 90.0)
"""Degrees east and north, or west and south: what lies beyond would move the plane of all areas."""

NARROW = 0.25
"""Of the side of a square as large as an area: how deep in it one need be at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep the place of number ``place`` lies in ``area``; ``enough`` is deep for its size."""

    place: int
    area: Area
    metres: float
    enough: float


class Areas:
    """Areas on a plane of their own."""

    def __init__(self, shapes: Mapping[str, Geometry], wanted: Sequence[Area]) -> None:
        read = ((name, _polygon(geometry)) for name, geometry in shapes.items())
        polygons = {name: polygon for name, polygon in read if polygon is not None}
        self.keys = tuple(dict.fromkeys(a for a in wanted if any(name in polygons for name in a)))
        if not self.keys:
            return
        west, south, east, north = shapely.total_bounds(list(polygons.values()))
        lon, lat = (west + east) / 2, (south + north) / 2
        self._crs = utm_crs(zone_of(lon, lat), north=lat >= 0)
        degrees = [
            shapely.union_all([polygons[name] for name in area if name in polygons])
            for area in self.keys
        ]
        self._polygons = np.array([shapely.transform(each, self._to_plane) for each in degrees])
        shapely.prepare(self._polygons)
        self._edges = shapely.boundary(self._polygons)
        self._enough = NARROW * np.sqrt(shapely.area(self._polygons))
        self._tree = shapely.STRtree(self._polygons)

    def near(self, places: Sequence[tuple[float, float]]) -> list[Depth]:
        """Return how deep places (°) lie in the areas they are near to, or in."""
        if not self.keys or not places:
            return []
        points = shapely.points(self._to_plane(np.array(places, dtype=np.float64)))
        place, area = self._tree.query(points, predicate="dwithin", distance=NEAR_M)
        metres = shapely.distance(points[place], self._edges[area])
        within = shapely.intersects(self._polygons[area], points[place])
        depths = np.where(within, metres, -metres)
        found = zip(place.tolist(), area.tolist(), depths.tolist(), strict=True)
        return [
            Depth(place=p, area=self.keys[a], metres=d, enough=float(self._enough[a]))
            for p, a, d in found
        ]

    def _to_plane(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane(self._crs).transform(degrees[:, 0], degrees[:, 1]))


def _polygon(geometry: Geometry) -> shapely.Geometry | None:
    """Return an area as it can be measured; None of what has none, or lies beyond the world.

    An outline may come from another house, and be whatever that one sent.
    """
    try:
        drawn = shape(geometry)
        if not (np.abs(shapely.get_coordinates(drawn)) <= WORLD).all():
            return None
        polygon = shapely.make_valid(drawn)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, shapely.GEOSException):
        return None
    return polygon if polygon.area > 0 else None
