"""Making the roads of a region: an extract is read once, its ways joined up; then they are there.

All of it happens in a folder of its own beside the others. What stops the work, a refusal, Ctrl-C
or a full disk, leaves that folder to be removed and the roads as they were.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from dashboard.geo import Box
from dashboard.roads.catalogue import Roads
from dashboard.roads.edges import NOT_MET
from dashboard.roads.measuring import compared
from dashboard.roads.network import Network, network_of
from dashboard.roads.reading import read
from dashboard.roads.region import FORMAT, PROFILE, Compared, RoadRegion
from dashboard.roads.stored import NETWORKS, save
from dashboard.territory.build import name_of
from dashboard.territory.catalogue import check_name
from dashboard.territory.extract import BadExtractError, digest_of, open_extract, told
from dashboard.territory.room import room
from dashboard.territory.tiles import CREDIT
from dashboard.text import Text

Step = Literal["checking", "reading", "joining", "measuring"]
Told = Callable[[Step, float], None]
"""Told what is being done, and how much of it: ways read, or a part from 0 to 1."""

NO_ROOM = Text(
    fr="Les routes ne peuvent pas être écrites dans {folder} : {why}.",
    en="The roads cannot be written in {folder}: {why}.",
)
NO_ROADS = Text(
    fr="L'extrait {path} n'a aucune route ni aucun chemin que l'on puisse prendre dans l'emprise "
    "{box} ; attendu : un extrait entier, sans filtre sur ses objets.",
    en="The extract {path} has no road and no path that can be taken in the box {box}; expected: "
    "a whole extract, its objects not filtered.",
)


def build(
    roads: Roads,
    source: Path,
    *,
    now: datetime,
    name: str | None = None,
    box: Box | None = None,
    tell: Told = lambda *_: None,
) -> RoadRegion:
    """Make the roads of the extract ``source`` and return them, ready to be used.

    Args:
        roads: Where they go.
        source: A PBF extract of OpenStreetMap.
        now: The present instant.
        name: The region's name; that of the extract's file when left out.
        box: The part of it that is wanted.
        tell: Told how far it is.

    Raises:
        RefusedError: The extract cannot be used, or the roads not written.
    """
    title = name or source.name.split(".")[0]
    name = check_name(name_of(title))
    extract = open_extract(source, box)
    tell("checking", 0.0)
    digest = digest_of(source)
    with room(roads.folder, NO_ROOM) as work:
        made = work / "files"
        made.mkdir()
        drawn = read(extract, lambda ways: tell("reading", ways))
        counts = dict(drawn.counts)
        crow: dict[str, Compared] = {}
        networks: dict[str, Network] = {}
        for part, (kind, modes) in enumerate(NETWORKS.items()):
            tell("joining", part / len(NETWORKS))
            found = networks[kind] = network_of(drawn, modes, extract.box)
            counts |= {f"{kind}_{what}": number for what, number in found.counts.items()}
            save(made, kind, found)
        if not any(
            (edges.met > NOT_MET).any()
            for network in networks.values()
            for edges in network.edges.values()
        ):
            raise BadExtractError(NO_ROADS, path=source, box=told(extract.box))
        for network in networks.values():
            for mode, edges in network.edges.items():
                tell("measuring", len(crow) / 3)
                measured = compared(network.lines, edges, mode, int(digest[:8], 16))
                crow |= {mode: measured} if measured else {}
        region = RoadRegion(
            name=name,
            title=title,
            box=extract.box,
            files=_new(roads.folder, f"{name}~{now:%Y%m%dT%H%M%S}"),
            format=FORMAT,
            profile=PROFILE,
            credit=CREDIT,
            taken_at=extract.taken_at.isoformat() if extract.taken_at else "",
            built_at=now.isoformat(timespec="seconds"),
            source=source.name,
            digest=digest,
            counts=counts,
            crow=crow,
        )
        made.replace(roads.folder / region.files)
        roads.settle(region)
    return region


def _new(folder: Path, name: str) -> str:
    """Return a name nothing has yet: twice in one second, the second is numbered."""
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return next((each for each in names if not (folder / each).exists()), name)
