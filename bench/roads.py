"""Roads: building them, asking them, and how they agree with an independent engine.

    .venv/bin/python bench/roads.py [EXTRACT ...]                      # builds and questions
    .venv/bin/python bench/roads.py --valhalla FOLDER [EXTRACT ...]    # 200 pairs

Each build runs in a process of its own, so that its memory is its own; seconds are of the clock,
and in brackets of the processor, for other work may run beside. The baselines get the same nodes,
the same edges and the same seconds, in the same run: igraph, and pandana where it is installed,
whose building (contraction) is told apart since a closure undoes it. osmnx, where it is installed,
makes its own graph of the extract, which it wants as XML.

FOLDER holds Valhalla's programs, which a wheel for another Python brings:

    pip download --no-deps --only-binary :all: --python-version 3.12 --implementation cp \\
        --abi abi3 --platform manylinux_2_28_x86_64 -d whl pyvalhalla==3.9.1
    unzip -d FOLDER whl/*.whl

Two things are compared on the same pairs of crossings: the *shortest* way, in metres, which says
whether the graphs are the same; and the *time* of the quickest, which says how the speeds compare.
Why a shortest way differs is traced: by the tags of the roads that one alone takes.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import igraph
import numpy as np
import osmium
from _valhalla import Valhalla, trace
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dashboard import clock
from dashboard.coverage.cells import cells_of
from dashboard.coverage.ground import Spots
from dashboard.geo import apart
from dashboard.roads.build import build
from dashboard.roads.catalogue import Roads
from dashboard.roads.edges import MET
from dashboard.roads.stored import NETWORK_OF, edges_of, lines_of

EXTRACTS = Path(__file__).parents[2] / "shared" / "data" / "osm"
USUAL = ("monaco_osrm", "andorra-latest", "porto_portugal")
PAIRS = 200
COSTINGS = {"drive": "auto", "walk": "pedestrian"}
MOST_M = {"drive": 100_000, "walk": 4_000}
POSTS, STARTS, ENDS = 20, 50, 5_000


class Watch:
    """Seconds of the clock, and of the processor."""

    def __init__(self):
        self.begun = time.perf_counter(), time.process_time()

    def __str__(self):
        now = time.perf_counter(), time.process_time()
        clock_s, own_s = (end - start for end, start in zip(now, self.begun, strict=True))
        return f"{clock_s:.3g} ({own_s:.3g})"


def main(words):
    """Print what was asked for, an extract after the other."""
    engine = Path(words.pop(words.index("--valhalla") + 1)) if "--valhalla" in words else None
    words = [word for word in words if word != "--valhalla"]
    parts = defaultdict(list)
    for path in [Path(word) for word in words] or [EXTRACTS / f"{n}.osm.pbf" for n in USUAL]:
        command = [sys.executable, __file__, "--one", str(path), str(engine or "")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            for line in running.stdout:
                if line.startswith("{"):
                    told = json.loads(line)
                    parts[told["mode"]] += told["parts"]
                else:
                    print(line, end="", flush=True)
    for mode, of_all in parts.items():
        said(f"\n{mode}, all extracts: time, ours / theirs", np.array(of_all))


def one(path, engine):
    """Build the roads of one extract, and ask them."""
    with tempfile.TemporaryDirectory() as folder:
        roads, watch = Roads(Path(folder)), Watch()
        region = build(roads, path, now=clock.now())
        built, memory = str(watch), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        watch = Watch()
        ground = roads.ground(region)
        opened = str(watch)
        files = roads.folder / region.files
        edges = edges_of(files, "drive")
        print(f"\n## {path.name}, {path.stat().st_size / 1e6:.1f} MB", flush=True)
        print(f"build s {built} · MB at its highest {memory:.0f} · files MB "
              f"{roads.size_of(region) / 1e6:.1f} · nodes {len(edges.row) - 1:,} · edges "
              f"{len(edges.tail):,} · km {region.counts['car_km']:,} · forbidden turns "
              f"{region.counts['car_turns']} · opened in s {opened}")  # fmt: skip
        print(f"the crow beside these roads: {region.crow}", flush=True)
        if engine:
            with Valhalla(Path(engine), path, Path(folder) / "valhalla") as valhalla:
                for mode in COSTINGS:
                    beside(path, valhalla, files, mode)
        else:
            asked(ground, files, edges)
            for name, told in of_osmnx(path, Path(folder)):
                print(f"{name} | {told}", flush=True)


# ------------------------------------------------------------------- questions, and other libraries


def asked(ground, files, edges):
    """Print what questions cost, and what they cost others."""
    lots = np.random.default_rng(1)
    lon, lat, node = crossings(lines_of(files, "car"), edges)
    # In one part of the network: pandana makes a sentence of each pair that has no way.
    size = len(edges.row) - 1
    matrix = csr_array((edges.weight, edges.column, edges.row), shape=(size, size))
    part = connected_components(matrix, connection="strong")[1]
    whole = part[node] == np.bincount(part).argmax()
    lon, lat, node = lon[whole], lat[whole], node[whole]
    chosen = lots.choice(len(node), min(STARTS + ENDS, len(node)), replace=False)
    starts, ends = chosen[:STARTS], chosen[STARTS:]
    posts = starts[:POSTS]
    cells = cells_of(around(lon[posts], lat[posts]), 260, 260)
    rows = []

    def fields():
        for post in posts:
            ground.field((lon[post], lat[post]), cells, mode="drive", limit_s=900)

    def matrix():
        return ground.times(
            Spots(lon=lon[starts], lat=lat[starts]), Spots(lon=lon[ends], lat=lat[ends]),
            mode="drive", limit_s=1800,
        )  # fmt: skip

    first = Watch()
    fields()
    rows.append(("ours: 15 min of 20 posts, 67 600 cells, the first time", str(first)))
    rows.append(("ours: the same again", best(fields)))
    first = Watch()
    matrix()
    rows.append((f"ours: {len(starts)} × {len(ends)}, 30 min at most, the first time", str(first)))
    rows.append(("ours: the same again", best(matrix)))
    every = Spots(lon=lon[chosen], lat=lat[chosen])
    few = Spots(lon=lon[starts], lat=lat[starts])
    rows.append(("ours: nearest of 50 to all of those",
                 best(lambda: ground.nearest(few, every, mode="drive", limit_s=3600))))  # fmt: skip
    rows += of_igraph(edges, node[posts], node[starts], node[ends])
    rows += of_pandana(edges, node[posts], node[starts], node[ends])
    for name, told in rows:
        print(f"{name} | {told}", flush=True)


def of_igraph(edges, posts, starts, ends):
    """Return what igraph takes; it knows no limit."""
    watch = Watch()
    pairs = np.c_[edges.tail[edges.edge], edges.head[edges.edge]]
    graph = igraph.Graph(len(edges.row) - 1, pairs.tolist(), directed=True)
    weights = edges.weight.tolist()
    made = str(watch)
    ends = np.unique(ends).tolist()
    return [
        ("igraph: making its graph", made),
        ("igraph: 20 posts to all nodes",
         best(lambda: graph.distances(posts.tolist(), weights=weights))),
        (f"igraph: {len(starts)} × {len(ends)}",
         best(lambda: graph.distances(starts.tolist(), ends, weights=weights))),
    ]  # fmt: skip


def of_pandana(edges, posts, starts, ends):
    """Return what pandana takes, if it is there."""
    try:
        import pandana  # noqa: PLC0415  a baseline
        import pandas as pd  # noqa: PLC0415
    except ImportError:
        return [("pandana", "not installed")]
    watch = Watch()
    size = len(edges.row) - 1
    seconds = pd.DataFrame({"seconds": edges.weight})
    network = pandana.Network(
        pd.Series(np.zeros(size)), pd.Series(np.zeros(size)),
        pd.Series(edges.tail[edges.edge]), pd.Series(edges.head[edges.edge]),
        seconds, twoway=False,
    )  # fmt: skip
    made = str(watch)
    one, other = np.repeat(starts, len(ends)), np.tile(ends, len(starts))
    return [
        ("pandana: making its graph (contraction)", made),
        ("pandana: 15 min of 20 posts, the nodes reached",
         best(lambda: network.nodes_in_range(posts.tolist(), 900))),
        (f"pandana: {len(starts)} × {len(ends)}",
         best(lambda: network.shortest_path_lengths(one, other))),
    ]  # fmt: skip


def of_osmnx(path, folder):
    """Return what osmnx takes, if it is there: its own graph, of the same extract as XML."""
    try:
        import networkx as nx  # noqa: PLC0415  a baseline
        import osmnx  # noqa: PLC0415
    except ImportError:
        return [("osmnx", "not installed")]
    xml = folder / "extract.osm"
    with osmium.SimpleWriter(str(xml)) as writer:
        for thing in osmium.FileProcessor(str(path)):
            writer.add(thing)
    watch = Watch()
    graph = osmnx.distance.add_edge_lengths(osmnx.graph_from_xml(xml))
    made = str(watch)
    posts = list(graph)[:: max(1, len(graph) // POSTS)][:POSTS]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def reach():
        for post in posts:
            nx.single_source_dijkstra_path_length(graph, post, cutoff=9_000, weight="length")

    return [
        (f"osmnx: making its graph ({memory:.0f} MB at its highest, with all above)", made),
        ("osmnx: 9 km from 20 posts, the nodes reached", best(reach)),
    ]


def best(work, times=3):
    """Return the least of several times, of the clock and of the processor."""
    found = []
    for _ in range(times):
        before = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - before[0], time.process_time() - before[1]))
    return f"{min(each[0] for each in found):.3g} ({min(each[1] for each in found):.3g})"


def crossings(lines, edges):
    """Return the crossings places may meet: longitude, latitude, node."""
    segment = np.repeat(np.arange(len(lines.length)), np.diff(edges.first))
    own = np.flatnonzero((edges.met[segment] == MET) & ~edges.back)
    node, at = np.unique(edges.tail[own], return_index=True)
    point = lines.first[segment[own[at]]]
    return lines.lon[point] / 1e7, lines.lat[point] / 1e7, node


def around(lon, lat):
    """Return a box around some places, not wider than a field may be."""
    west, east = np.percentile(lon, (5, 95))
    south, north = np.percentile(lat, (5, 95))
    return float(west), float(south), float(east), float(north)


# -------------------------------------------------------------------------- beside another engine


def beside(path, valhalla, files, mode):
    """Print how times and shortest ways compare with Valhalla's."""
    edges, lines = edges_of(files, mode), lines_of(files, NETWORK_OF[mode])
    lon, lat, node = crossings(lines, edges)
    segment = np.repeat(np.arange(len(lines.length)), np.diff(edges.first))
    rows = []
    for one, other in pairs_of(lon, lat, MOST_M[mode]):
        ends = (lon[one], lat[one]), (lon[other], lat[other])
        quick, short = (
            valhalla.route(*ends, COSTINGS[mode], shortest=shortest) for shortest in (False, True)
        )
        if quick and short:
            rows.append((int(node[one]), int(node[other]), quick, short))
    ids = np.c_[edges.tail[edges.edge], edges.head[edges.edge]]
    graph = igraph.Graph(len(edges.row) - 1, ids.tolist(), directed=True)
    length = np.maximum(lines.length[segment[edges.edge]].astype(float), 1e-3)
    found = []
    for start, end, quick, short in rows:
        seconds = graph.distances(start, end, weights=edges.weight)[0][0]
        if np.isfinite(seconds):
            way = graph.get_shortest_paths(start, end, weights=length, output="epath")[0]
            found.append(
                (seconds, float(length[way].sum()), segment[edges.edge[way]], quick, short)
            )
    print(f"\n{mode}: {len(found)} of {PAIRS} pairs have a way in both, {len(rows)} in theirs")
    seconds = np.array([each[0] / each[3].seconds for each in found])
    metres = np.array([each[1] / each[4].metres for each in found])
    off_s = np.array([each[0] - each[3].seconds for each in found])
    said("shortest way, ours / theirs", metres)
    said("time, ours / theirs", seconds)
    said("time, that median taken out", seconds / median(seconds))
    print(f"time within 1 s: {(abs(off_s) <= 1).mean():.1%}")
    print(json.dumps({"mode": mode, "parts": seconds.round(4).tolist()}))
    causes = Counter()
    for each, part in zip(found, metres, strict=True):
        if abs(part - 1) > 0.05:
            causes[trace(path, lines, each[2], each[4], mode, shorter=part < 1)] += 1
    for cause, count in causes.most_common():
        print(f"  differs by more than 5 %: {count} × {cause}", flush=True)


def pairs_of(lon, lat, most_m):
    """Return pairs of places drawn by lot, not farther apart than that."""
    lots, found = np.random.default_rng(2), []
    while len(found) < PAIRS:
        one, other = lots.choice(len(lon), 2, replace=False)
        if apart((lon[one], lat[one]), (lon[other], lat[other])).distance_m <= most_m:
            found.append((one, other))
    return found


def said(name, parts):
    low, middle, high = np.percentile(parts, (10, 50, 90))
    within = " · ".join(
        f"within {part:.0%}: {(abs(parts - 1) <= part).mean():.1%}"
        for part in (0.01, 0.05, 0.1, 0.2)
    )
    print(f"{name}: median {middle:.3f}, eight of ten {low:.2f} to {high:.2f} · {within}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1:])
