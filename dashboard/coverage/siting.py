"""Where to put help: the best places for so many posts among candidates, and what each one adds.

Four questions, each a known problem of location science:
- *most* (maximal covering, MCLP: Church and ReVelle 1974): reach the most people in time with n;
- *all* (set covering, LSCP: Toregas 1971): reach all that can be with the fewest;
- *mean* (p-median): the least mean time, all people counted;
- *worst* (p-centre): the least time to whoever waits longest.

The rules:
- Some places are settled already: they are in every answer, and n more are chosen. The forbidden
  ones are no candidates at all.
- What no candidate reaches in time is named beside the answer: it is in no answer, however many
  posts there are. Whoever none of the chosen reaches waits for the limit.
- An answer says how good it is: proved optimal, or the best found and the bound no answer can
  pass. The same question has the same answer, but for one that time ran out on.
- Candidates of one worth are chosen in their order.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dashboard.coverage.ground import Times
from dashboard.coverage.merging import Groups, merged
from dashboard.text import RefusedError, Text

Aim = Literal["most", "all", "mean", "worst"]

EXACT = 1e-6
"""An answer this near its bound, in parts of it, is optimal: sums of floats agree no better."""

NO_CANDIDATES = Text(
    fr="Aucun emplacement possible : en choisir au moins un qui ne soit pas exclu, ou tracer une "
    "zone plus grande ou un pas plus fin.",
    en="No place is possible: choose at least one that is not excluded, or draw a larger area or a "
    "finer step.",
)
TOO_MANY_ASKED = Text(
    fr="{n} emplacements à choisir parmi {candidates} possibles ; demander de 1 à {candidates}.",
    en="{n} places to choose among {candidates} possible ones; ask for 1 to {candidates}.",
)
NOBODY = Text(
    fr="Personne à atteindre : aucun effectif n'est connu pour cette période. Donner un effectif à "
    "un site ou à un rassemblement, tracer une zone avec une densité, ou choisir un fichier de "
    "population.",
    en="Nobody to reach: no crowd is known for that time. Give a site or a gathering a crowd, draw "
    "an area with a density, or choose a population file.",
)


class SitingError(RefusedError):
    """The question has no answer as it was asked."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """What is asked.

    Attributes:
        aim: What the best is.
        times: Seconds from each candidate to each spot, launch included; ``inf`` beyond the
            limit: (candidates, spots).
        weights: The people of each spot.
        within_s: In time; for *mean* and *worst* it only says who is reached in time.
        limit_s: What was looked into: nobody is known to come later.
        n: How many to choose; not asked for *all*.
        settled: Which candidates are in every answer.
    """

    aim: Aim
    times: Times
    weights: NDArray[np.float64]
    within_s: float
    limit_s: float
    n: int
    settled: NDArray[np.bool_]

    @cached_property
    def reach(self) -> NDArray[np.bool_]:
        """Which candidate reaches which spot in time."""
        return np.asarray(self.times <= self.within_s)

    @cached_property
    def groups(self) -> Groups:
        """The spots with people that can be reached, those that nobody tells apart merged."""
        return merged(self.reach, self.weights)

    @property
    def total(self) -> int:
        """How many places an answer has, the settled ones among them."""
        return int(self.settled.sum()) + self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The places chosen, and how good they are known to be.

    Attributes:
        chosen: Their numbers, in order; the settled ones among them.
        value: What was asked for: people reached, posts, mean seconds, or seconds.
        bound: What no answer can pass.
        proved: Whether no answer is better.
        method: What found it.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float
    proved: bool
    method: Literal["exact", "search", "bounded"]

    @property
    def gap(self) -> float:
        """How far the bound is, in parts of it."""
        if self.proved:
            return 0.0
        return abs(self.bound - self.value) / max(1e-12, abs(self.bound))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one chosen place adds.

    Attributes:
        candidate: Its number.
        reached: People it reaches in time.
        alone: Of those, the ones no other chosen place reaches.
        nearest: People it is the nearest of the chosen to.
        slower_s: By how much the mean time would grow without it; None where it is the only one.
        spots: The numbers of the spots it alone reaches.
    """

    candidate: int
    reached: float
    alone: float
    nearest: float
    slower_s: float | None
    spots: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A spot no candidate reaches in time.

    Attributes:
        spot: Its number.
        nearest: The candidate that would come first; None where none comes within the limit.
        time_s: How long that takes; ``inf`` where none comes.
    """

    spot: int
    nearest: int | None
    time_s: float


def check(question: Question) -> None:
    """Refuse what has no answer.

    Raises:
        SitingError: Nobody to reach, nothing to choose from, or more asked for than there is.
    """
    free = int((~question.settled).sum())
    if not (question.weights > 0).any():
        raise SitingError(NOBODY)
    if free == 0:
        raise SitingError(NO_CANDIDATES)
    if question.aim != "all" and not 1 <= question.n <= free:
        raise SitingError(TOO_MANY_ASKED, n=question.n, candidates=free)


def value_of(question: Question, chosen: tuple[int, ...]) -> float:
    """Return how good some places are, in what is asked for.

    ``inf`` where *all* leaves somebody out who could be reached.
    """
    rows = list(chosen)
    match question.aim:
        case "most":
            return float(question.weights[question.reach[rows].any(axis=0)].sum())
        case "all":
            wanted = question.reach.any(axis=0) & (question.weights > 0)
            left = wanted & ~question.reach[rows].any(axis=0)
            return float("inf") if left.any() else float(len(rows))
        case "mean":
            waits = waiting(question)[rows].min(axis=0)
            return float(question.weights @ waits / question.weights.sum())
        case "worst":
            waits = waiting(question)[:, reachable(question)]
            return float(waits[rows].min(axis=0).max(initial=0.0))


def reachable(question: Question) -> NDArray[np.bool_]:
    """Return the spots with people some candidate reaches within the limit, in time or not."""
    return np.asarray((question.weights > 0) & np.isfinite(question.times.min(axis=0)))


def waiting(question: Question) -> NDArray[np.float64]:
    """Return the times, those beyond the limit as long as it."""
    return np.minimum(question.times, question.limit_s).astype(np.float64)


def worths(question: Question, chosen: tuple[int, ...]) -> list[Worth]:
    """Return what each of the chosen places adds, in their order: why it is where it is."""
    rows = list(chosen)
    if not rows:
        return []
    reach, waits = question.reach[rows], waiting(question)[rows]
    count, weights = reach.sum(axis=0), question.weights
    # Of equals, the first is the nearest.
    first = waits.argmin(axis=0)
    second = np.partition(waits, 1, axis=0)[1] if len(rows) > 1 else None
    found = []
    for row, candidate in enumerate(rows):
        alone, mine = reach[row] & (count == 1) & (weights > 0), first == row
        slower = None
        if second is not None:
            late = second[mine] - waits[row, mine]
            slower = float(weights[mine] @ late / weights.sum())
        found.append(
            Worth(
                candidate=candidate,
                reached=float(weights[reach[row]].sum()),
                alone=float(weights[alone].sum()),
                nearest=float(weights[mine].sum()),
                slower_s=slower,
                spots=np.flatnonzero(alone),
            )
        )
    return found


def unreached(question: Question) -> list[Unreached]:
    """Return the spots with people no candidate reaches in time, the farthest from help first."""
    nearest = question.times.argmin(axis=0)
    best = question.times.min(axis=0)
    late = np.flatnonzero((best > question.within_s) & (question.weights > 0))
    order = late[np.argsort(-best[late], kind="stable")]
    return [
        Unreached(
            spot=int(spot),
            nearest=int(nearest[spot]) if np.isfinite(best[spot]) else None,
            time_s=float(best[spot]),
        )
        for spot in order
    ]


def in_order(chosen: NDArray[np.int64] | list[int]) -> tuple[int, ...]:
    """Return numbers in order."""
    return tuple(sorted(int(one) for one in chosen))
