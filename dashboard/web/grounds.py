"""What a printed map is drawn on: a base map of this machine, or none."""

import gzip
import re
from dataclasses import asdict

from dashboard.printing.page import Base
from dashboard.views.basemaps import ONLINE, style
from dashboard.web.tiles import GZIP, MEDIA, Tiles


class Grounds:
    """The base maps a sheet may be drawn on."""

    def __init__(self, tiles: Tiles | None, *, online: bool) -> None:
        self._tiles = tiles
        self._online = online
        self._local = None if tiles is None else asdict(tiles.info)

    def on(self, key: str, *, online: bool) -> Base:
        """Return the base map ``key``.

        Args:
            key: As the page names it; one that is not here is drawn as none.
            online: Whether who draws may ask the network: the reader's browser, not the server's.
        """
        if key in ONLINE:
            if not (online and self._online):
                return Base()
            return Base(style=style(key), credit=ONLINE[key].credit)
        found = style(key, local=self._local)
        if found is None or self._local is None:
            return Base()
        # Their makers write links in it; on paper they lead nowhere.
        return Base(style=found, credit=re.sub(r"<[^>]*>", "", str(self._local["attribution"])))

    def tile(self, z: int, x: int, y: int) -> tuple[bytes, str] | None:
        """Return a tile of this machine and its media type; None where there is none."""
        found = self._tiles.tile(z, x, y) if self._tiles is not None else None
        if found is None or self._tiles is None:
            return None
        if self._tiles.info.is_vector and found.startswith(GZIP):
            found = gzip.decompress(found)
        return found, MEDIA[self._tiles.info.format]
