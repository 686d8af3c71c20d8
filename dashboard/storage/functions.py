"""The spatial functions GeoAlchemy2 asks of SQLite, in Python, over GeoPackage's own bytes.

GeoAlchemy2 speaks to SQLite as to SpatiaLite. SpatiaLite itself brings its own GEOS and PROJ,
which bring down a process that already loaded those of the Python wheels (docs/adr). So the few
functions its dialect, the R*Tree triggers of a GeoPackage and our queries use are written here
on shapely, and nothing native is loaded. GDAL and QGIS bring their own of the same names.
"""

import struct
from collections.abc import Callable
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

import shapely

HEADER = struct.Struct("<2sBBi")
"""Magic "GP", version 0, flags, spatial reference (GeoPackage 1.3, clause 2.1.3.1)."""
ENVELOPE = struct.Struct("<4d")
"""West, east, south, north: that order is GeoPackage's."""
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
"""By the envelope code in bits 1 to 3 of the flags; GDAL may write the longer ones."""
LITTLE_ENDIAN, WITH_ENVELOPE, EMPTY = 0b1, 0b10, 0b10000


def blob_of(shape: Any, srid: int) -> bytes:  # noqa: ANN401
    """Return ``shape`` as a GeoPackage geometry."""
    if shape.is_empty:
        return HEADER.pack(b"GP", 0, LITTLE_ENDIAN | EMPTY, srid) + bytes(shapely.to_wkb(shape))
    west, south, east, north = shape.bounds
    header = HEADER.pack(b"GP", 0, LITTLE_ENDIAN | WITH_ENVELOPE, srid)
    return header + ENVELOPE.pack(west, east, south, north) + bytes(shapely.to_wkb(shape))


def wkb_in(blob: bytes) -> bytes:
    """Return the WKB inside a GeoPackage geometry."""
    return blob[HEADER.size + ENVELOPE_BYTES[(blob[3] >> 1) & 0b111] :]


def bounds_of(blob: bytes) -> tuple[float, float, float, float]:
    """Return west, south, east, north."""
    if blob[3] & 0b1111 == LITTLE_ENDIAN | WITH_ENVELOPE:
        west, east, south, north = ENVELOPE.unpack_from(blob, HEADER.size)
        return west, south, east, north
    bounds: tuple[float, float, float, float] = shapely.from_wkb(wkb_in(blob)).bounds
    return bounds


@lru_cache(maxsize=1024)
def from_ewkt(text: str | None) -> bytes | None:
    """Return the geometry that ``SRID=4326;POINT(2.35 48.85)`` names."""
    if text is None:
        return None
    reference, _, wkt = text.rpartition(";")
    return blob_of(shapely.from_wkt(wkt), int(reference.removeprefix("SRID=") or 4326))


def as_ewkb(blob: bytes | None) -> bytes | None:
    """Return a geometry as the EWKB that GeoAlchemy2 reads."""
    if blob is None:
        return None
    shape = shapely.set_srid(shapely.from_wkb(wkb_in(blob)), HEADER.unpack_from(blob)[3])
    ewkb: bytes = shapely.to_wkb(shape, include_srid=True)
    return ewkb


@lru_cache(maxsize=64)
def envelope(west: float, south: float, east: float, north: float, srid: int) -> bytes:
    """Return the rectangle between these edges."""
    return blob_of(shapely.box(west, south, east, north), srid)


def intersects(one: bytes | None, other: bytes | None) -> bool | None:
    """Return whether two geometries share a point."""
    if one is None or other is None:
        return None
    mine, theirs = bounds_of(one), bounds_of(other)
    apart = mine[0] > theirs[2] or mine[2] < theirs[0] or mine[1] > theirs[3] or mine[3] < theirs[1]
    return not apart and bool(shapely.intersects(_prepared(other), shapely.from_wkb(wkb_in(one))))


@lru_cache(maxsize=64)
def _prepared(blob: bytes) -> Any:  # noqa: ANN401
    shape = shapely.from_wkb(wkb_in(blob))
    shapely.prepare(shape)
    return shape


def _edge(number: int) -> Callable[[bytes | None], float | None]:
    return lambda blob: None if blob is None else bounds_of(blob)[number]


def _is_empty(blob: bytes | None) -> bool | None:
    return None if blob is None else bool(blob[3] & EMPTY)


FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "GeomFromEWKT": (1, from_ewkt),
    "AsEWKB": (1, as_ewkb),
    "ST_MakeEnvelope": (5, envelope),
    "ST_Intersects": (2, intersects),
    "ST_IsEmpty": (1, _is_empty),
    "ST_MinX": (1, _edge(0)),
    "ST_MinY": (1, _edge(1)),
    "ST_MaxX": (1, _edge(2)),
    "ST_MaxY": (1, _edge(3)),
}


def teach(connection: Connection) -> None:
    """Give a connection the functions; every one of ours needs them, the triggers call them."""
    for name, (arguments, function) in FUNCTIONS.items():
        connection.create_function(name, arguments, function, deterministic=True)
