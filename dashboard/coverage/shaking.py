"""The most people, searched for further: places thrown about, then exchanged while that helps.

Where no single exchange reaches more people, several at once may: some places are drawn by lot, the
rest falls into place around them, and what reaches more is kept (an iterated local search:
Lourenço, Martin and Stützle, “Iterated Local Search”, Handbook of Metaheuristics, 2003). The lots
are the same each time, so that the same question has the same answer.
"""

import time

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dashboard.coverage.merging import Groups
from dashboard.coverage.search import Told
from dashboard.coverage.siting import Question, in_order

SHAKES = 2_000
"""As many as there are exchanges of one, and no more than these: on a town of 200 by 5 000, what
further ones find is not worth the wait (bench/siting.py)."""

FEWEST, MOST = 2, 4
"""So many places are drawn by lot at once: one is what an exchange does; half of them if more."""


def shaken(
    question: Question, groups: Groups, start: tuple[int, ...], told: Told, deadline: float
) -> tuple[int, ...]:
    """Return places that reach at least as many people as ``start``.

    Args:
        question: What is asked: the most people.
        groups: Its spots, merged.
        start: Places that answer it.
        told: Is told how far it is, 0 to 1; what it raises ends it.
        deadline: When it ends at the latest, on the monotonic clock.
    """
    free = np.flatnonzero(~question.settled)
    best = [one for one in start if not question.settled[one]]
    if not best or len(best) == len(free):
        return start
    held = np.flatnonzero(question.settled)
    places = _Places(groups, held)
    lots = np.random.default_rng(len(best))
    people = places.people(best)
    most = max(MOST, len(best) // 2)
    shakes = min(SHAKES, len(best) * (len(free) - len(best)))
    for number in range(shakes):
        if people >= places.all or time.monotonic() > deadline:
            break
        told(number / shakes)
        thrown = lots.permutation(best).tolist()
        others = lots.permutation(np.setdiff1d(free, best))
        count = min(int(lots.integers(FEWEST, most, endpoint=True)), len(thrown), len(others))
        thrown[:count] = others[:count].tolist()
        tried = places.exchanged(thrown)
        reached = places.people(tried)
        # As many is as good, and may lead elsewhere.
        if reached >= people:
            best, people = tried, reached
    return in_order([*held.tolist(), *best])


class _Places:
    """Who is reached from where, as exchanges ask for it, beside what is settled."""

    def __init__(self, groups: Groups, settled: NDArray[np.int64]) -> None:
        left = ~groups.reach[settled].any(axis=0)
        self._weights = groups.weights[left]
        self._reach = groups.reach[:, left]
        self._by_people = csr_array(self._reach, dtype=np.float64)
        self._never = settled
        self.all = float(self._weights.sum())

    def people(self, chosen: list[int]) -> float:
        """Return how many are reached that are not reached from what is settled."""
        return float(self._weights[self._reach[chosen].any(axis=0)].sum())

    def exchanged(self, chosen: list[int]) -> list[int]:
        """Return places after every exchange of one that reaches more, the best one first."""
        held = list(chosen)
        counts = self._reach[held].sum(axis=0, dtype=np.int64)
        while True:
            best: tuple[float, int, int] | None = None
            for place, old in enumerate(held):
                without = counts - self._reach[old]
                gains = self._by_people @ (self._weights * (without == 0))
                lost = gains[old]
                gains[held] = 0.0
                gains[self._never] = 0.0
                new = int(gains.argmax())
                gain = float(gains[new] - lost)
                if gain > 1e-9 * self.all and (best is None or gain > best[0]):
                    best = (gain, place, new)
            if best is None:
                return held
            _, place, new = best
            counts += self._reach[new].astype(np.int64) - self._reach[held[place]]
            held[place] = new
