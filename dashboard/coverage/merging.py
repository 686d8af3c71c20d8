"""Spots that the same candidates reach are one to whoever chooses: they are merged, people summed.

Of 5 000 spots of a town 2 000 remain, which makes the exact question several times shorter; the
answer is the same, since no choice can tell such spots apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Groups:
    """Spots merged by who reaches them; those nobody reaches, or with no people, are left out.

    Attributes:
        reach: Which candidate reaches which group: (candidates, groups).
        weights: The people of each group.
        of: Of each spot, the number of its group; -1 for those left out.
    """

    reach: NDArray[np.bool_]
    weights: NDArray[np.float64]
    of: NDArray[np.int64]


def merged(reach: NDArray[np.bool_], weights: NDArray[np.float64]) -> Groups:
    """Return the groups of spots that ``reach`` (candidates, spots) does not tell apart."""
    kept = reach.any(axis=0) & (weights > 0)
    bits = np.packbits(reach[:, kept], axis=0).T
    rows = np.ascontiguousarray(bits).view(np.dtype((np.void, max(1, bits.shape[1])))).ravel()
    _, first, group = np.unique(rows, return_index=True, return_inverse=True)
    of = np.full(len(weights), -1, dtype=np.int64)
    of[kept] = group.ravel()
    summed = np.zeros(len(first))
    np.add.at(summed, group.ravel(), weights[kept])
    return Groups(reach=reach[:, kept][:, first], weights=summed, of=of)
