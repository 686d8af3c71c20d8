"""A track: fixes of one device as ten columns of whole numbers, in the units they are kept in.

The numbers are those of docs/tracks-format.md: a fix that was kept, packed and read back is the
same to the last digit. What a device did not tell is ``UNKNOWN``, its altitude ``NO_ALTITUDE``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dashboard.clock import from_microseconds, microseconds
from dashboard.tracks.fix import Doubt, Fix, Kept

Whole = NDArray[np.int32]
Long = NDArray[np.int64]
Row = tuple[int, int, int, int, int, int, int, int, int, int]

UNKNOWN = -1
NO_ALTITUDE = -(2**31)
LARGEST = 2**31 - 1
DEGREE = 10_000_000
"""A degree, in the unit places are kept in: 1e-7 degree is a centimetre."""

DOUBT_NUMBERS: dict[Doubt | None, int] = {None: 0} | {
    doubt: number for number, doubt in enumerate(get_args(Doubt), start=1)
}
DOUBT_NAMES = {number: doubt for doubt, number in DOUBT_NUMBERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """Fixes of one device, in order of time, no two at one instant.

    Attributes:
        at_ms: When it was there, milliseconds since 1970.
        received_s: When that was received, seconds since 1970, rounded up.
        lon: 1e-7 degree east.
        lat: 1e-7 degree north.
        speed: 0.1 km/h.
        course: 0.1 degree from true north.
        accuracy: Decimetres.
        altitude: Decimetres.
        battery: Percent.
        doubt: A number of ``DOUBT_NUMBERS``.
    """

    at_ms: Long
    received_s: Long
    lon: Whole
    lat: Whole
    speed: Whole
    course: Whole
    accuracy: Whole
    altitude: Whole
    battery: Whole
    doubt: Whole

    def __len__(self) -> int:
        return len(self.at_ms)

    def __getitem__(self, which: slice | NDArray[np.bool_] | Long) -> "Track":
        """Return the fixes ``which`` names: a slice, a mask, or positions in ascending order."""
        return track_from([column[which] for column in self.columns()])

    def columns(self) -> list[Long | Whole]:
        """Return the ten columns, in the order of the format."""
        return [
            self.at_ms,
            self.received_s,
            self.lon,
            self.lat,
            self.speed,
            self.course,
            self.accuracy,
            self.altitude,
            self.battery,
            self.doubt,
        ]

    def rows(self) -> Iterator[Row]:
        """Return the fixes one by one, as ``row_of`` has them."""
        return zip(*(column.tolist() for column in self.columns()), strict=True)

    def kept(self, device: str) -> list[Kept]:
        """Return the fixes one by one, as those of ``device``, the name it has for itself."""
        return [kept_of(device, row) for row in self.rows()]


def track_of(rows: Iterable[Sequence[int]]) -> Track:
    """Return the track of ``rows``: put in order; of two at one instant the first is kept."""
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 10)
    _, first = np.unique(table[:, 0], return_index=True)
    return track_from(list(table[first].T))


def joined(tracks: Iterable[Track]) -> Track:
    """Return all fixes of ``tracks`` as one; of two at one instant the first is kept."""
    columns = [track.columns() for track in tracks]
    if not columns:
        return track_of([])
    whole = track_from([np.concatenate(same) for same in zip(*columns, strict=True)])
    return whole[np.unique(whole.at_ms, return_index=True)[1]]


def row_of(kept: Kept) -> Row:
    """Return the numbers a fix is kept as.

    What is no number of its column (negative, infinite, too large) is unknown: whether it makes a
    fix implausible was judged before. Its status is not part of where a device was.
    """
    fix = kept.fix
    return (
        milliseconds(fix.at),
        seconds_up(kept.received_at),
        round(fix.lon * DEGREE),
        round(fix.lat * DEGREE),
        _scaled(fix.speed_kmh, 10),
        _scaled(fix.course_deg, 10),
        _scaled(fix.accuracy_m, 10),
        _scaled(fix.altitude_m, 10, unknown=NO_ALTITUDE),
        _scaled(fix.battery, 100),
        DOUBT_NUMBERS[kept.doubt],
    )


def kept_of(device: str, row: Row) -> Kept:
    """Return the fix of ``device`` that ``row`` is."""
    at_ms, received_s, lon, lat, speed, course, accuracy, altitude, battery, doubt = row
    fix = Fix(
        device=device,
        at=from_microseconds(at_ms * 1000),
        lon=lon / DEGREE,
        lat=lat / DEGREE,
        altitude_m=None if altitude == NO_ALTITUDE else altitude / 10,
        accuracy_m=_told(accuracy, 10),
        speed_kmh=_told(speed, 10),
        course_deg=_told(course, 10),
        battery=_told(battery, 100),
    )
    received_at = from_microseconds(received_s * 1_000_000)
    return Kept(fix=fix, received_at=received_at, doubt=DOUBT_NAMES[doubt])


def milliseconds(at: datetime) -> int:
    """Return whole milliseconds since 1970; what is less than one is left off."""
    return microseconds(at) // 1000


def seconds_up(at: datetime) -> int:
    """Return seconds since 1970, rounded up."""
    return -(-microseconds(at) // 1_000_000)


def _scaled(value: float | None, times: int, unknown: int = UNKNOWN) -> int:
    if value is None or not isfinite(value):
        return unknown
    scaled = round(value * times)
    return scaled if unknown < scaled <= LARGEST else unknown


def _told(number: int, times: int) -> float | None:
    return None if number == UNKNOWN else number / times


def track_from(columns: Sequence[NDArray[np.signedinteger]]) -> Track:
    """Return the track that has these ten columns, in the order of the format."""
    at_ms, received_s, *others = columns
    lon, lat, speed, course, accuracy, altitude, battery, doubt = (
        np.ascontiguousarray(column, dtype=np.int32) for column in others
    )
    return Track(
        at_ms=np.ascontiguousarray(at_ms, dtype=np.int64),
        received_s=np.ascontiguousarray(received_s, dtype=np.int64),
        lon=lon,
        lat=lat,
        speed=speed,
        course=course,
        accuracy=accuracy,
        altitude=altitude,
        battery=battery,
        doubt=doubt,
    )
