"""The people of an operation: those its journal counts, those of drawn areas, those of a file.

The rules:
- A site and a gathering have people while they are in place, or due where what is planned counts.
- Every estimate of an object is kept, by who gives it: its signed values, and the unsigned ones
  under the name of their field. The latest kind of figure of one source counts: what is estimated
  there, before what was declared, before what was expected.
- A figure that is none of people (zero, less) counts nobody and is told, with the object's name.
  One that was typed for this question is refused instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dashboard.coverage.crowds import HIGHEST, Counted, Counting, CrowdError, checked, counted
from dashboard.coverage.demand import (
    Crowd,
    Demand,
    Place,
    Population,
    demand_of,
    gathered,
    spread,
)
from dashboard.coverage.ground import Spots
from dashboard.covering.day import held, holding
from dashboard.geo import UnreadablePlaceError, centre, check_geometry, check_positions
from dashboard.geo.measure import surface
from dashboard.layers import reported
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.text import RefusedError, Text

FIGURES: Mapping[str, tuple[str, ...]] = {
    "gathering": ("crowd", "declared_crowd", "expected"),
    "site": ("present", "expected"),
}
"""Of each kind that has people, the fields that count them, the most believed first."""

IN_PLACE, FORESEEN = "active", "planned"

PER_M2: Mapping[str, float] = {"m2": 1.0, "ha": 1e-4}
"""What a unit of density is in people a square metre."""

DENSEST_M2 = 10.0
"""More people a square metre than a crowd that crushes."""

LISTED_CELLS = 500
"""Places of a file that are told one by one; above, they are gathered by cells."""

FIRST_CELL_M = 250.0

NO_DENSITY = Text(
    fr="« {name} » : {density:g} {unit} n'est pas une densité de personnes ; attendu : plus de 0, "
    "au plus {most:g} par m².",
    en="“{name}”: {density:g} {unit} is no density of people; expected: more than 0, at most "
    "{most:g} a m².",
)
NOT_AN_AREA = Text(
    fr="« {name} » n'est pas une zone : une densité se donne à un polygone.",
    en="“{name}” is no area: a density is given to a polygon.",
)


class DemandError(RefusedError):
    """What was said of people for this question is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An area with a density, for this question alone.

    Attributes:
        name: What it is called.
        geometry: GeoJSON, a polygon or several.
        density: People for each unit of surface.
        unit: Square metres or hectares.
    """

    name: str
    geometry: Mapping[str, Any]
    density: float
    unit: Literal["m2", "ha"] = "m2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who is to be reached.

    Attributes:
        objects: Whether those the journal counts are.
        counting: Which of several estimates counts.
        drawn: Areas with a density.
        file: The population of a file.
    """

    objects: bool = True
    counting: Counting = HIGHEST
    drawn: Sequence[Drawn] = ()
    file: Population | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The people, and what is to be said of how they were counted.

    Attributes:
        demand: Where they are, and how many.
        sources: Who gives estimates, by name; what may be chosen.
        left_out: What counted nobody, in sentences.
    """

    demand: Demand
    sources: tuple[str, ...]
    left_out: tuple[Text, ...] = field(default=())


def people_of(
    reading: Reading,
    instants: Sequence[datetime],
    asking: Asking,
    *,
    known_at: datetime | None = None,
    due: bool = True,
) -> Told:
    """Return who is to be reached at each of ``instants``.

    Raises:
        DemandError: An area that was drawn has no density of people.
    """
    crowds = [_of_area(number, one, len(instants)) for number, one in enumerate(asking.drawn)]
    if asking.file is not None:
        crowds += _of_file(asking.file, len(instants))
    sources: set[str] = set()
    left_out: dict[str, Text] = {}
    if asking.objects:
        for version in held(reading, instants, FIGURES, known_at=known_at):
            there = holding(version, instants, lambda obj, at: _is_there(obj, at, due=due))
            if not there.any() or not _is_placed(version.obj):
                continue
            estimates = estimates_of(version.obj)
            sources.update(estimates)
            try:
                count = counted(version.obj.name, estimates, asking.counting)
            except CrowdError as error:
                left_out[version.obj.object_id] = error.told
                continue
            if count is not None:
                crowds.append(_of_object(version.obj, count, there))
    return Told(
        demand=demand_of(crowds, len(instants)),
        sources=tuple(sorted(sources)),
        left_out=tuple(left_out[key] for key in sorted(left_out)),
    )


def estimates_of(obj: MapObject) -> dict[str, object]:
    """Return every estimate of the people of an object, by who gives it."""
    found: dict[str, object] = {}
    for name in FIGURES[obj.kind]:
        for source, value in reported(name, obj.values).items():
            found.setdefault(source or name, value)
    return found


def _is_there(obj: MapObject, at: datetime, *, due: bool) -> bool:
    return obj.status == IN_PLACE or (due and obj.status == FORESEEN and obj.is_due(at))


def _is_placed(obj: MapObject) -> bool:
    """Return whether an object is anywhere; another house's geometry may be no place."""
    if obj.geometry is None:
        return False
    try:
        check_positions(obj.geometry)
    except UnreadablePlaceError:
        return False
    return True


def _of_object(obj: MapObject, count: Counted, there: NDArray[np.bool_]) -> Crowd:
    geometry = obj.geometry or {}
    lon, lat = centre(geometry) or (0.0, 0.0)
    over = spread(geometry)
    place = Place(
        id=obj.object_id,
        name=obj.name,
        lon=lon,
        lat=lat,
        source=count.source,
        instead=count.instead,
        cell_m=over.cell_m,
    )
    return Crowd(
        place=place,
        spots=over.spots,
        share=over.share,
        people=there.astype(np.float64) * count.people,
    )


def _of_area(number: int, drawn: Drawn, instants: int) -> Crowd:
    check_geometry(drawn.geometry)
    if drawn.geometry["type"] not in {"Polygon", "MultiPolygon"}:
        raise DemandError(NOT_AN_AREA, name=drawn.name)
    per_m2 = drawn.density * PER_M2[drawn.unit]
    if not 0 < per_m2 <= DENSEST_M2:
        raise DemandError(
            NO_DENSITY,
            name=drawn.name,
            density=drawn.density,
            unit="/m²" if drawn.unit == "m2" else "/ha",
            most=DENSEST_M2,
        )
    people = checked(drawn.name, surface(drawn.geometry).area_m2 * per_m2)
    lon, lat = centre(drawn.geometry) or (0.0, 0.0)
    over = spread(drawn.geometry)
    place = Place(id=f"area {number}", name=drawn.name, lon=lon, lat=lat, cell_m=over.cell_m)
    return Crowd(place=place, spots=over.spots, share=over.share, people=np.full(instants, people))


def _of_file(file: Population, instants: int) -> list[Crowd]:
    """Return the crowds of a file: one for each point, or for each cell where they are many."""
    spots = Spots(lon=file.lon, lat=file.lat)
    cell, size = np.arange(len(spots)), FIRST_CELL_M
    while cell.max(initial=-1) >= LISTED_CELLS:
        cell = gathered(spots, file.people, size)
        size *= 2
    order = np.argsort(cell, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(cell[order])) + 1) if len(order) else []
    return [_of_cell(number, file, part, instants) for number, part in enumerate(parts)]


def _of_cell(number: int, file: Population, part: NDArray[np.int64], instants: int) -> Crowd:
    people = file.people[part]
    total = float(people.sum())
    named = file.names[int(part[0])] if len(part) == 1 else ""
    place = Place(
        id=f"file {number:05}",
        name=named,
        lon=float(np.average(file.lon[part], weights=people)),
        lat=float(np.average(file.lat[part], weights=people)),
    )
    return Crowd(
        place=place,
        spots=Spots(lon=file.lon[part], lat=file.lat[part]),
        share=people / total,
        people=np.full(instants, total),
    )
