"""A place as it was said: where it is, in which system, how exactly; or why it cannot be told."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dashboard.text import RefusedError, Text

System = Literal["dd", "dms", "ddm", "utm", "mgrs", "dfci", "lambert93"]
SYSTEMS: tuple[System, ...] = get_args(System)

SYSTEM_NAMES = {
    "dd": Text(fr="Degrés décimaux", en="Decimal degrees"),
    "dms": Text(fr="Degrés, minutes, secondes", en="Degrees, minutes, seconds"),
    "ddm": Text(fr="Degrés, minutes décimales", en="Degrees, decimal minutes"),
    "utm": Text(fr="UTM (WGS 84)", en="UTM (WGS 84)"),
    "mgrs": Text(fr="MGRS", en="MGRS"),
    "dfci": Text(fr="DFCI (indicatif)", en="DFCI (indicative)"),
    "lambert93": Text(fr="Lambert-93", en="Lambert-93"),
}

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""

METRES_PER_DEGREE = 111_320.0
"""Along a meridian, or along the equator; exact enough to say how exact a text is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One reading of a text.

    ``precision_m`` is how far from the point the place meant may lie: half of the last digit
    written, or the far corner of a square. ``cell`` is the outline of that square, as GeoJSON.
    """

    lon: float
    lat: float
    system: System
    precision_m: float
    cell: Mapping[str, Any] | None = None


class UnreadableCoordinatesError(RefusedError):
    """A text that names no place, in any of the systems."""


class AmbiguousCoordinatesError(RefusedError):
    """A text that may be read in two ways: it is not for a program to choose."""


class OutsideSystemError(RefusedError):
    """A place the system asked for does not reach."""


class SwappedCoordinatesError(RefusedError):
    """Latitude and longitude that look exchanged."""


def diagonal(side_m: float) -> float:
    """Return how far the corner of a square lies from its middle.

    >>> round(diagonal(1), 3)
    0.707
    """
    return side_m / math.sqrt(2)
