"""Streams: what is recorded reaches every open page at once, as each may read it.

1. The bell only wakes: what is sent is read from the library, under the reader's own rights.
2. Readers who would be told the same share the telling: it is made once, however many they are.
3. A slow reader holds a place in the journal and nothing else; there is no queue for each.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from dashboard.desk import Desk
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import UnknownOperationError
from dashboard.operations import Reading
from dashboard.operations.following import Following
from dashboard.text import Locale, RefusedError
from dashboard.tracks.track import milliseconds
from dashboard.web.entries_api import teller
from dashboard.web.models import HeadOut, head_out
from dashboard.web.positions import Positions
from dashboard.web.reader import Reader
from dashboard.web.tellings import Tellings

BEAT_S = 5.0
"""How often a reader is told that the stream is alive, in seconds: below what proxies cut at."""

LARGEST = 512 * 1024
"""Bytes of news sent by the stream; more is only announced, and fetched compressed."""

BYE = b"event: bye\ndata: {}\n\n"
OPENING = b"retry: 2000\n: " + b" " * 2048 + b"\n\n"
"""Fills the small buffers of proxies, so that what follows comes through at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reader is in an operation: the last entry held, and of which view of the journal."""

    operation: str
    after: int
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What there is to tell from a place on, and the place it leads to.

    Attributes:
        frames: Ready to be sent.
        place: Where the reader is once told.
        standing: How far the journal goes and what the reader may do: told when it changes.
    """

    frames: bytes
    place: Place
    standing: tuple[object, ...]


class Streams:
    """Tells readers what is recorded. Lives on one event loop; the bell may ring from anywhere."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self._desk = desk
        self._positions = Positions(desk, following)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._rung: Counter[str] = Counter()
        self._told = Tellings[News]()
        self._closed = False
        desk.bell.listen(self._heard)
        desk.beacon.listen(lambda _: self._on_loop(self._positions.came, self._wake_all))

    async def follow(
        self,
        reader: Reader,
        places: Sequence[Place],
        locale: Locale,
        *,
        may_stay: Callable[[], Awaitable[bool]],
        lasting: bool = True,
    ) -> AsyncIterator[bytes]:
        """Yield what is recorded in ``places``, for as long as the reader may stay.

        Args:
            reader: Who is told.
            places: Where they are, one for each operation.
            locale: The language of the sentences.
            may_stay: Asked every ``BEAT_S``: sessions end, roles change.
            lasting: Whether to wait for more, or to end once all that is there was told.
        """
        loop = self._loop = asyncio.get_running_loop()
        beat_at, greeted = loop.time() + BEAT_S, False
        self._desk.bell.follow()
        self._desk.beacon.follow()
        here = {place.operation: place for place in places}
        standing: dict[str, tuple[object, ...]] = {}
        told, cursors = self._positions.round, dict.fromkeys(here, await self._positions.cursor())
        woken = asyncio.Event()
        for operation in here:
            self._waiting.setdefault(operation, set()).add(woken)
        try:
            yield OPENING
            while not self._closed:
                woken.clear()
                async for frames in self._fresh(reader, here, standing, locale):
                    yield frames
                if told != self._positions.round:
                    told = self._positions.round
                    yield await self._fixes(reader, cursors)
                if not lasting:
                    return
                if not greeted:
                    yield self._beat()
                    greeted = True
                await _rung_within(woken, beat_at - loop.time())
                # By the clock, not when nothing rang: where much happens one may not stay longer.
                if loop.time() >= beat_at:
                    if not await may_stay():
                        yield BYE
                        return
                    yield self._beat()
                    beat_at = loop.time() + BEAT_S
        finally:
            for operation in here:
                self._waiting[operation].discard(woken)

    def close(self) -> None:
        """End every stream: this Vigie stops, and the readers find the next one."""
        self._closed = True
        self._desk.bell.close()
        self._desk.beacon.close()
        self._heard(None)

    def _beat(self) -> bytes:
        """Return what says that the stream is alive, and what time it is, in ms since 1970."""
        return _frame("beat", json.dumps({"now": milliseconds(self._desk.clock())}))

    def _heard(self, operation: str | None) -> None:
        self._on_loop(self._wake, operation)

    def _on_loop(self, call: Callable[..., None], *told: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *told)

    def _wake_all(self) -> None:
        for waiting in self._waiting.values():
            for woken in waiting:
                woken.set()

    def _wake(self, operation: str | None) -> None:
        for name in self._waiting if operation is None else [operation]:
            self._rung[name] += 1
            for woken in self._waiting.get(name, ()):
                woken.set()

    async def _fresh(
        self,
        reader: Reader,
        here: dict[str, Place],
        standing: dict[str, tuple[object, ...]],
        locale: Locale,
    ) -> AsyncIterator[bytes]:
        """Yield what there is to tell of each place where anything changed; the places go on."""
        for operation, place in here.items():
            news = await self._news(reader, place, locale)
            here[operation] = news.place
            if standing.get(operation) != news.standing:
                standing[operation] = news.standing
                yield news.frames

    async def _news(self, reader: Reader, place: Place, locale: Locale) -> News:
        """Return what there is to tell, made once for all who would be told the same."""
        actor = reader.actor
        # Time alone changes what may be read: what was told is told anew at each beat.
        beat = int(asyncio.get_running_loop().time() / BEAT_S)
        rung = self._rung[place.operation]
        key = (place, actor.organisation, actor.scope, locale, rung, beat)
        return await self._told.of(key, partial(self._make, reader, place, locale))

    async def _fixes(self, reader: Reader, cursors: dict[str, int]) -> bytes:
        """Return the positions that came in each operation; the cursors go on."""
        frames = []
        for operation, cursor in cursors.items():
            fixes = await self._positions.since(reader, operation, cursor)
            cursors[operation] = fixes.cursor
            if fixes.said:
                frames.append(_frame("fixes", fixes.said))
        return b"".join(frames)

    def _make(self, reader: Reader, place: Place, locale: Locale) -> News:
        try:
            news = self._desk.library.ask(
                reader.actor, place.operation, lambda reading: _told(reading, place, locale)
            )
            return self._with_remarks(reader, news)
        except UnknownOperationError:
            gone = _frame("gone", json.dumps({"operation": place.operation}))
            return News(frames=gone, place=place, standing=("gone",))
        except RefusedError:
            # The store is away: nothing is known; it is asked again at the next beat.
            return News(frames=b"", place=place, standing=())

    def _with_remarks(self, reader: Reader, news: News) -> News:
        """Return ``news`` with how many remarks there are, where there are any."""
        operation = news.place.operation
        count = self._desk.remarks.count(operation, reader.organisation)
        if count == 0:
            return news
        frame = _frame("remarks", json.dumps({"operation": operation, "count": count}))
        return replace(news, frames=news.frames + frame, standing=(*news.standing, count))


def _told(reading: Reading, place: Place, locale: Locale) -> News:
    """Return what there is to tell of one operation as its reader may see it."""
    with reading.reel.reading():
        head = head_out(reading)
        there = Place(operation=place.operation, after=head.seq, view=head.view)
        frames = _frame("head", _head_json(place.operation, head))
        if place.view == head.view and place.after < head.seq:
            tell = teller(reading, locale)
            brought = reel_json(
                reading.reel, reading.operation, tell=tell, after=place.after, view=head.view
            )
            if len(brought) <= LARGEST:
                frames = _frame("reel", brought.decode()) + frames
    return News(frames=frames, place=there, standing=tuple(head.model_dump().values()))


def _head_json(operation: str, head: HeadOut) -> str:
    return json.dumps({"operation": operation, **head.model_dump()})


async def _rung_within(woken: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(woken.wait(), max(0.0, seconds))


def _frame(event: str, data: str) -> bytes:
    """Return one server-sent event; JSON on one line has no line break to escape."""
    return f"event: {event}\ndata: {data}\n\n".encode()
