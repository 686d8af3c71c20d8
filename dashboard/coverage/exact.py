"""The exact answer, by mixed-integer programming: HiGHS, through scipy; in a process of its own.

Nothing can stop HiGHS midway but the end of its process, so it has one (``python -m
dashboard.coverage.exact``): a question comes in by its standard input, the answer leaves by its
standard output, and whoever asked ends it when they no longer want to know (``proving``).

The questions, with y_j whether candidate j is chosen, z_i how far group i is reached:
- *most*: the greatest sum of w_i z_i, z_i <= sum of the y_j that reach i, n of the y; z may be any
  number from 0 to 1, for it is whole by itself where y is.
- *all*: the fewest y, each group reached by one at least.
- *worst*: the least of the times for which *all* does with n: by halving. A greedy cover that is
  small enough proves that a time is possible; only HiGHS proves that one is not.
"""

import io
import sys
import time
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

GAP = 1e-7
"""An answer this near its bound is the best one: HiGHS itself computes no better."""

LEAST_S = 0.05
"""HiGHS is given no less time than this, whatever remains."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """What HiGHS found.

    Attributes:
        chosen: The candidates, in order; none where no answer was found in time.
        bound: What no answer can pass.
        proved: Whether the answer meets it.
    """

    chosen: NDArray[np.int64]
    bound: float
    proved: bool


def most(
    reach: NDArray[np.bool_],
    weights: NDArray[np.float64],
    settled: NDArray[np.bool_],
    total: int,
    seconds: float,
) -> Solved:
    """Return the ``total`` candidates that reach the most people.

    Args:
        reach: Which candidate reaches which group: (candidates, groups).
        weights: The people of each group.
        settled: Which candidates are in every answer.
        total: How many to choose, those among them.
        seconds: How long it may take.
    """
    candidates, groups = reach.shape
    covers = sparse.hstack(
        [-sparse.csr_matrix(reach.T.astype(np.float64)), sparse.eye(groups)], format="csr"
    )
    how_many = sparse.csr_matrix(np.r_[np.ones(candidates), np.zeros(groups)])
    found = milp(
        -np.r_[np.zeros(candidates), weights],
        integrality=np.r_[np.ones(candidates), np.zeros(groups)],
        bounds=Bounds(np.r_[settled.astype(np.float64), np.zeros(groups)], 1),
        constraints=[
            LinearConstraint(covers, -np.inf, 0),
            LinearConstraint(how_many, total, total),
        ],
        options={"time_limit": max(LEAST_S, seconds), "mip_rel_gap": GAP},
    )
    bound = float(weights.sum()) if found.mip_dual_bound is None else -found.mip_dual_bound
    return Solved(chosen=_chosen(found.x, candidates), bound=bound, proved=found.status == 0)


def fewest(reach: NDArray[np.bool_], settled: NDArray[np.bool_], seconds: float) -> Solved:
    """Return the fewest candidates that reach every group; each group is reached by some."""
    found = milp(
        np.ones(len(reach)),
        integrality=np.ones(len(reach)),
        bounds=Bounds(settled.astype(np.float64), 1),
        constraints=LinearConstraint(sparse.csr_matrix(reach.T.astype(np.float64)), 1, np.inf),
        options={"time_limit": max(LEAST_S, seconds), "mip_rel_gap": GAP},
    )
    chosen = _chosen(found.x, len(reach))
    bound = 0.0 if found.mip_dual_bound is None else float(np.ceil(found.mip_dual_bound - 1e-6))
    # Posts are counted whole: a bound above the answer less one proves it.
    proved = found.status == 0 or (len(chosen) > 0 and bound >= len(chosen))
    return Solved(chosen=chosen, bound=bound, proved=proved)


def soonest(
    times: NDArray[np.float64], settled: NDArray[np.bool_], total: int, seconds: float
) -> Solved:
    """Return the ``total`` candidates whose farthest spot is the nearest; ``bound`` is a time.

    Args:
        times: From each candidate to each spot with people that some candidate can reach; finite.
        settled: Which candidates are in every answer.
        total: How many to choose, those among them.
        seconds: How long it may take.
    """
    deadline = time.monotonic() + seconds
    steps = np.unique(times)
    # No answer is better than the one where everybody has their own candidate.
    low = int(np.searchsorted(steps, times.min(axis=0).max()))
    high, best = len(steps) - 1, np.zeros(0, dtype=np.int64)
    while low <= high:
        middle = (low + high) // 2
        reach = times <= steps[middle]
        left = deadline - time.monotonic()
        chosen = cover(reach, settled)
        if len(chosen) > total:
            if left <= 0:
                break
            solved = fewest(reach, settled, left)
            chosen = solved.chosen
            if (len(chosen) == 0 or len(chosen) > total) and solved.bound <= total:
                break
        if 0 < len(chosen) <= total:
            best, high = chosen, middle - 1
        else:
            low = middle + 1
    proved = low > high and len(best) > 0
    bound = float(steps[min(low, len(steps) - 1)])
    if len(best):
        best = _filled(best, settled, total)
    return Solved(chosen=best, bound=bound, proved=proved)


def cover(reach: NDArray[np.bool_], settled: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return candidates that reach every group: each the one that reaches the most of the rest."""
    chosen = [int(one) for one in np.flatnonzero(settled)]
    left = ~reach[chosen].any(axis=0) if chosen else np.ones(reach.shape[1], dtype=bool)
    while left.any():
        gain = reach[:, left].sum(axis=1)
        one = int(gain.argmax())
        if gain[one] == 0:
            break
        chosen.append(one)
        left &= ~reach[one]
    return np.array(sorted(chosen), dtype=np.int64)


def _filled(chosen: NDArray[np.int64], settled: NDArray[np.bool_], total: int) -> NDArray[np.int64]:
    """Return ``chosen`` and the first others there are, up to ``total``: what was asked for."""
    others = [one for one in range(len(settled)) if one not in set(chosen.tolist())]
    return np.array(sorted([*chosen.tolist(), *others[: total - len(chosen)]]), dtype=np.int64)


def _chosen(answer: NDArray[np.float64] | None, candidates: int) -> NDArray[np.int64]:
    return (
        np.flatnonzero(answer[:candidates] > 0.5) if answer is not None else np.zeros(0, np.int64)
    )


def solve(asked: dict[str, NDArray[np.generic]], seconds: float) -> Solved:
    """Return the answer to a question as it is handed from one process to another."""
    settled = asked["settled"].astype(bool)
    total = int(asked["total"])
    if "times" in asked:
        return soonest(asked["times"].astype(np.float64), settled, total, seconds)
    reach = np.unpackbits(asked["reach"].astype(np.uint8), axis=1, count=int(asked["groups"]))
    if "weights" in asked:
        weights = asked["weights"].astype(np.float64)
        return most(reach.astype(bool), weights, settled, total, seconds)
    return fewest(reach.astype(bool), settled, seconds)


def main(asks: BinaryIO, answers: BinaryIO) -> None:
    """Answer one question, from ``asks`` to ``answers``, both in the form of numpy's files."""
    with np.load(io.BytesIO(asks.read()), allow_pickle=False) as told:
        asked = {name: told[name] for name in told.files}
    solved = solve(asked, float(asked["seconds"]))
    out = io.BytesIO()
    np.savez(out, chosen=solved.chosen, bound=solved.bound, proved=solved.proved)
    answers.write(out.getvalue())
    answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
