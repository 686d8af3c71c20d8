"""Erasing tracks: of one device, when a person asks; of an operation, once kept for long enough.

1. What goes are the bytes: where a device was, by whole hours. Times, counts and digests stay, so
   every journal verifies as before; each that follows the device is told what is gone.
2. An operation says for how many days tracks are kept (``RetentionSet``), from the hour they are
   of; unsaid, they stay. It is carried out within the hour.
3. An hour that another operation still keeps stays until that one lets go of it as well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from dashboard.access.actor import Actor
from dashboard.access.policy import check
from dashboard.clock import EPOCH, Clock
from dashboard.journal import FixesErased, Journal, RetentionSet, Tracked
from dashboard.operations.chunks import chunks_of, not_told, tell
from dashboard.operations.following import Following
from dashboard.operations.library import Library, Reading
from dashboard.operations.trackers import Carried
from dashboard.tracks import Device, Sealed, Tracks
from dashboard.tracks.judging import AHEAD
from dashboard.tracks.sealing import hour_of, instant_of
from dashboard.tracks.track import milliseconds

HOUR = timedelta(hours=1)
Reason = Literal["asked", "retention"]


class Erasing:
    """Erases what was asked for, and what was kept for long enough."""

    def __init__(
        self, journal: Journal, library: Library, tracks: Tracks, following: Following, clock: Clock
    ) -> None:
        self._journal = journal
        self._library = library
        self._tracks = tracks
        self._following = following
        self._clock = clock
        self._next_at = EPOCH
        self._all_told = False

    def erase(self, who: Actor, device: Device) -> list[Sealed]:
        """Erase all that ``device`` ever told, and tell the journals; return what is gone.

        Raises:
            NotAllowedError: They may not; says who could.
            RefusedError: The store does not answer; it is to be asked again.
        """
        check(who, "erase")
        self._all_told = False
        gone = self._tracks.erase(device.id, EPOCH, self._clock() + AHEAD)
        self.tell()
        return gone

    def turn(self) -> None:
        """Erase what was kept for long enough, once an hour; tell what is not told yet.

        Raises:
            RefusedError: The store does not answer.
        """
        now = self._clock()
        if now >= self._next_at:
            for operation in self._telling(RetentionSet):
                reading = self._library.whole(operation)
                days = kept_days(reading)
                if days is not None:
                    self._let_go(reading, now - timedelta(days=days))
            self._next_at = instant_of(hour_of(now)) + HOUR
        if not self._all_told and self._tracks.cursor() > 0:
            self.tell()

    def tell(self) -> None:
        """Tell every journal what is gone of the devices it follows, and was not told yet."""
        for operation in self._telling(Tracked):
            reading = self._library.whole(operation)
            now = self._clock()
            chunks = chunks_of(reading, self._following, self._tracks, now + AHEAD)
            erased = [one for one in chunks if one.erased_at is not None]
            gone = not_told(reading, FixesErased, erased)
            for reason, some in self._by_reason(reading, gone):
                tell(self._journal, reading, partial(FixesErased, reason=reason), some, now)
        self._all_told = True

    def _let_go(self, reading: Reading, before: datetime) -> None:
        until = instant_of(hour_of(before))
        for one, device in self._following.devices(reading).items():
            ends_at = until if one.ends_at is None else min(one.ends_at, until)
            if one.starts_at >= ends_at:
                continue
            for chunk in self._tracks.sealed([device], one.starts_at, ends_at):
                hour = instant_of(hour_of(chunk.first_at))
                if chunk.erased_at is None and not self._is_held(one, hour, reading.operation.id):
                    self._tracks.erase(device, hour, hour + HOUR)
                    self._all_told = False

    def _is_held(self, told: Carried, hour: datetime, operation: str) -> bool:
        """Return whether another operation keeps an hour of a device."""
        now = self._clock()
        for other in self._telling(Tracked):
            if other == operation:
                continue
            reading = self._library.whole(other)
            days = kept_days(reading)
            if days is not None and hour + HOUR <= now - timedelta(days=days):
                continue
            for one in self._following.carried(reading):
                same = (one.organisation, one.device) == (told.organisation, told.device)
                ends_at = now if one.ends_at is None else one.ends_at
                if same and one.starts_at < hour + HOUR and ends_at > hour:
                    return True
        return False

    def _telling(self, fact: type[RetentionSet | Tracked]) -> Iterator[str]:
        return (one for one in self._journal.operations() if self._library.tells(one, fact))

    def _by_reason(
        self, reading: Reading, gone: Iterable[Sealed]
    ) -> Iterator[tuple[Reason, list[Sealed]]]:
        """Yield what is gone, apart: what time took, and what somebody asked for before."""
        days = kept_days(reading)
        before = EPOCH if days is None else self._clock() - timedelta(days=days)
        by_time: list[Sealed] = []
        asked: list[Sealed] = []
        for chunk in gone:
            (by_time if milliseconds(chunk.last_at) < hour_of(before) else asked).append(chunk)
        yield "retention", by_time
        yield "asked", asked


def kept_days(reading: Reading) -> int | None:
    """Return for how many days the tracks of an operation are kept; None for good."""
    said = [
        line.entry.fact
        for line in reading.reel.lines
        if isinstance(line.entry.fact, RetentionSet) and line.counts
    ]
    return said[-1].days if said else None
