"""From what a file holds to features on the earth: projected, checked one by one, or left out.

The checks are made on all of them at once, since a file has ten thousand; what is wrong with one
is told for that one, and does not stop the others.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from shapely.errors import ShapelyError
from shapely.geometry import shape

from dashboard.geo import Box
from dashboard.journal import Value
from dashboard.surveys.projections import Places, exchanged, in_wgs_84, label_of, projection
from dashboard.surveys.survey import (
    MOST_FEATURES,
    Answers,
    Feature,
    LeftOut,
    Said,
    Survey,
    Told,
    UnreadableSurveyError,
)
from dashboard.surveys.values import name_of
from dashboard.text import Text

NO_PLACE = Text(fr="sans géométrie", en="no geometry")
NO_GEOMETRY = Text(
    fr="sa géométrie « {found} » n'est pas lisible", en="its geometry “{found}” cannot be read"
)
OUTSIDE = Text(fr="hors du monde ({lon:g}, {lat:g})", en="outside the world ({lon:g}, {lat:g})")
MIXED = Text(
    fr="points, lignes et zones ensemble dans une même géométrie ; la séparer",
    en="points, lines and areas together in one geometry; take it apart",
)
CROSSING = Text(
    fr="son contour se croise ou se touche lui-même près de ({where})",
    en="its outline crosses or touches itself near ({where})",
)
TOO_MANY = Text(
    fr="Fichier refusé, rien n'a été gardé : il a plus de {most} objets. Le couper en plusieurs.",
    en="File refused, nothing was kept: it has more than {most} features. Cut it into several.",
)
NOTHING = Text(
    fr="Fichier refusé, rien n'a été gardé : il ne contient aucun objet.",
    en="File refused, nothing was kept: it holds no feature.",
)
ELEVATIONS = Text(
    fr="Les altitudes du fichier ne sont pas gardées.", en="The file's elevations are not kept."
)

FAMILIES = {
    "Point": "MultiPoint", "MultiPoint": "MultiPoint",
    "LineString": "MultiLineString", "LinearRing": "MultiLineString",
    "MultiLineString": "MultiLineString", "Polygon": "MultiPolygon", "MultiPolygon": "MultiPolygon",
}  # fmt: skip
MAKE = {
    "MultiPoint": shapely.MultiPoint,
    "MultiLineString": shapely.MultiLineString,
    "MultiPolygon": shapely.MultiPolygon,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One thing of the file, as it is there; ``place`` a shapely geometry in the file's numbers."""

    number: int
    place: Any
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a reader found in a file.

    Attributes:
        format: What the file is.
        title: What it calls itself.
        crs: The projection it says it is in; None where it says nothing.
        raws: What can be placed, as far as its reader can tell.
        left_out: What cannot.
        notes: What else is to be known.
    """

    format: Text
    title: str
    crs: CRS | None
    raws: Sequence[Raw]
    left_out: Sequence[LeftOut] = ()
    notes: Sequence[Said] = ()


def place_of(geometry: object) -> Any:  # noqa: ANN401  shapely has no types
    """Return a GeoJSON geometry as shapely has it; None where it is none.

    Raises:
        UnreadableSurveyError: It cannot be read; says what it is.
    """
    if geometry is None:
        return None
    kind = geometry.get("type") if isinstance(geometry, Mapping) else geometry
    try:
        return shape(geometry)
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise UnreadableSurveyError(NO_GEOMETRY, found=str(kind)[:40]) from None


def settled(contents: Contents, answers: Answers, area: Box | None, told: Told) -> Survey:
    """Return the survey that ``contents`` make.

    Raises:
        QuestionError: It is to be asked first.
        UnknownProjectionError: It cannot be transformed.
        UnreadableSurveyError: It holds nothing, or too much.
    """
    count = len(contents.raws) + len(contents.left_out)
    if count > MOST_FEATURES:
        raise UnreadableSurveyError(TOO_MANY, most=MOST_FEATURES)
    if count == 0:
        raise UnreadableSurveyError(NOTHING)
    left_out = list(contents.left_out)
    raws = [raw for raw in map(_gathered, contents.raws) if _has_place(raw, left_out)]
    places = np.array([raw.place for raw in raws], dtype=object)
    notes = list(contents.notes)
    if len(places) and shapely.has_z(places).any():
        notes.append(Said(text=ELEVATIONS))
    places = shapely.force_2d(places)
    crs = projection(contents.crs, places, answers, area)
    told(0.3)
    places = exchanged(in_wgs_84(places, crs), answers, area)
    told(0.5)
    features = list(_checked(raws, places, left_out, told))
    return Survey(
        format=contents.format,
        title=contents.title,
        crs=label_of(crs),
        features=tuple(features),
        left_out=tuple(sorted(left_out, key=lambda one: one.number)),
        notes=tuple(notes),
    )


def left(raw: Raw, text: Text, **values: object) -> LeftOut:
    """Return ``raw`` as left out, and why."""
    return LeftOut(number=raw.number, name=name_of(raw.values), why=Said(text=text, values=values))


def _checked(
    raws: Sequence[Raw],
    places: Places,
    left_out: list[LeftOut],
    told: Told,
) -> Iterable[Feature]:
    """Yield what can be placed; add the rest to ``left_out``."""
    boxes = shapely.bounds(places)
    west, south, east, north = boxes.T if len(boxes) else np.empty((4, 0))
    finite = np.isfinite(shapely.get_coordinates(places)).all() or np.array(
        [np.isfinite(shapely.get_coordinates(place)).all() for place in places]
    )
    inside = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90) & finite
    valid = shapely.is_valid(places)
    texts = shapely.to_geojson(places)
    for at, raw in enumerate(raws):
        if at % 500 == 0:
            told(0.5 + 0.5 * at / len(raws))
        if not inside[at]:
            lon, lat = float(west[at]), float(south[at])
            left_out.append(left(raw, OUTSIDE, lon=lon, lat=lat))
            continue
        crossing = None
        if not valid[at] and places[at].geom_type in {"Polygon", "MultiPolygon"}:
            _, _, where = shapely.is_valid_reason(places[at]).partition("[")
            where = where.rstrip("]").replace(" ", ", ")
            crossing = Said(text=CROSSING, values={"where": where})
        yield Feature(
            number=raw.number,
            geometry=json.loads(texts[at]),
            values=raw.values,
            crossing=crossing,
        )


def _gathered(raw: Raw) -> Raw:
    """Return ``raw`` with a collection of one family as one geometry of it."""
    place = raw.place
    if place is None or place.geom_type == "LinearRing":
        return (
            raw
            if place is None
            else Raw(number=raw.number, place=shapely.LineString(place), values=raw.values)
        )
    if place.geom_type != "GeometryCollection":
        return raw
    parts = [part for part in _parts(place) if not part.is_empty]
    families = {FAMILIES[part.geom_type] for part in parts}
    if len(families) != 1:
        return raw
    single = [one for part in parts for one in getattr(part, "geoms", [part])]
    made = single[0] if len(single) == 1 else MAKE[families.pop()](single)
    return Raw(number=raw.number, place=made, values=raw.values)


def _parts(place: Any) -> Iterable[Any]:  # noqa: ANN401
    for part in place.geoms:
        if part.geom_type == "GeometryCollection":
            yield from _parts(part)
        else:
            yield part


def _has_place(raw: Raw, left_out: list[LeftOut]) -> bool:
    if raw.place is None or raw.place.is_empty:
        left_out.append(left(raw, NO_PLACE))
        return False
    if raw.place.geom_type == "GeometryCollection":
        left_out.append(left(raw, MIXED))
        return False
    return True
