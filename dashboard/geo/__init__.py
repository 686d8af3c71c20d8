"""Places on the earth: WGS 84 inside, longitude first; what cannot be a place is refused."""

from dashboard.geo.apart import Apart, apart
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
    "Apart",
    "Box",
    "UnreadablePlaceError",
    "apart",
    "bounds",
    "centre",
    "check_box",
    "check_geometry",
    "grown",
    "meet",
    "swapped",
]
