"""How much of an operation is reached over its day, and what is not: the curve and its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.coverage.cover import Cover, Gap, Told, cover_of, gaps_of, states_of
from dashboard.coverage.ground import Ground, Mode, Model
from dashboard.covering.day import Day, Help, day_of
from dashboard.covering.matrices import Going, matrices
from dashboard.covering.people import Asking, people_of
from dashboard.covering.people import Told as People
from dashboard.operations import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that is read of an operation, before anything is computed.

    Attributes:
        people: Who is to be reached.
        day: What helps and what is closed, when.
    """

    people: People
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The answer.

    Attributes:
        inputs: What it was computed from.
        cover: How much is reached, instant by instant.
        gaps: What is not, the most people first.
        models: What the times of each way of going are computed with.
    """

    inputs: Inputs
    cover: Cover
    gaps: list[Gap]
    models: dict[Mode, Model]


def read(
    reading: Reading,
    instants: Sequence[datetime],
    asking: Asking,
    *,
    known_at: datetime | None = None,
    due: bool = True,
) -> Inputs:
    """Return what an operation says of ``instants``, as its reader may see it."""
    return Inputs(
        people=people_of(reading, instants, asking, known_at=known_at, due=due),
        day=day_of(reading, instants, known_at=known_at, due=due),
    )


def covered(inputs: Inputs, ground: Ground, within_s: float, going: Going, told: Told) -> Covered:
    """Return how much is reached within ``within_s`` at each instant.

    Raises:
        TooLargeError: There is too much to compute.
    """
    day, demand = inputs.day, inputs.people.demand
    there_with = [
        day.there[day.closed == number].any(axis=0) for number in range(len(day.closures))
    ]
    times = matrices(
        ground,
        day.helps,
        demand.spots,
        closures=day.closures,
        needed=there_with,
        going=going,
        told=lambda part: told(0.6 * part),
    )
    cover = cover_of(
        states_of(day.there, day.closed),
        times,
        demand,
        within_s,
        lambda part: told(0.6 + 0.4 * part),
    )
    return Covered(
        inputs=inputs, cover=cover, gaps=gaps_of(cover), models=models_of(ground, day.helps)
    )


def models_of(ground: Ground, helps: Sequence[Help]) -> dict[Mode, Model]:
    """Return what the times of some helps are computed with, by how they go."""
    return {mode: ground.model(mode) for mode in sorted({one.mode for one in helps})}
