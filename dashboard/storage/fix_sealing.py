"""Sealing and erasing: the rows of an hour go, and its chunk comes, in one transaction.

The rows are read by deleting them (``RETURNING``): what is packed is what is gone, row by row.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dashboard.storage.fix_keeping import locked
from dashboard.storage.track_tables import DeviceRow, FixRow, TrackChunkRow
from dashboard.tracks import Sealed
from dashboard.tracks.sealing import HOUR_MS, Packed, instant_of, packed

DAY_MS = 24 * HOUR_MS
"""How much of a device is sealed in one transaction: others keep fixes in between."""

ROW = (
    FixRow.at_ms,
    FixRow.received_s,
    FixRow.lon,
    FixRow.lat,
    FixRow.speed,
    FixRow.course,
    FixRow.accuracy,
    FixRow.altitude,
    FixRow.battery,
    FixRow.doubt,
)
"""A fix, as the numbers of ``tracks.track.Row``."""

WAITING = (
    select(DeviceRow.id)
    .where(
        select(FixRow.at_ms)
        .where(FixRow.device_id == DeviceRow.id, FixRow.at_ms < bindparam("before"))
        .exists()
    )
    .order_by(DeviceRow.id)
)
OLDEST = select(func.min(FixRow.at_ms)).where(
    FixRow.device_id == bindparam("device"), FixRow.at_ms < bindparam("before")
)
TAKEN = (
    delete(FixRow)
    .where(
        FixRow.device_id == bindparam("device"),
        FixRow.at_ms >= bindparam("starts"),
        FixRow.at_ms < bindparam("ends"),
    )
    .returning(FixRow.number, *ROW)
)
SEALED = (
    TrackChunkRow.id,
    TrackChunkRow.device_id,
    TrackChunkRow.first_ms,
    TrackChunkRow.last_ms,
    TrackChunkRow.fixes,
    TrackChunkRow.sha256,
    TrackChunkRow.erased_at,
)
NEW_CHUNK = insert(TrackChunkRow).returning(*SEALED)
ERASED = (
    update(TrackChunkRow)
    .where(
        TrackChunkRow.device_id == bindparam("device"),
        TrackChunkRow.starts_ms >= bindparam("starts"),
        TrackChunkRow.starts_ms < bindparam("ends"),
        TrackChunkRow.erased_at.is_(None),
    )
    .values(body=None, erased_at=bindparam("now"))
    .returning(*SEALED)
)


def seal_day(connection: Connection, device: int, before_ms: int) -> list[Sealed]:
    """Seal the oldest day of a device's hot fixes from before an hour; return no chunk for none."""
    locked(connection)
    oldest = connection.scalar(OLDEST, {"device": device, "before": before_ms})
    if oldest is None:
        return []
    starts_ms = oldest // HOUR_MS * HOUR_MS
    return seal(connection, device, starts_ms, min(starts_ms + DAY_MS, before_ms))


def seal(connection: Connection, device: int, starts_ms: int, ends_ms: int) -> list[Sealed]:
    """Make chunks of a device's hot fixes of these hours; the head is locked already."""
    asked = {"device": device, "starts": starts_ms, "ends": ends_ms}
    taken = [(number, tuple(row)) for number, *row in connection.execute(TAKEN, asked)]
    return [_kept(connection, device, each) for each in packed(taken)]


def erase(
    connection: Connection, device: int, starts_ms: int, ends_ms: int, now: datetime
) -> list[Sealed]:
    """Take away the fixes of a device of these hours, hot and sealed."""
    locked(connection)
    seal(connection, device, starts_ms, ends_ms)
    asked = {"device": device, "starts": starts_ms, "ends": ends_ms, "now": now}
    gone = [sealed_of(row) for row in connection.execute(ERASED, asked)]
    return sorted(gone, key=lambda each: each.number)


def sealed_of(row: Any) -> Sealed:  # noqa: ANN401
    """Return what is told of the chunk in a row of ``SEALED``."""
    return Sealed(
        number=row.id,
        device=row.device_id,
        first_at=instant_of(row.first_ms),
        last_at=instant_of(row.last_ms),
        count=row.fixes,
        sha256=row.sha256,
        erased_at=row.erased_at,
    )


def _kept(connection: Connection, device: int, chunk: Packed) -> Sealed:
    row = {
        "device_id": device,
        "starts_ms": chunk.starts_ms,
        "first_ms": chunk.first_ms,
        "last_ms": chunk.last_ms,
        "fixes": chunk.count,
        "through": chunk.through,
        "sha256": chunk.sha256,
        "body": chunk.body,
    }
    return sealed_of(connection.execute(NEW_CHUNK, row).one())
