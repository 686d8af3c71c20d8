"""Squares people name: DFCI, on the maps of French firefighters, and MGRS; both ways."""

import math
import re
from typing import Any

import shapely
from mgrs import MGRS
from mgrs.core import MGRSError
from pyproj import Geod
from shapely.geometry import Polygon, box, mapping

from dashboard.geo.metric import GRACE, from_plane, limits_of, to_plane, utm_crs
from dashboard.geo.spot import OutsideSystemError, Position, Spot, UnreadableCoordinatesError
from dashboard.text import Text

# The grid is drawn on Lambert II étendu. Said in full, as the page says it to its own library:
# both then use the three-parameter shift of EPSG:27572, grid file at hand or not.
LAMBERT2E = (
    "+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 "
    "+a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m +no_defs"
)
HUNDREDS = "ABCDEFGHKLMN"
"""Squares of 100 km, from the south-west: neither I nor J, which are misread."""
TWOS = HUNDREDS[:10]
"""Squares of 2 km in one of 20."""
SOUTH_EDGE = 1_500_000
METROPOLE = (-5.6, 41.2, 10.0, 51.4)
"""West, south, east, north of what the squares are used for."""

# Quarters go clockwise from the north-west; what the middle square takes from each, they lack.
_QUARTERS: dict[str, list[tuple[float, float]]] = {
    "1": [(0, 1000), (500, 1000), (500, 1500), (1000, 1500), (1000, 2000), (0, 2000)],
    "2": [(1000, 1500), (1500, 1500), (1500, 1000), (2000, 1000), (2000, 2000), (1000, 2000)],
    "3": [(1000, 0), (2000, 0), (2000, 1000), (1500, 1000), (1500, 500), (1000, 500)],
    "4": [(0, 0), (1000, 0), (1000, 500), (500, 500), (500, 1000), (0, 1000)],
    "5": [(500, 500), (1500, 500), (1500, 1500), (500, 1500)],
}
_DFCI = re.compile(
    rf"(?:DFCI\s*:?\s*)?(?P<h>[{HUNDREDS}]{{2}})\s*(?P<t>[02468]{{2}})\s*"
    rf"(?:(?P<c>[{TWOS}])\s*(?P<r>\d)\s*(?:[.,]?\s*(?P<q>[1-5]))?)?"
)
_MGRS = re.compile(
    r"(?:MGRS\s*:?\s*)?(?P<zone>\d{1,2})\s*(?P<band>[C-HJ-NP-X])\s*(?P<square>[A-HJ-NP-Z]{2})"
    r"\s*(?P<digits>[\d ]*)"
)
_GEOD = Geod(ellps="WGS84")

NOT_IN_DFCI = Text(
    fr="Le carroyage DFCI ne couvre que la France métropolitaine ; ce lieu est ailleurs.",
    en="The DFCI grid covers metropolitan France only; this place is elsewhere.",
)
NOT_IN_MGRS = Text(
    fr="Le MGRS de Vigie va de 80° sud à 84° nord ; ce lieu est au-delà.",
    en="Vigie's MGRS goes from 80° south to 84° north; this place lies beyond.",
)
ODD = Text(
    fr="« {text} » : un carré MGRS a autant de chiffres vers l'est que vers le nord, 10 au plus ; "
    "il y en a {count}.",
    en="“{text}”: an MGRS square has as many digits east as north, 10 at most; this has {count}.",
)
NO_SQUARE = Text(
    fr="« {text} » : il n'y a pas de tel carré MGRS dans ce fuseau et cette bande.",
    en="“{text}”: there is no such MGRS square in that zone and band.",
)


def write_dfci(lon: float, lat: float) -> str:
    """Return the DFCI square of a place, its quarter included.

    Raises:
        OutsideSystemError: It is not in metropolitan France.

    >>> write_dfci(-1.5561, 43.4868)
    'CD82C9.5'
    """
    west, south, east, north = METROPOLE
    x, y = to_plane(LAMBERT2E, lon, lat)
    column, row = int(x // 100_000), int((y - SOUTH_EDGE) // 100_000)
    inside = west <= lon <= east and south <= lat <= north
    if not (inside and 0 <= column < len(HUNDREDS) and 0 <= row < len(HUNDREDS)):
        raise OutsideSystemError(NOT_IN_DFCI)
    x, y = x % 100_000, (y - SOUTH_EDGE) % 100_000
    tens = f"{2 * int(x // 20_000)}{2 * int(y // 20_000)}"
    x, y = x % 20_000, y % 20_000
    two = f"{TWOS[int(x // 2000)]}{int(y // 2000)}"
    x, y = x % 2000, y % 2000
    if 500 <= x < 1500 and 500 <= y < 1500:
        quarter = "5"
    else:
        quarter = ("1" if x < 1000 else "2") if y >= 1000 else ("4" if x < 1000 else "3")
    return f"{HUNDREDS[column]}{HUNDREDS[row]}{tens}{two}.{quarter}"


def read_dfci(text: str) -> list[Spot]:
    """Return the DFCI square ``text`` names, of 20 km, of 2 km or a quarter of that; if it does."""
    match = _DFCI.fullmatch(text)
    if match is None:
        return []
    x = 100_000 * HUNDREDS.index(match["h"][0]) + 10_000 * int(match["t"][0])
    y = 100_000 * HUNDREDS.index(match["h"][1]) + 10_000 * int(match["t"][1]) + SOUTH_EDGE
    outline = _square(20_000 if match["c"] is None else 2000)
    if match["c"] is not None:
        x += 2000 * TWOS.index(match["c"])
        y += 2000 * int(match["r"])
        outline = _QUARTERS.get(match["q"] or "", outline)
    on_plane = Polygon([(x + dx, y + dy) for dx, dy in outline])
    middle = on_plane.centroid
    cell = [from_plane(LAMBERT2E, *corner) for corner in on_plane.exterior.coords]
    return [_spot("dfci", from_plane(LAMBERT2E, middle.x, middle.y), Polygon(cell))]


def write_mgrs(lon: float, lat: float, digits: int = 5) -> str:
    """Return the MGRS square of a place; ``digits`` of each axis, 5 for a metre.

    Raises:
        OutsideSystemError: It lies too near a pole.

    >>> write_mgrs(-1.5561, 43.4868, 4)
    '30T XP 1675 1588'
    """
    if not -80 <= lat <= 84:
        raise OutsideSystemError(NOT_IN_MGRS)
    text = MGRS().toMGRS(lat, lon, MGRSPrecision=digits).strip()
    head, tail = text[: len(text) - 2 * digits], text[len(text) - 2 * digits :]
    return " ".join(filter(None, [head[:-2], head[-2:], tail[:digits], tail[digits:]]))


def read_mgrs(text: str) -> list[Spot]:
    """Return the square ``text`` names in MGRS, clipped to its zone; if it does.

    Raises:
        UnreadableCoordinatesError: It has an odd digit, or there is no such square.
    """
    match = _MGRS.fullmatch(text)
    if match is None:
        return []
    digits = match["digits"].replace(" ", "")
    if len(digits) % 2 or len(digits) > 10:
        raise UnreadableCoordinatesError(ODD, text=text, count=len(digits))
    zone, band = int(match["zone"]), match["band"]
    limits = limits_of(zone, band) if 1 <= zone <= 60 else None
    if limits is None:
        raise UnreadableCoordinatesError(NO_SQUARE, text=text)
    try:
        # The middle of the square. A square of another band is only warned of, and refused below.
        _, hemisphere, x, y = MGRS().MGRSToUTM(f"{zone}{band}{match['square']}{digits}")
    except (MGRSError, RuntimeWarning) as error:
        raise UnreadableCoordinatesError(NO_SQUARE, text=text) from error
    half = 10 ** (5 - len(digits) // 2) / 2
    crs = utm_crs(zone, north=hemisphere == "N")
    ring = [(x - half + dx, y - half + dy) for dx, dy in _square(2 * half)]
    square = Polygon([from_plane(crs, *corner) for corner in ring])
    west, south, east, north = limits
    cell = square.intersection(box(west - GRACE, south - GRACE, east + GRACE, north + GRACE))
    if cell.is_empty or not isinstance(cell, Polygon):
        raise UnreadableCoordinatesError(NO_SQUARE, text=text)
    middle = from_plane(crs, x, y)
    if not cell.contains(shapely.Point(middle)):
        inside = cell.representative_point()
        middle = inside.x, inside.y
    return [_spot("mgrs", middle, cell)]


def _square(side: float) -> list[tuple[float, float]]:
    return [(0, 0), (side, 0), (side, side), (0, side)]


def _spot(system: Any, middle: Position, cell: Polygon) -> Spot:  # noqa: ANN401
    lon, lat = middle
    corners = list(cell.exterior.coords)
    far = max(_GEOD.inv(lon, lat, *corner)[2] for corner in corners)
    outline: dict[str, Any] = mapping(cell)
    return Spot(lon=lon, lat=lat, system=system, precision_m=math.ceil(far * 10) / 10, cell=outline)
