"""One pass over an extract: each thing it holds goes to the tiles and to the gazetteer at once.

Two passes of osmium's lie under it (areas need their relations first), and a short one before, for
the boundaries: a line is a boundary by the relations it is in, and of the highest of them.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import osmium
import shapely

from dashboard.geo import meet
from dashboard.territory.extract import CUT, BadExtractError, Extract
from dashboard.territory.indexing import Names, metres
from dashboard.territory.kinds import is_found
from dashboard.territory.place import LngLat
from dashboard.territory.schema import AREA_KEYS, BOUNDARIES
from dashboard.territory.shortbread import Tags
from dashboard.territory.tiles import TileLayers

COMMUNE = "8"
TOLD_EVERY = 5_000
TAGGED = osmium.osm.NODE | osmium.osm.RELATION | osmium.osm.AREA

Counted = Callable[[int], None]
"""Told how many things were read."""


def read(extract: Extract, tiles: TileLayers, names: Names, counted: Counted) -> None:
    """Hand all that ``extract`` holds to ``tiles`` and ``names``.

    Raises:
        BadExtractError: The file breaks off.
    """
    try:
        reading = _Reading(tiles, names, extract, _levels(extract))
        source = (
            osmium.FileProcessor(str(extract.path))
            .with_areas(osmium.filter.KeyFilter(*AREA_KEYS, "admin_level"))
            # A line without tags may be a boundary, by the relations it is in.
            .with_filter(osmium.filter.EmptyTagFilter().enable_for(TAGGED))
        )
        for number, thing in enumerate(source):
            reading.take(thing)
            if number % TOLD_EVERY == 0:
                counted(number)
    except RuntimeError as error:
        raise BadExtractError(CUT, path=extract.path, found=extract.size) from error


def _levels(extract: Extract) -> dict[int, str]:
    """Return the level of each line that is a boundary: the highest, which is the least."""
    levels: dict[int, str] = {}
    source = osmium.FileProcessor(str(extract.path), osmium.osm.RELATION).with_filter(
        osmium.filter.TagFilter(("boundary", "administrative"))
    )
    for relation in source:
        level = relation.tags.get("admin_level", "")
        if level in BOUNDARIES:
            for member in relation.members:
                if member.type == "w":
                    known = levels.get(member.ref, level)
                    levels[member.ref] = min(known, level, key=int)
    return levels


class _Reading:
    """Sorts things by what they are; what lies outside the box, or has no place, is left out."""

    def __init__(
        self, tiles: TileLayers, names: Names, extract: Extract, levels: dict[int, str]
    ) -> None:
        self._tiles = tiles
        self._names = names
        self._box = extract.box
        self._is_part = extract.is_part
        self._levels = levels
        self._wkb = osmium.geom.WKBFactory()

    def take(self, thing: "osmium.osm.OSMObject") -> None:
        """Take one thing."""
        tags = {tag.k: tag.v for tag in thing.tags}
        try:
            if thing.is_node():
                self._node(thing, tags)
            elif thing.is_way():
                self._way(thing, tags)
            elif thing.is_area():
                self._area(thing, tags)
        except (osmium.InvalidLocationError, RuntimeError, shapely.errors.ShapelyError):
            return  # cut by the extract's edge, or drawn wrong: the rest is worth a map

    def _node(self, node: "osmium.osm.Node", tags: Tags) -> None:
        lon, lat = node.location.lon, node.location.lat
        if self._holds(lon, lat):
            self._tiles.node(node, tags)
            self._names.point(tags, lon, lat)

    def _way(self, way: "osmium.osm.Way", tags: Tags) -> None:
        if not tags and way.id not in self._levels:
            return
        if self._is_part and not self._meets(way.nodes):
            return
        if way.id in self._levels:
            tags = {**tags, "boundary": "administrative", "admin_level": self._levels[way.id]}
        self._tiles.way(way, tags)
        if tags.keys() & {"name", "ref"} and tags.keys() & {"highway", "waterway"}:
            middle, length_m = _middle([(node.lon, node.lat) for node in way.nodes])
            if self._holds(*middle):
                self._names.street(tags, middle, length_m)

    def _area(self, area: "osmium.osm.Area", tags: Tags) -> None:
        if self._is_part and not any(self._meets(ring) for ring in area.outer_rings()):
            return
        outline = cache(lambda: shapely.from_wkb(self._wkb.create_multipolygon(area)))
        inside = cache(lambda: shapely.point_on_surface(outline()))
        self._tiles.area(area, tags, lambda: shapely.to_geojson(inside()))
        if tags.get("boundary") == "administrative":
            if tags.get("admin_level") == COMMUNE and "name" in tags:
                self._names.commune(tags["name"], shapely.to_wkb(outline()))
        elif is_found(tags) and self._holds(inside().x, inside().y):
            self._names.point(tags, inside().x, inside().y)

    def _meets(self, nodes: "osmium.osm.NodeRefList") -> bool:
        """Tell whether the box around a line meets the map's; points that are not here are not."""
        places = [(node.lon, node.lat) for node in nodes if node.location.valid()]
        if not places:
            return False
        lons, lats = zip(*places, strict=True)
        return meet((min(lons), min(lats), max(lons), max(lats)), self._box)

    def _holds(self, lon: float, lat: float) -> bool:
        west, south, east, north = self._box
        return west <= lon <= east and south <= lat <= north


def _middle(line: Sequence[LngLat]) -> tuple[LngLat, float]:
    """Return the point half way along a line, and how long it is, in metres."""
    lengths = [metres(*a, *b) for a, b in pairwise(line)]
    left = sum(lengths) / 2
    for (start, end), length in zip(pairwise(line), lengths, strict=True):
        if length >= left:
            part = left / length if length else 0.0
            lon, lat = (a + (b - a) * part for a, b in zip(start, end, strict=True))
            return (lon, lat), sum(lengths)
        left -= length
    return line[-1], sum(lengths)
