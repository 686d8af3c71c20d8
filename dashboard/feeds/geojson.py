"""GeoJSON: points with the time and the device in their properties.

RFC 7946: longitude comes first. The properties are called as people call them (``headings``); the
``id`` of a feature names the device where no property does. Lines, zones and features that are
nowhere are passed.
"""

from dashboard.feeds.feed import Feed, Message, Reading
from dashboard.feeds.headings import fix_of_row, meanings
from dashboard.feeds.jsontext import json_of, mapping, written
from dashboard.feeds.parts import gathered
from dashboard.feeds.values import shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

PLACE = {"coordinates[0]": "lon", "coordinates[1]": "lat", "coordinates[2]": "altitude_m"}
EXPECTED = "{“type”: “FeatureCollection”, “features”: […]}"

NOT_A_FEATURE = Text(
    fr="« type » vaut « {found} » ; attendu : un objet GeoJSON, « Feature ».",
    en="“type” is “{found}”; expected: a GeoJSON object, “Feature”.",
)
NO_FEATURES = Text(
    fr="« features » vaut « {found} » ; attendu : une liste d'objets GeoJSON.",
    en="“features” is “{found}”; expected: a list of GeoJSON objects.",
)


def reading(message: Message) -> Reading:
    """Return the points of a feature or of a collection."""
    root = mapping(json_of(message.body, EXPECTED), "GeoJSON")
    if root.get("type") != "FeatureCollection":
        return gathered(
            message, [(1, root)], lambda one: _told(one, message), lambda _: message.body
        )
    features = root.get("features")
    if not isinstance(features, list):
        raise RefusedError(NO_FEATURES, found=shown(features))
    return gathered(message, enumerate(features, start=1), lambda one: _told(one, message), written)


def _told(part: object, message: Message) -> Fix | None:
    feature = mapping(part, "feature")
    if feature.get("type") != "Feature":
        raise RefusedError(NOT_A_FEATURE, found=shown(feature.get("type")))
    geometry = feature.get("geometry")
    if geometry is None or mapping(geometry, "geometry").get("type") != "Point":
        return None
    properties = mapping(feature.get("properties") or {}, "properties")
    position = mapping(geometry, "geometry").get("coordinates")
    place = dict(zip(PLACE, position, strict=False)) if isinstance(position, list) else {}
    meant = meanings(properties)
    told = {**properties, "id": properties.get("id", feature.get("id")), **place}
    if "device" not in meant.values():
        meant["id"] = "device"
    of_place = {name: ours for name, ours in meant.items() if ours not in PLACE.values()}
    return fix_of_row(told, {**of_place, **PLACE}, message.device)


FEED = Feed(key="geojson", label=Text(fr="GeoJSON", en="GeoJSON"), reading=reading)
