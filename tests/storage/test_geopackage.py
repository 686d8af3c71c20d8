"""The embedded file is a GeoPackage that GIS tools open, while we write to it."""

import hashlib
import sqlite3

import geopandas
import pyogrio
import pytest
from geoalchemy2.shape import to_shape
from sqlalchemy import func, select, text

from dashboard.storage import SqlDocuments, SqlPictures
from dashboard.storage.engine import writing
from dashboard.storage.tables import ObjectVersionRow
from tests.conftest import OPENED
from tests.storage.evening import PARIS, tell_evening

LAYER = "object_version"


@pytest.fixture
def path(file):
    """The file, with an evening told in it and the application still connected."""
    tell_evening(file)
    return file.url.database


def test_gis_tools_see_the_versions_as_a_layer_in_wgs_84(path):
    layers = dict(pyogrio.list_layers(path))
    told = geopandas.read_file(path, layer=LAYER)

    assert LAYER in layers
    assert told.crs.to_epsg() == 4326
    assert set(told["object_id"]) == {"pma1", "zone1", "équipe 2", "orbite"}
    assert {"kind", "status", "values", "geojson", "seq", "valid_from", "known_to"} <= {*told}
    assert told.set_index("object_id").geometry["orbite"] is None


def test_gis_tools_read_a_box_through_our_spatial_index(path):
    assert pyogrio.read_info(path, layer=LAYER)["capabilities"]["fast_spatial_filter"]

    found = geopandas.read_file(path, layer=LAYER, bbox=(1.0, 49.4, 1.2, 49.5))

    assert list(found["object_id"]) == ["équipe 2"]


def test_gis_tools_read_while_the_application_is_writing(file, path):
    with writing(file) as connection:
        connection.execute(text("UPDATE object_version SET status = 'closed'"))

        told = geopandas.read_file(path, layer=LAYER)

    assert "closed" not in set(told["status"])


def test_what_a_gis_tool_adds_is_found_by_place(file, path):
    """It is not in the journal, and goes when the versions are folded anew; it breaks nothing."""
    shown = SqlPictures(file).picture("demo", OPENED, box=PARIS)
    told = geopandas.read_file(path, layer=LAYER)
    copy = told[told["object_id"] == "pma1"].assign(object_id="copie")

    copy.to_file(path, layer=LAYER, mode="a", engine="pyogrio")

    shown = SqlPictures(file).picture("demo", OPENED, box=PARIS)
    assert set(shown.objects) == {"pma1", "copie"}


def test_the_index_follows_what_moves_loses_its_place_or_goes(file, path):
    tree = "SELECT id, round(minx, 3) FROM rtree_object_version_geometry ORDER BY id"
    nice = "GeomFromEWKT('SRID=4326;POINT (7 48)')"
    with writing(file) as connection:
        before = connection.execute(text(tree)).all()
        for change in (
            f"UPDATE object_version SET geometry = {nice} WHERE object_id = 'pma1'",  # noqa: S608
            "UPDATE object_version SET geometry = NULL WHERE object_id = 'zone1'",
            "UPDATE object_version SET id = 99 WHERE object_id = 'équipe 2'",
            "DELETE FROM object_version WHERE object_id = 'orbite'",
        ):
            connection.execute(text(change))

        after = connection.execute(text(tree)).all()
        sound = connection.scalar(text("SELECT rtreecheck('rtree_object_version_geometry')"))

    assert [number for number, _ in before] == [1, 2, 3]
    assert [tuple(row) for row in after] == [(1, 7.0), (99, 1.1)]
    assert sound == "ok"


def test_geoalchemy_reads_a_shape_back(engine):
    tell_evening(engine)
    row = ObjectVersionRow
    asked = select(row.geometry).where(row.object_id == "pma1")
    with engine.connect() as connection:
        shape = connection.scalar(asked)

        in_box = select(func.count()).where(
            func.ST_Intersects(row.geometry, func.ST_MakeEnvelope(2, 48, 3, 49, 4326))
        )
        assert connection.scalar(in_box) == 2

    assert to_shape(shape).wkt == "POINT (2.35 48.85)"
    assert shape.srid == 4326


def test_the_file_says_it_is_a_geopackage_in_its_first_bytes(path):
    with open(path, "rb") as file:  # noqa: PTH123  the very bytes GDAL looks at
        header = file.read(100)

    assert header[68:72] == b"GPKG"
    assert int.from_bytes(header[60:64], "big") == 10300


def test_a_sealed_entry_cannot_be_altered_from_outside(path):
    connection = sqlite3.connect(path)
    for attempt in ("UPDATE entry SET content = ''", "DELETE FROM entry"):
        with pytest.raises(sqlite3.IntegrityError, match="never altered"):
            connection.execute(attempt)
    connection.close()


def test_gis_tools_read_the_table_of_documents_as_it_is_declared(file, path):
    SqlDocuments(file).keep(b"\0plan", "image/png")

    told = geopandas.read_file(path, layer="document")

    assert told.to_dict("records") == [
        {
            "sha256": hashlib.sha256(b"\0plan").hexdigest(),
            "size": 5,
            "media_type": "image/png",
            "content": b"\0plan",
        }
    ]
