"""The tiles of a base map kept in one file: MBTiles or PMTiles, offline, as they are."""

import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from fastapi import APIRouter
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported
from starlette.responses import Response

from dashboard.geo import Box
from dashboard.territory.catalogue import Maps
from dashboard.text import RefusedError, Text

Format = Literal["pbf", "png", "jpg", "webp"]

MEDIA: dict[Format, str] = {
    "pbf": "application/vnd.mapbox-vector-tile",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
PMTILES_FORMATS: dict[int, Format] = {1: "pbf", 2: "png", 3: "jpg", 4: "webp"}
MBTILES_FORMATS: dict[str, Format] = {known: known for known in MEDIA} | {"jpeg": "jpg"}
WORLD: Box = (-180.0, -85.0511, 180.0, 85.0511)
DEEPEST = 24
A_DAY = "private, max-age=86400"
GZIP = b"\x1f\x8b"


class UnreadableTilesError(RefusedError):
    """The base map's file is not there, or is not one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                fr="Le fond de carte {path} n'est pas lisible ; attendu : un fichier .mbtiles ou "
                ".pmtiles.",
                en="The base map {path} cannot be read; expected: a .mbtiles or .pmtiles file.",
            ),
            path=path,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TilesInfo:
    """What the page must know of a base map to ask for its tiles."""

    format: Format
    bounds: Box
    minzoom: int
    maxzoom: int
    attribution: str = ""
    layers: tuple[str, ...] = ()

    @property
    def is_vector(self) -> bool:
        """Whether the tiles are drawn by the map; else they are pictures."""
        return self.format == "pbf"


class Tiles(Protocol):
    """A base map in a file."""

    @property
    def info(self) -> TilesInfo: ...  # noqa: D102

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile, counted from the north-west; None where the map has none."""


UNREADABLE = (
    OSError,
    KeyError,
    ValueError,
    IndexError,
    sqlite3.Error,
    MagicNumberNotFound,
    SpecVersionUnsupported,
)
"""What the readers of these files raise for one that is not theirs."""


def open_tiles(path: Path) -> Tiles:
    """Return the base map kept in ``path``.

    Raises:
        UnreadableTilesError: It is not there, or not an MBTiles or PMTiles file.
    """
    try:
        return KINDS[path.suffix.lower()](path)
    except UNREADABLE:
        raise UnreadableTilesError(path) from None


def tiles_info(path: Path | None) -> TilesInfo | None:
    """Return what the page must know of the base map of the settings; None without one."""
    return open_tiles(path).info if path else None


def _layers(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the layers of vector tiles, as their maker lists them."""
    return tuple(str(layer["id"]) for layer in metadata.get("vector_layers", ()))


class MBTiles:
    """Tiles in an SQLite table, whose rows are counted from the south."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve(strict=True).as_uri()}?mode=ro&immutable=1"
        self._rows = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        said: dict[str, str] = dict(self._rows.execute("SELECT name, value FROM metadata"))
        bounds = said.get("bounds", "")
        west, south, east, north = map(float, bounds.split(",")) if bounds else WORLD
        self.info = TilesInfo(
            format=MBTILES_FORMATS[said.get("format", "png").lower()],
            bounds=(west, south, east, north),
            minzoom=int(said.get("minzoom", 0)),
            maxzoom=int(said.get("maxzoom", 14)),
            attribution=said.get("attribution", ""),
            layers=_layers(json.loads(said.get("json", "{}"))),
        )

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile."""
        asked = "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?"
        with self._lock:
            row = self._rows.execute(asked, (z, x, 2**z - 1 - y)).fetchone()
        return bytes(row[0]) if row else None


class PMTiles:
    """Tiles in one file read by offset."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._reader = Reader(MmapSource(file))
        said: dict[str, Any] = self._reader.header()
        more: dict[str, Any] = self._reader.metadata()
        corners = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        west, south, east, north = (said[corner] / 1e7 for corner in corners)
        self.info = TilesInfo(
            format=PMTILES_FORMATS[int(said["tile_type"].value)],
            bounds=(west, south, east, north),
            minzoom=said["min_zoom"],
            maxzoom=said["max_zoom"],
            attribution=str(more.get("attribution", "")),
            layers=_layers(more),
        )

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile."""
        found: bytes | None = self._reader.get(z, x, y)
        return found


KINDS: dict[str, Callable[[Path], Tiles]] = {".mbtiles": MBTiles, ".pmtiles": PMTiles}


class BuiltTiles:
    """The tiles of the maps built here, each opened when first asked for and after a rebuild."""

    def __init__(self, maps: Maps) -> None:
        self._maps = maps
        self._opened: dict[str, tuple[str, Tiles]] = {}

    def of(self, name: str) -> Tiles | None:
        """Return the tiles of the map of that name, as last built; None where there is none."""
        region = self._maps.region(name)
        if region is None:
            return None
        kept = self._opened.get(name)
        if kept is None or kept[0] != region.tiles:
            kept = self._opened[name] = region.tiles, open_tiles(self._maps.tiles_of(region))
        return kept[1]


def tile_routes(tiles: Tiles | None, built: BuiltTiles) -> APIRouter:
    """Return the routes of the base maps' tiles."""
    router = APIRouter(tags=["tiles"])

    @router.get("/tiles/{z}/{x}/{y}", response_class=Response)
    def tile(z: int, x: int, y: int) -> Response:
        """Return a tile of the file of the settings: 204 where it has none, 404 without one."""
        return answer(tiles, z, x, y)

    @router.get("/tiles/{region}/{z}/{x}/{y}", response_class=Response)
    def tile_of(region: str, z: int, x: int, y: int) -> Response:
        """Return a tile of a base map built here: 204 where it has none, 404 without that map."""
        return answer(built.of(region), z, x, y)

    def answer(tiles: Tiles | None, z: int, x: int, y: int) -> Response:
        if tiles is None:
            return Response(status_code=404)
        inside = 0 <= z <= DEEPEST and 0 <= x < 2**z and 0 <= y < 2**z
        found = tiles.tile(z, x, y) if inside else None
        if found is None:
            return Response(status_code=204, headers={"Cache-Control": A_DAY})
        headers = {"Cache-Control": A_DAY}
        if tiles.info.is_vector and found.startswith(GZIP):
            headers |= {"Content-Encoding": "gzip"}
        return Response(found, media_type=MEDIA[tiles.info.format], headers=headers)

    return router
