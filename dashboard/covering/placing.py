"""Where to put more help in an operation: candidates, what is there already, and the answer told.

The rules:
- Candidates are objects that were chosen, at their places, or the ways of an area every so many
  metres; where a way is farther from its grid point than half a step, there is none.
- None stands where nobody may: in an object that was excluded, or in an exclusion zone.
- What is there at every instant asked about is settled, where it is asked to count; what is there
  for a part of them only would promise help that may be gone.
- What is closed at any of the instants is closed: help is rather missed than promised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from dashboard.coverage.cover import Told
from dashboard.coverage.demand import DEGREE_M, grid
from dashboard.coverage.ground import Closed, Ground, Mode, Model, Spots
from dashboard.coverage.proving import best_choice
from dashboard.coverage.siting import (
    Aim,
    Choice,
    Question,
    Unreached,
    Worth,
    unreached,
    worths,
)
from dashboard.covering.curve import Inputs, models_of
from dashboard.covering.day import Help
from dashboard.covering.matrices import LIMIT_S, Going, matrices
from dashboard.geo import centre, check_geometry
from dashboard.picture import MapObject
from dashboard.text import RefusedError, Text

MOST_CANDIDATES = 500
LEAST_STEP_M = 20.0

TOO_MANY = Text(
    fr="{count} emplacements possibles : {most} au plus. Prendre un pas plus grand ou une zone "
    "plus petite.",
    en="{count} possible places: {most} at most. Take a wider step or a smaller area.",
)
NOT_AN_AREA = Text(
    fr="Les emplacements possibles se cherchent dans une zone : tracer un polygone.",
    en="Possible places are looked for in an area: draw a polygon.",
)
STEP = Text(
    fr="Un pas de {step:g} m : en prendre un d'au moins {least:g} m.",
    en="A step of {step:g} m: take one of at least {least:g} m.",
)


class CandidatesError(RefusedError):
    """The candidates that were asked for cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked.

    Attributes:
        aim: What the best is.
        n: How many places to choose.
        within_s: In time.
        mode: How help goes from a chosen place.
        going: How times are to be told.
        objects: Objects that may be chosen.
        area: Where any place may be; None where only objects may.
        step_m: How far apart candidates are in it.
        excluded: Objects that may not be chosen, or in which nothing may.
        settled: Whether what is there already counts.
        seconds: How long to look for the best.
    """

    aim: Aim
    n: int
    within_s: float
    mode: Mode
    going: Going
    objects: Sequence[MapObject] = ()
    area: Mapping[str, Any] | None = None
    step_m: float = 200.0
    excluded: Sequence[MapObject] = ()
    settled: bool = True
    seconds: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sited:
    """The answer.

    Attributes:
        question: What was asked, as numbers.
        helps: The candidates, the settled ones first; an empty id where there is no object.
        choice: Which of them, and how good that is known to be.
        worths: What each of them adds.
        unreached: What no candidate reaches in time.
        models: What the times of each way of going are computed with.
    """

    question: Question
    helps: tuple[Help, ...]
    choice: Choice
    worths: list[Worth]
    unreached: list[Unreached]
    models: dict[Mode, Model]


def sited(inputs: Inputs, ground: Ground, wanted: Wanted, told: Told) -> Sited:
    """Return the best places.

    Raises:
        SitingError: The question has no answer.
        CandidatesError: There are too many candidates, or none can be.
        TooLargeError: There is too much to compute.
    """
    settled = _settled(inputs) if wanted.settled else []
    free = candidates(ground, wanted, inputs)
    helps = (*settled, *free)
    demand = inputs.people.demand
    closed = _ever_closed(inputs)
    (times,) = matrices(
        ground,
        helps,
        demand.spots,
        closures=[closed],
        needed=[np.ones(len(helps), dtype=bool)],
        going=wanted.going,
        told=lambda part: told(0.4 * part),
    )
    question = Question(
        aim=wanted.aim,
        times=times,
        weights=demand.weights(),
        within_s=wanted.within_s,
        limit_s=LIMIT_S,
        n=0 if wanted.aim == "all" else wanted.n,
        settled=np.arange(len(helps)) < len(settled),
    )
    choice = best_choice(question, lambda part: told(0.4 + 0.6 * part), wanted.seconds)
    return Sited(
        question=question,
        helps=helps,
        choice=choice,
        worths=worths(question, choice.chosen),
        unreached=unreached(question),
        models=models_of(ground, helps),
    )


def candidates(ground: Ground, wanted: Wanted, inputs: Inputs) -> list[Help]:
    """Return the places that may be chosen: the objects, then those of the area.

    Raises:
        CandidatesError: There are too many, or the area is none.
    """
    barred = {obj.object_id for obj in wanted.excluded}
    found = [
        Help(
            object_id=obj.object_id,
            name=obj.name,
            kind=obj.kind,
            mode=wanted.mode,
            lon=place[0],
            lat=place[1],
        )
        for obj in wanted.objects
        if obj.object_id not in barred and (place := centre(obj.geometry)) is not None
    ]
    if wanted.area is not None:
        spots = _on_ways(ground, wanted)
        found += [
            Help(object_id="", name="", kind="", mode=wanted.mode, lon=lon, lat=lat)
            for lon, lat in zip(spots.lon.tolist(), spots.lat.tolist(), strict=True)
        ]
    kept = [one for one, out in zip(found, _inside(found, wanted, inputs), strict=True) if not out]
    if len(kept) > MOST_CANDIDATES:
        raise CandidatesError(TOO_MANY, count=len(kept), most=MOST_CANDIDATES)
    return kept


def _on_ways(ground: Ground, wanted: Wanted) -> Spots:
    area = wanted.area or {}
    check_geometry(area)
    if area["type"] not in {"Polygon", "MultiPolygon"}:
        raise CandidatesError(NOT_AN_AREA)
    if wanted.step_m < LEAST_STEP_M:
        raise CandidatesError(STEP, step=wanted.step_m, least=LEAST_STEP_M)
    expected = shape(area).envelope.area * DEGREE_M**2 / wanted.step_m**2
    if expected > 100 * MOST_CANDIDATES:
        raise CandidatesError(TOO_MANY, count=round(expected), most=MOST_CANDIDATES)
    spots = grid(area, wanted.step_m)
    if len(spots) == 0:
        return spots
    met = ground.snapped(spots, wanted.mode)
    near = met.distance_m <= wanted.step_m / 2
    met_at = np.column_stack([met.lon[near], met.lat[near]]).astype(np.float64)
    places = met_at.round(6)
    # Two points of the grid may meet the ways at one place.
    _, first = np.unique(places, axis=0, return_index=True)
    kept = places[np.sort(first)]
    return Spots(lon=kept[:, 0].copy(), lat=kept[:, 1].copy())


def _inside(found: Sequence[Help], wanted: Wanted, inputs: Inputs) -> NDArray[np.bool_]:
    """Return which candidates stand where nobody may."""
    areas = [obj.geometry for obj in wanted.excluded if obj.geometry is not None]
    areas += [one.geometry for one in _ever_closed(inputs).get(wanted.mode, ())]
    shapes = [shape(area) for area in areas if str(area["type"]).endswith("Polygon")]
    out = np.zeros(len(found), dtype=bool)
    lon, lat = np.array([one.lon for one in found]), np.array([one.lat for one in found])
    for one in shapes:
        out |= shapely.contains_xy(one, lon, lat)
    return out


def _settled(inputs: Inputs) -> list[Help]:
    day = inputs.day
    return [one for number, one in enumerate(day.helps) if day.there[:, number].all()]


def _ever_closed(inputs: Inputs) -> dict[Mode, tuple[Closed, ...]]:
    """Return what is closed at any instant, by how one goes; each once."""
    found: dict[Mode, tuple[Closed, ...]] = {}
    for closures in inputs.day.closures:
        for mode, closed in closures.items():
            seen = found.get(mode, ())
            found[mode] = (*seen, *(one for one in closed if one not in seen))
    return found
