"""Keeping fixes: numbers are given under a lock, what is sealed already is left out, rows go in.

The lock is the head row, as for the entries of a journal: whoever comes second waits there until
the first one's fixes are kept for good, so the order of the numbers is that of the commits. It
falls together with the check against sealed chunks: nobody seals between the two.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice

import numpy as np
from sqlalchemy import Connection, bindparam, select, text, update

from dashboard.storage.track_tables import DeviceRow, FixHeadRow, TrackChunkRow
from dashboard.tracks import unpack
from dashboard.tracks.track import Row

Rows = dict[int, dict[int, Row]]
"""Fixes by device and instant."""

AT_ONCE = 5000
"""Rows in one statement on a server."""

COLUMNS = (
    "device_id",
    "number",
    "at_ms",
    "received_s",
    "lon",
    "lat",
    "speed",
    "course",
    "accuracy",
    "altitude",
    "battery",
    "doubt",
)
LISTED = ", ".join(COLUMNS)
MARKS = ", ".join("?" * len(COLUMNS))
INTO_FILE = f"INSERT OR IGNORE INTO fix ({LISTED}) VALUES ({MARKS})"  # noqa: S608  our own words
INTO_SERVER = text(
    f"INSERT INTO fix ({LISTED}) SELECT * FROM unnest("  # noqa: S608
    + ", ".join(f"CAST(:{name} AS bigint[])" for name in COLUMNS)
    + ") ON CONFLICT DO NOTHING"
)
"""One array for each column: two times faster than row by row, and one round trip."""

LOCKED = (
    update(FixHeadRow).values(last=FixHeadRow.last + bindparam("more")).returning(FixHeadRow.last)
)
NEAR = select(
    TrackChunkRow.id,
    TrackChunkRow.device_id,
    TrackChunkRow.starts_ms,
    TrackChunkRow.first_ms,
    TrackChunkRow.last_ms,
    TrackChunkRow.fixes,
).where(
    TrackChunkRow.device_id.in_(bindparam("devices", expanding=True, literal_execute=True)),
    TrackChunkRow.last_ms >= bindparam("oldest"),
    TrackChunkRow.first_ms <= bindparam("newest"),
)
BODY = select(TrackChunkRow.body).where(TrackChunkRow.id == bindparam("chunk"))
SEEN = (
    update(DeviceRow)
    .where(DeviceRow.id == bindparam("device"), DeviceRow.last_seen_at < bindparam("seen_at"))
    .values(last_seen_at=bindparam("seen_at"))
)


def locked(connection: Connection, more: int = 0) -> int:
    """Lock the head, and return the number of the last fix, ``more`` new ones counted in.

    The first statement of whatever keeps or seals.
    """
    last: int = connection.execute(LOCKED, {"more": more}).scalar_one()
    return last


def keep(connection: Connection, rows: Rows) -> int:
    """Keep ``rows`` but those kept already; return how many were new."""
    count = sum(map(len, rows.values()))
    first = locked(connection, count) - count + 1
    new = _not_sealed(connection, rows)
    fixes = ((device, row) for device, its in new.items() for row in its.values())
    table = [(device, number, *row) for number, (device, row) in enumerate(fixes, start=first)]
    if not table:
        return 0
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(INTO_FILE, table).rowcount
    kept, waiting = 0, iter(table)
    while some := list(islice(waiting, AT_ONCE)):
        columns = dict(zip(COLUMNS, map(list, zip(*some, strict=True)), strict=True))
        kept += connection.execute(INTO_SERVER, columns).rowcount
    return kept


def see(connection: Connection, seen: Mapping[int, datetime]) -> None:
    """Write when something was last received of devices."""
    told = [{"device": device, "seen_at": at} for device, at in sorted(seen.items())]
    if told:
        connection.execute(SEEN, told)


def _not_sealed(connection: Connection, rows: Rows) -> Rows:
    """Return ``rows`` without those that are in a chunk, or may have been before it was erased.

    Only chunks that a fix of the batch lies in are inflated: of what comes as it happens, none.
    """
    instants = {device: np.array(sorted(its), np.int64) for device, its in rows.items() if its}
    if not instants:
        return {}
    asked = {
        "devices": list(instants),
        "oldest": min(int(its[0]) for its in instants.values()),
        "newest": max(int(its[-1]) for its in instants.values()),
    }
    left = {device: dict(its) for device, its in rows.items()}
    for chunk in connection.execute(NEAR, asked).all():
        ours = instants[chunk.device_id]
        start, end = np.searchsorted(ours, [chunk.first_ms, chunk.last_ms + 1])
        if start == end:
            continue
        body = connection.execute(BODY, {"chunk": chunk.id}).scalar_one()
        within = ours[start:end]
        if body is not None:
            within = np.intersect1d(within, unpack(body, chunk.starts_ms, chunk.fixes).at_ms)
        for at_ms in within.tolist():
            left[chunk.device_id].pop(at_ms, None)
    return left
