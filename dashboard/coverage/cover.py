"""What is reached in time and what is not, at each instant of a day.

The rules:
- Somebody is reached in time when one help that is there at that instant comes within the limit;
  launch is part of it. Where two come, they are covered twice: the first may be busy.
- Between two changes nothing differs: instants that have the same helps and the same closed roads
  are computed once (a *state*), and each answer is that of its instant exactly.
- A place is reached when all its people are; a gap is a place of which some are not, from the first
  instant to the last without a break.
- How far help is from a gap is the time to whoever of its people has the longest to wait.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.coverage.demand import Demand
from dashboard.coverage.ground import Times

WHOLE = 1 - 1e-9
"""From this share on, a place is reached whole: shares are sums of fractions."""

Told = Callable[[float], None]
"""Is told how much is done, 0 to 1; what it raises ends the work."""

AT_ONCE = 8_000_000
"""So many numbers of one product are held at once, 32 MB of them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class States:
    """The helps there are at each instant, each set of them once.

    Attributes:
        there: Which helps are there in which state: (states, helps).
        ground: Of each state, the number of the set of closed roads it has.
        of: Of each instant, the number of its state.
    """

    there: NDArray[np.bool_]
    ground: NDArray[np.int64]
    of: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cover:
    """How much is reached, instant by instant.

    Attributes:
        people: How many there are.
        reached: How many of them in time.
        twice: How many by two helps at least.
        places: How many places have people.
        whole: How many of those are reached whole.
        missed: People of each place not reached in time: (places, instants).
        wait_s: The longest wait in each place for the nearest help, of those not reached in time;
            0 where all are: (places, instants).
        worst: The number of the spot that waits so long; -1 where all are reached.
    """

    people: NDArray[np.float64]
    reached: NDArray[np.float64]
    twice: NDArray[np.float64]
    places: NDArray[np.int64]
    whole: NDArray[np.int64]
    missed: NDArray[np.float64]
    wait_s: NDArray[np.float32]
    worst: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place of which some are not reached in time, while it lasts.

    Attributes:
        place: The number of the place.
        first: The first instant.
        last: The last one.
        people: How many are not reached, at most.
        wait_s: The longest wait meanwhile; ``inf`` where nobody comes at all.
        spot: The number of the spot that waits so long.
        at: The instant it waits so long at.
    """

    place: int
    first: int
    last: int
    people: float
    wait_s: float
    spot: int
    at: int


def states_of(there: NDArray[np.bool_], ground: NDArray[np.int64]) -> States:
    """Return the states of a day.

    Args:
        there: Which helps are there at which instant: (instants, helps).
        ground: Of each instant, the number of the set of closed roads it has.
    """
    rows = np.column_stack([ground.astype(np.int64), there.astype(np.int64)])
    kept, of = np.unique(rows, axis=0, return_inverse=True)
    return States(there=kept[:, 1:].astype(bool), ground=kept[:, 0], of=of.ravel())


def counts_of(there: NDArray[np.bool_], times: Times, within_s: float) -> NDArray[np.float32]:
    """Return how many helps come in time to each spot in each state: one product.

    Args:
        there: (states, helps).
        times: Seconds from each help to each spot, launch included: (helps, spots).
        within_s: The limit.
    """
    reach = (times <= within_s).astype(np.float32)
    return np.asarray(there.astype(np.float32) @ reach)


def unheard(_fraction: float) -> None:
    """Tell nobody."""


def cover_of(
    states: States, times: list[Times], demand: Demand, within_s: float, told: Told = unheard
) -> Cover:
    """Return how much of ``demand`` is reached within ``within_s``, at each of its instants.

    Args:
        states: Which helps are there, when.
        times: For each set of closed roads, the seconds from each help to each spot.
        demand: The people.
        within_s: The limit, launch included.
        told: Is told how far it is.
    """
    places, count = len(demand.places), len(states.there)
    once, twice = np.zeros((places, count)), np.zeros((places, count))
    wait = np.zeros((places, count), dtype=np.float32)
    worst = np.full((places, count), -1, dtype=np.int64)
    for some in _parts(states, len(demand)):
        reach = counts_of(states.there[some], times[int(states.ground[some[0]])], within_s)
        once[:, some] = _by_place(demand, reach > 0.5)
        twice[:, some] = _by_place(demand, reach > 1.5)
        for row, state in enumerate(some):
            told(state / count)
            spots = np.flatnonzero(reach[row] < 0.5)
            if spots.size:
                nearest = _nearest(states, times, int(state), spots)
                _worst(demand.place[spots], nearest, spots, wait[:, state], worst[:, state])
    once[once > WHOLE], twice[twice > WHOLE] = 1.0, 1.0
    shares = once[:, states.of]
    there = demand.people > 0
    missed = demand.people * (1 - shares)
    late = missed > 0
    return Cover(
        people=demand.people.sum(axis=0),
        reached=(demand.people * shares).sum(axis=0),
        twice=(demand.people * twice[:, states.of]).sum(axis=0),
        places=there.sum(axis=0),
        whole=(there & ~late).sum(axis=0),
        missed=missed,
        wait_s=np.where(late, wait[:, states.of], 0),
        worst=np.where(late, worst[:, states.of], -1),
    )


def gaps_of(cover: Cover) -> list[Gap]:
    """Return what is not reached, the most people first; then by place and by time."""
    found = [
        _gap(cover, place, first, last)
        for place in range(len(cover.missed))
        for first, last in _runs(cover.missed[place] > 0)
    ]
    return sorted(found, key=lambda gap: (-gap.people, gap.place, gap.first))


def _gap(cover: Cover, place: int, first: int, last: int) -> Gap:
    while_so = slice(first, last + 1)
    at = first + int(np.argmax(cover.wait_s[place, while_so]))
    return Gap(
        place=place,
        first=first,
        last=last,
        people=float(cover.missed[place, while_so].max()),
        wait_s=float(cover.wait_s[place, at]),
        spot=int(cover.worst[place, at]),
        at=at,
    )


def _runs(holds: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of what holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2):
        yield int(start), int(end) - 1


def _parts(states: States, spots: int) -> Iterator[NDArray[np.int64]]:
    """Yield the states, some at once, those of one set of closed roads together."""
    size = max(1, AT_ONCE // max(1, spots))
    for ground in np.unique(states.ground):
        of = np.flatnonzero(states.ground == ground)
        for start in range(0, len(of), size):
            yield of[start : start + size]


def _by_place(demand: Demand, reached: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the share of each place that is reached in each state: (places, states)."""
    found = np.zeros((len(demand.places), len(reached)))
    for row, hit in enumerate(reached):
        found[:, row] = np.bincount(
            demand.place, weights=demand.share * hit, minlength=len(demand.places)
        )
    return found


def _nearest(states: States, times: list[Times], state: int, late: NDArray[np.int64]) -> Times:
    """Return how long each of some spots waits for whoever comes first."""
    there = np.flatnonzero(states.there[state])
    if there.size == 0:
        return np.full(late.size, np.inf, dtype=np.float32)
    told = times[int(states.ground[state])]
    return np.asarray(told[np.ix_(there, late)].min(axis=0))


def _worst(
    place: NDArray[np.int64],
    nearest: Times,
    spots: NDArray[np.int64],
    wait: NDArray[np.float32],
    worst: NDArray[np.int64],
) -> None:
    """Tell the longest wait of each place, and the spot that has it (the first of several)."""
    order = np.lexsort((spots, -nearest.astype(np.float64), place))
    first = np.concatenate([[True], np.diff(place[order]) > 0])
    chosen = order[first]
    wait[place[chosen]] = nearest[chosen]
    worst[place[chosen]] = spots[chosen]
