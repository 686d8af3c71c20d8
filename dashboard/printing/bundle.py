"""What the page of a sheet asks for: the map's own scripts, and tiles of this machine."""

from collections.abc import Callable
from pathlib import Path

from dashboard import opsmap
from dashboard.printing.chromium import TILES, Answer
from dashboard.printing.page import SCRIPTS

DIST = Path(opsmap.__file__).parent / "dist"
MEDIA = {".js": "text/javascript", ".css": "text/css"}

Tile = Callable[[int, int, int], tuple[bytes, str] | None]
"""The tile at zoom, column and row of the base map of this machine, with its media type."""


def answering(tile: Tile | None = None) -> Answer:
    """Return what answers the page of a sheet, drawing on ``tile`` for the ground."""

    def answer(path: str) -> tuple[bytes, str] | None:
        if path.startswith(SCRIPTS):
            return script(path.removeprefix(SCRIPTS))
        if path.startswith(TILES) and tile is not None:
            places = path.removeprefix(TILES).split("/")
            if len(places) == 3 and all(place.isascii() and place.isdecimal() for place in places):
                z, x, y = map(int, places)
                return tile(z, x, y)
        return None

    return answer


def script(name: str) -> tuple[bytes, str] | None:
    """Return a file of the map's bundle and its media type; None where there is none."""
    file = DIST / name
    # A name of the folder itself, and nothing that leads elsewhere.
    if name != file.name or file.suffix not in MEDIA or not file.is_file():
        return None
    return file.read_bytes(), MEDIA[file.suffix]
