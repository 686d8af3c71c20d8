"""What times of access are computed on: the roads of a region, or where there are none the crow's.

Everything else here asks a ``Ground`` and does not know which of the two it is. The rules:
- A time is in seconds, from the start to the end of the way; alert and launch are not in it. What
  is not reached within the limit is infinitely far (``inf``).
- Times are those of the *central* pace. Another pace is a factor on all of them (``Pace``): nobody
  has measured what speeds will be in the crowd of a given day, so no figure stands alone.
- Where help is *asked* for need not be on a road: what is off it is walked to, and the walk is in
  the time.
- What is closed is passed by nobody, unless emergency services may, and then by them alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from dashboard.geo import Box

Mode = Literal["drive", "emergency", "walk", "helicopter"]
"""How somebody goes: by the rules of the road, with emergency access, on foot, through the air."""

MODES: tuple[Mode, ...] = ("drive", "emergency", "walk", "helicopter")

Pace = Literal["favourable", "central", "prudent"]

Times = NDArray[np.float32]
"""Seconds; ``inf`` where nobody gets in time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spots:
    """Places, in columns.

    Attributes:
        lon: Degrees east, shape (n,).
        lat: Degrees north, shape (n,).
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.lon)

    @classmethod
    def of(cls, places: Sequence[tuple[float, float]]) -> "Spots":
        """Return (longitude, latitude) pairs as columns."""
        columns = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        return cls(lon=columns[:, 0].copy(), lat=columns[:, 1].copy())


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What nobody passes: a GeoJSON geometry, and whether emergency services may all the same."""

    geometry: Any
    open_to_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A grid over a box: row 0 is its north, column 0 its west; a time is that of a cell's middle.

    Attributes:
        box: West, south, east, north, in degrees.
        columns: How many cells from west to east.
        rows: How many from north to south.
    """

    box: Box
    columns: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What a time was computed with, for the screen to say so.

    Attributes:
        kind: Roads, or a straight line with a detour and a speed.
        name: The region, for people; empty without roads.
        taken_at: Until when OpenStreetMap's edits are in it (ISO 8601); empty when not known.
        credit: What the owners of its data ask to be shown.
        spread: Of ten times measured against another way of telling them, eight lay between these
            parts of it (0.8 to 1.3, say); None where nobody measured.
        against: That other way: ``"engine"``, an independent engine on the same roads, or
            ``"roads"``, the times by road; empty where nobody measured.
        beside: The names of the extracts that was measured on.
        measured_at: When it was (ISO 8601).
    """

    kind: Literal["roads", "crow"]
    name: str = ""
    taken_at: str = ""
    credit: str = ""
    spread: tuple[float, float] | None = None
    against: Literal["", "engine", "roads"] = ""
    beside: tuple[str, ...] = ()
    measured_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapped:
    """Where places meet the ground.

    Attributes:
        lon: Degrees east of the nearest point of a way that can be used, shape (n,).
        lat: Degrees north of it.
        distance_m: Metres from the place to it; 0 without roads.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    distance_m: NDArray[np.float32]


class Ground(Protocol):
    """Tells times of access. Safe to share between threads."""

    def model(self, mode: Mode) -> Model:
        """Return what times of ``mode`` are computed with: a helicopter knows no roads."""
        ...

    def snapped(self, places: Spots, mode: Mode) -> Snapped:
        """Return where ``places`` meet the ways of ``mode``."""
        ...

    def times(
        self,
        starts: Spots,
        ends: Spots,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from each start to each end, shape (starts, ends)."""
        ...

    def field(
        self,
        start: tuple[float, float],
        cells: Cells,
        *,
        mode: Mode,
        limit_s: float,
        closed: Sequence[Closed] = (),
    ) -> Times:
        """Return the time from ``start`` (longitude, latitude) to each cell: (rows, columns)."""
        ...
