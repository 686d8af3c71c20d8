"""Whether a GeoJSON geometry is a place: its structure, its numbers, its rings, its whereabouts.

Checked in this order, so that each check may rely on the one before: the type is one we draw; the
coordinates are nested as deep as the type wants; each position is two or three finite numbers on
the globe; lines have two positions, rings four and close; polygons do not cross themselves.
"""

import math
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import shapely
from shapely.geometry import shape

from dashboard.text import RefusedError, Text

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

MOST_POSITIONS = 20_000

NESTING = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How many lists lie around one position, by type."""


class UnreadablePlaceError(RefusedError):
    """A geometry or a box that is not a place on the earth."""


def check_geometry(geometry: Mapping[str, Any]) -> None:
    """Refuse, in a sentence, a geometry that is not a place on the earth."""
    check_positions(geometry)
    check_simple(geometry)


def check_positions(geometry: Mapping[str, Any]) -> None:
    """Refuse, in a sentence, what is no geometry; one that crosses itself still is one."""
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in NESTING:
        raise UnreadablePlaceError(
            Text(
                fr="Une géométrie « {kind} » ne peut pas être placée ; attendu : {known}.",
                en="A geometry “{kind}” cannot be placed; expected: {known}.",
            ),
            kind=kind,
            known=", ".join(NESTING),
        )
    for number, position in enumerate(_positions(geometry.get("coordinates"), NESTING[kind]), 1):
        _check_size(number)
        _check_position(number, position)
    for line in _lines(kind, geometry["coordinates"]):
        _check_line(line, is_ring=kind.endswith("Polygon"))


def check_simple(geometry: Mapping[str, Any]) -> None:
    """Refuse a polygon that crosses itself; its positions were checked before."""
    where = crossing(geometry)
    if where is not None:
        raise UnreadablePlaceError(
            Text(
                fr="Le contour se croise ou se touche lui-même près de ({lon:.9g}, {lat:.9g}).",
                en="The outline crosses or touches itself near ({lon:.9g}, {lat:.9g}).",
            ),
            lon=where[0],
            lat=where[1],
        )


def crossing(geometry: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the longitude and latitude near which a polygon crosses itself; None if nowhere."""
    if not geometry["type"].endswith("Polygon"):
        return None
    # It says what is wrong, then where: the two numbers in brackets.
    _, _, where = shapely.is_valid_reason(shape(geometry)).partition("[")
    if not where:
        return None
    lon, lat, *_ = where.rstrip("]").split(" ")
    return float(lon), float(lat)


def check_box(box: Sequence[float]) -> Box:
    """Return ``box`` if it is west, south, east, north; refuse it otherwise."""
    if len(box) == 4 and all(map(math.isfinite, box)):
        west, south, east, north = box
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            return west, south, east, north
    raise UnreadablePlaceError(
        Text(
            fr="« {box} » n'est pas une emprise ; attendu : ouest, sud, est, nord, en degrés.",
            en="“{box}” is not a box; expected: west, south, east, north, in degrees.",
        ),
        box=",".join(f"{side:g}" for side in box),
    )


def bounds(geometry: Mapping[str, Any]) -> Box:
    """Return the box around a geometry that was checked."""
    if geometry["type"] == "Point":
        lon, lat, *_ = geometry["coordinates"]
        return lon, lat, lon, lat
    positions = list(_positions(geometry["coordinates"], NESTING[geometry["type"]]))
    east_west = [position[0] for position in positions]
    north_south = [position[1] for position in positions]
    return min(east_west), min(north_south), max(east_west), max(north_south)


def centre(geometry: Mapping[str, Any] | None) -> tuple[float, float] | None:
    """Return the longitude and latitude to centre a map on; None where there is no place.

    >>> centre({"type": "LineString", "coordinates": [[1, 40], [3, 44]]})
    (2.0, 42.0)
    """
    if geometry is None:
        return None
    try:
        west, south, east, north = bounds(geometry)
        middle = (west + east) / 2, (south + north) / 2
        return middle if all(map(math.isfinite, middle)) else None
    except (KeyError, TypeError, ValueError, IndexError, OverflowError, RefusedError):
        return None  # another house's geometry, kept as it came


def grown(box: Box, by: float) -> Box:
    """Return ``box`` with ``by`` degrees more on every side."""
    west, south, east, north = box
    return west - by, south - by, east + by, north + by


def meet(one: Box, other: Box) -> bool:
    """Return whether two boxes touch."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def swapped(box: Box) -> Box:
    """Return ``box`` as it would be, had longitude and latitude been exchanged."""
    west, south, east, north = box
    return south, west, north, east


def _positions(coordinates: object, nesting: int) -> Iterator[Any]:
    """Yield the positions ``nesting`` lists deep; refuse what is not nested so."""
    if nesting == 0:
        yield coordinates
        return
    if not isinstance(coordinates, list | tuple) or not coordinates:
        raise UnreadablePlaceError(
            Text(
                fr="Les coordonnées ne sont pas imbriquées comme le veut leur type : « {found} ».",
                en="The coordinates are not nested as their type wants: “{found}”.",
            ),
            found=_short(coordinates),
        )
    for inner in coordinates:
        yield from _positions(inner, nesting - 1)


def _lines(kind: str, coordinates: Any) -> Iterator[Sequence[Any]]:  # noqa: ANN401  checked before
    match kind:
        case "LineString":
            yield coordinates
        case "MultiLineString" | "Polygon":
            yield from coordinates
        case "MultiPolygon":
            yield from chain.from_iterable(coordinates)
        case _:
            return


def _check_size(number: int) -> None:
    if number > MOST_POSITIONS:
        raise UnreadablePlaceError(
            Text(
                fr="La géométrie a plus de {most} points ; la simplifier d'abord.",
                en="The geometry has more than {most} points; simplify it first.",
            ),
            most=MOST_POSITIONS,
        )


def _check_position(number: int, position: object) -> None:
    if (
        not isinstance(position, list | tuple)
        or len(position) not in {2, 3}
        or not all(_is_number(part) for part in position)
    ):
        raise UnreadablePlaceError(
            Text(
                fr="Le point {number} n'est pas une position : « {found} » ; attendu : "
                "[longitude, latitude].",
                en="Point {number} is not a position: “{found}”; expected: [longitude, latitude].",
            ),
            number=number,
            found=_short(position),
        )
    lon, lat = position[:2]
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise UnreadablePlaceError(
            Text(
                fr="Le point {number} ({lon:g}, {lat:g}) est hors du monde ; la longitude "
                "(-180 à 180) vient d'abord, puis la latitude (-90 à 90).",
                en="Point {number} ({lon:g}, {lat:g}) is outside the world; longitude "
                "(-180 to 180) comes first, then latitude (-90 to 90).",
            ),
            number=number,
            lon=lon,
            lat=lat,
        )


def _check_line(line: Sequence[Any], *, is_ring: bool) -> None:
    if is_ring and (len(line) < 4 or list(line[0]) != list(line[-1])):
        raise UnreadablePlaceError(
            Text(
                fr="Un contour n'est pas fermé : il lui faut au moins 4 points, le dernier égal "
                "au premier.",
                en="An outline is not closed: it needs at least 4 points, the last one equal to "
                "the first.",
            )
        )
    if len(line) < 2:
        raise UnreadablePlaceError(
            Text(fr="Une ligne a au moins 2 points.", en="A line has at least 2 points.")
        )


def _is_number(part: object) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and abs(part) < 1e9


def _short(found: object) -> str:
    return reprlib.repr(found)  # a bounded one, however much was sent
