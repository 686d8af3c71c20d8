"""Valhalla as a process of its own, asked over HTTP; and why its ways are not ours."""

import importlib.util
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
import osmium
import shapely

from dashboard.roads.access import READ, passage_of
from dashboard.roads.plane import DEGREE_M, Plane

NEAR_M = 12.0
"""How far apart two drawings of one road may be: theirs is rounded."""


@dataclass(frozen=True)
class Route:
    seconds: float
    metres: float
    line: np.ndarray


class Valhalla:
    """The engine on one extract, on a port of this machine."""

    def __init__(self, engine, extract, folder):
        self.folder, self.bin = folder, engine / "valhalla" / "bin"
        folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.settings = folder / "valhalla.json"
        self.settings.write_text(json.dumps(self._settings(engine)))
        watch = time.perf_counter()
        command = [self.bin / "valhalla_build_tiles", "-c", self.settings, extract]
        subprocess.run(command, check=True, capture_output=True)
        print(f"Valhalla's tiles: {time.perf_counter() - watch:.1f} s", flush=True)

    def __enter__(self):
        command = [self.bin / "valhalla_service", self.settings, "1"]
        self.running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/status", timeout=5):
                    return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("Valhalla does not answer")

    def __exit__(self, *_):
        self.running.terminate()
        self.running.wait()

    def route(self, start, end, costing, *, shortest=False):
        asked = {
            "locations": [{"lon": float(lon), "lat": float(lat)} for lon, lat in (start, end)],
            "costing": costing,
            "costing_options": {costing: {"shortest": shortest}},
            "units": "kilometers",
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/route", json.dumps(asked).encode()
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  ours
                trip = json.load(answer)["trip"]
        except urllib.error.HTTPError:
            return None
        if trip["summary"]["length"] <= 0 or trip["summary"]["time"] <= 0:
            return None
        line = np.array(decoded(trip["legs"][0]["shape"]))
        return Route(trip["summary"]["time"], trip["summary"]["length"] * 1000, line)

    def _settings(self, engine):
        path = engine / "valhalla" / "valhalla_build_config.py"
        spec = importlib.util.spec_from_file_location("valhalla_build_config", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        said = plain(module.config)
        said["mjolnir"] |= {"tile_dir": str(self.folder / "tiles"), "concurrency": 1}
        for name in ("tile_extract", "traffic_extract", "admin", "timezone", "landmarks"):
            said["mjolnir"].pop(name, None)
        said["httpd"]["service"]["listen"] = f"tcp://127.0.0.1:{self.port}"
        for part in (said["httpd"]["service"], *said.values()):
            for name in ("loopback", "interrupt"):
                if isinstance(part, dict) and name in part:
                    part[name] = f"ipc://{self.folder}/{name}"
            service = part.get("service") if isinstance(part, dict) else None
            if isinstance(service, dict) and "proxy" in service:
                own = service["proxy"].rsplit("/", 1)[-1]
                service["proxy"] = f"ipc://{self.folder}/{own}"
        return said


def plain(said):
    """Return settings without those that have no value."""
    if isinstance(said, dict):
        made = {name: plain(value) for name, value in said.items()}
        return {name: value for name, value in made.items() if value is not None}
    if isinstance(said, list):
        return [plain(value) for value in said]
    return said if isinstance(said, str | int | float | bool) else None


def decoded(shape):
    """Return the places of an encoded line (six decimals)."""
    places, at, lat, lon = [], 0, 0, 0
    while at < len(shape):
        steps = []
        for _ in range(2):
            value = shift = 0
            while True:
                byte = ord(shape[at]) - 63
                at += 1
                value |= (byte & 31) << shift
                shift += 5
                if byte < 32:
                    break
            steps.append(~(value >> 1) if value & 1 else value >> 1)
        lat, lon = lat + steps[0], lon + steps[1]
        places.append((lon / 1e6, lat / 1e6))
    return places


@cache
def drawn(path):
    """Return all ways of an extract that have a class: their tags and a tree of their lines."""
    tags, lines = [], []
    source = (
        osmium.FileProcessor(str(path))
        .with_locations()
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter("highway"))
    )
    for way in source:
        places = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
        if len(places) > 1:
            tags.append({tag.k: tag.v for tag in way.tags if tag.k in READ})
            lines.append(places)
    plane = Plane(float(np.mean([line[0][1] for line in lines])))
    scale = plane.across, DEGREE_M
    return (
        tags,
        shapely.STRtree([shapely.LineString(np.array(line) * scale) for line in lines]),
        plane,
    )


def trace(path, lines, own, theirs, mode, *, shorter):
    """Return why two shortest ways differ: what the road is like that one alone takes."""
    tags, tree, plane = drawn(path)
    scale = plane.across, DEGREE_M
    line = shapely.LineString(theirs.line * scale)
    ours = shapely.union_all(plane.segments(lines, own))
    if shorter:
        alone = ours.difference(line.buffer(NEAR_M))
    else:
        alone = line.difference(ours.buffer(NEAR_M))
    metres = Counter()
    for part in shapely.get_parts(alone):
        if part.length < 20:
            continue
        middle = part.interpolate(0.5, normalized=True)
        near = tree.query(middle, predicate="dwithin", distance=NEAR_M)
        # Of the ways that lie there, the one that runs along.
        ways = sorted(
            near, key=lambda way: -tree.geometries[way].buffer(NEAR_M).intersection(part).length
        )
        metres[why(tags[ways[0]], mode, shorter=shorter) if ways else "no way drawn there"] += (
            part.length
        )
    who = "ours is shorter, by" if shorter else "theirs is shorter, by"
    if not metres:
        return f"{who} the same roads: a turn, or where the way begins"
    rare = [cause for cause in metres if cause != "an ordinary road"]
    return f"{who} {max(rare or metres, key=metres.__getitem__)}"


def why(tags, mode, *, shorter):
    said = [
        f"{key}={tags[key]}"
        for key in ("access", "motor_vehicle", "vehicle", "motorcar", "foot")
        if key in tags
    ]
    if said:
        return "a way with " + " ".join(said)
    if tags["highway"] in {"track", "service", "living_street", "pedestrian", "footway", "path"}:
        return f"highway={tags['highway']}" + (
            f" service={tags['service']}" if "service" in tags else ""
        )
    if not shorter and not any(getattr(passage_of(tags), mode)):
        return f"a way closed to us, highway={tags['highway']}"
    return "an ordinary road"
