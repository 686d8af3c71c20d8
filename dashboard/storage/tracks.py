"""Fixes in tables: hot ones row by row, sealed ones by the chunk."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.clock import Clock, now
from dashboard.storage import fix_keeping, fix_reading, fix_sealing
from dashboard.storage.engine import overwrite_log, reading, snapshot, writing
from dashboard.storage.fix_reading import DEVICES, LAST
from dashboard.storage.fix_sealing import SEALED, WAITING, sealed_of
from dashboard.storage.track_tables import DeviceRow, TrackChunkRow
from dashboard.tracks import LOOK_BACK_S, Chunk, Counted, Device, Doubt, Kept, News, Sealed
from dashboard.tracks.latest import asked_at
from dashboard.tracks.sealing import hour_after, hour_of
from dashboard.tracks.track import milliseconds, row_of

KNOWN = select(DeviceRow.id, DeviceRow.feed).where(
    DeviceRow.organisation == bindparam("organisation"), DeviceRow.name == bindparam("name")
)
TOLD = (
    select(*SEALED)
    .where(
        TrackChunkRow.device_id.in_(DEVICES),
        TrackChunkRow.first_ms < bindparam("ends"),
        TrackChunkRow.last_ms >= bindparam("starts"),
    )
    .order_by(TrackChunkRow.id)
)


class SqlTracks:
    """Fixes kept by SQLite or PostgreSQL. Safe to share between threads and processes.

    Args:
        engine: That of the tracks (``tracks_engine``), not that of the journal.
        clock: Tells when a device is first seen, and when a track is erased.
    """

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    def device(self, organisation: str, name: str, feed: str) -> int:
        """Return the number of a device, given at first sight; it now comes by ``feed``.

        Raises:
            StoreUnreachableError: The store did not answer.
        """
        asked = {"organisation": organisation, "name": name}
        with reading(self._engine) as connection:
            known = connection.execute(KNOWN, asked).one_or_none()
        if known is None:
            return self._new_device(organisation, name, feed)
        if known.feed != feed:
            with writing(self._engine) as connection:
                connection.execute(
                    update(DeviceRow).where(DeviceRow.id == known.id).values(feed=feed)
                )
        number: int = known.id
        return number

    def devices(self, organisation: str) -> list[Device]:
        """Return the devices of an organisation, in the order they were first seen."""
        asked = (
            select(
                DeviceRow.id,
                DeviceRow.organisation,
                DeviceRow.name,
                DeviceRow.feed,
                DeviceRow.first_seen_at,
                DeviceRow.last_seen_at,
            )
            .where(DeviceRow.organisation == organisation)
            .order_by(DeviceRow.id)
        )
        with reading(self._engine) as connection:
            return [Device(**row) for row in connection.execute(asked).mappings()]

    def keep(self, batch: Mapping[int, Sequence[Kept]]) -> Counted:
        """Keep fixes, by the number of their device, in any order: all of them, or none.

        Raises:
            StoreUnreachableError: The store did not answer; take them as not kept, and repeat.
        """
        rows: fix_keeping.Rows = {}
        for device, fixes in batch.items():
            its = rows.setdefault(device, {})
            for row in map(row_of, fixes):
                its.setdefault(row[0], row)
        seen = {device: max(k.received_at for k in its) for device, its in batch.items() if its}
        if not seen:
            return Counted(new=0, repeated=0)
        with writing(self._engine) as connection:
            new = fix_keeping.keep(connection, rows)
            fix_keeping.see(connection, seen)
        return Counted(new=new, repeated=sum(map(len, batch.values())) - new)

    def cursor(self) -> int:
        """Return the number of the last fix that was kept, which never goes back."""
        with reading(self._engine) as connection:
            last: int = connection.execute(LAST).scalar_one()
        return last

    def since(self, cursor: int, devices: Collection[int], limit: int) -> News:
        """Return what was kept of ``devices`` after ``cursor``."""
        with snapshot(self._engine) as connection:
            return fix_reading.news(connection, devices, cursor, limit)

    def latest(
        self,
        devices: Collection[int],
        at: datetime,
        *,
        known_at: datetime | None = None,
        look_back_s: int = LOOK_BACK_S,
        passing_over: Collection[Doubt] = (),
    ) -> dict[int, Kept]:
        """Return the last fix of each device at an instant, by the device's number."""
        asked = asked_at(at, known_at, look_back_s, passing_over)
        with snapshot(self._engine) as connection:
            return fix_reading.latest(connection, devices, asked)

    def chunks(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime, *, after: int = 0
    ) -> list[Chunk]:
        """Return the fixes of ``devices`` from ``starts_at`` to before ``ends_at``, packed."""
        starts_ms, ends_ms = milliseconds(starts_at), milliseconds(ends_at)
        with snapshot(self._engine) as connection:
            return list(fix_reading.chunks(connection, devices, starts_ms, ends_ms, after))

    def seal(self, before: datetime) -> list[Sealed]:
        """Make chunks of the fixes of whole hours that were over at ``before``.

        A transaction for each device and day: fixes are kept in between.

        Raises:
            StoreUnreachableError: The store did not answer; some devices may be sealed, the
                others are as they were.
        """
        before_ms = hour_of(before)
        with reading(self._engine) as connection:
            waiting = connection.scalars(WAITING, {"before": before_ms}).all()
        made = []
        for device in waiting:
            sealed = self._seal_day(device, before_ms)
            while sealed:
                made += sealed
                sealed = self._seal_day(device, before_ms)
        return made

    def sealed(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime
    ) -> list[Sealed]:
        """Return the chunks of ``devices`` with a fix in this time, erased ones too, in order."""
        asked = {
            "devices": list(devices),
            "starts": milliseconds(starts_at),
            "ends": milliseconds(ends_at),
        }
        with reading(self._engine) as connection:
            return [sealed_of(row) for row in connection.execute(TOLD, asked)]

    def erase(self, device: int, starts_at: datetime, ends_at: datetime) -> list[Sealed]:
        """Take away where a device was in this time; return the chunks whose bytes went.

        In a file the bytes are overwritten. A server keeps them on its disk until it vacuums the
        table, and in its archives as long as it keeps those.

        Raises:
            StoreUnreachableError: The store did not answer; take nothing as erased, and repeat.
        """
        starts_ms, ends_ms = hour_of(starts_at), hour_after(ends_at)
        with writing(self._engine) as connection:
            gone = fix_sealing.erase(connection, device, starts_ms, ends_ms, self._clock())
        overwrite_log(self._engine)
        return gone

    def _seal_day(self, device: int, before_ms: int) -> list[Sealed]:
        with writing(self._engine) as connection:
            return fix_sealing.seal_day(connection, device, before_ms)

    def _new_device(self, organisation: str, name: str, feed: str) -> int:
        at = self._clock()
        new = insert(DeviceRow).values(
            organisation=organisation, name=name, feed=feed, first_seen_at=at, last_seen_at=at
        )
        try:
            with writing(self._engine) as connection:
                return connection.execute(new.returning(DeviceRow.id)).scalar_one()
        except IntegrityError:
            return self.device(organisation, name, feed)  # somebody saw it at the same moment
