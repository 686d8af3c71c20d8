"""What closures leave of the roads: where segments are cut, and who cannot walk across.

The rules:
- A segment is cut between the first and the last point of it that lies in what is closed: one
  comes up to it from either side and turns back.
- A closed line or point closes what lies within ten metres of it, for nobody draws just
  on a road's axis.
- Nobody walks across either: a place whose way to its road would lead through what is closed takes
  the nearest road that does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from dashboard.roads.plane import DEGREE_M, Plane, within
from dashboard.roads.segments import Lines

CLOSED_WITHIN_M = 10.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """What is closed of the segments of a network.

    Attributes:
        segment: Those that are cut, in order.
        low: The part of each, from its first point, at which what is closed begins.
        high: The part at which it ends.
        area: All that is closed, in degrees, made ready to be asked; None where nothing is.
    """

    segment: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    area: Any

    def parts(
        self, segment: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.float64]]:
        """Return which of some segments are cut, and from where to where."""
        at = np.searchsorted(self.segment, segment)
        at = np.minimum(at, max(len(self.segment) - 1, 0))
        if not len(self.segment):
            return np.zeros(len(segment), bool), np.ones(len(segment)), np.zeros(len(segment))
        return self.segment[at] == segment, self.low[at], self.high[at]

    def holds(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which places lie in what is closed."""
        if self.area is None:
            return np.zeros(len(lon), bool)
        return np.asarray(shapely.intersects_xy(self.area, lon, lat))

    def parts_from(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell whose walk from ``start`` to ``end``, columns of places, leads through it."""
        if self.area is None or not len(start):
            return np.zeros(len(start), bool)
        walks = shapely.linestrings(np.stack([start, end], axis=1))
        return np.asarray(shapely.intersects(self.area, walks))


NOTHING_CLOSED = Cut(segment=np.zeros(0, np.int64), low=np.zeros(0), high=np.zeros(0), area=None)


def area_of(geometry: Any) -> Any | None:  # noqa: ANN401  GeoJSON in, shapely out
    """Return what a closure's geometry closes, in degrees; None where it says no place."""
    try:
        drawn = shapely.make_valid(shape(geometry))
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return None  # another house's geometry, kept as it came: nobody can say what it closes
    if drawn.is_empty or not np.isfinite(drawn.bounds).all():
        return None
    if drawn.area == 0:
        plane = Plane((drawn.bounds[1] + drawn.bounds[3]) / 2)
        widened = shapely.buffer(plane.shape(drawn), CLOSED_WITHIN_M, quad_segs=4)
        drawn = shapely.transform(widened, lambda places: places / (plane.across, DEGREE_M))
    return drawn


def cut_by(lines: Lines, areas: Sequence[Any]) -> Cut:
    """Return what ``areas``, in degrees, close of the segments of a network."""
    found = [_cut(lines, area) for area in areas]
    found = [each for each in found if len(each[0])]
    area = None
    if areas:
        area = shapely.union_all(np.array(areas, dtype=object))
        shapely.prepare(area)
    if not found:
        nothing = NOTHING_CLOSED
        return Cut(segment=nothing.segment, low=nothing.low, high=nothing.high, area=area)
    segment, low, high = (np.concatenate(column) for column in zip(*found, strict=True))
    unique, at = np.unique(segment, return_inverse=True)
    least, most = np.ones(len(unique)), np.zeros(len(unique))
    np.minimum.at(least, at, low)
    np.maximum.at(most, at, high)
    return Cut(segment=unique, low=least, high=most, area=area)


def _cut(
    lines: Lines,
    area: Any,  # noqa: ANN401  shapely has no types
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    west, south, east, north = shapely.bounds(area)
    plane = Plane((south + north) / 2)
    which = within(lines, west, south, east, north)
    drawn, closed = plane.segments(lines, which), plane.shape(area)
    shapely.prepare(closed)
    met = np.flatnonzero(shapely.intersects(closed, drawn))
    which, drawn = which[met], drawn[met]
    inside, at = shapely.get_coordinates(shapely.intersection(drawn, closed), return_index=True)
    low, high = np.ones(len(which)), np.zeros(len(which))
    along = shapely.line_locate_point(drawn[at], shapely.points(inside), normalized=True)
    along = np.nan_to_num(along)
    np.minimum.at(low, at, along)
    np.maximum.at(high, at, along)
    # On a line that comes back to its start, the start and the end are one place.
    round_ = shapely.is_closed(drawn)
    low[round_], high[round_] = 0.0, 1.0
    return which, low, high
