"""Sealing: the fixes of an hour that is over become chunks, each with its digest.

An hour is one of the clock (UTC), so that whoever seals, and whenever, cuts at the same instants.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from dashboard.clock import from_microseconds
from dashboard.tracks.chunk import MOST_FIXES, pack
from dashboard.tracks.track import Row, milliseconds, track_of

HOUR_MS = 3_600_000

Numbered = tuple[int, Row]
"""The number a fix was given when it was kept, and the fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A chunk, and what is looked up of it without inflating it.

    Attributes:
        starts_ms: What its times are counted from, milliseconds since 1970: a whole hour.
        first_ms: The time of its first fix.
        last_ms: The time of its last fix.
        count: How many fixes it holds.
        through: The highest number among its fixes.
        body: What ``pack`` made of them.
        sha256: The digest of ``body``, in hexadecimal.
    """

    starts_ms: int
    first_ms: int
    last_ms: int
    count: int
    through: int
    body: bytes
    sha256: str


def packed(fixes: Iterable[Numbered]) -> Iterator[Packed]:
    """Return the fixes of one device, no two at one instant, as chunks of an hour at the most."""
    in_order = sorted(fixes, key=lambda fix: fix[1][0])
    for hour, of_hour in groupby(in_order, key=lambda fix: fix[1][0] // HOUR_MS):
        together = list(of_hour)
        for start in range(0, len(together), MOST_FIXES):
            yield _packed(hour * HOUR_MS, together[start : start + MOST_FIXES])


def hour_of(at: datetime) -> int:
    """Return the start of the hour ``at`` lies in, milliseconds since 1970."""
    return milliseconds(at) // HOUR_MS * HOUR_MS


def hour_after(at: datetime) -> int:
    """Return the first start of an hour that is not before ``at``, milliseconds since 1970."""
    return -(-milliseconds(at) // HOUR_MS) * HOUR_MS


def instant_of(ms: int) -> datetime:
    """Return the instant ``ms`` milliseconds after 1970 began."""
    return from_microseconds(ms * 1000)


def _packed(starts_ms: int, fixes: list[Numbered]) -> Packed:
    body = pack(track_of(row for _, row in fixes), starts_ms)
    return Packed(
        starts_ms=starts_ms,
        first_ms=fixes[0][1][0],
        last_ms=fixes[-1][1][0],
        count=len(fixes),
        through=max(number for number, _ in fixes),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )
