"""Places in both stores: geometries made fit for their column, and one way to ask for a box."""

import math
from functools import lru_cache
from typing import Any

import shapely
from shapely.errors import GEOSException
from sqlalchemy import Boolean, Float, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dashboard.geo import Box


@lru_cache(maxsize=4096)
def ewkt_of(geojson: str | None) -> str | None:
    """Return a GeoJSON geometry as the spatial column wants it; None where it has no place there.

    The journal keeps whatever another house sealed; this column cannot. Heights are dropped, what
    crosses itself is repaired, and what is empty, endless or no geometry has no place.
    """
    if geojson is None:
        return None
    try:
        shape = shapely.force_2d(shapely.from_geojson(geojson))
        if not shape.is_valid:
            shape = shapely.make_valid(shape)
    except GEOSException:
        return None
    if shape.is_empty or not math.isfinite(sum(shape.bounds)):
        return None
    return f"SRID=4326;{shape.wkt}"


class bbox_hits(FunctionElement[bool]):  # noqa: N801  reads as the SQL function it stands for
    """Whether a geometry meets a box: the spatial index first, then the exact shape."""

    type = Boolean()
    inherit_cache = True
    _is_implicitly_boolean = True  # else SQLite is asked "(…) = 1" and leaves its index aside

    def __init__(self, geometry: InstrumentedAttribute[Any], box: Box) -> None:
        super().__init__(
            geometry.__clause_element__(), *(literal(float(edge), Float()) for edge in box)
        )


@compiles(bbox_hits, "postgresql")
def _on_postgis(hits: bbox_hits, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    geometry, west, south, east, north = (compiler.process(c, **how) for c in hits.clauses)
    return f"ST_Intersects({geometry}, ST_MakeEnvelope({west}, {south}, {east}, {north}, 4326))"


@compiles(bbox_hits, "sqlite")
def _on_geopackage(hits: bbox_hits, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    column = next(iter(hits.clauses))
    table = column.table
    geometry, west, south, east, north = (compiler.process(c, **how) for c in hits.clauses)
    return (
        f'({table.name}.id IN (SELECT id FROM "rtree_{table.name}_{column.name}"'  # noqa: S608
        f" WHERE maxx >= {west} AND maxy >= {south} AND minx <= {east} AND miny <= {north})"
        f" AND ST_Intersects({geometry}, ST_MakeEnvelope({west}, {south}, {east}, {north}, 4326)))"
    )
