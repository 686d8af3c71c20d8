"""From ways as they are drawn to segments between junctions, in columns.

A segment runs from one junction to the next, along the drawing. A way round between the same two
junctions is broken in its middle, so that two junctions say which segment lies between them; and a
way is broken where something stands on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.geo import Box
from dashboard.roads.access import Standing
from dashboard.roads.reading import Drawn

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EARTH_M = 6_371_008.8
EDGE = 5_000
"""Ten-millionths of a degree, some fifty metres: as near to its box an extract is cut."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """The segments of one network, in columns: those of cars, or those of walkers.

    Attributes:
        first: Where the points of each segment begin; one more than there are segments.
        lon: Of each point, in ten-millionths of a degree.
        lat: Of each point, in ten-millionths of a degree.
        box: West, south, east, north of each segment, in ten-millionths of a degree.
        length: Metres along each segment.
    """

    first: Ints
    lon: Ints
    lat: Ints
    box: Ints
    length: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segments:
    """Segments as they are cut out of the pieces of ways.

    Attributes:
        a: The node each begins at.
        b: The node it ends at.
        start: Where it begins among the points of the pieces kept.
        stop: Where it ends.
        piece: The piece it is of.
        length: Its metres.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    piece: NDArray[np.int64]
    length: Floats


class Points:
    """The points of the pieces somebody takes, and the nodes they are of."""

    def __init__(self, drawn: Drawn, taken: Flags) -> None:
        lengths = np.diff(drawn.first)
        kept = np.repeat(taken[drawn.passage], lengths)
        self.piece = np.repeat(np.arange(len(lengths)), lengths)[kept]
        self.ids, self.node = np.unique(drawn.node[kept], return_inverse=True)
        self.lon, self.lat = (
            np.zeros(len(self.ids), np.int32),
            np.zeros(len(self.ids), np.int32),
        )
        self.lon[self.node], self.lat[self.node] = drawn.lon[kept], drawn.lat[kept]
        self.standing = np.zeros(len(self.ids), np.uint8)
        self._place(self.standing, drawn.standing)
        self.cut = np.zeros(len(self.ids), bool)
        self._place(self.cut, dict.fromkeys(drawn.cut, True))
        first = np.r_[True, self.piece[1:] != self.piece[:-1]][: len(self.piece)]
        self.is_end = first | np.r_[first[1:], True][: len(first)]
        self.along = _along(self.lon[self.node], self.lat[self.node], first)

    def _place(self, column: NDArray[Any], told: Mapping[int, Any]) -> None:
        """Put what is told by ids into a column, where it has a place."""
        ids = np.fromiter(told.keys(), np.int64, len(told))
        values = np.fromiter((int(value) for value in told.values()), np.int64, len(told))
        at = np.searchsorted(self.ids, ids)
        there = at < len(self.ids)
        there[there] = self.ids[at[there]] == ids[there]
        column[at[there]] = values[there]

    def segments(self, stops: Standing) -> Segments:
        """Return the pieces cut where they meet, and where somebody is stopped."""
        broken = np.bincount(self.node, minlength=len(self.ids)) > 1
        broken |= (self.standing & stops) > 0
        cuts = self.is_end | broken[self.node]
        segments = self._cut(cuts)
        twins = _twins(segments) & (segments.stop - segments.start > 1)
        if twins.any():
            cuts[(segments.start[twins] + segments.stop[twins]) // 2] = True
            segments = self._cut(cuts)
        return segments

    def _cut(self, cuts: Flags) -> Segments:
        at = np.flatnonzero(cuts)
        start, stop = at[:-1], at[1:]
        same = self.piece[start] == self.piece[stop]
        start, stop = start[same], stop[same]
        return Segments(
            a=self.node[start],
            b=self.node[stop],
            start=start,
            stop=stop,
            piece=self.piece[start],
            length=self.along[stop] - self.along[start],
        )

    def lines(self, segments: Segments) -> Lines:
        """Return the drawing of segments."""
        counts = segments.stop - segments.start + 1
        first = np.r_[0, np.cumsum(counts)]
        at = np.repeat(segments.start - first[:-1], counts) + np.arange(first[-1])
        lon, lat = self.lon[self.node[at]], self.lat[self.node[at]]
        box = np.empty((len(counts), 4), np.int32)
        if len(counts):
            for side, (least, column) in enumerate(
                [(np.minimum, lon), (np.minimum, lat), (np.maximum, lon), (np.maximum, lat)]
            ):
                box[:, side] = least.reduceat(column, first[:-1])
        return Lines(
            first=first.astype(np.int32),
            lon=lon,
            lat=lat,
            box=box,
            length=segments.length.astype(np.float32),
        )

    def ends(self, segments: Segments, through: Flags, box: Box) -> NDArray[np.int64]:
        """Return the nodes beyond which the extract goes no further, or may not.

        Where a line was cut, where a road that leads on stops, and what is at the edge of the box.
        """
        west, south, east, north = (side * 1e7 for side in box)
        inside = (self.lon > west + EDGE) & (self.lon < east - EDGE)
        inside &= (self.lat > south + EDGE) & (self.lat < north - EDGE)
        once = np.bincount(np.r_[segments.a, segments.b], minlength=len(self.ids)) == 1
        stops = np.zeros(len(self.ids), bool)
        stops[np.r_[segments.a[through], segments.b[through]]] = True
        return np.flatnonzero(self.cut | ~inside | (once & stops))

    def met_on(self, seconds: Floats, segments: Segments) -> tuple[Floats, Floats]:
        """Return what is met along segments: after their start, and after their end turned back."""
        met = seconds[self.node]
        total = np.cumsum(met)
        between = total[segments.stop] - total[segments.start]
        return between, between - met[segments.stop] + met[segments.start]


def _along(lon: Ints, lat: Ints, first: Flags) -> Floats:
    """Return metres along pieces, counted through all of them."""
    if not len(lon):
        return np.zeros(0)
    x, y = np.radians(lon / 1e7), np.radians(lat / 1e7)
    steps = EARTH_M * np.hypot(np.diff(x) * np.cos((y[1:] + y[:-1]) / 2), np.diff(y))
    steps[first[1:]] = 0.0
    return np.concatenate([[0.0], np.cumsum(steps)])


def _twins(segments: Segments) -> Flags:
    """Tell which segments lie between the same two nodes as another."""
    low, high = np.minimum(segments.a, segments.b), np.maximum(segments.a, segments.b)
    _, which, counts = np.unique(np.c_[low, high], axis=0, return_inverse=True, return_counts=True)
    return np.asarray((counts[which.ravel()] > 1) & (low != high))
