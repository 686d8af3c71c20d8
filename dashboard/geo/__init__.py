"""Places on the earth: WGS 84 inside, longitude first; what cannot be a place is refused."""

from dashboard.geo.apart import Apart, apart
from dashboard.geo.mending import mended
from dashboard.geo.places import (
    Box,
    UnreadablePlaceError,
    bounds,
    centre,
    check_box,
    check_geometry,
    check_positions,
    check_simple,
    crossing,
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
    "check_positions",
    "check_simple",
    "crossing",
    "grown",
    "meet",
    "mended",
    "swapped",
]
