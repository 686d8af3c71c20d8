"""Where places meet the roads: the nearest point of a segment one can use, and the walk to it.

Trees of segments are made for squares of a tenth of a degree, when somebody first asks for a place
in one: an operation has a few of them, a region some hundreds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from dashboard.coverage.ground import Spots
from dashboard.roads.access import WALK_KMH
from dashboard.roads.closing import Cut
from dashboard.roads.edges import MET, MET_WHEN_ON_IT, NOT_MET
from dashboard.roads.kept import Kept
from dashboard.roads.plane import DEGREE_M, UNIT, Plane, within
from dashboard.roads.segments import Lines

PLACE_M = 500.0
"""How far from a road a place may lie: farther, nobody gets there."""

CELL_M = 120.0
"""How far from a road the middle of a cell may lie to be coloured."""

ON_IT_M = 15.0
"""How near one must be to a motorway to be on it: half its width, and what a device errs by."""

CROSSING_M, SAME_M = 1.0, 0.05
"""Who is within a metre of a crossing is on it, and so on each of its streets."""

TILE = 0.1
TILES_KEPT = 64
WALK_MS = WALK_KMH / 3.6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meetings:
    """Where places meet segments, in columns, by place: none, one or several for each.

    Attributes:
        place: The number of the place, in order.
        segment: The segment it meets.
        part: How far along its drawing, from 0 to 1.
        walk_s: How long the walk between the two takes.
        lon: Of the point of the segment, in degrees.
        lat: Of the point of the segment, in degrees.
        moved: Whether there is a nearer segment, but closed, or behind what is.
    """

    place: NDArray[np.int64]
    segment: NDArray[np.int64]
    part: NDArray[np.float64]
    walk_s: NDArray[np.float64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    moved: NDArray[np.bool_]

    def only(self, which: NDArray[Any]) -> "Meetings":
        """Return some of them."""
        return Meetings(
            place=self.place[which],
            segment=self.segment[which],
            part=self.part[which],
            walk_s=self.walk_s[which],
            lon=self.lon[which],
            lat=self.lat[which],
            moved=self.moved[which],
        )


def joined(several: Sequence[Meetings]) -> Meetings:
    """Return all of several, each once, by place."""
    columns = {
        each.name: np.concatenate([getattr(one, each.name) for one in several])
        for each in fields(Meetings)
    }
    keys = columns["part"], columns["segment"], columns["place"]
    order = np.lexsort((columns["walk_s"], *keys))
    new = np.zeros(len(order), bool)
    new[:1] = True
    for column in keys:
        new[1:] |= column[order][1:] != column[order][:-1]
    return Meetings(**columns).only(order[new])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tile:
    """The segments around a square that places may meet, and those only one on them meets."""

    plane: Plane
    which: NDArray[np.int64]
    tree: Any
    apart: NDArray[np.int64]
    apart_tree: Any


class Meeting:
    """Finds where places meet the segments of one mode."""

    def __init__(self, lines: Lines, met: NDArray[np.uint8]) -> None:
        self._lines = lines
        self._met = met
        self._tiles: Kept[tuple[int, int], _Tile] = Kept(TILES_KEPT)
        self._points: Kept[None, Any] = Kept(1)

    def nearest(self, spots: Spots, limit_m: float) -> Meetings:
        """Return where each place meets the nearest segment within ``limit_m``, if any."""
        found = [
            self._nearest(tile, spots, places, limit_m) for tile, places in self._by_tile(spots)
        ]
        return joined(found) if found else NOBODY

    def while_closed(self, met: Meetings, spots: Spots, limit_m: float, cut: Cut) -> Meetings:
        """Return where places meet segments that are not closed, nor walked to through what is."""
        if cut.area is None:
            return met
        stopped = self._stopped(met, spots, cut)
        again = np.unique(met.place[stopped])
        again = again[~cut.holds(spots.lon[again], spots.lat[again])]
        return joined([met.only(~stopped), self._beside(spots, again, limit_m, cut)])

    def distance_m(self, spots: Spots) -> NDArray[np.float64]:
        """Return how far places lie from the nearest point drawn of a segment, however far."""
        if not (self._met > NOT_MET).any():
            return np.full(len(spots), np.inf)
        plane, tree = self._points.get(None, self._drawn)
        return np.asarray(tree.query(np.c_[spots.lon * plane.across, spots.lat * DEGREE_M])[0])

    def _drawn(self) -> tuple[Plane, Any]:
        first = self._lines.first
        of = np.repeat(self._met == MET, np.diff(first))
        lon, lat = self._lines.lon[of] / UNIT, self._lines.lat[of] / UNIT
        plane = Plane(float(lat.mean()) if len(lat) else 0.0)
        return plane, cKDTree(np.c_[lon * plane.across, lat * DEGREE_M])

    def _by_tile(self, spots: Spots) -> list[tuple[tuple[int, int], NDArray[np.int64]]]:
        """Return the squares places lie in, with those in each."""
        there = np.flatnonzero(np.isfinite(spots.lon) & np.isfinite(spots.lat))
        squares = np.floor(np.c_[spots.lon[there], spots.lat[there]] / TILE).astype(np.int64)
        unique, of = np.unique(squares, axis=0, return_inverse=True)
        return [
            ((int(east), int(north)), there[of.ravel() == number])
            for number, (east, north) in enumerate(unique)
        ]

    def _tile(self, square: tuple[int, int]) -> _Tile:
        return self._tiles.get(square, lambda: self._made(square))

    def _made(self, square: tuple[int, int]) -> _Tile:
        west, south = square[0] * TILE, square[1] * TILE
        plane = Plane(min(max(south + TILE / 2, -89.0), 89.0))
        beyond = PLACE_M / DEGREE_M, PLACE_M / plane.across
        near = within(
            self._lines,
            west - beyond[1],
            south - beyond[0],
            west + TILE + beyond[1],
            south + TILE + beyond[0],
        )
        met = self._met[near]
        which, apart = near[met == MET], near[met == MET_WHEN_ON_IT]
        return _Tile(
            plane=plane,
            which=which,
            tree=_tree(plane.segments(self._lines, which)),
            apart=apart,
            apart_tree=_tree(plane.segments(self._lines, apart)),
        )

    def _nearest(
        self,
        square: tuple[int, int],
        spots: Spots,
        places: NDArray[np.int64],
        limit_m: float,
    ) -> Meetings:
        tile = self._tile(square)
        points = tile.plane.points(spots.lon[places], spots.lat[places])
        segment = np.full(len(places), -1, np.int64)
        far_m = np.full(len(places), np.inf)
        for tree, which, within_m in (
            (tile.tree, tile.which, limit_m),
            (tile.apart_tree, tile.apart, min(ON_IT_M, limit_m)),
        ):
            (at, found), distance_m = tree.query_nearest(
                points, max_distance=within_m, return_distance=True, all_matches=False
            )
            nearer = distance_m < far_m[at]
            segment[at[nearer]] = which[found[nearer]]
            far_m[at[nearer]] = distance_m[nearer]
        near = np.flatnonzero(segment >= 0)
        met = self._meetings(tile.plane, places[near], points[near], segment[near], far_m[near])
        return joined([met, self._at_crossings(tile, met)])

    def _at_crossings(self, tile: _Tile, met: Meetings) -> Meetings:
        """Return where those who are at a crossing meet its other streets."""
        along_m = met.part * self._lines.length[met.segment]
        left_m = self._lines.length[met.segment] - along_m
        ends = met.only(np.minimum(along_m, left_m) <= CROSSING_M)
        first = self._lines.first
        corner = np.where(ends.part < 0.5, first[ends.segment], first[ends.segment + 1] - 1)
        lon, lat = self._lines.lon[corner] / UNIT, self._lines.lat[corner] / UNIT
        points = tile.plane.points(lon, lat)
        at, segment = tile.tree.query(points, predicate="dwithin", distance=SAME_M)
        far_m = ends.walk_s[at] * WALK_MS
        return self._meetings(tile.plane, ends.place[at], points[at], tile.which[segment], far_m)

    def _meetings(
        self,
        plane: Plane,
        places: NDArray[np.int64],
        points: Any,  # noqa: ANN401  shapely has no types
        segment: NDArray[np.int64],
        far_m: NDArray[np.float64],
    ) -> Meetings:
        drawn = plane.segments(self._lines, segment)
        part = np.nan_to_num(shapely.line_locate_point(drawn, points, normalized=True))
        lon, lat = plane.degrees(shapely.line_interpolate_point(drawn, part, normalized=True))
        return Meetings(
            place=places,
            segment=segment,
            part=part,
            walk_s=far_m / WALK_MS,
            lon=lon,
            lat=lat,
            moved=np.zeros(len(places), bool),
        )

    def _stopped(self, met: Meetings, spots: Spots, cut: Cut) -> NDArray[np.bool_]:
        """Tell which meetings lie in what is closed, or are walked to through it."""
        is_cut, low, high = cut.parts(met.segment)
        stopped = is_cut & (met.part >= low) & (met.part <= high)
        near = np.flatnonzero(~stopped & _beside_box(spots, met, cut))
        starts = np.c_[spots.lon[met.place[near]], spots.lat[met.place[near]]]
        stopped[near] = cut.parts_from(starts, np.c_[met.lon[near], met.lat[near]])
        return stopped

    def _beside(
        self, spots: Spots, places: NDArray[np.int64], limit_m: float, cut: Cut
    ) -> Meetings:
        """Return the nearest meetings of some places that are not stopped."""
        found = [NOBODY]
        chosen = Spots(lon=spots.lon[places], lat=spots.lat[places])
        for square, few in self._by_tile(chosen):
            tile = self._tile(square)
            points = tile.plane.points(chosen.lon[few], chosen.lat[few])
            at, segment = tile.tree.query(points, predicate="dwithin", distance=limit_m)
            far_m = shapely.distance(points[at], tile.tree.geometries[segment])
            all_ = self._meetings(
                tile.plane, places[few[at]], points[at], tile.which[segment], far_m
            )
            open_ = all_.only(~self._stopped(all_, spots, cut))
            least_s = np.full(len(spots), np.inf)
            np.minimum.at(least_s, open_.place, open_.walk_s)
            found.append(open_.only(open_.walk_s == least_s[open_.place]))
        met = joined(found)
        return replace(met, moved=np.ones(len(met.place), bool))


def _tree(segments: Any) -> Any:  # noqa: ANN401  shapely has no types
    """Return a tree that is built: it would build itself at the first question, in any thread."""
    tree = shapely.STRtree(segments)
    tree.query(shapely.Point(0, 0))
    return tree


def _beside_box(spots: Spots, met: Meetings, cut: Cut) -> NDArray[np.bool_]:
    """Tell whose walk may come near what is closed: its box meets that of the area."""
    west, south, east, north = shapely.bounds(cut.area)
    lon, lat = spots.lon[met.place], spots.lat[met.place]
    meets = (np.minimum(lon, met.lon) <= east) & (np.maximum(lon, met.lon) >= west)
    meets &= (np.minimum(lat, met.lat) <= north) & (np.maximum(lat, met.lat) >= south)
    return np.asarray(meets)


NOBODY = Meetings(
    place=np.zeros(0, np.int64),
    segment=np.zeros(0, np.int64),
    part=np.zeros(0),
    walk_s=np.zeros(0),
    lon=np.zeros(0),
    lat=np.zeros(0),
    moved=np.zeros(0, bool),
)
