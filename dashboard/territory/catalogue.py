"""The maps of this installation: a folder, and in it three files for each region.

``REGION.json`` says what the map is and names the two others: its tiles (``.pmtiles``) and its
names (``.places``). It is written last, in one step, and nothing is used that it does not name: a
map half built, or half copied, does not exist. Rebuilding a region writes other files and then
another ``REGION.json``; a Vigie that is running finds it at the next page that is opened.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dashboard.geo import Box
from dashboard.territory.gazetteer import Gazetteer, Several, SqliteGazetteer
from dashboard.territory.place import LngLat, Place
from dashboard.text import RefusedError, Text

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
IN_USE = "in-use"
NONE, ALL = "none", "all"


class NoMapError(RefusedError):
    """There is no map of that name, or none that can be used."""


BAD_NAME = Text(
    fr="« {name} » ne peut pas nommer un fond de carte ; attendu : des lettres sans accent, des "
    "chiffres et des traits d'union, 40 au plus.",
    en="“{name}” cannot name a base map; expected: plain letters, digits and hyphens, 40 at most.",
)
UNKNOWN = Text(
    fr="Pas de fond de carte « {name} » dans {folder} ; il y a : {known}.",
    en="No base map “{name}” in {folder}; there are: {known}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A map that was built.

    Attributes:
        name: Its name in addresses and files.
        title: Its name for people.
        box: What it covers.
        tiles: The name of the file of its tiles.
        places: The name of the file of its names; empty where it has none.
        credit: What its owners ask to be shown.
        taken_at: Until when OpenStreetMap's edits are in it (ISO 8601); empty when not known.
        built_at: When it was built (ISO 8601).
        source: The name of the extract it was made of.
        digest: The SHA-256 of that extract.
        features: How many lines each layer of the tiles was made of.
        names: How many names can be found.
    """

    name: str
    title: str
    box: Box
    tiles: str
    places: str
    credit: str
    taken_at: str = ""
    built_at: str = ""
    source: str = ""
    digest: str = ""
    features: Mapping[str, int]
    names: int = 0

    @property
    def version(self) -> str:
        """What tells this build from another of the same region."""
        return Path(self.tiles).stem.rpartition("~")[2]


class Maps:
    """The maps in a folder, which may not be there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def installed(self) -> list[Region]:
        """Return the maps that can be used, by title; a file that is none of ours is passed by."""
        found = (read_region(path) for path in sorted(self.folder.glob("*.json")))
        return sorted((region for region in found if region), key=lambda region: region.title)

    def region(self, name: str) -> Region | None:
        """Return the map of that name; None where there is none."""
        return read_region(self.folder / f"{name}.json") if NAME.fullmatch(name) else None

    def known(self, name: str) -> Region:
        """Return the map of that name.

        Raises:
            NoMapError: There is none.
        """
        region = self.region(name)
        if region is None:
            known = ", ".join(each.name for each in self.installed()) or "—"
            raise NoMapError(UNKNOWN, name=name, folder=self.folder, known=known)
        return region

    def in_use(self) -> str:
        """Return the name of the map pages open on, "none", or "all" where none was chosen."""
        try:
            return (self.folder / IN_USE).read_text(encoding="utf-8").strip() or ALL
        except (OSError, UnicodeDecodeError):
            return ALL

    def use(self, name: str) -> None:
        """Have pages open on the map of that name, on "all" of them or on "none".

        Raises:
            NoMapError: There is no such map.
        """
        if name not in {ALL, NONE}:
            self.known(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_text(self.folder / IN_USE, name + "\n")

    def remove(self, name: str) -> Region:
        """Take a map away: first what names its files, then they.

        Raises:
            NoMapError: There is no such map.
        """
        region = self.known(name)
        (self.folder / f"{name}.json").unlink()
        self.sweep(name, keep=())
        return region

    def settle(self, region: Region) -> None:
        """Have ``region``, whose files are in the folder, take the place of the one before it."""
        told = json.dumps(asdict(region), ensure_ascii=False, indent=1)
        replace_text(self.folder / f"{region.name}.json", told)
        self.sweep(region.name, keep=(region.tiles, region.places))

    def sweep(self, name: str, *, keep: tuple[str, ...]) -> None:
        """Remove the files of the earlier builds of a region; who reads them goes on reading."""
        for path in self.folder.glob(f"{name}~*"):
            if path.name not in keep:
                path.unlink(missing_ok=True)

    def tiles_of(self, region: Region) -> Path:
        """Return the file of the tiles of a map."""
        return self.folder / region.tiles


NO_MAPS = Maps(Path(os.devnull))
"""Of an installation that keeps none."""


class MapsGazetteer:
    """The names of all maps of a folder, whichever they are when they are asked."""

    def __init__(self, maps: Maps) -> None:
        self._maps = maps
        self._opened: dict[str, SqliteGazetteer] = {}

    def __bool__(self) -> bool:
        return any(region.places for region in self._maps.installed())

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:
        """Return the places ``text`` may name, the likeliest first."""
        return Several(self._now()).find(text, near, limit)

    def _now(self) -> list[Gazetteer]:
        wanted = [region.places for region in self._maps.installed() if region.places]
        self._opened = {
            name: self._opened.get(name) or SqliteGazetteer(self._maps.folder / name)
            for name in wanted
        }
        return list(self._opened.values())


def read_region(path: Path) -> Region | None:
    """Return the map a file names, if its files are there."""
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        west, south, east, north = map(float, said.pop("box"))
        region = Region(box=(west, south, east, north), **said)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    ours = region.name == path.stem and NAME.fullmatch(region.name)
    files = [Path(name).name for name in (region.tiles, region.places) if name]
    there = all((path.parent / name).is_file() for name in files)
    return region if ours and region.tiles in files and there else None


def check_name(name: str) -> str:
    """Return ``name`` if it can name a map.

    Raises:
        NoMapError: It cannot.
    """
    if not NAME.fullmatch(name) or name in {ALL, NONE}:
        raise NoMapError(BAD_NAME, name=name)
    return name


def replace_text(path: Path, text: str) -> None:
    """Write a file in one step: whoever reads it reads all of the old one or all of the new."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
