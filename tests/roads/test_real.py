"""Real extracts: dense towns, mountains, islands, a country; none of them is in the project."""

import igraph
import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from dashboard.coverage.cells import cells_of, middles
from dashboard.coverage.ground import Closed, Spots
from dashboard.roads.build import build
from dashboard.roads.catalogue import Roads
from dashboard.roads.stored import edges_of
from tests.roads.conftest import NOW


@pytest.fixture(params=["monaco_osrm", "nantes_very_small", "liechtenstein-latest"])
def region(request, real, tmp_path):
    """The roads of an extract, opened, and what is said of them."""
    roads = Roads(tmp_path / "roads")
    region = build(roads, real(f"{request.param}.osm.pbf"), now=NOW)
    return roads.ground(region), region, roads.folder / region.files


def test_real_roads_keep_the_promises_of_the_small_town(region):
    ground, said, folder = region
    lots = np.random.default_rng(5)
    west, south, east, north = said.box
    spots = Spots(lon=lots.uniform(west, east, 40), lat=lots.uniform(south, north, 40))
    hour = {"limit_s": 3600.0}

    driven = ground.times(spots, spots, mode="drive", **hour)
    siren = ground.times(spots, spots, mode="emergency", **hour)
    assert (siren <= driven + 1e-3).all()
    assert np.isfinite(driven).sum() > 40

    # The shortest ways between nodes are those of igraph on the same edges.
    edges = edges_of(folder, "drive")
    pairs = np.c_[edges.tail[edges.edge], edges.head[edges.edge]]
    graph = igraph.Graph(len(edges.row) - 1, pairs.tolist(), directed=True)
    nodes = lots.choice(len(edges.row) - 1, 30, replace=False).tolist()
    theirs = np.array(graph.distances(nodes, nodes, weights=edges.weight.tolist()))
    size = (len(edges.row) - 1,) * 2
    matrix = csr_array((edges.weight, edges.column, edges.row), shape=size)
    assert dijkstra(matrix, indices=nodes)[:, nodes] == pytest.approx(theirs)


def test_nobody_gets_into_what_is_closed_in_a_real_town(region):
    ground, said, _ = region
    cells = cells_of(said.box, 120, 120)
    lots = np.random.default_rng(7)
    spots = middles(cells)
    near = np.flatnonzero(ground.snapped(spots, "walk").distance_m < 50)
    start, other = lots.choice(near, 2, replace=False)
    start, other = ((float(spots.lon[at]), float(spots.lat[at])) for at in (start, other))
    across, up = (said.box[2] - said.box[0]) / 60, (said.box[3] - said.box[1]) / 60
    ring = [[other[0] + x * across, other[1] + y * up] for x, y in
            [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]]  # fmt: skip
    closed = [Closed(geometry={"type": "Polygon", "coordinates": [ring]})]

    open_ = ground.field(start, cells, mode="walk", limit_s=36_000)
    shut = ground.field(start, cells, mode="walk", limit_s=36_000, closed=closed)

    inside = (abs(spots.lon - other[0]) < across) & (abs(spots.lat - other[1]) < up)
    inside = inside.reshape(open_.shape)
    assert np.isfinite(open_[inside]).any()
    assert np.isinf(shut[inside]).all()
    assert np.isfinite(shut).sum() > 100
    assert (shut >= open_ - 1e-3).all()
