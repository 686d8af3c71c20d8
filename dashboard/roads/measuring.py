"""How wrong times in a straight line are in a region, measured against its own roads.

Two hundred pairs of junctions, drawn by lot and always the same ones for one extract, as far apart
as help comes from; where streets are many, as people are, many are drawn. The figures go with the
region, for the screen to say.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from dashboard.coverage.crow import EARTH, GOINGS
from dashboard.coverage.ground import Mode
from dashboard.roads.edges import MET, Edges
from dashboard.roads.region import Compared
from dashboard.roads.segments import Lines

STARTS, ENDS = 20, 10
LOTS = 4_000
APART_M: dict[Mode, tuple[float, float]] = {
    "drive": (300.0, 30_000.0),
    "emergency": (300.0, 30_000.0),
    "walk": (150.0, 3_000.0),
}
FEWEST = 20
FARTHEST_S, FARTHEST_M = 3 * 3600.0, 200_000.0


def compared(lines: Lines, edges: Edges, mode: Mode, seed: int) -> Compared | None:
    """Return the crow's times beside the roads'; None where there are not places enough."""
    lots = np.random.default_rng(seed)
    segment = np.repeat(np.arange(len(lines.length)), np.diff(edges.first))
    asked = np.flatnonzero((edges.met[segment] == MET) & ~edges.back)
    if len(asked) < 2:
        return None
    drawn = lots.choice(asked, LOTS)
    node, at = edges.tail[drawn], lines.first[segment[drawn]]
    lon, lat = lines.lon[at] / 1e7, lines.lat[at] / 1e7
    least_m, most_m = APART_M[mode]
    length_m = np.maximum(lines.length[segment[edges.edge]].astype(float), 1e-3)
    apart, times, ways = [], [], []
    for start in range(STARTS):
        others = np.arange(STARTS, LOTS)
        here = np.full(len(others), lon[start]), np.full(len(others), lat[start])
        distance_m = np.asarray(EARTH.inv(*here, lon[others], lat[others])[2])
        near = np.flatnonzero((distance_m >= least_m) & (distance_m <= most_m))[:ENDS]
        apart.append(distance_m[near])
        ends = node[others[near]]
        times.append(_costs(edges, edges.weight, node[start], FARTHEST_S)[ends])
        ways.append(_costs(edges, length_m, node[start], FARTHEST_M)[ends])
    straight_m, road_s, way_m = map(np.concatenate, (apart, times, ways))
    there = np.isfinite(road_s) & np.isfinite(way_m) & (road_s > 1)
    if there.sum() < FEWEST:
        return None
    parts = GOINGS[mode].seconds(straight_m[there]) / road_s[there]
    low, middle, high = (round(float(part), 3) for part in np.percentile(parts, (10, 50, 90)))
    detour = round(float(np.median(way_m[there] / straight_m[there])), 3)
    return Compared(pairs=int(there.sum()), low=low, middle=middle, high=high, detour=detour)


def _costs(edges: Edges, weight: Any, start: int, limit: float) -> NDArray[np.float64]:  # noqa: ANN401
    nodes = len(edges.row) - 1
    matrix = csr_array((weight, edges.column, edges.row), shape=(nodes, nodes))
    return np.asarray(dijkstra(matrix, indices=start, limit=limit))
