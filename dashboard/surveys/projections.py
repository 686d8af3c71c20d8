"""In which projection a file is: what it says, or what is asked when it says nothing or lies.

Nothing is guessed. A file without a projection, or whose numbers are no degrees though it says
they are, is read once its bringer chose; the likely ones come first.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from dashboard.geo import Box, grown, meet, swapped
from dashboard.surveys.survey import Answers, Choice, QuestionError, UnknownProjectionError
from dashboard.text import Text

WGS_84 = "EPSG:4326"
NAMES = {
    WGS_84: Text(fr="WGS 84, en degrés (EPSG:4326)", en="WGS 84, in degrees (EPSG:4326)"),
    "EPSG:2154": Text(fr="Lambert-93 (EPSG:2154)", en="Lambert-93 (EPSG:2154)"),
    "EPSG:27572": Text(fr="Lambert II étendu (EPSG:27572)", en="Extended Lambert II (EPSG:27572)"),
    "EPSG:3857": Text(fr="Mercator des cartes en ligne (EPSG:3857)", en="Web Mercator (EPSG:3857)"),
    "EPSG:32630": Text(fr="UTM 30 Nord, ouest (EPSG:32630)", en="UTM 30 North, west (EPSG:32630)"),
    "EPSG:32631": Text(
        fr="UTM 31 Nord, centre (EPSG:32631)", en="UTM 31 North, middle (EPSG:32631)"
    ),
    "EPSG:32632": Text(fr="UTM 32 Nord, est (EPSG:32632)", en="UTM 32 North, east (EPSG:32632)"),
}
"""The projections to choose from: those that French files are in."""

MISSING = Text(
    fr="Ce fichier ne dit pas dans quelle projection il est (il lui manque un .prj). Laquelle ?",
    en="This file does not say which projection it is in (it has no .prj). Which one?",
)
LOOKS_LIKE = Text(
    fr="Ce fichier se dit en degrés, mais ses nombres n'en sont pas ({x:.0f}, {y:.0f}) : on dirait "
    "du {name_fr}. Le transformer ?",
    en="This file says it is in degrees, but its numbers are not ({x:.0f}, {y:.0f}): it looks like "
    "{name_en}. Transform it?",
)
NO_DEGREES = Text(
    fr="Ce fichier se dit en degrés, mais ses nombres n'en sont pas ({x:.0f}, {y:.0f}). Dans "
    "quelle projection est-il ?",
    en="This file says it is in degrees, but its numbers are not ({x:.0f}, {y:.0f}). Which "
    "projection is it in?",
)
SWAPPED = Text(
    fr="Ces lieux (longitude {lon:.4f}, latitude {lat:.4f}) sont loin de l'opération, et n'en "
    "seraient pas loin en échangeant les deux. Les échanger ?",
    en="These places (longitude {lon:.4f}, latitude {lat:.4f}) are far from the operation, and "
    "would not be with both exchanged. Exchange them?",
)
EXCHANGE = (
    Choice(value="yes", label=Text(fr="Oui, les échanger", en="Yes, exchange them")),
    Choice(value="no", label=Text(fr="Non, les laisser", en="No, leave them")),
)

NEAR = 1.0
"""Degrees around an operation's area that still belong to it."""

Places = NDArray[np.object_]
"""Geometries of shapely, one for each feature."""


def projection(said: CRS | None, places: Places, answers: Answers, area: Box | None) -> CRS:
    """Return the projection ``places`` are in.

    Args:
        said: What the file says; None where it says nothing.
        places: What it holds.
        answers: ``crs``, where it was asked before.
        area: Where the operation is, if it said.

    Raises:
        QuestionError: ``crs``, where it is to be chosen.
        UnknownProjectionError: What was answered is no projection.
    """
    if "crs" in answers:
        return named(answers["crs"])
    middle = _middle(places)
    if middle is None:
        return said or named(WGS_84)
    likely = _likely(*middle, area)
    if said is None:
        raise QuestionError("crs", MISSING, _choices(likely))
    if said.is_geographic and not _is_degrees(places):
        x, y = middle
        first = NAMES[likely[0]] if likely else None
        raise QuestionError(
            "crs",
            NO_DEGREES if first is None else LOOKS_LIKE,
            _choices(likely),
            x=x,
            y=y,
            name_fr=first.fr if first else "",
            name_en=first.en if first else "",
        )
    return said


def named(name: str) -> CRS:
    """Return the projection called ``name``.

    Raises:
        UnknownProjectionError: There is none.
    """
    try:
        return CRS.from_user_input(name)
    except (CRSError, ValueError, TypeError):
        raise UnknownProjectionError(name) from None


def label_of(crs: CRS) -> str:
    """Return how people write a projection: its number, or its name.

    >>> label_of(CRS.from_epsg(2154))
    'EPSG:2154'
    """
    number = crs.to_epsg(min_confidence=70)
    return f"EPSG:{number}" if number else str(crs.name)


def in_wgs_84(places: Places, crs: CRS) -> Places:
    """Return ``places`` of ``crs`` in WGS 84; what cannot be transformed becomes infinite.

    Raises:
        UnknownProjectionError: Nothing of it can.
    """
    if crs.is_geographic and crs.equals(CRS.from_epsg(4326), ignore_axis_order=True):
        return places
    try:
        transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except (ProjError, CRSError):
        raise UnknownProjectionError(label_of(crs)) from None

    def transform(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        try:
            lon, lat = transformer.transform(coordinates[:, 0], coordinates[:, 1])
        except ProjError:
            raise UnknownProjectionError(label_of(crs)) from None
        return np.column_stack([lon, lat])

    moved: Places = shapely.transform(places, transform)
    return moved


def exchanged(places: Places, answers: Answers, area: Box | None) -> Places:
    """Return ``places`` with longitude and latitude exchanged, if they are to be.

    Raises:
        QuestionError: ``swap``: it looks as if they should be.
    """
    if "swap" not in answers:
        _ask_exchange(places, area)
        return places
    if answers["swap"] != "yes":
        return places
    turned: Places = shapely.transform(places, lambda at: at[:, ::-1])
    return turned


def _ask_exchange(places: Places, area: Box | None) -> None:
    if area is None:
        return
    expected = grown(area, NEAR)
    boxes = [box for box in shapely.bounds(places).tolist() if np.isfinite(box).all()]
    here = sum(meet(tuple(box), expected) for box in boxes)
    there = sum(meet(swapped(tuple(box)), expected) for box in boxes)
    if there > here and there * 2 >= len(boxes):
        lon, lat, *_ = next(box for box in boxes if meet(swapped(tuple(box)), expected))
        raise QuestionError("swap", SWAPPED, EXCHANGE, lon=lon, lat=lat)


def _is_degrees(places: Places) -> bool:
    """Return whether most places could be degrees; a few that are not are left out one by one."""
    boxes = shapely.bounds(places)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    inside = (np.abs(boxes) <= 180).all(axis=1)
    return bool(inside.sum() * 2 >= len(boxes))


def _middle(places: Places) -> tuple[float, float] | None:
    """Return a place in the middle of them all; None where there is none."""
    boxes = shapely.bounds(places)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return None
    west, south, east, north = np.median(boxes, axis=0).tolist()
    return (west + east) / 2, (south + north) / 2


def _likely(x: float, y: float, area: Box | None) -> list[str]:
    """Return the projections in which (x, y) would lie where it may, near ``area`` first."""
    found = []
    for name in NAMES:
        lon, lat = _transformer(name).transform(x, y)
        west, south, east, north = _extent(name)
        if west <= lon <= east and south <= lat <= north:
            near = area is not None and meet((lon, lat, lon, lat), grown(area, NEAR))
            found.append((not near, name))
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def _choices(likely: Iterable[str]) -> tuple[Choice, ...]:
    order = dict.fromkeys([*likely, *NAMES])
    return tuple(Choice(value=name, label=NAMES[name]) for name in order)


@cache
def _transformer(name: str) -> Transformer:
    return Transformer.from_crs(name, WGS_84, always_xy=True)


@cache
def _extent(name: str) -> Box:
    """Return where a projection may be used, in degrees."""
    area = CRS.from_user_input(name).area_of_use
    return (area.west, area.south, area.east, area.north) if area else (-180, -90, 180, 90)
