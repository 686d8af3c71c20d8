"""How far apart two places are, and which way: along the ellipsoid, as an odometer reads."""

import math
from dataclasses import dataclass

from pyproj import Geod

EARTH = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The way from one place to another: metres, and degrees clockwise from north at its start."""

    distance_m: float
    bearing_deg: float


def apart(start: tuple[float, float], end: tuple[float, float]) -> Apart:
    """Return the geodesic from ``start`` to ``end``, both longitude and latitude in degrees.

    Karney's solution on WGS 84 (C. F. F. Karney, Algorithms for geodesics, 2013), by PROJ.

    >>> apart((-1.5561, 43.4868), (-1.5561, 43.4868)).distance_m
    0.0
    >>> way = apart((2.0, 48.0), (2.0, 49.0))
    >>> round(way.distance_m), round(way.bearing_deg)
    (111200, 0)
    """
    azimuth, _, distance = EARTH.inv(*start, *end)
    if distance == 0 or math.isnan(distance):
        return Apart(distance_m=0.0, bearing_deg=0.0)
    return Apart(distance_m=float(distance), bearing_deg=float(azimuth) % 360)
