"""The most people, searched for further: places thrown about, then exchanged while that helps.

Where no single exchange reaches more people, several at once may: some places are drawn by lot, the
rest falls into place around them, and what reaches more is kept (an iterated local search:
Lourenço, Martin and Stützle, “Iterated Local Search”, Handbook of Metaheuristics, 2003). The lots
are the same each time, so that the same question has the same answer.
"""

import time

import numpy as np

from dashboard.coverage.search import Told, exchanged, left_out
from dashboard.coverage.siting import Question, in_order

SHAKES = 2_000
"""As many as there are exchanges of one, and no more than these: on a town of 200 by 5 000, what
further ones find is not worth the wait (bench/siting.py)."""

FEWEST, MOST = 2, 4
"""So many places are drawn by lot at once: one is what an exchange does; half of them if more."""


def shaken(
    question: Question, start: tuple[int, ...], told: Told, deadline: float
) -> tuple[int, ...]:
    """Return places that reach at least as many people as ``start``.

    Args:
        question: What is asked: the most people.
        start: Places that answer it.
        told: Is told how far it is, 0 to 1; what it raises ends it.
        deadline: When it ends at the latest, on the monotonic clock.
    """
    free = np.flatnonzero(~question.settled)
    settled = np.flatnonzero(question.settled).tolist()
    adding = left_out(question)
    best, missed = start, float(adding(start)[start[0]])
    lots = np.random.default_rng(question.n)
    most = max(MOST, question.n // 2)
    shakes = min(SHAKES, question.n * (len(free) - question.n))
    for number in range(shakes):
        if missed <= 0 or time.monotonic() > deadline:
            break
        told(number / shakes)
        thrown = lots.permutation(np.setdiff1d(best, settled)).tolist()
        others = lots.permutation(np.setdiff1d(free, best))
        count = min(int(lots.integers(FEWEST, most, endpoint=True)), len(thrown), len(others))
        thrown[:count] = others[:count].tolist()
        fallen = exchanged(
            in_order([*settled, *thrown]), question.settled, adding, lambda _: None, deadline
        )
        left = float(adding(fallen)[fallen[0]])
        # As many is as good, and may lead elsewhere.
        if left <= missed:
            best, missed = fallen, left
    return best
