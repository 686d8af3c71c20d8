"""Positions as they come, for the live stream: the last of each team, twice a second at most."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from starlette.concurrency import run_in_threadpool

from dashboard.desk import Desk
from dashboard.operations.following import Following
from dashboard.operations.trackers import Carried
from dashboard.reader import Reader
from dashboard.text import RefusedError
from dashboard.tracks import Track
from dashboard.web.tellings import Tellings

EVERY_S = 0.5
"""How often positions are told at most, in seconds: the last of each team, however many came."""

UNKNOWN = -1
"""What a column says where a device did not."""

MOST_FIXES = 20_000
"""Positions read at a time to be told; the rest follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """The last positions told after a cursor, as JSON ("" for none), and where to go on from."""

    said: str
    cursor: int


class Positions:
    """Wakes whoever waits for positions, and tells them. Lives on the event loop of its stream."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self._desk = desk
        self._following = following
        self._told = Tellings[Fixes]()
        self._due: asyncio.TimerHandle | None = None
        self.round = 0

    def came(self, wake: Callable[[], None]) -> None:
        """Let ``wake`` be called a moment later, once for all that comes meanwhile."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(EVERY_S, self._begin_round, wake)

    def _begin_round(self, wake: Callable[[], None]) -> None:
        self._due = None
        self.round += 1
        wake()

    async def cursor(self) -> int:
        """Return where whoever begins to listen goes on from."""
        return await run_in_threadpool(self._desk.tracks.cursor)

    async def since(self, reader: Reader, operation: str, cursor: int) -> Fixes:
        """Return what devices told after ``cursor``, made once for all who would be told it."""
        actor = reader.actor
        key = (operation, actor.organisation, actor.scope, self.round, cursor)
        return await self._told.of(key, partial(self._make, reader, operation, cursor))

    def _make(self, reader: Reader, operation: str, cursor: int) -> Fixes:
        try:
            devices = self._following.devices(self._desk.library.reading(reader.actor, operation))
            news = self._desk.tracks.since(cursor, set(devices.values()), MOST_FIXES)
        except RefusedError:
            # Not shared any more, or the store is away: the telling of the entries says so.
            return Fixes(said="", cursor=cursor)
        if not news.tracks:
            return Fixes(said="", cursor=news.cursor)
        said = (
            f'{{"operation":{json.dumps(operation)},"cursor":{news.cursor},'
            f'"fixes":{last_told(devices, news.tracks)}}}'
        )
        return Fixes(said=said, cursor=news.cursor)


def last_told(devices: Mapping[Carried, int], tracks: Mapping[int, Track]) -> str:
    """Return the last fix of each object among ``tracks``, as the stream tells it; JSON rows."""
    last: dict[str, list[Any]] = {}
    for one, number in devices.items():
        track = tracks.get(number)
        row = None if track is None else _last_within(track, one)
        if row is not None and (one.object_id not in last or last[one.object_id][1] < row[0]):
            last[one.object_id] = [one.object_id, *row]
    return json.dumps(list(last.values()), ensure_ascii=False, separators=(",", ":"))


def _last_within(track: Track, one: Carried) -> list[Any] | None:
    """Return the last fix told while the device was there: ms, s, °, °, km/h, °, m, doubt."""
    numbers = np.flatnonzero(one.told(track))
    if len(numbers) == 0:
        return None
    at = numbers[np.argmax(track.at_ms[numbers])]
    tenths = (track.speed[at], track.course[at], track.accuracy[at])
    return [
        int(track.at_ms[at]),
        int(track.received_s[at]),
        int(track.lon[at]) / 1e7,
        int(track.lat[at]) / 1e7,
        *(None if value == UNKNOWN else int(value) / 10 for value in tenths),
        int(track.doubt[at]),
    ]
