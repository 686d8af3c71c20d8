"""Scale: the ground in a millimetre, where to look to see an area, a bar to measure by.

The map is in Web Mercator (EPSG:3857), whose scale changes with the latitude; it is stated for the
middle of the map. With the radius 6 378 137 m and the cosine of the latitude, what is stated lies
between the true scales along the meridian and along the parallel on WGS 84: both are within 0.3 %
of it at the latitudes of France, and within 0.7 % everywhere (EPSG Guidance Note 7-2, "Popular
Visualisation Pseudo-Mercator").
"""

from dataclasses import dataclass
from math import atan, ceil, cos, exp, floor, log, log2, log10, pi, radians, tan

from dashboard.geo import Box
from dashboard.printing.paper import PIXEL_MM, Part
from dashboard.text import Locale

RADIUS_M = 6_378_137.0
WORLD_PX = 512
"""Width of the world at zoom 0, as MapLibre counts it, in CSS pixels."""

FURTHEST = 85.0
"""How far north and south the map goes, in degrees."""

LARGEST, SMALLEST = 500, 10_000_000
"""The scales that may be asked for: 1:500 shows a street, 1:10 000 000 a country."""

ROUND = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 10.0)
"""The figures of a scale people measure by."""

BARS = ((5, 5), (2, 4), (1, 5))
"""The figures of a bar's length, and the parts it falls into."""

CLOSEST = 1_000
"""What is a single place is not looked at from nearer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where the map looks from, north up.

    Attributes:
        lon, lat: Its middle, in degrees.
        scale: The number behind "1:".
    """

    lon: float
    lat: float
    scale: int

    @property
    def zoom(self) -> float:
        """The zoom at which the map has this scale on paper."""
        return log2(_around_m(self.lat) / (WORLD_PX * ground_m(PIXEL_MM, self.scale)))

    def shows(self, part: Part) -> Box:
        """Return west, south, east, north of what the map shows in ``part``, in degrees."""
        metres = _around_m(self.lat)
        wide = ground_m(part.width_mm, self.scale) / metres
        high = ground_m(part.height_mm, self.scale) / metres
        x, y = _mercator(self.lon, self.lat)
        west, north = _place(x - wide / 2, y - high / 2)
        east, south = _place(x + wide / 2, y + high / 2)
        return west, south, east, north


def ground_m(paper_mm: float, scale: float) -> float:
    """Return how many metres of ground ``paper_mm`` is at 1:``scale``.

    >>> ground_m(40, 25_000)
    1000.0
    """
    return paper_mm * scale / 1000


def look_at(bounds: Box, part: Part, scale: int | None = None) -> Outlook:
    """Return the outlook on ``bounds`` in ``part``; the largest round scale that shows all of it.

    Args:
        bounds: West, south, east, north, in degrees.
        part: Where the map is on the sheet.
        scale: The scale, where it is given: then ``bounds`` only say the middle.
    """
    west, south, east, north = bounds
    left, top = _mercator(west, north)
    right, bottom = _mercator(east, south)
    lon, lat = _place((left + right) / 2, (top + bottom) / 2)
    if scale is None:
        metres = _around_m(lat)
        wide = (right - left) * metres / (part.width_mm / 1000)
        high = (bottom - top) * metres / (part.height_mm / 1000)
        scale = min(rounded_up(max(wide, high, CLOSEST)), SMALLEST)
    return Outlook(lon=lon, lat=lat, scale=scale)


def rounded_up(scale: float) -> int:
    """Return the next round scale that shows as much, or more.

    >>> [rounded_up(scale) for scale in (1_000, 1_001, 23_417, 62_000)]
    [1000, 1250, 25000, 75000]
    """
    # A scale that is round already must not be pushed on by the last bit of a float.
    power = 10.0 ** floor(log10(scale) + 1e-9)
    figure = next(figure for figure in ROUND if scale <= figure * power * (1 + 1e-9))
    return ceil(figure * power)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar to measure by: ``parts`` parts of ``part_m`` metres, together ``width_mm`` long."""

    part_m: int
    parts: int
    width_mm: float

    @property
    def unit(self) -> str:
        """The unit its marks are written in."""
        return "km" if self.part_m * self.parts >= 1000 else "m"

    def marks(self, locale: Locale) -> tuple[str, ...]:
        """Return what is written at the ends of its parts.

        >>> bar(25_000, 50).marks("fr"), bar(25_000, 50).unit
        (('0', '0,2', '0,4', '0,6', '0,8', '1'), 'km')
        """
        each = self.part_m / 1000 if self.unit == "km" else self.part_m
        told = [f"{each * n:g}" for n in range(self.parts + 1)]
        return tuple(text.replace(".", ",") if locale == "fr" else text for text in told)


def bar(scale: int, longest_mm: float) -> Bar:
    """Return a bar of round length that is at most ``longest_mm`` long, and more than a third.

    >>> bar(25_000, 50)
    Bar(part_m=200, parts=5, width_mm=40.0)
    """
    longest_m = ground_m(longest_mm, scale)
    power = round(10.0 ** floor(log10(longest_m)))
    figure, parts = next(known for known in BARS if known[0] * power <= longest_m)
    length_m = figure * power
    return Bar(part_m=length_m // parts, parts=parts, width_mm=length_m * 1000 / scale)


def _around_m(lat: float) -> float:
    """Return the length of the parallel at ``lat``, in metres."""
    return 2 * pi * RADIUS_M * cos(radians(lat))


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return a place in Web Mercator: 0 to 1 from west to east, from north to south."""
    lat = min(max(lat, -FURTHEST), FURTHEST)
    return (lon + 180) / 360, (1 - log(tan(pi / 4 + radians(lat) / 2)) / pi) / 2


def _place(x: float, y: float) -> tuple[float, float]:
    """Return the longitude and latitude of a place in Web Mercator."""
    return x * 360 - 180, (2 * atan(exp(pi * (1 - 2 * y))) - pi / 2) * 180 / pi
