"""What is said of the roads of one region: where they are, what of, and how far to be believed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dashboard.coverage.crow import Measured
from dashboard.coverage.ground import MODES, Mode
from dashboard.geo import Box
from dashboard.territory.catalogue import NAME

FORMAT = 1
"""Of the files; roads of another cannot be opened."""

PROFILE = 1
"""Of the rules of access and speed; roads of an earlier one work, and are said to be stale."""


BESIDE_AN_ENGINE: Mapping[Mode, tuple[float, float]] = {"drive": (0.86, 1.29), "walk": (1.03, 1.09)}
"""Of ten times beside those of Valhalla on the same roads, eight lay between these parts of them.

Measured on 600 pairs of three extracts, by the profile above (docs/performance.md). With emergency
access nobody measured: engines know no siren.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The crow's times beside those of the roads, on random pairs of places of one region.

    Attributes:
        pairs: How many.
        low: The crow's time as a part of the roads', in the tenth of ten such pairs...
        middle: ...in half of them...
        high: ...and in nine of ten: less than this.
        detour: How many times the straight line the shortest way is, in half of them.
    """

    pairs: int
    low: float
    middle: float
    high: float
    detour: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadRegion:
    """The roads of one region that were built.

    Attributes:
        name: Its name in files.
        title: Its name for people.
        box: What it covers.
        files: The folder of its files.
        format: That of its files.
        profile: The rules of access and speed it was built by.
        credit: What the owners of the data ask to be shown.
        taken_at: Until when OpenStreetMap's edits are in it (ISO 8601); empty when not known.
        built_at: When it was built (ISO 8601).
        source: The name of the extract.
        digest: The SHA-256 of that extract.
        counts: What there is, and what was passed by.
        crow: How the crow's times compare, by mode, where there were places enough.
    """

    name: str
    title: str
    box: Box
    files: str
    format: int
    profile: int
    credit: str
    taken_at: str = ""
    built_at: str = ""
    source: str = ""
    digest: str = ""
    counts: Mapping[str, int]
    crow: Mapping[str, Compared]

    @property
    def is_stale(self) -> bool:
        """Whether it was built by other rules than ours."""
        return (self.format, self.profile) != (FORMAT, PROFILE)

    @property
    def can_be_opened(self) -> bool:
        """Whether its files are such as we read."""
        return self.format == FORMAT

    @property
    def measured(self) -> Measured:
        """How wrong a straight line is here, by its own roads."""
        of = {mode: self.crow[mode] for mode in MODES if mode in self.crow}
        spreads = {mode: (one.low, one.high) for mode, one in of.items()}
        return Measured(spreads=spreads, on=(self.title,), at=self.built_at)


def written(region: RoadRegion) -> str:
    """Return what is said of a region, as its file says it."""
    return json.dumps(asdict(region), ensure_ascii=False, indent=1)


def read_region(path: Path) -> RoadRegion | None:
    """Return the region a file says, if its files are there."""
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        west, south, east, north = map(float, said.pop("box"))
        crow = {mode: Compared(**told) for mode, told in said.pop("crow").items()}
        region = RoadRegion(box=(west, south, east, north), crow=crow, **said)
        ours = region.name == path.stem and NAME.fullmatch(region.name)
        files = region.files.startswith(f"{region.name}~") and Path(region.files).name
        there = files == region.files and (path.parent / region.files).is_dir()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return region if ours and there else None
