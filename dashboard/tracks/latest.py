"""The last fix at an instant, as far as it was known at another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from dashboard.clock import microseconds
from dashboard.tracks.fix import Doubt
from dashboard.tracks.track import DOUBT_NUMBERS, LARGEST, Row, Track, milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which fixes count, in the numbers they are kept as.

    Attributes:
        since_ms: None from before, milliseconds since 1970.
        at_ms: None from after.
        known_s: None received after, seconds since 1970.
        passing_over: None with these doubts.
    """

    since_ms: int
    at_ms: int
    known_s: int
    passing_over: tuple[int, ...]


def asked_at(
    at: datetime, known_at: datetime | None, look_back_s: int, passing_over: Collection[Doubt]
) -> Asked:
    """Return which fixes count for what ``Tracks.latest`` is asked."""
    at_ms = milliseconds(at)
    return Asked(
        since_ms=at_ms - look_back_s * 1000,
        at_ms=at_ms,
        known_s=LARGEST * 1000 if known_at is None else microseconds(known_at) // 1_000_000,
        passing_over=tuple(DOUBT_NUMBERS[doubt] for doubt in passing_over),
    )


def last_of(track: Track, asked: Asked) -> Row | None:
    """Return the last fix of ``track`` that counts."""
    first, end = np.searchsorted(track.at_ms, [asked.since_ms, asked.at_ms + 1])
    within = track[first:end]
    counting = np.flatnonzero(
        (within.received_s <= asked.known_s) & ~np.isin(within.doubt, asked.passing_over)
    )
    return next(within[counting[-1:]].rows()) if len(counting) else None
