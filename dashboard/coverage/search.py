"""Good places quickly: one after the other by what each adds, then exchanged while that helps.

It starts what is then proved exactly, and is the answer where proving takes longer than there is
time. For the mean it comes with a bound from Lagrangian relaxation, which is tight enough to prove
most answers: to give each spot up is paid by a multiplier, and the candidates then stand alone.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from dashboard.coverage.siting import EXACT, Choice, Question, in_order, waiting

Told = Callable[[float], None]

Adding = Callable[[Sequence[int]], NDArray[np.float64]]
"""What places cost with each of the candidates added to them; less is better."""

ROUNDS = 300
"""Of multipliers: enough for a bound within a hundredth, on towns of 200 by 5 000."""

PATIENCE = 12
"""Rounds without a better bound after which steps are halved."""


def searched(question: Question, told: Told, seconds: float) -> tuple[int, ...]:
    """Return places found one by one and by exchange; *all* and *worst* have no such search."""
    deadline = time.monotonic() + seconds
    adding = left_out(question) if question.aim == "most" else _least(_waits(question))
    return exchanged(_greedy(question, adding), question.settled, adding, told, deadline)


def median(question: Question, told: Told, seconds: float) -> Choice:
    """Return the places of least mean time, with the bound none can pass.

    Args:
        question: What is asked.
        told: Is told how far it is, 0 to 1.
        seconds: How long it may take; it ends earlier once the bound is met.
    """
    deadline = time.monotonic() + seconds
    total = float(question.weights.sum())
    costs = _waits(question)
    adding = _least(costs)
    start = exchanged(
        _greedy(question, adding),
        question.settled,
        adding,
        lambda part: told(0.4 * part),
        deadline,
    )
    best, chosen = _sum(costs, start), start
    bound, multipliers = -np.inf, costs[list(start)].min(axis=0)
    step, idle = 2.0, 0
    for number in range(ROUNDS):
        told(0.4 + 0.6 * number / ROUNDS)
        rho = np.minimum(costs - multipliers, 0).sum(axis=1)
        picked = _cheapest(rho, question)
        relaxed = float(multipliers.sum() + rho[list(picked)].sum())
        idle = 0 if relaxed > bound else idle + 1
        bound = max(bound, relaxed)
        if idle >= PATIENCE:
            step, idle = step / 2, 0
        if _sum(costs, picked) < best:
            chosen = exchanged(picked, question.settled, adding, lambda _: None, deadline)
            best = _sum(costs, chosen)
        if best - bound <= EXACT * best or step < 1e-4 or time.monotonic() > deadline:
            break
        unmet = 1.0 - (costs[list(picked)] < multipliers).sum(axis=0)
        norm = float(unmet @ unmet)
        if norm == 0:
            break
        multipliers = multipliers + step * (best - relaxed) / norm * unmet
    return Choice(
        chosen=chosen,
        value=best / total,
        bound=bound / total,
        proved=best - bound <= EXACT * best,
        method="bounded",
    )


def left_out(question: Question) -> Adding:
    """Return what tells how many people stay out of reach, of those that could be reached."""
    weights = question.groups.weights
    # A row at a time is what is asked for: row by row in memory, that is six times quicker.
    reach = np.ascontiguousarray(question.groups.reach)
    by_people = csr_array(reach, dtype=np.float64)

    def adding(held: Sequence[int]) -> NDArray[np.float64]:
        left = weights * ~reach[list(held)].any(axis=0)
        # Never below nothing, as a difference of sums may be by a hair.
        return np.asarray(np.maximum(left.sum() - by_people @ left, 0.0))

    return adding


def exchanged(
    chosen: tuple[int, ...],
    settled: NDArray[np.bool_],
    adding: Adding,
    told: Told,
    deadline: float,
) -> tuple[int, ...]:
    """Return ``chosen`` after every exchange of one place that costs less, the best one first."""
    held = list(chosen)
    cost, rounds = float(adding(held)[held[0]]), 0
    while time.monotonic() < deadline:
        told(rounds / (rounds + 5))
        rounds += 1
        best: tuple[float, int, int] | None = None
        for place, old in enumerate(held):
            if settled[old]:
                continue
            with_it = adding(held[:place] + held[place + 1 :])
            with_it[held] = np.inf
            new = int(with_it.argmin())
            if with_it[new] < cost * (1 - 1e-12) and (best is None or with_it[new] < best[0]):
                best = (float(with_it[new]), place, new)
        if best is None:
            break
        cost, place, new = best
        held[place] = new
    return in_order(held)


def _waits(question: Question) -> NDArray[np.float64]:
    kept = question.weights > 0
    return waiting(question)[:, kept] * question.weights[kept]


def _least(costs: NDArray[np.float64]) -> Adding:
    """Return what tells the cost of places where each spot has the one that costs it least."""

    def adding(held: Sequence[int]) -> NDArray[np.float64]:
        least = costs[list(held)].min(axis=0) if held else np.full(costs.shape[1], np.inf)
        return np.asarray(np.minimum(costs, least).sum(axis=1))

    return adding


def _greedy(question: Question, adding: Adding) -> tuple[int, ...]:
    """Return the settled places and n more, each the one that then costs least."""
    chosen = [int(one) for one in np.flatnonzero(question.settled)]
    for _ in range(question.n):
        with_it = adding(chosen)
        with_it[chosen] = np.inf
        chosen.append(int(with_it.argmin()))
    return in_order(chosen)


def _cheapest(rho: NDArray[np.float64], question: Question) -> tuple[int, ...]:
    """Return the settled places and the n others of the lowest reduced cost."""
    free = np.flatnonzero(~question.settled)
    lowest = free[np.argsort(rho[free], kind="stable")[: question.n]]
    return in_order([*np.flatnonzero(question.settled).tolist(), *lowest.tolist()])


def _sum(costs: NDArray[np.float64], chosen: tuple[int, ...]) -> float:
    return float(costs[list(chosen)].min(axis=0).sum())
