"""Fixes that live as long as the process: tests, trials, exercises."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dashboard.clock import Clock, now
from dashboard.tracks.fix import Doubt, Kept
from dashboard.tracks.latest import asked_at, last_of
from dashboard.tracks.news import news_of
from dashboard.tracks.sealing import hour_after, hour_of, packed
from dashboard.tracks.shelf import (
    SealedChunk,
    Shelf,
    chunk_of,
    here,
    holds,
    told_of,
    touches,
    track_in,
)
from dashboard.tracks.store import LOOK_BACK_S, Counted, Device, News, Sealed
from dashboard.tracks.track import kept_of, milliseconds, row_of, track_of
from dashboard.tracks.track_file import Chunk


class MemoryTracks:
    """Fixes in memory; see ``Tracks``."""

    def __init__(self, clock: Clock = now) -> None:
        self._clock = clock
        self._numbers: dict[tuple[str, str], int] = {}
        self._shelves: dict[int, Shelf] = {}
        self._last = 0
        self._chunks = 0
        self._lock = threading.RLock()

    def device(self, organisation: str, name: str, feed: str) -> int:
        """Return the number of a device, given at first sight."""
        with self._lock:
            number = self._numbers.setdefault((organisation, name), len(self._numbers) + 1)
            if number not in self._shelves:
                at = self._clock()
                device = Device(
                    id=number,
                    organisation=organisation,
                    name=name,
                    feed=feed,
                    first_seen_at=at,
                    last_seen_at=at,
                )
                self._shelves[number] = Shelf(device=device)
            shelf = self._shelves[number]
            shelf.device = replace(shelf.device, feed=feed)
            return number

    def devices(self, organisation: str) -> list[Device]:
        """Return the devices of an organisation."""
        with self._lock:
            every = [shelf.device for shelf in self._shelves.values()]
        return [device for device in every if device.organisation == organisation]

    def keep(self, batch: Mapping[int, Sequence[Kept]]) -> Counted:
        """Keep fixes, by the number of their device."""
        new = 0
        with self._lock:
            shelves = [(self._shelves[number], fixes) for number, fixes in batch.items()]
            for shelf, fixes in shelves:
                new += sum(self._keep(shelf, kept) for kept in fixes)
        return Counted(new=new, repeated=sum(map(len, batch.values())) - new)

    def cursor(self) -> int:
        """Return the number of the last fix that was kept."""
        return self._last

    def since(self, cursor: int, devices: Collection[int], limit: int) -> News:
        """Return what was kept of ``devices`` after ``cursor``."""
        with self._lock:
            hot = [
                (shelf.device.id, fix)
                for shelf in self._of(devices)
                for fix in shelf.hot.values()
                if fix[0] > cursor
            ]
            sealed = [
                (each.packed.through, chunk_of(shelf.device.id, each.packed))
                for shelf in self._of(devices)
                for each in here(shelf)
                if each.packed.through > cursor
            ]
            return news_of(hot, sealed, last=self._last, limit=limit)

    def latest(
        self,
        devices: Collection[int],
        at: datetime,
        *,
        known_at: datetime | None = None,
        look_back_s: int = LOOK_BACK_S,
        passing_over: Collection[Doubt] = (),
    ) -> dict[int, Kept]:
        """Return the last fix of each device at an instant."""
        asked = asked_at(at, known_at, look_back_s, passing_over)
        found = {}
        with self._lock:
            for shelf in self._of(devices):
                tracks = [
                    track_of(row for _, row in shelf.hot.values()),
                    *(track_in(each.packed) for each in here(shelf)),
                ]
                rows = [row for track in tracks if (row := last_of(track, asked))]
                if rows:
                    found[shelf.device.id] = kept_of(shelf.device.name, max(rows))
        return found

    def chunks(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime, *, after: int = 0
    ) -> list[Chunk]:
        """Return the fixes of ``devices`` in this time, packed."""
        starts_ms, ends_ms = milliseconds(starts_at), milliseconds(ends_at)
        found = []
        with self._lock:
            for shelf in self._of(devices):
                hot = [
                    fix
                    for at_ms, fix in shelf.hot.items()
                    if starts_ms <= at_ms < ends_ms and fix[0] > after
                ]
                sealed = [
                    each.packed
                    for each in here(shelf)
                    if touches(each, starts_ms, ends_ms) and each.packed.through > after
                ]
                found += [chunk_of(shelf.device.id, each) for each in (*sealed, *packed(hot))]
        return found

    def seal(self, before: datetime) -> list[Sealed]:
        """Make chunks of the fixes of whole hours that were over at ``before``."""
        with self._lock:
            return [
                told_of(shelf, each)
                for shelf in self._shelves.values()
                for each in self._seal(shelf, 0, hour_of(before))
            ]

    def sealed(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime
    ) -> list[Sealed]:
        """Return the chunks of ``devices`` with a fix in this time, erased ones too."""
        starts_ms, ends_ms = milliseconds(starts_at), milliseconds(ends_at)
        with self._lock:
            found = [
                told_of(shelf, each)
                for shelf in self._of(devices)
                for each in shelf.sealed
                if touches(each, starts_ms, ends_ms)
            ]
        return sorted(found, key=lambda told: told.number)

    def erase(self, device: int, starts_at: datetime, ends_at: datetime) -> list[Sealed]:
        """Take away where a device was in this time."""
        starts_ms, ends_ms = hour_of(starts_at), hour_after(ends_at)
        with self._lock:
            shelf = self._shelves[device]
            self._seal(shelf, starts_ms, ends_ms)
            going = [e for e in here(shelf) if starts_ms <= e.packed.starts_ms < ends_ms]
            for each in going:
                each.packed = replace(each.packed, body=b"")
                each.erased_at = self._clock()
            return [told_of(shelf, each) for each in going]

    def _of(self, devices: Iterable[int]) -> Iterator[Shelf]:
        return (self._shelves[number] for number in sorted(devices) if number in self._shelves)

    def _keep(self, shelf: Shelf, kept: Kept) -> bool:
        """Keep a fix, and return whether it is new."""
        row = row_of(kept)
        shelf.device = replace(
            shelf.device, last_seen_at=max(shelf.device.last_seen_at, kept.received_at)
        )
        if row[0] in shelf.hot or any(holds(each, row[0]) for each in shelf.sealed):
            return False
        self._last += 1
        shelf.hot[row[0]] = (self._last, row)
        return True

    def _seal(self, shelf: Shelf, starts_ms: int, ends_ms: int) -> list[SealedChunk]:
        going = [fix for at_ms, fix in shelf.hot.items() if starts_ms <= at_ms < ends_ms]
        made = []
        for each in packed(going):
            self._chunks += 1
            made.append(SealedChunk(number=self._chunks, packed=each))
        shelf.sealed += made
        for _, row in going:
            del shelf.hot[row[0]]
        return made
