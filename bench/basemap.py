"""A base map and its gazetteer, made of each extract: how long, how much memory, how large.

    .venv/bin/python bench/basemap.py [FOLDER of .osm.pbf files, or files]

Each build runs in a process of its own, so that its memory is its own. *Python MB* is that of the
process that streams the extract, *tippecanoe MB* that of the program it starts, both at their
highest. The baseline of the gazetteer is the plainest that could be done with the same names: every
name read from the same file and looked through with Python's own ``in``.

No French department is in the project: ``--tiled N`` makes one of Monaco's extract, N × N times
side by side, as regular as it is large.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import osmium

from dashboard import clock
from dashboard.territory.build import build
from dashboard.territory.catalogue import Maps, MapsGazetteer
from dashboard.territory.names import folded

EXTRACTS = Path(__file__).parents[2] / "shared" / "data" / "osm"
ASKED = (
    "rue",
    "gare",
    "saint",
    "av de la",
    "hopital",
    "pompiers",
    "12 rue",
    "boulvard",
    "pl",
    "ecole",
)


def main(paths):
    """Print one row an extract."""
    print("extract | PBF MB | buildings | streets | s | of it tiles | Python MB | tippecanoe MB | "
          "tiles MB | names | names MB | find ms | max | looking through ms")  # fmt: skip
    for path in paths:
        row = json.loads(
            subprocess.run(
                [sys.executable, __file__, "--one", str(path)], capture_output=True, check=True
            ).stdout
        )
        print(" | ".join(str(value) for value in row))


def one(path):
    """Build the map of one extract, ask it for places, and print what that cost."""
    with tempfile.TemporaryDirectory() as folder:
        maps, began, cutting = Maps(Path(folder)), time.perf_counter(), []

        def told(step, _):
            if step == "cutting" and not cutting:
                cutting.append(time.perf_counter())

        region = build(maps, path, now=clock.now(), told=told)
        ended = time.perf_counter()
        sizes = [
            (maps.folder / name).stat().st_size / 1e6 for name in (region.tiles, region.places)
        ]
        memory = [
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ]
        find, through = asked(maps, path, region.box)
        print(json.dumps([
            path.name.split(".")[0], round(path.stat().st_size / 1e6, 1),
            region.features.get("buildings", 0), region.features.get("streets", 0),
            round(ended - began, 1), round(ended - cutting[0], 1), *map(round, memory),
            round(sizes[0], 1), region.names, round(sizes[1], 1),
            round(median(find), 2), round(max(find), 2), round(median(through), 1),
        ]))  # fmt: skip


def asked(maps, path, box):
    """Return the milliseconds of each question, of the gazetteer and of looking through names."""
    gazetteer, near = MapsGazetteer(maps), ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    gazetteer.find("x")
    tagged = osmium.FileProcessor(str(path)).with_filter(osmium.filter.KeyFilter("name"))
    names = [thing.tags["name"] for thing in tagged]
    return (
        [timed(lambda text=text: gazetteer.find(text, near)) for text in ASKED],
        [
            timed(lambda text=text: [n for n in names if folded(text) in folded(n)])
            for text in ASKED
        ],
    )


def timed(act):
    """Return how long something took, in milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1e3


def tiled(source, times, output):
    """Write ``source`` side by side ``times`` × ``times`` times, to the west and the north."""
    box = osmium.io.Reader(str(source), osmium.osm.NOTHING).header().box()
    low, high = box.bottom_left, box.top_right
    wide, tall, more = high.lon - low.lon, high.lat - low.lat, times - 1
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(low.lon - wide * more, low.lat, high.lon, high.lat + tall * more))
    # Ids are counted anew, one after the other: no two copies share one.
    counted = {letter: {} for letter in "nwr"}
    for thing in osmium.FileProcessor(str(source)):
        known = counted[thing.type_str()]
        known[thing.id] = len(known) + 1
    with osmium.SimpleWriter(str(output), header=header, overwrite=True) as writer:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for copy in range(times * times):
                west, north = copy % times * wide, copy // times * tall
                for thing in osmium.FileProcessor(str(source), kind):
                    writer.add(moved(thing, counted, copy, (-west, north)))


def moved(thing, counted, copy, by):
    """Return a thing of another copy: its own ids, its own place."""

    def numbered(letter, old):
        known = counted[letter]
        return copy * len(known) + known[old]

    id_ = numbered(thing.type_str(), thing.id)
    if thing.is_node():
        return thing.replace(
            id=id_, location=(thing.location.lon + by[0], thing.location.lat + by[1])
        )
    if thing.is_way():
        return thing.replace(id=id_, nodes=[numbered("n", node.ref) for node in thing.nodes])
    inside = [m for m in thing.members if m.ref in counted[m.type]]
    return thing.replace(
        id=id_, members=[(m.type, numbered(m.type, m.ref), m.role) for m in inside]
    )


def extracts(words):
    """Return the files the words name, those of a folder by size."""
    paths = [Path(word) for word in words] or [EXTRACTS]
    found = [
        file for path in paths for file in (path.glob("*.osm.pbf") if path.is_dir() else [path])
    ]
    return sorted(found, key=lambda file: file.stat().st_size)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", name]:
            one(Path(name))
        case ["--tiled", number, source, output]:
            tiled(Path(source), int(number), Path(output))
        case words:
            main(extracts(words))
