"""Which layer of the base map each thing of OpenStreetMap goes to, from which zoom, with what.

Names are written twice, as the Shortbread schema does: ``name`` as signed there, ``name_fr`` in
French where a French name is known. What is not so (a street that is no bridge) is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.territory.schema import (
    BOUNDARIES,
    LAND,
    LAND_ZOOMS,
    OPEN_GROUND,
    PLACES,
    POI_ZOOMS,
    POIS,
    POPULATIONS,
    RAILS,
    RUNWAYS,
    SITES,
    STATIONS,
    STREETS,
    WATER,
    WATER_LINES,
)

Tags = Mapping[str, str]
Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Feature:
    """A line of one layer: the geometry is that of the thing, the rest is here."""

    layer: str
    minzoom: int
    fields: Mapping[str, Value] = field(default_factory=dict)


def of_node(tags: Tags) -> Iterator[Feature]:
    """Give the features a point makes."""
    place = tags.get("place", "")
    if place in PLACES and "name" in tags:
        kind = "capital" if place == "city" and tags.get("capital") == "yes" else place
        yield Feature("place_labels", PLACES[place], {"kind": kind, **_named(tags),
                      "population": _count(tags) or POPULATIONS.get(place, 10)})  # fmt: skip
    yield from _pointed(tags)
    if "addr:housenumber" in tags:
        yield Feature("addresses", 14, {"housenumber": tags["addr:housenumber"]})


def of_way(tags: Tags) -> Iterator[Feature]:
    """Give the features a line makes."""
    yield from _moved_on(tags)
    yield from _water_line(tags)
    if tags.get("man_made") in {"pier", "breakwater", "groyne"}:
        yield Feature("pier_lines", 12, {"kind": tags["man_made"]})
    if tags.get("route") == "ferry":
        yield Feature("ferries", 9, {"kind": "ferry", **_named(tags)})
    if tags.get("aerialway") in {"cable_car", "gondola", "chair_lift", "goods"}:
        yield Feature("aerialways", 12, {"kind": tags["aerialway"]})
    level = tags.get("admin_level", "")
    if tags.get("boundary") == "administrative" and level in BOUNDARIES:
        # The shore is drawn as such; a boundary along it would only blur it.
        at_sea = tags.get("maritime") == "yes" or tags.get("natural") == "coastline"
        fields = {"admin_level": int(level), **_true(maritime=at_sea)}
        yield Feature("boundaries", BOUNDARIES[level], fields)


def of_area(tags: Tags) -> Iterator[Feature]:
    """Give the features an area makes; points of interest are drawn at a point inside it."""
    if tags.get("building", "no") != "no":
        yield Feature("buildings", 13)
    if kind := _kind(tags, WATER):
        yield Feature("water_polygons", 5, {"kind": kind})
        if "name" in tags:
            yield Feature("water_polygons_labels", 12, {"kind": kind, **_named(tags)})
    elif kind := _kind(tags, LAND):
        small = 13 if kind in OPEN_GROUND else 10
        yield Feature("land", LAND_ZOOMS.get(kind, small), {"kind": kind})
    if kind := _kind(tags, SITES):
        yield Feature("sites", 13 if kind in {"pitch", "parking"} else 12, {"kind": kind})
    highway = tags.get("highway", "").removesuffix("_link")
    square = tags.get("place") == "square"
    if square or (highway in STREETS and tags.get("area") == "yes"):
        yield Feature("street_polygons", 13, {"kind": highway or "pedestrian"})
    if tags.get("man_made") in {"bridge", "pier"}:
        layer = {"bridge": "bridges", "pier": "pier_polygons"}[tags["man_made"]]
        yield Feature(layer, 12, {"kind": tags["man_made"]})
    yield from _pointed(tags)


POINTED = frozenset({"pois", "public_transport", "water_polygons_labels"})
"""The layers that hold a point whatever the thing is."""


def _moved_on(tags: Tags) -> Iterator[Feature]:
    """Give a street, a track or a runway."""
    highway, railway, aeroway = (tags.get(key, "") for key in ("highway", "railway", "aeroway"))
    kind = highway.removesuffix("_link")
    if kind in STREETS and tags.get("area") != "yes":
        yield from _street(tags, kind, link=highway.endswith("_link"))
    elif railway in RAILS:
        zoom = RAILS[railway] + (4 if tags.get("service") else 0)
        yield Feature("streets", min(zoom, 13), {"rail": True, **_way(tags, railway)})
    elif aeroway in RUNWAYS:
        yield Feature("streets", RUNWAYS[aeroway], {"kind": aeroway})


def _water_line(tags: Tags) -> Iterator[Feature]:
    kind = tags.get("waterway", "")
    if kind in WATER_LINES:
        yield Feature("water_lines", WATER_LINES[kind], {"kind": kind, **_crossing(tags)})
        if "name" in tags:
            fields = {"kind": kind, **_named(tags)}
            yield Feature("water_lines_labels", max(WATER_LINES[kind], 11), fields)
    elif kind in {"dam", "weir"}:
        yield Feature("dam_lines", 12, {"kind": kind})


def _street(tags: Tags, kind: str, *, link: bool) -> Iterator[Feature]:
    zoom = STREETS[kind] + (2 if link else 0)
    yield Feature("streets", min(zoom, 14), {**_way(tags, kind), **_true(link=link)})
    ref = tags.get("ref", "").replace(";", " / ")
    if "name" in tags or ref:
        fields = {"kind": kind, **_named(tags), **({"ref": ref} if ref else {})}
        yield Feature("street_labels", min(max(zoom + 1, 10), 14), fields)


def _way(tags: Tags, kind: str) -> dict[str, Value]:
    found: dict[str, Value] = {"kind": kind, **_crossing(tags)}
    found |= _true(
        oneway=tags.get("oneway") in {"yes", "1", "true"},
        oneway_reverse=tags.get("oneway") == "-1",
    )
    if "service" in tags:
        found["service"] = tags["service"]
    return found


def _crossing(tags: Tags) -> dict[str, Value]:
    return _true(
        tunnel=tags.get("tunnel", "no") != "no" or tags.get("covered") == "yes",
        bridge=tags.get("bridge", "no") != "no",
    )


def _pointed(tags: Tags) -> Iterator[Feature]:
    for key, kinds in STATIONS.items():
        if (kind := tags.get(key, "")) in kinds:
            yield Feature("public_transport", kinds[kind], {"kind": kind, **_named(tags)})
            return
    found: dict[str, Value] = {
        key: tags[key]
        for key, kept in POIS.items()
        if key in tags and (kept is None or tags[key] in kept)
    }
    if found:
        zoom = min(POI_ZOOMS.get(str(kind), 14) for kind in found.values())
        yield Feature("pois", zoom, found | _named(tags))


def _kind(tags: Tags, table: Mapping[str, Mapping[str, str]]) -> str | None:
    return next((kinds[tags[key]] for key, kinds in table.items() if tags.get(key) in kinds), None)


def _named(tags: Tags) -> dict[str, Value]:
    name = tags.get("name")
    return {"name": name, "name_fr": tags.get("name:fr", name)} if name else {}


def _true(**said: bool) -> dict[str, Value]:
    """Return what is so; what is not is left out of the tiles."""
    return {name: True for name, value in said.items() if value}


def _count(tags: Tags) -> int:
    """Return the population as it is written: "12 345", "12345 (2019)", "~300".

    >>> _count({"population": "12 345"}), _count({"population": "about 3"}), _count({})
    (12345, 0, 0)
    """
    digits = tags.get("population", "").replace(" ", "").replace("\u00a0", "").replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0
