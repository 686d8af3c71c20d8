"""GeoJSON: features with their properties, in WGS 84 or in what an older ``crs`` member says."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pyproj import CRS

from dashboard.surveys.placing import Contents, Raw, left, place_of
from dashboard.surveys.projections import WGS_84, named
from dashboard.surveys.survey import LeftOut, UnreadableSurveyError
from dashboard.surveys.values import flat
from dashboard.text import Text

FORMAT = Text(fr="GeoJSON", en="GeoJSON")
GEOMETRIES = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
}  # fmt: skip

NOT_GEOJSON = Text(
    fr="Fichier refusé, rien n'a été gardé : ce JSON n'est pas du GeoJSON (il y manque "
    "« type » : « FeatureCollection »).",
    en="File refused, nothing was kept: this JSON is not GeoJSON (there is no “type”: "
    "“FeatureCollection”).",
)
NOT_A_FEATURE = Text(
    fr="ce n'est pas un objet GeoJSON (« Feature »)", en="it is not a GeoJSON “Feature”"
)


def contents_of(content: bytes) -> Contents:
    """Return what a GeoJSON file holds.

    Raises:
        UnreadableSurveyError: It is no GeoJSON.
        UnknownProjectionError: It names a projection nobody knows.
    """
    try:
        root = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableSurveyError(NOT_GEOJSON) from None
    if not isinstance(root, Mapping):
        raise UnreadableSurveyError(NOT_GEOJSON)
    raws: list[Raw] = []
    left_out: list[LeftOut] = []
    for number, feature in enumerate(_features(root), start=1):
        raw = Raw(number=number, place=None, values=_values(feature))
        if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
            left_out.append(left(raw, NOT_A_FEATURE))
            continue
        try:
            place = place_of(feature.get("geometry"))
        except UnreadableSurveyError as error:
            left_out.append(left(raw, error.text, **error.values))
            continue
        raws.append(Raw(number=number, place=place, values=raw.values))
    title = root.get("name")
    return Contents(
        format=FORMAT,
        title=title if isinstance(title, str) else "",
        crs=_crs(root),
        raws=raws,
        left_out=left_out,
    )


def _features(root: Mapping[str, Any]) -> Iterator[object]:
    kind = root.get("type")
    if kind == "FeatureCollection" and isinstance(root.get("features"), list):
        yield from root["features"]
    elif kind == "Feature":
        yield root
    elif kind in GEOMETRIES:
        yield {"type": "Feature", "geometry": root, "properties": {}}
    else:
        raise UnreadableSurveyError(NOT_GEOJSON)


def _values(feature: object) -> dict[str, Any]:
    if not isinstance(feature, Mapping):
        return {}
    properties = feature.get("properties")
    values = flat(properties) if isinstance(properties, Mapping) else {}
    if isinstance(feature.get("id"), str | int):
        values.setdefault("id", feature["id"])
    return values


def _crs(root: Mapping[str, Any]) -> CRS:
    """Return the projection of a file: the ``crs`` member of 2008, which RFC 7946 gave up."""
    said = root.get("crs")
    properties = said.get("properties") if isinstance(said, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return named(name if isinstance(name, str) else WGS_84)


def _no_number(name: str) -> float:
    raise ValueError(name)
