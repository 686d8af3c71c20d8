"""Shortest ways on the edges of one mode: from places to places, exact on the first and last edge.

Places are nodes added to the matrix for the question: one leads to the head of each edge of the
segments it meets, by the part of the edge that is left and the walk to it. Where there are fewer
ends than starts, the matrix is turned round and the question asked from the ends.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from dashboard.roads.closing import Cut
from dashboard.roads.edges import Edges
from dashboard.roads.kept import Kept
from dashboard.roads.meeting import Meetings
from dashboard.roads.network import LEAST_S

Seconds = NDArray[np.float64]
ENDS_KEPT = 4
"""Grids, mostly: the same for every start."""

AT_ONCE = 128 * 2**20
"""Bytes of times to nodes that are held at once."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """Edges of the segments that places meet, cut in two where each place is.

    Attributes:
        place: The place.
        edge: The edge.
        before_s: From its tail to the place, with the walk; ``inf`` where something is closed.
        after_s: From the place to its head, with the walk; ``inf`` where something is closed.
    """

    place: NDArray[np.int64]
    edge: NDArray[np.int64]
    before_s: Seconds
    after_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ends:
    """What is worked out of ends once.

    Attributes:
        parts: The edges they cut.
        order: Their meetings by segment.
        segment: The segments, in that order.
    """

    parts: _Parts
    order: NDArray[np.int64]
    segment: NDArray[np.int64]


class Ways:
    """The ways of one mode while something is closed, or nothing."""

    def __init__(self, edges: Edges, cut: Cut) -> None:
        self._edges = edges
        self._cut = cut
        self._ends: Kept[Meetings, _Ends] = Kept(ENDS_KEPT)
        self._weight, self._back_weight = edges.weight, edges.back_weight
        if len(cut.segment):
            shut = np.zeros(len(edges.tail), bool)
            shut[_edges_of(edges, cut.segment)[1]] = True
            self._weight = np.where(shut[edges.edge], np.inf, edges.weight)
            self._back_weight = np.where(shut[edges.back_edge], np.inf, edges.back_weight)

    def times(
        self, starts: Meetings, rows: int, ends: Meetings, columns: int, limit_s: float
    ) -> Seconds:
        """Return the time from each start to each end, shape (rows, columns)."""
        first, last = self._parts(starts), self._ended(ends).parts
        turned = rows > columns
        if turned:
            first, last, rows, columns = last, first, columns, rows
        found = np.full((rows, columns), np.inf)
        arriving = last.edge, last.after_s if turned else last.before_s
        nodes = self._edges.head if turned else self._edges.tail
        own = np.flatnonzero(np.isfinite(arriving[1]))
        place, edge, seconds = last.place[own], last.edge[own], arriving[1][own]
        begins = np.flatnonzero(np.r_[True, np.diff(place) != 0][: len(place)])
        at_once = max(1, AT_ONCE // (8 * max(1, self._nodes + rows)))
        for low in range(0, rows, at_once):
            these = np.arange(low, min(low + at_once, rows))
            if not len(begins):
                break
            far = self._from(first, these, limit_s, turned=turned)
            there = far[:, nodes[edge]] + seconds
            found[np.ix_(these, place[begins])] = np.minimum.reduceat(there, begins, axis=1)
        found = found.T if turned else found
        self._along_one(starts, ends, found)
        found[found > limit_s] = np.inf
        return found

    def nearest(
        self, starts: Meetings, rows: int, ends: Meetings, columns: int, limit_s: float
    ) -> tuple[Seconds, NDArray[np.int64]]:
        """Return, for each end, the time from the start it is soonest reached from, and which."""
        first, last = self._parts(starts), self._ended(ends).parts
        matrix = self._matrix(first, np.arange(rows), turned=False)
        far, _, source = dijkstra(
            matrix,
            indices=np.arange(self._nodes, self._nodes + rows),
            limit=limit_s,
            min_only=True,
            return_predecessors=True,
        )
        seconds = far[self._edges.tail[last.edge]] + last.before_s
        order = np.lexsort((seconds, last.place))
        place, at = np.unique(last.place[order], return_index=True)
        soonest = order[at]
        found, who = np.full(columns, np.inf), np.full(columns, -1, np.int64)
        found[place] = seconds[soonest]
        who[place] = source[self._edges.tail[last.edge[soonest]]] - self._nodes
        pairs = self._one_segment(starts, ends)
        for start, end, taken in zip(*pairs, strict=True):
            if taken < found[end]:
                found[end], who[end] = taken, start
        gone = ~(found <= limit_s)
        found[gone], who[gone] = np.inf, -1
        return found, who

    def leaving_s(self, starts: Meetings, rows: int, limit_s: float) -> Seconds:
        """Return after how long one can be where the extract ends, from each start."""
        found = np.full(rows, np.inf)
        first = self._parts(starts)
        for start in range(rows):
            far = self._from(first, np.array([start]), limit_s, turned=False)
            found[start] = far[0, self._edges.ends].min(initial=np.inf)
        return found

    @property
    def _nodes(self) -> int:
        return len(self._edges.row) - 1

    def _from(
        self, parts: _Parts, places: NDArray[np.int64], limit_s: float, *, turned: bool
    ) -> Seconds:
        """Return the times from some places to all nodes; to them, in the matrix turned round."""
        matrix = self._matrix(parts, places, turned=turned)
        indices = np.arange(self._nodes, self._nodes + len(places))
        return np.asarray(dijkstra(matrix, indices=indices, limit=limit_s))[:, : self._nodes]

    def _matrix(self, parts: _Parts, places: NDArray[np.int64], *, turned: bool) -> Any:  # noqa: ANN401
        """Return the matrix with a node more for each of some places, in their order."""
        edges = self._edges
        row, column, weight = (
            (edges.back_row, edges.back_column, self._back_weight)
            if turned
            else (edges.row, edges.column, self._weight)
        )
        low, high = np.searchsorted(parts.place, (places[0], places[-1] + 1))
        node = (edges.tail if turned else edges.head)[parts.edge[low:high]].astype(np.int64)
        seconds = (parts.before_s if turned else parts.after_s)[low:high]
        place = parts.place[low:high] - places[0]
        order = np.lexsort((seconds, node, place))
        new = np.ones(len(order), bool)
        new[1:] = (np.diff(place[order]) != 0) | (np.diff(node[order]) != 0)
        kept = order[new & np.isfinite(seconds[order])]
        counts = np.bincount(place[kept], minlength=len(places))
        size = self._nodes + len(places)
        return csr_array(
            (
                np.concatenate([weight, np.maximum(seconds[kept], LEAST_S)]),
                np.concatenate([column, node[kept].astype(np.int32)]),
                np.concatenate([row, row[-1] + np.cumsum(counts)]).astype(np.int32),
            ),
            shape=(size, size),
        )

    def _ended(self, ends: Meetings) -> _Ends:
        def made() -> _Ends:
            order = np.argsort(ends.segment, kind="stable")
            return _Ends(parts=self._parts(ends), order=order, segment=ends.segment[order])

        return self._ends.get(ends, made)

    def _parts(self, meetings: Meetings) -> _Parts:
        edges = self._edges
        at, edge = _edges_of(edges, meetings.segment)
        back, seconds = edges.back[edge], edges.seconds[edge]
        part, walk_s = meetings.part[at], meetings.walk_s[at]
        done = np.where(back, 1 - part, part)
        is_cut, low, high = self._cut.parts(meetings.segment[at])
        # What is closed lies behind one who is past it, and before one who is not.
        past, short = part > high, part < low
        from_tail = ~is_cut | np.where(back, past, short)
        to_head = ~is_cut | np.where(back, short, past)
        return _Parts(
            place=meetings.place[at],
            edge=edge,
            before_s=np.where(from_tail, done * seconds + walk_s, np.inf),
            after_s=np.where(to_head, (1 - done) * seconds + walk_s, np.inf),
        )

    def _along_one(self, starts: Meetings, ends: Meetings, found: Seconds) -> None:
        """Put the times of those whose start and end meet one segment."""
        start, end, seconds = self._one_segment(starts, ends)
        np.minimum.at(found, (start, end), seconds)

    def _one_segment(
        self, starts: Meetings, ends: Meetings
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Seconds]:
        """Return starts, ends and times along the segment they both meet."""
        edges, ended = self._edges, self._ended(ends)
        low = np.searchsorted(ended.segment, starts.segment, side="left")
        high = np.searchsorted(ended.segment, starts.segment, side="right")
        one, other = _ranges(low, high)
        other = ended.order[other]
        at, edge = _edges_of(edges, starts.segment[one])
        one, other = one[at], other[at]
        begin, stop = starts.part[one], ends.part[other]
        along = np.where(edges.back[edge], begin - stop, stop - begin)
        is_cut, from_, to = self._cut.parts(starts.segment[one])
        through = is_cut & (np.minimum(begin, stop) <= to) & (np.maximum(begin, stop) >= from_)
        goes = (along >= 0) & ~through
        seconds = along * edges.seconds[edge] + starts.walk_s[one] + ends.walk_s[other]
        return starts.place[one[goes]], ends.place[other[goes]], seconds[goes]


def _edges_of(
    edges: Edges, segment: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the edges of some segments, and by which of these each is there."""
    return _ranges(edges.first[segment], edges.first[segment + 1])


def _ranges(low: Any, high: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # noqa: ANN401
    """Return all numbers of ranges, and the range each is of.

    >>> [column.tolist() for column in _ranges(np.array([3, 9, 5]), np.array([5, 9, 6]))]
    [[0, 0, 2], [3, 4, 5]]
    """
    counts = (high - low).astype(np.int64)
    which = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - before[which] + low[which].astype(np.int64)
