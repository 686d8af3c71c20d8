"""Places on the earth: WGS 84 inside, longitude first; what cannot be a place is refused."""

from dashboard.geo.places import (
    Box,
    UnreadablePlaceError,
    bounds,
    centre,
    check_box,
    check_geometry,
    grown,
    meet,
    swapped,
)

__all__ = [
    "Box",
    "UnreadablePlaceError",
    "bounds",
    "centre",
    "check_box",
    "check_geometry",
    "grown",
    "meet",
    "swapped",
]
