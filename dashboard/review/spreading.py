"""How a handful of durations lie: their median and their ninetieth centile, with how many they are.

The rules:
- The median of an even number is the mean of the two in the middle.
- The ninetieth centile is the smallest of them that nine in ten do not exceed (nearest rank): it is
  one of those that were measured, never one between two.
- Of none there is neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How some figures lie; None where there are none."""

    count: int
    median: float | None
    p90: float | None
    most: float | None


def spread_of(figures: Iterable[float]) -> Spread:
    """Return how ``figures`` lie.

    >>> spread_of(range(1, 11))
    Spread(count=10, median=5.5, p90=9, most=10)
    """
    told = sorted(figures)
    if not told:
        return Spread(count=0, median=None, p90=None, most=None)
    rank = -(-9 * len(told) // 10)
    return Spread(count=len(told), median=median(told), p90=told[rank - 1], most=told[-1])
