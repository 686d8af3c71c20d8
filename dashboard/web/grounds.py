"""The base maps there are: what the page may choose from, what a sheet is drawn on, their tiles."""

import gzip
import re

from dashboard.desk import Desk
from dashboard.printing.page import Base
from dashboard.territory.sources import sources_of
from dashboard.views.basemaps import Ground, allowed
from dashboard.web.tiles import GZIP, MEDIA, BuiltTiles, open_tiles, tiles_info


def ground_of(desk: Desk) -> Ground:
    """Return the base maps there are.

    Raises:
        RefusedError: One of the settings cannot be used.
    """
    settings = desk.settings
    sources = sources_of(settings.basemaps, by_tls=bool(settings.hosts))
    return Ground(
        maps=desk.maps,
        file=tiles_info(settings.tiles),
        sources=allowed(sources, online=settings.online_maps),
    )


class Grounds:
    """The base maps a sheet may be drawn on, and the tiles of this machine."""

    def __init__(self, desk: Desk) -> None:
        self._ground = ground_of(desk)
        path = desk.settings.tiles
        self.file = open_tiles(path) if path else None
        self.built = BuiltTiles(desk.maps)

    def on(self, key: str, *, online: bool) -> Base:
        """Return the base map ``key`` as it is drawn on paper.

        Args:
            key: As the page names it; one that is not here is drawn as none.
            online: Whether who draws may ask the network: the reader's browser, not the server's.
        """
        if key in self._ground.sources and not online:
            return Base()
        found = self._ground.style(key, "paper")
        if found is None:
            return Base()
        # Their makers write links in it; on paper they lead nowhere.
        return Base(style=found, credit=re.sub(r"<[^>]*>", "", self._ground.credit(key)))

    def here(self, key: str) -> Base:
        """Return a base map of this machine as it is drawn on paper.

        Args:
            key: As the page names it; for one of the network, and for an empty one, the first here.
        """
        if not key or key in self._ground.sources:
            key = self._ground.first()
        return self.on(key, online=False)

    def tile(self, z: int, x: int, y: int, region: str = "", /) -> tuple[bytes, str] | None:
        """Return a tile of this machine and its media type; None where there is none."""
        tiles = self.built.of(region) if region else self.file
        found = tiles.tile(z, x, y) if tiles is not None else None
        if found is None or tiles is None:
            return None
        if tiles.info.is_vector and found.startswith(GZIP):
            found = gzip.decompress(found)
        return found, MEDIA[tiles.info.format]
