"""Positions as they come, for the live stream: the last of each team, twice a second at most."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool

from dashboard.desk import Desk
from dashboard.reader import Reader
from dashboard.text import RefusedError
from dashboard.web.following import Following, last_told
from dashboard.web.tellings import Tellings

EVERY_S = 0.5
"""How often positions are told at most, in seconds: the last of each team, however many came."""

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
