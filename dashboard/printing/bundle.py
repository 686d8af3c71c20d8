"""What the page of a sheet asks for: the map's own scripts, and tiles of this machine."""

from pathlib import Path
from typing import Protocol

from dashboard import opsmap
from dashboard.printing.chromium import TILES, Answer
from dashboard.printing.page import SCRIPTS

DIST = Path(opsmap.__file__).parent / "dist"
MEDIA = {".js": "text/javascript", ".css": "text/css"}


class Tile(Protocol):
    """Gives the tile at zoom, column and row of a base map of this machine, with its media type.

    The base map is that of a region built here, or the file of the settings where none is named.
    """

    def __call__(self, z: int, x: int, y: int, region: str = "", /) -> tuple[bytes, str] | None:
        """Return it; None where there is none."""


def answering(tile: Tile | None = None) -> Answer:
    """Return what answers the page of a sheet, drawing on ``tile`` for the ground."""

    def answer(path: str) -> tuple[bytes, str] | None:
        if path.startswith(SCRIPTS):
            return script(path.removeprefix(SCRIPTS))
        if path.startswith(TILES) and tile is not None:
            *region, z, x, y = ["", "", "", *path.removeprefix(TILES).split("/")][-4:]
            if all(place.isascii() and place.isdecimal() for place in (z, x, y)):
                return tile(int(z), int(x), int(y), *filter(None, region))
        return None

    return answer


def script(name: str) -> tuple[bytes, str] | None:
    """Return a file of the map's bundle and its media type; None where there is none."""
    file = DIST / name
    # A name of the folder itself, and nothing that leads elsewhere.
    if name != file.name or file.suffix not in MEDIA or not file.is_file():
        return None
    return file.read_bytes(), MEDIA[file.suffix]
