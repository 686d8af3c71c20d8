"""The tiles of a local base map, whatever kind of file keeps them."""

import gzip
import sqlite3
from dataclasses import replace

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from dashboard.app import create_app
from dashboard.territory.catalogue import Maps, Region
from dashboard.web.tiles import UnreadableTilesError, open_tiles, tiles_info
from tests.web.conftest import client_of, settings

PNG = b"\x89PNG of a tile"
PBF = gzip.compress(b"a vector tile")


@pytest.fixture
def mbtiles(tmp_path):
    path = tmp_path / "nantes.mbtiles"
    with sqlite3.connect(path) as rows:
        rows.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        rows.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        said = {"format": "png", "bounds": "-1.7,47.1,-1.4,47.3", "minzoom": "0", "maxzoom": "2"}
        rows.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
        rows.execute("INSERT INTO tiles VALUES (2, 1, 3, ?)", (PNG,))
    rows.close()
    return path


@pytest.fixture
def pmtiles(tmp_path):
    path = tmp_path / "nantes.pmtiles"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(2, 1, 0), PBF)
        bounds = {"min_lon_e7": -17000000, "min_lat_e7": 471000000}
        bounds |= {"max_lon_e7": -14000000, "max_lat_e7": 473000000}
        header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
        header |= {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}
        writer.finalize(header | bounds, {"attribution": "IGN"})
    return path


def test_both_files_say_what_the_page_must_know(mbtiles, pmtiles):
    raster, vector = tiles_info(mbtiles), tiles_info(pmtiles)

    assert (raster.format, raster.is_vector, raster.maxzoom) == ("png", False, 2)
    assert (vector.format, vector.is_vector, vector.attribution) == ("pbf", True, "IGN")
    assert raster.bounds == vector.bounds == (-1.7, 47.1, -1.4, 47.3)
    assert tiles_info(None) is None


def served(desk, path):
    return client_of(create_app(replace(desk, settings=settings(tiles=path))))


def test_a_picture_is_found_from_the_north_though_kept_from_the_south(desk, mbtiles):
    answer = served(desk, mbtiles).get("/tiles/2/1/0")

    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")


def test_a_vector_tile_says_it_is_packed(desk, pmtiles):
    answer = served(desk, pmtiles).get("/tiles/2/1/0")

    assert answer.content == b"a vector tile"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"


@pytest.mark.parametrize("where", ["2/1/3", "0/0/0", "2/9/0", "99/0/0", "2/-1/0"])
@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
def test_where_there_is_no_tile_there_is_nothing(desk, request, kind, where):
    path = request.getfixturevalue(kind)

    assert served(desk, path).get(f"/tiles/{where}").status_code == 204


def test_a_map_built_here_is_served_and_its_rebuild_after_it(desk, pmtiles):
    maps = Maps(pmtiles.parent)
    client = client_of(create_app(replace(desk, maps=maps)))
    assert client.get("/tiles/nantes/2/1/0").status_code == 404

    for version, content in (("1", PBF), ("2", gzip.compress(b"rebuilt"))):
        tiles = pmtiles.parent / f"nantes~{version}.pmtiles"
        tiles.write_bytes(pmtiles.read_bytes().replace(PBF, content.ljust(len(PBF), b"\0")))
        maps.settle(region(tiles.name))
        found = client.get(f"/tiles/nantes/2/1/0?v={version}")

        assert found.headers["content-encoding"] == "gzip"
        assert found.content == gzip.decompress(content)
    assert client.get("/tiles/nantes/2/9/0").status_code == 204
    assert client.get("/tiles/..%2Fnantes/2/1/0").status_code == 404
    maps.remove("nantes")
    assert client.get("/tiles/nantes/2/1/0").status_code == 404


def region(tiles):
    said = {"title": "Nantes", "box": (-1.7, 47.1, -1.4, 47.3), "credit": "© X", "features": {}}
    return Region(name="nantes", tiles=tiles, places="", **said)


def test_without_a_base_map_there_are_no_tiles(client):
    assert client.get("/tiles/0/0/0").status_code == 404


@pytest.mark.parametrize("name", ["a.mbtiles", "a.pmtiles", "a.zip", "there-is-none.mbtiles"])
def test_a_file_that_is_no_base_map_is_refused(tmp_path, name):
    path = tmp_path / name
    if name.startswith("a"):
        path.write_bytes(b"not a map" * 100)

    with pytest.raises(UnreadableTilesError) as refused:
        open_tiles(path)

    assert "n'est pas lisible" in refused.value.say("fr")
    assert "cannot be read" in refused.value.say("en")
