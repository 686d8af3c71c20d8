"""The best answer there is time for: found quickly, then proved in a process that can be ended.

While HiGHS computes, whoever asked is told how much of the time is gone, and may end it: the
process is killed there and then. So is it where it takes far longer than it was given, for HiGHS
looks at the clock only now and then.
"""

import io
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from typing import Any

import numpy as np

from dashboard.coverage import search
from dashboard.coverage.exact import Solved, cover
from dashboard.coverage.search import Told
from dashboard.coverage.shaking import shaken
from dashboard.coverage.siting import (
    EXACT,
    Choice,
    Question,
    check,
    in_order,
    reachable,
    value_of,
    waiting,
)

LOOKED_EVERY_S = 0.1
GRACE_S = 30.0
"""Beyond the time it was given, for it to start and to write its answer, on a machine at work."""

SEARCHED = 0.2
"""How much of the time searching may take; proving takes the rest."""


def best_choice(question: Question, told: Told, seconds: float) -> Choice:
    """Return the best places, as good as they could be proved in ``seconds``.

    Args:
        question: What is asked.
        told: Is told how far it is, 0 to 1; what it raises ends it, and HiGHS too.
        seconds: How long it may take.

    Raises:
        SitingError: The question has no answer as it was asked.
    """
    check(question)
    if question.aim == "mean":
        return search.median(question, told, seconds)
    started = time.monotonic()
    start = _start(question, lambda part: told(SEARCHED * part), SEARCHED * seconds)
    left = seconds - (time.monotonic() - started)
    asked = _asked(question)
    if asked is None or start.proved:
        return replace(start, bound=start.value, proved=True)
    solved = _solved(asked, lambda part: told(SEARCHED + (1 - SEARCHED) * part), left)
    return start if solved is None else _better(question, start, solved)


def _start(question: Question, told: Told, seconds: float) -> Choice:
    """Return what is found at once, with the bound anybody can see: each spot has its own best."""
    if question.aim == "all":
        reached = question.reach.any(axis=0) & (question.weights > 0)
        chosen = in_order(cover(question.reach[:, reached], question.settled))
        kept = np.flatnonzero(question.settled)
        left = reached & ~question.reach[kept].any(axis=0)
        bound = float(len(kept) + left.any())
    elif question.aim == "most":
        deadline = time.monotonic() + seconds
        first = search.searched(question, lambda part: told(0.2 * part), seconds)
        chosen = shaken(question, first, lambda part: told(0.2 + 0.8 * part), deadline)
        bound = float(question.groups.weights.sum())
    else:
        chosen = search.searched(_as_mean(question), told, seconds)
        waits = waiting(question)[:, reachable(question)]
        bound = float(waits.min(axis=0).max(initial=0.0))
    value = value_of(question, chosen)
    return Choice(
        chosen=chosen, value=value, bound=bound, proved=_meets(value, bound), method="search"
    )


def _meets(value: float, bound: float) -> bool:
    return abs(bound - value) <= EXACT * max(1.0, abs(value))


def _as_mean(question: Question) -> Question:
    """Return the question of the least mean time: where there is no time, near the worst."""
    return Question(
        aim="mean",
        times=question.times,
        weights=(question.weights > 0).astype(np.float64),
        within_s=question.within_s,
        limit_s=question.limit_s,
        n=question.n,
        settled=question.settled,
    )


def _asked(question: Question) -> dict[str, Any] | None:
    """Return the question as HiGHS is asked it; None where there is nothing to ask."""
    if question.aim == "worst":
        there = reachable(question)
        if not there.any():
            return None
        return {
            "times": np.unique(waiting(question)[:, there], axis=1),
            "settled": question.settled,
            "total": question.total,
        }
    groups = question.groups
    if len(groups.weights) == 0:
        return None
    told = {
        "reach": np.packbits(groups.reach, axis=1),
        "groups": len(groups.weights),
        "settled": question.settled,
        "total": question.total,
    }
    return told | ({"weights": groups.weights} if question.aim == "most" else {})


def _solved(asked: dict[str, Any], told: Told, seconds: float) -> Solved | None:
    """Return what HiGHS answers; None where it had nothing to say in time."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as question:
        np.savez(question, seconds=seconds, **asked)
        question.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.coverage.exact"],
            stdin=question,
            stdout=subprocess.PIPE,
        )
        try:
            answer = _heard(process, started, told, seconds)
        finally:
            process.kill()
            process.communicate()
    if answer is None:
        return None
    if process.returncode != 0:
        raise RuntimeError(f"HiGHS ended with {process.returncode}")
    with np.load(io.BytesIO(answer), allow_pickle=False) as found:
        return Solved(
            chosen=found["chosen"], bound=float(found["bound"]), proved=bool(found["proved"])
        )


def _heard(
    process: subprocess.Popen[bytes], started: float, told: Told, seconds: float
) -> bytes | None:
    """Return what a process answers; None where it takes longer than it may."""
    while True:
        try:
            return process.communicate(timeout=LOOKED_EVERY_S)[0]
        except subprocess.TimeoutExpired:
            gone = time.monotonic() - started
            told(min(1.0, gone / max(seconds, LOOKED_EVERY_S)))
            if gone > seconds + GRACE_S:
                return None


def _better(question: Question, start: Choice, solved: Solved) -> Choice:
    """Return the better of what was searched and what was proved, with the bound of the proof."""
    chosen, method = start.chosen, start.method
    if len(solved.chosen):
        exact = in_order(solved.chosen)
        found, before = value_of(question, exact), value_of(question, start.chosen)
        if solved.proved or (found > before if question.aim == "most" else found < before):
            chosen, method = exact, "exact"
    value = value_of(question, chosen)
    proved = solved.proved or _meets(value, solved.bound)
    return Choice(
        chosen=chosen,
        value=value,
        bound=value if proved else solved.bound,
        proved=proved,
        method=method,
    )
