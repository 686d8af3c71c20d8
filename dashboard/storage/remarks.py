"""Remarks on the film in a table: a row for each version, none ever altered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from dashboard.remarks import Remark, StaleRemarkError
from dashboard.remarks.store import check_follows
from dashboard.storage.bell import notify
from dashboard.storage.engine import reading, writing
from dashboard.storage.remark_table import RemarkRow

ROW = RemarkRow
COLUMNS = (
    ROW.id, ROW.version, ROW.operation, ROW.organisation, ROW.author, ROW.made_at, ROW.at,
    ROW.until, ROW.lon, ROW.lat, ROW.text, ROW.category, ROW.withdrawn,
)  # fmt: skip


class SqlRemarks:
    """Remarks kept by SQLite or PostgreSQL. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, remark: Remark) -> None:
        """Keep a version.

        Raises:
            StaleRemarkError: It does not follow the last version kept.
            StoreUnreachableError: The store did not answer; take it as not kept, and repeat.
        """
        same = select(*COLUMNS).where(ROW.id == remark.id).order_by(ROW.version)
        try:
            with writing(self._engine) as connection:
                kept = [remark_of(row) for row in connection.execute(same)]
                if check_follows(remark, kept):
                    connection.execute(insert(ROW).values(**_values(remark)))
                    notify(connection, remark.operation)
        except IntegrityError:
            # Somebody wrote a version of this number at the same moment.
            raise StaleRemarkError from None

    def versions(self, operation: str, organisation: str | None = None) -> list[Remark]:
        """Return all versions of an operation's remarks."""
        asked = select(*COLUMNS).where(ROW.operation == operation)
        if organisation is not None:
            asked = asked.where(ROW.organisation == organisation)
        with reading(self._engine) as connection:
            found = [remark_of(row) for row in connection.execute(asked)]
        # Not by the store: PostgreSQL orders words by the language it was installed in.
        return sorted(found, key=lambda one: (one.id, one.version))

    def count(self, operation: str, organisation: str) -> int:
        """Return how many versions there are."""
        asked = select(func.count()).where(
            ROW.operation == operation, ROW.organisation == organisation
        )
        with reading(self._engine) as connection:
            return connection.scalar(asked) or 0


def remark_of(row: Sequence[Any]) -> Remark:
    """Return the version in a row of ``COLUMNS``."""
    name, version, operation, organisation, author, made_at, at, until, lon, lat, *rest = row
    text, category, withdrawn = rest
    return Remark(
        id=name,
        version=version,
        operation=operation,
        organisation=organisation,
        author=author,
        made_at=made_at,
        at=at,
        until=until,
        place=None if lon is None else (lon, lat),
        text=text,
        category=category,
        withdrawn=bool(withdrawn),
    )


def _values(remark: Remark) -> dict[str, Any]:
    lon, lat = remark.place or (None, None)
    return {
        "id": remark.id,
        "version": remark.version,
        "operation": remark.operation,
        "organisation": remark.organisation,
        "author": remark.author,
        "made_at": remark.made_at,
        "at": remark.at,
        "until": remark.until,
        "lon": lon,
        "lat": lat,
        "text": remark.text,
        "category": remark.category,
        "withdrawn": int(remark.withdrawn),
    }
