"""Remarks on the film in a table: a row for each version, none ever altered."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, RowMapping, func, insert, select
from sqlalchemy.exc import IntegrityError

from dashboard.remarks import Remark, StaleRemarkError
from dashboard.remarks.store import check_follows
from dashboard.storage.bell import notify
from dashboard.storage.engine import reading, writing
from dashboard.storage.remark_table import RemarkRow

ROW = RemarkRow
COLUMNS = RemarkRow.__table__.c
"""Those of a remark, its place in two numbers."""


class SqlRemarks:
    """Remarks kept by SQLite or PostgreSQL. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, remark: Remark) -> bool:
        """Keep a version; return whether it is new.

        Raises:
            StaleRemarkError: It does not follow the last version kept.
            StoreUnreachableError: The store did not answer; take it as not kept, and repeat.
        """
        same = select(*COLUMNS).where(ROW.id == remark.id).order_by(ROW.version)
        try:
            with writing(self._engine) as connection:
                kept = [_remark(row) for row in connection.execute(same).mappings()]
                is_new = check_follows(remark, kept)
                if is_new:
                    connection.execute(insert(ROW).values(**_values(remark)))
                    notify(connection, remark.operation)
        except IntegrityError:
            # Somebody wrote a version of this number at the same moment.
            raise StaleRemarkError from None
        return is_new

    def versions(self, operation: str, organisation: str | None = None) -> list[Remark]:
        """Return all versions of an operation's remarks."""
        asked = select(*COLUMNS).where(ROW.operation == operation)
        if organisation is not None:
            asked = asked.where(ROW.organisation == organisation)
        with reading(self._engine) as connection:
            found = [_remark(row) for row in connection.execute(asked).mappings()]
        # Not by the store: PostgreSQL orders words by the language it was installed in.
        return sorted(found, key=lambda one: (one.id, one.version))

    def count(self, operation: str, organisation: str) -> int:
        """Return how many versions there are."""
        asked = select(func.count()).where(
            ROW.operation == operation, ROW.organisation == organisation
        )
        with reading(self._engine) as connection:
            return connection.scalar(asked) or 0


def _remark(row: RowMapping) -> Remark:
    said = dict(row)
    lon, lat = said.pop("lon"), said.pop("lat")
    place = None if lon is None else (lon, lat)
    return Remark(**said | {"place": place, "withdrawn": bool(row["withdrawn"])})


def _values(remark: Remark) -> dict[str, Any]:
    said = asdict(remark)
    lon, lat = said.pop("place") or (None, None)
    return said | {"lon": lon, "lat": lat, "withdrawn": int(remark.withdrawn)}
