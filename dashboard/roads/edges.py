"""Edges in order: as a sparse matrix both ways, and which of their segments a place may meet.

A place meets a segment only where one can come from it and come back: within the largest part of
the network where everywhere is reached from everywhere, and within that of each island, if it has
a kilometre of road. Else a car park behind a gate would be "not reached", and not walked to.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dashboard.roads.segments import Flags, Floats, Ints, Segments
from dashboard.roads.turns import Rough

ISLAND_M = 1_000.0
NOT_MET: Final = 0
MET: Final = 1
MET_WHEN_ON_IT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edges:
    """Who goes along the segments, in one mode: edges by segment, and as a sparse matrix both ways.

    Attributes:
        first: Where the edges of each segment begin; one more than there are segments.
        tail: The node each edge leaves.
        head: The node it leads to.
        seconds: How long it takes.
        back: Whether it goes against the drawing of its segment.
        met: Of each segment, whether a place may meet it (``MET``), or only one that lies on it.
        ends: The nodes beyond which the extract goes no further.
        row: Where the entries of each node begin in the matrix.
        column: The node each entry leads to.
        weight: Its seconds.
        edge: The edge it is.
        back_row: The same of the matrix turned round.
        back_column: The node each entry comes from.
        back_weight: Its seconds.
        back_edge: The edge it is.
    """

    first: Ints
    tail: Ints
    head: Ints
    seconds: Floats
    back: Flags
    met: NDArray[np.uint8]
    ends: Ints
    row: Ints
    column: Ints
    weight: Floats
    edge: Ints
    back_row: Ints
    back_column: Ints
    back_weight: Floats
    back_edge: Ints


def finished(
    rough: Rough,
    segments: Segments,
    nodes: int,
    length: NDArray[np.float32],
    apart: Flags,
    ends: NDArray[np.int64],
) -> Edges:
    """Return edges in order, with their matrices and what may be met of their segments."""
    used, numbered = np.unique(np.r_[rough.tail, rough.head], return_inverse=True)
    order = np.argsort(rough.segment, kind="stable")
    tail, head = (
        ids[order].astype(np.int32) for ids in (numbered[: len(order)], numbered[len(order) :])
    )
    segment, seconds = rough.segment[order], rough.seconds[order]
    row, column, edge = _matrix(tail, head, seconds, len(used))
    back_row, back_column, back_edge = _matrix(head, tail, seconds, len(used))
    strong = _parts(csr_array((seconds[edge], column, row), shape=(len(used),) * 2), "strong")
    whole = _parts(_undirected(segments.a, segments.b, nodes), "weak")
    within = strong[tail] == strong[head]
    met = _met(segment[within], strong[tail[within]], whole[segments.a], length)
    met[(met == MET) & apart] = MET_WHEN_ON_IT
    at = np.searchsorted(used, ends)
    at = at[at < len(used)]
    return Edges(
        first=np.searchsorted(segment, np.arange(len(length) + 1)).astype(np.int32),
        tail=tail,
        head=head,
        seconds=seconds,
        back=rough.back[order],
        met=met,
        ends=at[np.isin(used[at], ends)].astype(np.int32),
        row=row,
        column=column,
        weight=seconds[edge],
        edge=edge,
        back_row=back_row,
        back_column=back_column,
        back_weight=seconds[back_edge],
        back_edge=back_edge,
    )


def _matrix(tail: Ints, head: Ints, seconds: Floats, nodes: int) -> tuple[Ints, Ints, Ints]:
    """Return rows, columns and edges of a sparse matrix; of edges drawn twice, the quicker one.

    Left together they would be added up.
    """
    order = np.lexsort((seconds, head, tail))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    edge = order[new].astype(np.int32)
    row = np.searchsorted(tail[edge], np.arange(nodes + 1)).astype(np.int32)
    return row, head[edge], edge


def _undirected(a: NDArray[np.int64], b: NDArray[np.int64], nodes: int) -> Any:  # noqa: ANN401
    return csr_array((np.ones(len(a), np.int8), (a, b)), shape=(nodes, nodes))


def _parts(matrix: Any, connection: str) -> Ints:  # noqa: ANN401  scipy has no types
    if matrix.shape[0] == 0:
        return np.zeros(0, np.int32)
    return np.asarray(connected_components(matrix, directed=True, connection=connection)[1])


def _met(segment: NDArray[np.int64], part: Ints, whole: Ints, length: Any) -> NDArray[np.uint8]:  # noqa: ANN401
    """Return which segments lie in the part of their island one can come from and come back to.

    Args:
        segment: Segments with an edge inside one part, perhaps more than once.
        part: The part of each.
        whole: The island of every segment.
        length: The metres of every segment.
    """
    met = np.full(len(length), NOT_MET, np.uint8)
    segment, at = np.unique(segment, return_index=True)
    part = part[at]
    if not len(segment):
        return met
    road_m = np.bincount(part, length[segment])
    island = np.zeros(len(road_m), np.int64)
    island[part] = whole[segment]
    order = np.lexsort((road_m, island))
    last = np.r_[np.diff(island[order]) != 0, True]
    largest = order[last]
    kept = largest[(road_m[largest] >= ISLAND_M) | (road_m[largest] == road_m.max())]
    met[segment[np.isin(part, kept)]] = MET
    return met
