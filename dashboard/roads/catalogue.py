"""The roads of this installation: a folder, and in it a file and a folder for each region.

``REGION.json`` says what the roads are and names the folder of their columns. It is written last,
in one step, and nothing is used that it does not name: roads half built, or half copied, do not
exist. Building a region again writes another folder and then another ``REGION.json``.
"""

import shutil
from pathlib import Path

from dashboard.coverage.crow import Measured
from dashboard.geo import Box
from dashboard.roads.ground import RoadGround
from dashboard.roads.kept import Kept
from dashboard.roads.region import RoadRegion, read_region, written
from dashboard.territory.catalogue import NAME, replace_text
from dashboard.text import RefusedError, Text


class NoRoadsError(RefusedError):
    """There are no roads of that name."""


UNKNOWN = Text(
    fr="Pas de routes « {name} » dans {folder} ; il y a : {known}.",
    en="No roads “{name}” in {folder}; there are: {known}.",
)
WITHIN_MAPS = "roads"
"""The folder of roads, in that of maps."""

OPENED = 4
"""How many regions are kept open: what is mapped costs little, what was worked out on it more."""


class Roads:
    """The roads in a folder, which may not be there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: Kept[str, RoadGround] = Kept(OPENED)

    def installed(self) -> list[RoadRegion]:
        """Return all that is there, by title; a file that is none of ours is passed by."""
        found = (read_region(path) for path in sorted(self.folder.glob("*.json")))
        return sorted((region for region in found if region), key=lambda region: region.title)

    def known(self, name: str) -> RoadRegion:
        """Return the roads of that name.

        Raises:
            NoRoadsError: There are none.
        """
        region = read_region(self.folder / f"{name}.json") if NAME.fullmatch(name) else None
        if region is None:
            known = ", ".join(each.name for each in self.installed()) or "—"
            raise NoRoadsError(UNKNOWN, name=name, folder=self.folder, known=known)
        return region

    def holding(self, box: Box) -> RoadGround | None:
        """Return the roads of the smallest region that holds ``box``; None where none does."""
        holding = [each for each in self.installed() if _holds(each.box, box)]
        for region in sorted(holding, key=lambda each: _area(each.box)):
            ground = self.ground(region)
            if ground is not None:
                return ground
        return None

    def measured(self, box: Box) -> Measured | None:
        """Return how wrong a straight line is by the roads of the region that has most of ``box``.

        None where no region has any of it.
        """
        has = [each for each in self.installed() if each.crow and not each.is_stale]
        shared = [(_shared(each.box, box), each) for each in has]
        most, region = max(shared, key=lambda one: one[0], default=(None, None))
        if most is None or region is None or most < 0:
            return None
        return region.measured

    def ground(self, region: RoadRegion) -> RoadGround | None:
        """Return the roads of a region, opened; None where their files are not such as we read."""
        if not region.can_be_opened:
            return None
        try:
            return self._opened.get(
                region.files, lambda: RoadGround(region, self.folder / region.files)
            )
        except (OSError, ValueError):
            return None  # taken away in this very moment, or copied by half

    def remove(self, name: str) -> RoadRegion:
        """Take roads away: first what names their files, then they.

        Raises:
            NoRoadsError: There are none of that name.
        """
        region = self.known(name)
        (self.folder / f"{name}.json").unlink()
        self._sweep(name, keep="")
        return region

    def settle(self, region: RoadRegion) -> None:
        """Have ``region``, whose files are in the folder, take the place of the one before it."""
        replace_text(self.folder / f"{region.name}.json", written(region))
        self._sweep(region.name, keep=region.files)

    def size_of(self, region: RoadRegion) -> int:
        """Return how many bytes the files of a region are."""
        files = (self.folder / region.files).glob("*.npy")
        return sum(path.stat().st_size for path in files)

    def _sweep(self, name: str, *, keep: str) -> None:
        """Remove the files of earlier builds; who has them mapped goes on reading."""
        for path in self.folder.glob(f"{name}~*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)


def _holds(one: Box, other: Box) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def _shared(one: Box, other: Box) -> float:
    """Return what two boxes share, square degrees; less than 0 where they do not even touch."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return -1 if wide < 0 or high < 0 else wide * high


def _area(box: Box) -> float:
    west, south, east, north = box
    return (east - west) * (north - south)
