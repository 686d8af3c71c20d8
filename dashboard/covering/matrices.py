"""Times from helps to people, as many matrices as there are sets of closed roads in the day.

Each help goes as it goes (on foot, with a siren): a matrix is put together by the ways of going.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.coverage.cover import Told
from dashboard.coverage.ground import Closed, Ground, Mode, Pace, Spots, Times
from dashboard.coverage.paces import PACES
from dashboard.covering.day import Help
from dashboard.text import RefusedError, Text

LIMIT_S = 3600.0
"""What is looked into: who comes later than that is said not to come."""

MOST_TIMES = 60_000_000
"""Of one question, in all its matrices: 240 MB."""

TOO_LARGE = Text(
    fr="Trop à calculer : {helps} moyens ou emplacements, {spots} lieux à atteindre, {sets} états "
    "des routes ({most} temps au plus). Réduire la zone, le pas ou la période.",
    en="Too much to compute: {helps} helps or places, {spots} spots to reach, {sets} states of the "
    "roads ({most} times at most). Reduce the area, the step or the period.",
)

ROWS = 25
"""So many helps are asked about at once: between two such, whoever asked may stop it."""


class TooLargeError(RefusedError):
    """The question is larger than this Vigie computes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How times are to be told.

    Attributes:
        pace: How fast one gets on.
        launch_s: What passes between the call and the departure.
    """

    pace: Pace = "central"
    launch_s: float = 0.0


def matrices(  # noqa: PLR0913  all but three by name
    ground: Ground,
    helps: Sequence[Help],
    spots: Spots,
    *,
    closures: Sequence[Mapping[Mode, tuple[Closed, ...]]],
    needed: Sequence[NDArray[np.bool_]],
    going: Going,
    told: Told,
) -> list[Times]:
    """Return the seconds from each help to each spot, for each set of closed roads.

    Launch is part of them.

    Args:
        ground: What times are told by.
        helps: Who goes out.
        spots: Where to.
        closures: The sets of what is closed.
        needed: For each set, which helps are there while it holds; the others reach nobody then.
        going: How times are to be told.
        told: Is told how far it is.

    Raises:
        TooLargeError: There is too much to compute.
    """
    if len(helps) * len(spots) * len(closures) > MOST_TIMES:
        raise TooLargeError(
            TOO_LARGE, helps=len(helps), spots=len(spots), sets=len(closures), most=MOST_TIMES
        )
    whole = max(1, sum(int(rows.sum()) for rows in needed))
    done = 0
    found = []
    for closed, rows in zip(closures, needed, strict=True):
        there = [int(row) for row in np.flatnonzero(rows)]
        matrix = np.full((len(helps), len(spots)), np.inf, dtype=np.float32)
        for mode in sorted({helps[row].mode for row in there}):
            of = [row for row in there if helps[row].mode == mode]
            for start in range(0, len(of), ROWS):
                told(done / whole)
                some = of[start : start + ROWS]
                starts = Spots.of([(helps[row].lon, helps[row].lat) for row in some])
                matrix[some] = _times(ground, starts, spots, mode, closed.get(mode, ()), going)
                done += len(some)
        found.append(matrix)
    return found


def _times(
    ground: Ground,
    starts: Spots,
    ends: Spots,
    mode: Mode,
    closed: tuple[Closed, ...],
    going: Going,
) -> Times:
    factor = PACES[going.pace]
    limit_s = max(1.0, (LIMIT_S - going.launch_s) / factor)
    if len(ends) == 0:
        return np.zeros((len(starts), 0), dtype=np.float32)
    times = ground.times(starts, ends, mode=mode, limit_s=limit_s, closed=closed)
    return np.asarray(times * np.float32(factor) + np.float32(going.launch_s), dtype=np.float32)
