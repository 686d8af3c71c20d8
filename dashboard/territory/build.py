"""Making a map: an extract is read once, its tiles cut and its names sorted; then it is there.

All of it happens in a folder of its own beside the maps. What stops the work, a refusal, Ctrl-C or
a full disk, leaves that folder to be removed and the maps as they were.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from dashboard.geo import Box
from dashboard.territory.addresses import read_addresses
from dashboard.territory.catalogue import Maps, Region, check_name
from dashboard.territory.extract import digest_of, open_extract
from dashboard.territory.indexing import Names
from dashboard.territory.names import folded
from dashboard.territory.reading import read
from dashboard.territory.room import room
from dashboard.territory.tiles import CREDIT, TileLayers, tippecanoe
from dashboard.text import Text

Step = Literal["checking", "reading", "naming", "cutting"]
Told = Callable[[Step, float], None]
"""Told what is being done, and how much of it: things read, or a part from 0 to 1."""

BAN_CREDIT = "Adresses : BAN (Licence Ouverte)"


NO_ROOM = Text(
    fr="Le fond de carte ne peut pas être écrit dans {folder} : {why}.",
    en="The base map cannot be written in {folder}: {why}.",
)


def build(  # noqa: PLR0913  one an option of the command
    maps: Maps,
    source: Path,
    *,
    now: datetime,
    name: str | None = None,
    box: Box | None = None,
    addresses: Path | None = None,
    told: Told = lambda *_: None,
) -> Region:
    """Make a map of the extract ``source`` and return it, ready to be used.

    Args:
        maps: Where it goes.
        source: A PBF extract of OpenStreetMap.
        now: The present instant.
        name: The region's name; that of the extract's file when left out.
        box: The part of it that is wanted.
        addresses: A CSV file of the national address base (BAN) to add.
        told: Told how far it is.

    Raises:
        RefusedError: The extract or the addresses cannot be used, or the map not written.
    """
    title = name or source.name.split(".")[0]
    name = check_name(name_of(title))
    extract = open_extract(source, box)
    tippecanoe()
    told("checking", 0.0)
    digest = digest_of(source)
    with room(maps.folder, NO_ROOM) as folder:
        tiles, names = TileLayers(folder, extract.box), Names(folder / "places")
        try:
            read(extract, tiles, names, lambda count: told("reading", count))
            if addresses is not None:
                names.houses(read_addresses(addresses, extract.box))
            told("naming", 0.0)
            count = names.finish()
            tiles.cut(folder / "map.pmtiles", title, lambda part: told("cutting", part))
        finally:
            names.close()
            tiles.close()
        version = f"{name}~{now:%Y%m%dT%H%M%S}"
        region = Region(
            name=name,
            title=title,
            box=extract.box,
            tiles=f"{version}.pmtiles",
            places=f"{version}.places",
            credit=CREDIT if addresses is None else f"{CREDIT} · {BAN_CREDIT}",
            taken_at=extract.taken_at.isoformat() if extract.taken_at else "",
            built_at=now.isoformat(timespec="seconds"),
            source=source.name,
            digest=digest,
            features=dict(tiles.counts),
            names=count,
        )
        (folder / "map.pmtiles").replace(maps.folder / region.tiles)
        (folder / "places").replace(maps.folder / region.places)
        maps.settle(region)
    return region


def name_of(title: str) -> str:
    """Return the name of a region as files and addresses have it.

    >>> name_of("Pays de la Loire"), name_of("monaco_osrm")
    ('pays-de-la-loire', 'monaco-osrm')
    """
    return folded(title).replace(" ", "-")[:40].strip("-")
