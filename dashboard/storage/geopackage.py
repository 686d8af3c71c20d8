"""What makes our SQLite file a GeoPackage that QGIS and GDAL open: its own tables and indexes.

Clauses and annexes are those of OGC 12-128r18 (GeoPackage 1.3). The management functions bear the
names GeoAlchemy2 and Alembic call when they create, describe and drop a spatial column.
"""

import sqlite3
from collections.abc import Callable

METADATA = (
    """CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
    """INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES
        ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
        ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
        ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",'
        || '6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
        || 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
        || 'AUTHORITY["EPSG","4326"]]', NULL)""",
    """CREATE TABLE IF NOT EXISTS gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
        srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id))""",
    """CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id),
        z TINYINT NOT NULL, m TINYINT NOT NULL,
        PRIMARY KEY (table_name, column_name), UNIQUE (table_name))""",
    """CREATE TABLE IF NOT EXISTS gpkg_extensions (
        table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
        scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name))""",
    # The same, under the names and in the order GeoAlchemy2 looks for when it reflects a table.
    """CREATE VIEW IF NOT EXISTS geometry_columns AS SELECT
        g.table_name AS f_table_name, g.column_name AS f_geometry_column,
        g.geometry_type_name AS geometry_type, 'XY' AS coord_dimension, g.srs_id AS srid,
        EXISTS (SELECT 1 FROM gpkg_extensions e WHERE e.table_name = g.table_name
            AND e.column_name = g.column_name AND e.extension_name = 'gpkg_rtree_index')
            AS spatial_index_enabled
        FROM gpkg_geometry_columns g""",
)

RTREE_BOX = 'ST_MinX({0}"{c}"), ST_MaxX({0}"{c}"), ST_MinY({0}"{c}"), ST_MaxY({0}"{c}")'
HAS_BOX = '({0}"{c}" NOTNULL AND NOT ST_IsEmpty({0}"{c}"))'
NO_BOX = '({0}"{c}" ISNULL OR ST_IsEmpty({0}"{c}"))'

RTREE_TRIGGERS = {
    "insert": 'AFTER INSERT ON "{t}" WHEN {new_has_box} BEGIN {keep}; END',
    "update1": 'AFTER UPDATE OF "{c}" ON "{t}" WHEN OLD.id = NEW.id AND {new_has_box} '
    "BEGIN {keep}; END",
    "update2": 'AFTER UPDATE OF "{c}" ON "{t}" WHEN OLD.id = NEW.id AND {new_no_box} '
    'BEGIN DELETE FROM "{r}" WHERE id = OLD.id; END',
    "update3": 'AFTER UPDATE ON "{t}" WHEN OLD.id != NEW.id AND {new_has_box} '
    'BEGIN DELETE FROM "{r}" WHERE id = OLD.id; {keep}; END',
    "update4": 'AFTER UPDATE ON "{t}" WHEN OLD.id != NEW.id AND {new_no_box} '
    'BEGIN DELETE FROM "{r}" WHERE id IN (OLD.id, NEW.id); END',
    "delete": 'AFTER DELETE ON "{t}" WHEN OLD."{c}" NOTNULL '
    'BEGIN DELETE FROM "{r}" WHERE id = OLD.id; END',
}
"""Annex F.3, in its words; our spatial tables all call their primary key ``id``."""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the file a GeoPackage, if it is not yet; call it outside any transaction.

    The application id comes before WAL: GDAL reads it in the first bytes of the file itself,
    where it would not be yet if it had been written to the log beside it.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    connection.execute("PRAGMA application_id = 0x47504B47")  # "GPKG"
    connection.execute("PRAGMA user_version = 10300")
    connection.execute("BEGIN IMMEDIATE")
    for statement in METADATA:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that manage spatial columns, by SpatiaLite's names."""

    def taught(function: Callable[..., int | None], arguments: int) -> None:
        def call(*given: object) -> int | None:
            return function(connection, *given)

        name = function.__name__.title().replace("_", "")
        connection.create_function(name, arguments, call)

    taught(recover_geometry_column, 5)
    taught(discard_geometry_column, 2)
    taught(create_spatial_index, 2)
    taught(check_spatial_index, 2)
    taught(disable_spatial_index, 2)
    taught(drop_table, 2)


def recover_geometry_column(
    connection: sqlite3.Connection, table: str, column: str, srid: int, *shape: str
) -> int:
    """Register a column as spatial; ``shape`` is its geometry type and its dimension."""
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
        " VALUES (?, 'features', ?, ?)",
        (table, table, srid),
    )
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
        (table, column, shape[0], srid),
    )
    return 1


def discard_geometry_column(connection: sqlite3.Connection, table: str, column: str) -> int:
    """Forget that a column is spatial, and its index."""
    disable_spatial_index(connection, table, column)
    connection.execute("DELETE FROM gpkg_geometry_columns WHERE table_name = ?", (table,))
    connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
    return 1


def create_spatial_index(connection: sqlite3.Connection, table: str, column: str) -> int:
    """Build the R*Tree of a column and the triggers that keep it (annex F.3)."""
    tree = f"rtree_{table}_{column}"
    new_box = RTREE_BOX.format("NEW.", c=column)
    words = {
        "t": table,
        "c": column,
        "r": tree,
        "new_has_box": HAS_BOX.format("NEW.", c=column),
        "new_no_box": NO_BOX.format("NEW.", c=column),
        "keep": f'INSERT OR REPLACE INTO "{tree}" VALUES (NEW.id, {new_box})',  # noqa: S608
    }
    connection.execute(f'CREATE VIRTUAL TABLE "{tree}" USING rtree(id, minx, maxx, miny, maxy)')
    box = RTREE_BOX.format("", c=column)
    placed = HAS_BOX.format("", c=column)
    connection.execute(f'INSERT INTO "{tree}" SELECT id, {box} FROM "{table}" WHERE {placed}')  # noqa: S608
    for name, body in RTREE_TRIGGERS.items():
        connection.execute(f'CREATE TRIGGER "{tree}_{name}" {body.format(**words)}')
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index',"
        " 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        (table, column),
    )
    return 1


def check_spatial_index(connection: sqlite3.Connection, table: str, column: str) -> int | None:
    """Return 1 when a column has its index, NULL when it has none."""
    named = "SELECT 1 FROM gpkg_extensions WHERE table_name = ? AND column_name = ?"
    return 1 if connection.execute(named, (table, column)).fetchone() else None


def disable_spatial_index(connection: sqlite3.Connection, table: str, column: str) -> int:
    """Drop the R*Tree of a column and its triggers."""
    tree = f"rtree_{table}_{column}"
    for name in RTREE_TRIGGERS:
        connection.execute(f'DROP TRIGGER IF EXISTS "{tree}_{name}"')
    connection.execute(f'DROP TABLE IF EXISTS "{tree}"')
    connection.execute(
        "DELETE FROM gpkg_extensions WHERE table_name = ? AND column_name = ?", (table, column)
    )
    return 1


def drop_table(connection: sqlite3.Connection, _schema: None, table: str) -> int:
    """Drop a spatial table and all that was kept about it."""
    named = "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?"
    for (column,) in connection.execute(named, (table,)).fetchall():
        discard_geometry_column(connection, table, column)
    connection.execute(f'DROP TABLE "{table}"')
    return 1
