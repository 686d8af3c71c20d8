"""Reading fixes: hot rows and sealed chunks, always both as of one instant of the store."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy.orm import aliased

from dashboard.storage.fix_sealing import ROW
from dashboard.storage.track_tables import DeviceRow, FixHeadRow, FixRow, TrackChunkRow
from dashboard.tracks import Chunk, Kept, News, unpack
from dashboard.tracks.latest import Asked, last_of
from dashboard.tracks.news import news_of
from dashboard.tracks.sealing import Numbered, packed
from dashboard.tracks.track import Row, kept_of

DEVICES: BindParameter[Collection[int]] = bindparam("devices", expanding=True, literal_execute=True)
"""Written out in the statement: a store takes a bounded number of values, not of digits."""

LAST = select(FixHeadRow.last)
CHUNK = (
    TrackChunkRow.device_id,
    TrackChunkRow.starts_ms,
    TrackChunkRow.fixes,
    TrackChunkRow.body,
)
HERE = select(TrackChunkRow.through, TrackChunkRow.last_ms, *CHUNK).where(
    TrackChunkRow.device_id.in_(DEVICES), TrackChunkRow.body.is_not(None)
)
WITHIN = HERE.where(
    TrackChunkRow.first_ms < bindparam("ends"), TrackChunkRow.last_ms >= bindparam("starts")
)
HOT = select(FixRow.device_id, FixRow.number, *ROW).where(
    FixRow.device_id.in_(DEVICES), FixRow.number > bindparam("after")
)

NEW_HOT = HOT.order_by(FixRow.number).limit(bindparam("limit"))
NEW_CHUNKS = (
    HERE.where(TrackChunkRow.through > bindparam("after"))
    .order_by(TrackChunkRow.through)
    .limit(bindparam("limit"))
)
SPAN_HOT = HOT.where(FixRow.at_ms >= bindparam("starts"), FixRow.at_ms < bindparam("ends"))
SPAN_CHUNKS = WITHIN.where(TrackChunkRow.through > bindparam("after")).order_by(
    TrackChunkRow.device_id, TrackChunkRow.starts_ms, TrackChunkRow.id
)
LAST_CHUNKS = WITHIN.order_by(TrackChunkRow.device_id, TrackChunkRow.last_ms.desc())

_Other = aliased(FixRow)
LAST_HOT = select(FixRow.device_id, *ROW).where(
    FixRow.device_id == DeviceRow.id,
    DeviceRow.id.in_(DEVICES),
    # One step down the index for each device; a maximum by group would read them all.
    FixRow.at_ms
    == select(_Other.at_ms)
    .where(
        _Other.device_id == DeviceRow.id,
        _Other.at_ms <= bindparam("at"),
        _Other.at_ms >= bindparam("since"),
        _Other.received_s <= bindparam("known"),
        _Other.doubt.not_in(bindparam("doubts", expanding=True)),
    )
    .order_by(_Other.at_ms.desc())
    .limit(1)
    .correlate(DeviceRow)
    .scalar_subquery(),
)
NAMES = select(DeviceRow.id, DeviceRow.name).where(DeviceRow.id.in_(DEVICES))


def news(connection: Connection, devices: Collection[int], after: int, limit: int) -> News:
    """Return what was kept after a cursor."""
    asked = {"devices": list(devices), "after": after, "limit": limit}
    hot = [_numbered(row) for row in connection.execute(NEW_HOT, asked)]
    sealed = [(row.through, _chunk(row)) for row in connection.execute(NEW_CHUNKS, asked)]
    return news_of(hot, sealed, last=connection.execute(LAST).scalar_one(), limit=limit)


def chunks(
    connection: Connection, devices: Collection[int], starts_ms: int, ends_ms: int, after: int
) -> Iterator[Chunk]:
    """Return the fixes of a time, sealed ones as they are kept and hot ones packed now."""
    asked = {"devices": list(devices), "starts": starts_ms, "ends": ends_ms, "after": after}
    yield from map(_chunk, connection.execute(SPAN_CHUNKS, asked))
    hot = defaultdict[int, list[Numbered]](list)
    for row in connection.execute(SPAN_HOT, asked):
        device, fix = _numbered(row)
        hot[device].append(fix)
    for device, fixes in sorted(hot.items()):
        for each in packed(fixes):
            yield Chunk(device=device, starts_ms=each.starts_ms, count=each.count, body=each.body)


def latest(connection: Connection, devices: Collection[int], asked: Asked) -> dict[int, Kept]:
    """Return the last fix of each device that counts."""
    said = {
        "devices": list(devices),
        "at": asked.at_ms,
        "since": asked.since_ms,
        "known": asked.known_s,
        "doubts": asked.passing_over,
    }
    found: dict[int, Row] = {
        device: tuple(row) for device, *row in connection.execute(LAST_HOT, said)
    }
    span = {"devices": said["devices"], "starts": asked.since_ms, "ends": asked.at_ms + 1}
    for chunk in connection.execute(LAST_CHUNKS, span):
        known = found.get(chunk.device_id)
        if known is None or known[0] < chunk.last_ms:
            row = last_of(unpack(chunk.body, chunk.starts_ms, chunk.fixes), asked)
            if row and (known is None or known < row):
                found[chunk.device_id] = row
    names = dict(connection.execute(NAMES, {"devices": list(found)}).all())
    return {device: kept_of(names[device], row) for device, row in found.items()}


def _numbered(row: Any) -> tuple[int, Numbered]:  # noqa: ANN401
    device, number, *fix = row
    return device, (number, tuple(fix))


def _chunk(row: Any) -> Chunk:  # noqa: ANN401
    return Chunk(device=row.device_id, starts_ms=row.starts_ms, count=row.fixes, body=row.body)
