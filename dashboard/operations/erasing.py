"""Erasing tracks: of one device, when a person asks; of an operation, once kept for long enough.

1. What goes are the bytes: where a device was, by whole hours. Times, counts and digests stay, so
   every journal verifies as before; each that follows the device is told what is gone.
2. An operation says for how many days tracks are kept (``RetentionSet``), from the hour they are
   of; unsaid, they stay. It is carried out within the hour.
3. What is gone is told at the next turn, whatever broke off; by whichever process it was erased,
   within the hour.
4. An hour that another operation still keeps stays until that one lets go of it as well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keeping:
    """What an operation keeps of tracks: from when on (None: all), of which devices."""

    before: datetime | None
    carried: Mapping[Carried, int]

    def holds(self, device: int, hour: datetime, now: datetime) -> bool:
        """Return whether the operation keeps what a device told in an hour."""
        if self.before is not None and hour + HOUR <= self.before:
            return False
        return any(
            number == device
            and one.starts_at < hour + HOUR
            and (now if one.ends_at is None else one.ends_at) > hour
            for one, number in self.carried.items()
        )


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
        self._told_in: int | None = None
        """The hour in which all was told last; None while something is not."""

    def erase(self, who: Actor, device: Device) -> list[Sealed]:
        """Erase all that ``device`` ever told, and tell the journals; return what is gone.

        Raises:
            NotAllowedError: They may not; says who could.
            RefusedError: The store does not answer; it is to be asked again.
        """
        check(who, "erase")
        self._told_in = None
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
            if any(self._telling(RetentionSet)):
                self._let_go([self._keeping(one, now) for one in self._telling(Tracked)], now)
            self._next_at = instant_of(hour_of(now)) + HOUR
        if self._told_in != hour_of(now) and self._tracks.cursor() > 0:
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
        self._told_in = hour_of(self._clock())

    def _keeping(self, operation: str, now: datetime) -> _Keeping:
        reading = self._library.whole(operation)
        days = kept_days(reading)
        return _Keeping(
            before=None if days is None else now - timedelta(days=days),
            carried=self._following.devices(reading),
        )

    def _let_go(self, keeping: Sequence[_Keeping], now: datetime) -> None:
        for mine in keeping:
            if mine.before is None:
                continue
            others = [other for other in keeping if other is not mine]
            until = instant_of(hour_of(mine.before))
            for one, device in mine.carried.items():
                ends_at = until if one.ends_at is None else min(one.ends_at, until)
                if one.starts_at >= ends_at:
                    continue
                for chunk in self._tracks.sealed([device], one.starts_at, ends_at):
                    hour = instant_of(hour_of(chunk.first_at))
                    if chunk.erased_at is not None:
                        continue
                    if not any(other.holds(device, hour, now) for other in others):
                        self._tracks.erase(device, hour, hour + HOUR)
                        self._told_in = None

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
