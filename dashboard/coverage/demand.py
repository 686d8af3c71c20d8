"""Where people are, and how many at each instant: what has to be reached.

Places have people, and a place may be wide: a crowd on a square, a town. Its people are spread over
spots, each with its share, so that a place can be reached in part. The rules:
- A point is one spot. An area is spread evenly over square cells, as fine as ``CELL_M`` or as
  coarse as keeps it below ``MOST_CELLS``; a line over steps of that length.
- Shares of one place sum to one. People vary from instant to instant; shares do not.
- No answer depends on the order of places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, radians, sqrt
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from dashboard.coverage.ground import Spots

CELL_M = 50.0
"""As fine as times of access are: a raster of 50 m is within a tenth of the exact outline."""

MOST_CELLS = 400
"""Of one place: an area of a square kilometre is in cells of 50 m."""

DEGREE_M = 111_195.0
"""Of latitude, on the sphere; cells need no better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where people are.

    Attributes:
        id: The object's, or a name of our own.
        name: For people.
        lon: Degrees east of its middle.
        lat: Degrees north of it.
        source: Who says how many are there; "" for the unsigned figure.
        instead: Whether that is another source than was asked for.
        cell_m: How wide the cells are its people are spread over; 0 for points.
    """

    id: str
    name: str
    lon: float
    lat: float
    source: str = ""
    instead: bool = False
    cell_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """People by points, as a file has them, in columns.

    Attributes:
        lon: Degrees east.
        lat: Degrees north.
        people: How many; none has none.
        names: What each is called; "" where nobody said.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    people: NDArray[np.float64]
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """What a place is spread over.

    Attributes:
        spots: Where its people are.
        share: Their parts, which sum to one.
        cell_m: How wide the cells are; 0 for points.
    """

    spots: Spots
    share: NDArray[np.float64]
    cell_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demand:
    """The people of all places, in columns.

    Attributes:
        places: The places.
        spots: Where their people are.
        place: Of each spot, the number of its place.
        share: Of each spot, its part of the people of its place.
        people: How many are at each place at each instant: (places, instants).
    """

    places: tuple[Place, ...]
    spots: Spots
    place: NDArray[np.int64]
    share: NDArray[np.float64]
    people: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.spots)

    def weights(self, instant: int | None = None) -> NDArray[np.float64]:
        """Return the people of each spot at an instant; on average over all of them if None."""
        there = self.people.mean(axis=1) if instant is None else self.people[:, instant]
        return np.asarray(self.share * there[self.place])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crowd:
    """The people of one place.

    Attributes:
        place: The place.
        spots: Where they are.
        share: Their parts, which sum to one.
        people: How many at each instant.
    """

    place: Place
    spots: Spots
    share: NDArray[np.float64]
    people: NDArray[np.float64]


def demand_of(crowds: Iterable[Crowd], instants: int) -> Demand:
    """Return all crowds together, by the ids of their places."""
    told = sorted(crowds, key=lambda crowd: (crowd.place.id, crowd.place.lon, crowd.place.lat))
    sizes = [len(crowd.spots) for crowd in told]
    return Demand(
        places=tuple(crowd.place for crowd in told),
        spots=Spots(
            lon=np.concatenate([np.zeros(0), *(crowd.spots.lon for crowd in told)]),
            lat=np.concatenate([np.zeros(0), *(crowd.spots.lat for crowd in told)]),
        ),
        place=np.repeat(np.arange(len(told)), sizes),
        share=np.concatenate([np.zeros(0), *(crowd.share for crowd in told)]),
        people=np.stack([crowd.people for crowd in told]) if told else np.zeros((0, instants)),
    )


def spread(geometry: Mapping[str, Any], cell_m: float = CELL_M, most: int = MOST_CELLS) -> Spread:
    """Return what a place is spread over.

    Args:
        geometry: GeoJSON that was checked.
        cell_m: How wide a cell is, where that makes no more than ``most``.
        most: How many cells at most.
    """
    found = shape(geometry)
    step = 0.0
    if found.geom_type in {"Polygon", "MultiPolygon"} and found.area > 0:
        spots, step = _cells(found, cell_m, most)
    elif found.geom_type in {"LineString", "MultiLineString"} and found.length > 0:
        spots, step = _steps(found, cell_m, most)
    elif found.geom_type == "MultiPoint":
        spots = Spots.of([(one.x, one.y) for one in found.geoms])
    else:
        middle = found.representative_point()
        spots = Spots.of([(middle.x, middle.y)])
    return Spread(spots=spots, share=np.full(len(spots), 1 / len(spots)), cell_m=step)


def grid(geometry: Mapping[str, Any], step_m: float) -> Spots:
    """Return the middles of the square cells of ``step_m`` that lie in an area."""
    return _grid(shape(geometry), step_m)


def gathered(spots: Spots, people: NDArray[np.float64], cell_m: float) -> NDArray[np.int64]:
    """Return the cell each spot lies in, numbered from 0 in order from the south-west.

    Population points in their tens of thousands are places nobody could list; by cells they are.
    """
    if len(spots) == 0:
        return np.zeros(0, dtype=np.int64)
    step_lat = cell_m / DEGREE_M
    step_lon = step_lat / cos(radians(float(np.average(spots.lat, weights=people))))
    columns = np.floor((spots.lon - spots.lon.min()) / step_lon).astype(np.int64)
    rows = np.floor((spots.lat - spots.lat.min()) / step_lat).astype(np.int64)
    _, cell = np.unique(rows * (columns.max() + 1) + columns, return_inverse=True)
    return np.asarray(cell, dtype=np.int64)


def _cells(area: Any, cell_m: float, most: int) -> tuple[Spots, float]:  # noqa: ANN401  shapely has no types
    width, height = _extent(area.bounds)
    # The share of its box an area fills says how many cells of a size it has.
    filled = area.area / max(1e-30, _box_area(area.bounds)) * width * height
    step = max(cell_m, sqrt(filled / most))
    spots = _grid(area, step)
    while len(spots) > most:
        step *= 1.1
        spots = _grid(area, step)
    if len(spots) == 0:
        middle = area.representative_point()
        return Spots.of([(middle.x, middle.y)]), 0.0
    return spots, step


def _grid(area: Any, step_m: float) -> Spots:  # noqa: ANN401
    west, south, east, north = area.bounds
    width, height = _extent(area.bounds)
    columns, rows = max(1, ceil(width / step_m)), max(1, ceil(height / step_m))
    lon = west + (np.arange(columns) + 0.5) * (east - west) / columns
    lat = south + (np.arange(rows) + 0.5) * (north - south) / rows
    lons, lats = (axis.ravel() for axis in np.meshgrid(lon, lat))
    inside = shapely.contains_xy(area, lons, lats)
    return Spots(lon=lons[inside], lat=lats[inside])


def _steps(line: Any, cell_m: float, most: int) -> tuple[Spots, float]:  # noqa: ANN401
    width, height = _extent(line.bounds)
    scale = hypot(width, height) / hypot(*_sides(line.bounds))
    step = max(cell_m / scale, line.length / most)
    points = []
    for part in shapely.get_parts(line):
        count = max(1, round(part.length / step))
        steps = (np.arange(count) + 0.5) / count
        points.append(shapely.line_interpolate_point(part, steps, normalized=True))
    told = np.concatenate(points)
    return Spots(lon=shapely.get_x(told), lat=shapely.get_y(told)), step * scale


def _sides(bounds: Sequence[float]) -> tuple[float, float]:
    west, south, east, north = bounds
    return east - west, north - south


def _box_area(bounds: Sequence[float]) -> float:
    width, height = _sides(bounds)
    return width * height


def _extent(bounds: Sequence[float]) -> tuple[float, float]:
    """Return the width and the height of a box, in metres."""
    width, height = _sides(bounds)
    middle = radians((bounds[1] + bounds[3]) / 2)
    return width * DEGREE_M * cos(middle), height * DEGREE_M
