"""Metres on a plane: UTM in its zones, Lambert-93 for France; both ways."""

import math
import re
from functools import cache
from typing import NamedTuple

from pyproj import Transformer

from dashboard.geo.spot import OutsideSystemError, Position, Spot, diagonal
from dashboard.text import Text

WGS84 = "EPSG:4326"
BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Of UTM, eight degrees each from 80° south; X has twelve."""

GRACE = 1e-5
"""Degrees, about a metre: what was rounded to the edge of its zone or its band is still of it."""

LAMBERT93 = "EPSG:2154"
FRANCE = (-9.86, 41.15, 10.38, 51.56)
"""West, south, east, north of the area Lambert-93 is made for (EPSG registry)."""
EASTINGS, NORTHINGS = (0, 1_300_000), (6_000_000, 7_200_000)

_NUMBER = r"\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_UTM = re.compile(
    rf"(?:UTM\s*)?(?P<zone>\d{{1,2}})\s*(?P<band>[C-HJ-NP-X])\s*E?\s*(?P<x>{_NUMBER})\s*M?\s*E?"
    rf"[\s,;/]+N?\s*(?P<y>{_NUMBER})\s*M?\s*N?"
)
_L93 = re.compile(
    rf"(?P<name>L(?:AMBERT)?\s*-?\s*93|RGF\s*-?\s*93)?\s*:?\s*(?:X|E)?\s*[:=]?\s*(?P<x>{_NUMBER})\s*M?"
    rf"[\s,;/]+(?:Y|N)?\s*[:=]?\s*(?P<y>{_NUMBER})\s*M?"
)

NO_ZONE = Text(
    fr="« {text} » : il manque le fuseau UTM devant les deux nombres, par exemple 31T.",
    en="“{text}”: the UTM zone is missing before the two numbers, 31T for example.",
)
BEYOND = Text(
    fr="L'UTM va de 80° sud à 84° nord ; ce lieu est au-delà.",
    en="UTM goes from 80° south to 84° north; this place lies beyond.",
)
NOT_FRANCE = Text(
    fr="Le Lambert-93 ne vaut que pour la France métropolitaine ; ce lieu est ailleurs.",
    en="Lambert-93 is for metropolitan France only; this place is elsewhere.",
)


class Utm(NamedTuple):
    """A place in a zone, in metres; northings of the south are counted from 10 000 km."""

    zone: int
    band: str
    easting: float
    northing: float


@cache
def plane(crs: str) -> Transformer:
    """Return the way between degrees and a plane; safe to share between threads."""
    return Transformer.from_crs(WGS84, crs, always_xy=True)


def to_plane(crs: str, lon: float, lat: float) -> tuple[float, float]:
    """Return x and y in metres."""
    x, y = plane(crs).transform(lon, lat)
    return float(x), float(y)


def from_plane(crs: str, x: float, y: float) -> Position:
    """Return longitude and latitude."""
    lon, lat = plane(crs).transform(x, y, direction="INVERSE")
    return float(lon), float(lat)


def zone_of(lon: float, lat: float) -> int:
    """Return the UTM zone of a place, with the exceptions of Norway and Svalbard.

    >>> zone_of(4, 60), zone_of(10, 75), zone_of(180, 0)
    (32, 33, 1)
    """
    if 56 <= lat < 64 and 3 <= lon < 12:
        return 32
    if lat >= 72 and 0 <= lon < 42:
        return 31 + 2 * int((lon + 3) // 12)
    return int((lon + 180) % 360 // 6) + 1


def limits_of(zone: int, band: str) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of a zone in a band; None where there is no such zone."""
    south = -80.0 + 8 * BANDS.index(band)
    north = 84.0 if band == "X" else south + 8
    west, east = 6.0 * zone - 186, 6.0 * zone - 180
    if band == "V" and zone in {31, 32}:
        west, east = (0.0, 3.0) if zone == 31 else (3.0, 12.0)
    if band == "X" and 31 <= zone <= 37:
        if zone % 2 == 0:
            return None
        west, east = {31: (0.0, 9.0), 33: (9.0, 21.0), 35: (21.0, 33.0), 37: (33.0, 42.0)}[zone]
    return west, south, east, north


def utm_crs(zone: int, *, north: bool) -> str:
    """Return the code of the plane of a zone."""
    return f"EPSG:{(32600 if north else 32700) + zone}"


def to_utm(lon: float, lat: float) -> Utm:
    """Return a place in UTM.

    Raises:
        OutsideSystemError: It lies too near a pole.
    """
    if not -80 <= lat <= 84:
        raise OutsideSystemError(BEYOND)
    zone = zone_of(lon, lat)
    band = BANDS[min(int((lat + 80) // 8), len(BANDS) - 1)]
    return Utm(zone, band, *to_plane(utm_crs(zone, north=band >= "N"), lon, lat))


def write_utm(lon: float, lat: float) -> str:
    """Return a place in UTM, to the metre.

    >>> write_utm(1.0583, 49.4364)
    '31U 359228 5477783'
    """
    zone, band, easting, northing = to_utm(lon, lat)
    return f"{zone}{band} {round(easting)} {round(northing)}"


def read_utm(text: str) -> list[Spot]:
    """Return every way to read ``text`` as UTM: N and S may be a band, or half of the world."""
    match = _UTM.fullmatch(text)
    if match is None or not 1 <= int(match["zone"]) <= 60:
        return []
    zone, band = int(match["zone"]), match["band"]
    x, y = _metres(match["x"]), _metres(match["y"])
    if not (100_000 <= x < 1_000_000 and 0 <= y <= 10_000_000):
        return []
    found = []
    for north in {"N": (True,), "S": (True, False)}.get(band, (band >= "N",)):
        lon, lat = from_plane(utm_crs(zone, north=north), x, y)
        in_band = _is_in(lat, band)
        # As a band, or as the half of the world: N and S are both.
        if not (in_band or (band == "N" and lat >= 0) or (band == "S" and lat < 0)):
            continue
        if (
            math.isfinite(lon)
            and -80 - GRACE <= lat <= 84 + GRACE
            # Around the world: what is rounded in zone 1 may lie a hair east of the 180th.
            and abs((lon - (6 * zone - 183) + 180) % 360 - 180) <= 10
        ):
            found.append(Spot(lon=lon, lat=lat, system="utm", precision_m=_precision(match)))
    return found


def write_lambert93(lon: float, lat: float) -> str:
    """Return a place in Lambert-93, to the metre.

    Raises:
        OutsideSystemError: It is not in metropolitan France.
    """
    west, south, east, north = FRANCE
    if not (west <= lon <= east and south <= lat <= north):
        raise OutsideSystemError(NOT_FRANCE)
    x, y = to_plane(LAMBERT93, lon, lat)
    return f"L93 {round(x)} {round(y)}"


def read_lambert93(text: str) -> list[Spot]:
    """Return the place ``text`` names in Lambert-93, if it does.

    Raises:
        OutsideSystemError: It says it is Lambert-93, and is not in France.
    """
    match = _L93.fullmatch(text)
    if match is None:
        return []
    x, y = _metres(match["x"]), _metres(match["y"])
    if not (EASTINGS[0] <= x <= EASTINGS[1] and NORTHINGS[0] <= y <= NORTHINGS[1]):
        if match["name"]:
            raise OutsideSystemError(NOT_FRANCE)
        if 100_000 <= x < 1_000_000 and 1_000_000 <= y < 10_000_000:
            raise OutsideSystemError(NO_ZONE, text=text)
        return []
    lon, lat = from_plane(LAMBERT93, x, y)
    return [Spot(lon=lon, lat=lat, system="lambert93", precision_m=_precision(match))]


def _is_in(lat: float, band: str) -> bool:
    south = -80 + 8 * BANDS.index(band)
    return south - GRACE <= lat <= (84 if band == "X" else south + 8) + GRACE


def _metres(text: str) -> float:
    return float(text.replace(" ", "").replace(",", "."))


def _precision(match: re.Match[str]) -> float:
    _, _, decimals = match["x"].replace(",", ".").partition(".")
    return diagonal(10 ** -len(decimals))
