"""The stores the shared suites run on: in memory, in a file, on a server."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dashboard.clock import microseconds
from dashboard.picture import Reel
from dashboard.storage import engine_for, upgrade
from dashboard.storage.tables import ObjectVersionRow, OperationRow
from tests import postgis

needs_postgis = pytest.mark.skipif(bool(postgis.MISSING), reason=postgis.MISSING or "")
SQL_STORES = ["sqlite", pytest.param("postgis", marks=needs_postgis)]


def new_url(kind: str, folder: Path) -> str:
    """Return the URL of a store of this kind that holds nothing yet."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/store.gpkg"
    return postgis.cluster().new_database()


def new_engine(kind: str, folder: Path) -> Engine:
    """Return the engine of a new store, ready to be written to."""
    engine = engine_for(new_url(kind, folder))
    upgrade(engine)
    return engine


def versions_of(reel: Reel) -> list[tuple[object, ...]]:
    """Return the versions of a reel, in the shape of ``kept_versions``."""
    return sorted(
        (
            version.span.state.object_id,
            version.span.state.seq,
            version.begun_by,
            version.span.valid_from,
            version.span.valid_to,
            version.known_from,
            version.known_to,
        )
        for version in reel.versions
    )


def kept_versions(engine: Engine, operation: str) -> list[tuple[object, ...]]:
    """Return the versions a store keeps of ``operation``: what, by whom, when, believed when."""
    row = ObjectVersionRow
    times = (row.valid_from, row.valid_to, row.known_from, row.known_to)
    asked = (
        select(row.object_id, row.seq, row.begun_by, *times)
        .join(OperationRow, OperationRow.id == row.operation_id)
        .where(OperationRow.name == operation)
    )
    with engine.connect() as connection:
        return sorted(
            (*kept[:3], *map(microseconds, kept[3:])) for kept in connection.execute(asked)
        )
