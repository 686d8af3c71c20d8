"""How far a place is from an object, whatever its outline: 0 inside an area."""

import math
from collections.abc import Mapping
from typing import Any

import shapely
from shapely.affinity import scale
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.ops import nearest_points

from dashboard.geo.apart import apart


def away_from(geometry: Mapping[str, Any], lon: float, lat: float) -> float | None:
    """Return the metres from a place to the nearest point of ``geometry``, along the ellipsoid.

    None where another house's geometry, kept as it came, is no place.
    """
    # A degree of longitude is made as long as one of latitude, so that the nearest is found.
    squeeze = max(math.cos(math.radians(lat)), 1e-6)
    try:
        outline = scale(shape(geometry), xfact=squeeze, yfact=1.0, origin=(0, 0))
        if shapely.is_empty(outline):
            return None
        nearest, _ = nearest_points(outline, Point(lon * squeeze, lat))
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None
    if not (math.isfinite(nearest.x) and abs(nearest.y) <= 90):
        return None
    return apart((nearest.x / squeeze, nearest.y), (lon, lat)).distance_m
