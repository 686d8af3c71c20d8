"""Ways on towns drawn by lot are those another library finds on a graph made by another hand."""

import tempfile
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.coverage.ground import Spots
from dashboard.roads.build import build
from dashboard.roads.catalogue import Roads
from tests.roads.conftest import NOW
from tests.roads.quadrille import BOX, Streets, metres, place

SIDE = 4
CORNERS = [(column, row) for column in range(SIDE) for row in range(SIDE)]
BLOCKS = [
    (one, other)
    for one in CORNERS
    for other in ((one[0] + 1, one[1]), (one[0], one[1] + 1))
    if max(other) < SIDE
]
KINDS = {"residential": 37.5, "tertiary": 65 * 0.82, "living_street": 15.0}

blocks = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(["no", "yes", "-1"])),
    ),
    min_size=len(BLOCKS),
    max_size=len(BLOCKS),
)


def drawn(chosen):
    """Return the extract of a town, and the same town as a graph."""
    town, graph = Streets(), nx.DiGraph()
    node = {corner: town.node(*place(*corner)) for corner in CORNERS}
    there = [(*block, *how) for block, how in zip(BLOCKS, chosen, strict=True) if how]
    degrees = nx.Graph((one, other) for one, other, _, _ in there).degree
    for one, other, kind, oneway in there:
        town.way(node[one], node[other], highway=kind, oneway=oneway)
        seconds = metres(place(*one), place(*other)) / (KINDS[kind] / 3.6)
        if oneway != "-1":
            graph.add_edge(one, other, seconds=seconds + (degrees[other] > 2))
        if oneway != "yes":
            graph.add_edge(other, one, seconds=seconds + (degrees[one] > 2))
    return town, graph


@given(blocks)
@settings(max_examples=40)
def test_times_are_those_of_networkx(chosen):
    town, graph = drawn(chosen)
    with tempfile.TemporaryDirectory() as folder:
        source = town.write(Path(folder) / "town.osm.pbf")
        roads = Roads(Path(folder) / "roads")
        parts = sorted(nx.strongly_connected_components(graph), key=len)
        if not parts or len(parts[-1]) < 2:
            return
        region = build(roads, source, now=NOW)
        ground = roads.ground(region)
        spots = Spots.of([place(*corner) for corner in CORNERS])
        met = ground.snapped(spots, "drive").distance_m < 0.5

        found = ground.times(spots, spots, mode="drive", limit_s=36_000)

    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="seconds"))
    expected = np.array([[lengths.get(a, {}).get(b, np.inf) for b in CORNERS] for a in CORNERS])
    assert region.box == pytest.approx(BOX)
    assert met.sum() >= 2
    for row in np.flatnonzero(met):
        assert found[row][met] == pytest.approx(expected[row][met], abs=0.05, rel=1e-4)
