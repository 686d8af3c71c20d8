"""Times of access on the roads of a region: what others ask of a ``Ground``, answered by roads.

The rules:
- A place is walked to from the nearest point of a road one can use, at 4.8 km/h, and a start walks
  to its road as well; farther than half a kilometre from any, nobody gets there. The middle of a
  cell may lie 120 m off: a field is the times to the middles of its cells, and nothing else.
- With a siren one may also be met where a car without would be, if that is sooner: so emergency
  access is never slower.
- What is closed is passed by nobody, in a car or on foot. Who starts inside is not held by it: for
  them it is open, and they may leave, and come back. Nobody else gets in. It makes no way shorter:
  a place that has to be reached from another road than its own takes no less time than before.
- Times to places beyond the end of the extract are not known, and times near it may be too long,
  since ways outside are missing: ``leaving_s`` says after how many seconds that begins.
"""

from collections.abc import Callable, Iterator, Sequence
from json import dumps
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.coverage.cells import middles
from dashboard.coverage.crow import EXTRACTS, MEASURED_AT, CrowGround
from dashboard.coverage.ground import Cells, Closed, Mode, Model, Snapped, Spots, Times
from dashboard.roads.closing import NOTHING_CLOSED, Cut, area_of, cut_by
from dashboard.roads.kept import Kept
from dashboard.roads.meeting import CELL_M, PLACE_M, WALK_MS, Meeting, Meetings, joined
from dashboard.roads.region import BESIDE_AN_ENGINE, RoadRegion
from dashboard.roads.stored import NETWORK_OF, edges_of, lines_of
from dashboard.roads.ways import Ways

CLOSINGS_KEPT = 8
"""Sets of closures whose roads are kept: those of the instants a slider goes to and fro between."""

GRIDS_KEPT = 8
CROW = CrowGround()
Key = tuple[str, ...]
"""A set of closures, each as its geometry is written."""


class RoadGround:
    """The roads of one region. Safe to share between threads."""

    def __init__(self, region: RoadRegion, folder: Path) -> None:
        self.region = region
        self._lines = {network: lines_of(folder, network) for network in NETWORK_OF.values()}
        self._edges = {mode: edges_of(folder, mode) for mode in NETWORK_OF}
        self._meeting: dict[Mode, Meeting] = {
            mode: Meeting(self._lines[network], self._edges[mode].met)
            for mode, network in NETWORK_OF.items()
        }
        self._cuts: Kept[tuple[str, Key], Cut] = Kept(CLOSINGS_KEPT * 2)
        self._ways: Kept[tuple[Mode, Key], Ways] = Kept(CLOSINGS_KEPT)
        self._grids: Kept[tuple[Cells, Mode], Meetings] = Kept(GRIDS_KEPT)
        self._closed_grids: Kept[tuple[Cells, Mode, Key, Key], Meetings] = Kept(GRIDS_KEPT)

    def model(self, mode: Mode) -> Model:
        """Return what times of ``mode`` are computed with: a helicopter knows no roads."""
        if mode == "helicopter":
            return CROW.model(mode)
        region, spread = self.region, BESIDE_AN_ENGINE.get(mode)
        return Model(
            kind="roads",
            name=region.title,
            taken_at=region.taken_at,
            credit=region.credit,
            spread=spread,
            against="engine" if spread else "",
            beside=EXTRACTS if spread else (),
            measured_at=MEASURED_AT if spread else "",
        )

    def snapped(self, places: Spots, mode: Mode) -> Snapped:
        """Return where ``places`` meet the ways of ``mode``.

        What lies farther than ``PLACE_M`` from any meets none: it is returned itself, with the
        distance to the nearest point drawn of a road.
        """
        if mode == "helicopter":
            return CROW.snapped(places, mode)
        met = self._meeting[mode].nearest(places, PLACE_M)
        lon, lat = places.lon.copy(), places.lat.copy()
        distance_m = np.full(len(places), np.inf)
        lon[met.place], lat[met.place] = met.lon, met.lat
        distance_m[met.place] = met.walk_s * WALK_MS
        off = np.flatnonzero(~np.isfinite(distance_m) & np.isfinite(lon + lat))
        if len(off):
            away = Spots(lon=places.lon[off], lat=places.lat[off])
            distance_m[off] = self._meeting[mode].distance_m(away)
        return Snapped(lon=lon, lat=lat, distance_m=distance_m.astype(np.float32))

    def times(
        self,
        starts: Spots,
        ends: Spots,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from each start to each end, shape (starts, ends)."""
        if mode == "helicopter":
            return CROW.times(starts, ends, mode=mode, limit_s=limit_s, closed=closed)
        found = np.full((len(starts), len(ends)), np.inf, dtype=np.float32)
        for rows, few, binding in _groups(starts, closed):
            coming = self._meet(ends, mode, binding)
            found[rows] = self._times(few, ends, coming, mode, binding, limit_s)
        return found

    def field(
        self,
        start: tuple[float, float],
        cells: Cells,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from ``start`` (longitude, latitude) to each cell: (rows, columns)."""
        if mode == "helicopter":
            return CROW.field(start, cells, mode=mode, limit_s=limit_s, closed=closed)
        count = cells.rows * cells.columns
        found = np.full(count, np.inf, dtype=np.float32)
        for _, few, binding in _groups(Spots.of([start]), closed):
            coming = self._meet_cells(cells, mode, binding)
            found = self._times(few, middles(cells), coming, mode, binding, limit_s)[0]
        return found.astype(np.float32).reshape(cells.rows, cells.columns)

    def nearest(
        self,
        starts: Spots,
        ends: Spots,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> tuple[Times, NDArray[np.int64]]:
        """Return the time to each end from the start it is soonest reached from, and that start.

        Where nothing is closed, one question for all starts together: many cost what one costs. The
        start is -1 where nobody gets in time.
        """
        if mode == "helicopter":
            return _soonest(CROW.times(starts, ends, mode=mode, limit_s=limit_s, closed=closed))
        if closed or not len(starts):
            return _soonest(self.times(starts, ends, mode=mode, limit_s=limit_s, closed=closed))
        going, coming = self._meet(starts, mode), self._meet(ends, mode)
        ways = self._open(mode)
        times, who = ways.nearest(going, len(starts), coming, len(ends), limit_s)
        return times.astype(np.float32), who

    def leaving_s(
        self, starts: Spots, *, mode: Mode, limit_s: float, closed: Sequence[Closed] = ()
    ) -> Times:
        """Return after how long one can be where the extract ends, from each start.

        Times below it are whole; those above may be too long, for ways outside are not known.
        """
        found = np.full(len(starts), np.inf, dtype=np.float32)
        if mode == "helicopter":
            return found
        for rows, few, binding in _groups(starts, closed):
            going = self._meet(few, mode, binding)
            found[rows] = self._open(mode, binding).leaving_s(going, len(few), limit_s)
        return found

    def known(self, cells: Cells) -> NDArray[np.bool_]:
        """Return which cells lie within the region's box: of the others nothing is known."""
        west, south, east, north = self.region.box
        spots = middles(cells)
        inside = (spots.lon >= west) & (spots.lon <= east)
        inside &= (spots.lat >= south) & (spots.lat <= north)
        return inside.reshape(cells.rows, cells.columns)

    def _times(
        self,
        starts: Spots,
        ends: Spots,
        coming: Meetings,
        mode: Mode,
        closed: Sequence[Closed],
        limit_s: float,
    ) -> NDArray[np.float64]:
        """Return the time from each start to each end, which meet the roads at ``coming``."""
        going, rows = self._meet(starts, mode, closed), len(starts)
        found = self._open(mode, closed).times(going, rows, coming, len(ends), limit_s)
        moved = np.unique(coming.place[coming.moved])
        if going.moved.any():
            moved = np.arange(len(ends))
        if len(moved):
            few = Spots(lon=ends.lon[moved], lat=ends.lat[moved])
            before, after = self._meet(starts, mode), self._meet(few, mode)
            open_ = self._open(mode).times(before, rows, after, len(moved), limit_s)
            found[:, moved] = np.maximum(found[:, moved], open_)
        return found

    def _meet(self, spots: Spots, mode: Mode, closed: Sequence[Closed] = ()) -> Meetings:
        """Return where places meet the roads of a mode, whatever is closed."""

        def nearest(of: Mode) -> Meetings:
            return self._meeting[of].nearest(spots, PLACE_M)

        return self._met(nearest, spots, PLACE_M, mode, closed)

    def _meet_cells(self, cells: Cells, mode: Mode, closed: Sequence[Closed]) -> Meetings:
        """Return where the middles of cells meet the roads of a mode, kept for the next start."""
        spots = middles(cells)

        def nearest(of: Mode) -> Meetings:
            return self._grids.get((cells, of), lambda: self._meeting[of].nearest(spots, CELL_M))

        return self._closed_grids.get(
            (cells, mode, _key(closed, mode), _key(closed, "drive")),
            lambda: self._met(nearest, spots, CELL_M, mode, closed),
        )

    def _met(
        self,
        nearest: Callable[[Mode], Meetings],
        spots: Spots,
        limit_m: float,
        mode: Mode,
        closed: Sequence[Closed],
    ) -> Meetings:
        """Return meetings while something is closed, of those there are while nothing is."""
        asked: list[tuple[Mode, Mode]] = [(mode, mode)]
        if mode == "emergency":
            asked.append(("drive", mode))
            if any(one.open_to_emergency for one in closed):
                asked.append(("drive", "drive"))
        found = [
            self._meeting[of].while_closed(nearest(of), spots, limit_m, self._cut(bound_as, closed))
            for of, bound_as in asked
        ]
        return joined(found) if len(found) > 1 else found[0]

    def _cut(self, mode: Mode, closed: Sequence[Closed]) -> Cut:
        binding = [one for one in closed if _binds(one, mode)]
        if not binding:
            return NOTHING_CLOSED
        network = NETWORK_OF[mode]

        def made() -> Cut:
            areas = [area for one in binding if (area := area_of(one.geometry)) is not None]
            return cut_by(self._lines[network], areas) if areas else NOTHING_CLOSED

        return self._cuts.get((network, _key(closed, mode)), made)

    def _open(self, mode: Mode, closed: Sequence[Closed] = ()) -> Ways:
        return self._ways.get(
            (mode, _key(closed, mode)),
            lambda: Ways(self._edges[mode], self._cut(mode, closed)),
        )


def _binds(closed: Closed, mode: Mode) -> bool:
    return not (closed.open_to_emergency and mode == "emergency")


def _key(closed: Sequence[Closed], mode: Mode) -> Key:
    """Return what tells a set of closures from another, for those who go by ``mode``."""
    return tuple(sorted(dumps(one.geometry, sort_keys=True) for one in closed if _binds(one, mode)))


def _groups(
    starts: Spots, closed: Sequence[Closed]
) -> Iterator[tuple[NDArray[np.int64], Spots, Sequence[Closed]]]:
    """Give starts that the same closures bind: their numbers, their places, and which these are."""
    areas = [area_of(one.geometry) for one in closed]
    inside = np.zeros((len(starts), len(closed)), bool)
    for number, area in enumerate(areas):
        if area is not None:
            inside[:, number] = shapely.intersects_xy(area, starts.lon, starts.lat)
    kinds, of = np.unique(inside, axis=0, return_inverse=True)
    for kind, free in enumerate(kinds):
        rows = np.flatnonzero(of.ravel() == kind)
        few = Spots(lon=starts.lon[rows], lat=starts.lat[rows])
        yield rows, few, [one for one, is_free in zip(closed, free, strict=True) if not is_free]


def _soonest(times: Times) -> tuple[Times, NDArray[np.int64]]:
    if not len(times):
        return np.full(times.shape[1], np.inf, np.float32), np.full(times.shape[1], -1, np.int64)
    who = times.argmin(axis=0)
    found = times[who, np.arange(times.shape[1])]
    return found, np.where(np.isfinite(found), who, -1)
