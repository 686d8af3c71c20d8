"""Good places quickly: one after the other by what each adds, then exchanged while that helps.

It starts what is then proved exactly, and is the answer where proving takes longer than there is
time. For the mean it comes with a bound from Lagrangian relaxation, which is tight enough to prove
most answers: to give each spot up is paid by a multiplier, and the candidates then stand alone.
"""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dashboard.coverage.siting import EXACT, Choice, Question, in_order, waiting

Told = Callable[[float], None]

ROUNDS = 300
"""Of multipliers: enough for a bound within a hundredth, on towns of 200 by 5 000."""

PATIENCE = 12
"""Rounds without a better bound after which steps are halved."""


def searched(question: Question, told: Told, seconds: float) -> tuple[int, ...]:
    """Return places found one by one and by exchange; *all* and *worst* have no such search."""
    deadline = time.monotonic() + seconds
    costs = _costs(question)
    return _exchanged(costs, question, _greedy(costs, question), told, deadline)


def median(question: Question, told: Told, seconds: float) -> Choice:
    """Return the places of least mean time, with the bound none can pass.

    Args:
        question: What is asked.
        told: Is told how far it is, 0 to 1.
        seconds: How long it may take; it ends earlier once the bound is met.
    """
    deadline = time.monotonic() + seconds
    kept = question.weights > 0
    total = float(question.weights.sum())
    costs = waiting(question)[:, kept] * question.weights[kept]
    start = _exchanged(
        costs, question, _greedy(costs, question), lambda part: told(0.4 * part), deadline
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
            chosen = _exchanged(costs, question, picked, lambda _: None, deadline)
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


def _costs(question: Question) -> NDArray[np.float64]:
    """Return what each candidate costs each spot: their people late, or their waiting."""
    kept = question.weights > 0
    if question.aim == "most":
        return np.where(question.reach[:, kept], 0.0, question.weights[kept])
    return waiting(question)[:, kept] * question.weights[kept]


def _greedy(costs: NDArray[np.float64], question: Question) -> tuple[int, ...]:
    """Return the settled places and n more, each the one that then costs least."""
    chosen = [int(one) for one in np.flatnonzero(question.settled)]
    least = costs[chosen].min(axis=0) if chosen else np.full(costs.shape[1], np.inf)
    for _ in range(question.n):
        with_it = np.minimum(costs, least).sum(axis=1)
        with_it[chosen] = np.inf
        one = int(with_it.argmin())
        chosen.append(one)
        least = np.minimum(least, costs[one])
    return in_order(chosen)


def _exchanged(
    costs: NDArray[np.float64],
    question: Question,
    chosen: tuple[int, ...],
    told: Told,
    deadline: float,
) -> tuple[int, ...]:
    """Return ``chosen`` after every exchange of one place that costs less, the best one first."""
    held = list(chosen)
    cost, rounds = _sum(costs, chosen), 0
    while time.monotonic() < deadline:
        told(rounds / (rounds + 5))
        rounds += 1
        best: tuple[float, int, int] | None = None
        for place, old in enumerate(held):
            if question.settled[old]:
                continue
            others = held[:place] + held[place + 1 :]
            least = costs[others].min(axis=0) if others else np.full(costs.shape[1], np.inf)
            with_it = np.minimum(costs, least).sum(axis=1)
            with_it[held] = np.inf
            new = int(with_it.argmin())
            if with_it[new] < cost * (1 - 1e-12) and (best is None or with_it[new] < best[0]):
                best = (float(with_it[new]), place, new)
        if best is None:
            break
        cost, place, new = best
        held[place] = new
    return in_order(held)


def _cheapest(rho: NDArray[np.float64], question: Question) -> tuple[int, ...]:
    """Return the settled places and the n others of the lowest reduced cost."""
    free = np.flatnonzero(~question.settled)
    lowest = free[np.argsort(rho[free], kind="stable")[: question.n]]
    return in_order([*np.flatnonzero(question.settled).tolist(), *lowest.tolist()])


def _sum(costs: NDArray[np.float64], chosen: tuple[int, ...]) -> float:
    return float(costs[list(chosen)].min(axis=0).sum())
