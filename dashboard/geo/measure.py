"""Distances, bearings and areas on the ellipsoid of WGS 84; never on the map, which stretches.

Lengths are in metres, areas in square metres, bearings in degrees from true north, clockwise.
At the latitude of France the map of the screen would say a length 40 % too long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import shape

from dashboard.geo.spot import Position

WGS84 = Geod(ellps="WGS84")
CORNERS = 72
"""Of a circle: its outline lies within 0.1 % of the radius."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one place to the next: ``bearing`` is the one to set off on."""

    distance_m: float
    bearing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """An area with the length of its outline, holes counted in both."""

    area_m2: float
    perimeter_m: float


def leg(start: Position, end: Position) -> Leg:
    """Return the shortest way from ``start`` to ``end``.

    >>> leg((0, 0), (0, 1))
    Leg(distance_m=110574.38855779878, bearing=0.0)
    """
    bearing, _, distance = WGS84.inv(*start, *end)
    return Leg(distance_m=distance, bearing=bearing % 360)


def legs(line: Sequence[Position]) -> list[Leg]:
    """Return the legs of a line, in order."""
    return [leg(start, end) for start, end in pairwise(line)]


def length(line: Sequence[Position]) -> float:
    """Return the length of a line."""
    return sum(each.distance_m for each in legs(line))


def surface(geometry: Mapping[str, Any]) -> Surface:
    """Return the area and the perimeter of a polygon or of several."""
    found = shape(geometry)
    area, perimeter = 0.0, 0.0
    for polygon in getattr(found, "geoms", [found]):
        for sign, ring in [(1, polygon.exterior), *((-1, hole) for hole in polygon.interiors)]:
            inside, around = WGS84.geometry_area_perimeter(ring)
            area += sign * abs(inside)
            perimeter += around
    return Surface(area_m2=area, perimeter_m=perimeter)


def away(place: Position, bearing: float, distance_m: float) -> Position:
    """Return the place ``distance_m`` from ``place`` towards ``bearing``."""
    lon, lat, _ = WGS84.fwd(*place, bearing, distance_m)
    return lon, lat


def circle(centre: Position, radius_m: float) -> dict[str, Any]:
    """Return the places within ``radius_m`` of ``centre``, as a polygon."""
    return _polygon(_arc(centre, 0, 360, radius_m))


def ring(centre: Position, inner_m: float, outer_m: float) -> dict[str, Any]:
    """Return the places between two distances of ``centre``."""
    hole = _arc(centre, 0, 360, inner_m)[::-1]
    return _polygon(_arc(centre, 0, 360, outer_m), hole)


def sector(centre: Position, start: float, end: float, radius_m: float) -> dict[str, Any]:
    """Return the places within ``radius_m``, clockwise from one bearing to another."""
    turn = (end - start) % 360 or 360
    arc = _arc(centre, start, start + turn, radius_m)
    return _polygon(arc if turn == 360 else [centre, *arc, centre])


def contains(area: Mapping[str, Any], place: Position) -> bool:
    """Return whether a place lies in an area; its outline is part of it."""
    return bool(shapely.intersects_xy(shape(area), *place))


def _arc(centre: Position, start: float, end: float, radius_m: float) -> list[Position]:
    """Return the corners from one bearing to another, both included."""
    steps = max(1, round(CORNERS * (end - start) / 360))
    turns = [start + (end - start) * step / steps for step in range(steps + 1)]
    corners = [away(centre, bearing, radius_m) for bearing in turns]
    if end - start == 360:
        corners[-1] = corners[0]
    return corners


def _polygon(*rings: Sequence[Position]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in ring] for ring in rings]}
