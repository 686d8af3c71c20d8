"""Turns that signs forbid, in a graph of junctions: whoever may not turn everywhere meets a copy.

The edge one comes by leads to a copy of the junction, which has the ways that are left and no
other: a few hundred nodes more for a whole town, where a graph of turns would have twice as many.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dashboard.roads.reading import Turn


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rough:
    """Edges before they are put in order.

    Attributes:
        tail: The node each leaves.
        head: The node it leads to.
        segment: The segment it goes along.
        back: Whether it goes against the drawing of it.
        seconds: How long it takes.
        nodes: A number no node has, nor any above.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    segment: NDArray[np.int64]
    back: NDArray[np.bool_]
    seconds: NDArray[np.float64]
    nodes: int


def turned(
    rough: Rough, ways: NDArray[np.int64], ids: NDArray[np.int64], turns: Sequence[Turn]
) -> tuple[Rough, int]:
    """Return the edges once forbidden turns cannot be made, and how many of ``turns`` that were.

    Args:
        rough: The edges.
        ways: The way each is of.
        ids: The points nodes are, in order.
        turns: What signs say.
    """
    at = _by_node(ids, turns)
    leaving, coming = _around(rough.tail, at), _around(rough.head, at)
    head = rough.head.copy()
    nodes, tails, edges = rough.nodes, list[int](), list[int]()
    applied: set[int] = set()
    for node, told in at.items():
        outs = leaving[node]
        for edge in coming[node]:
            forbidden: set[int] = set()
            for turn in told:
                found = _forbidden(turn, edge, outs, ways, rough.segment)
                forbidden |= found
                applied |= {id(turn)} if found else set()
            if forbidden:
                left = [
                    out
                    for out in outs
                    if out not in forbidden and rough.segment[out] != rough.segment[edge]
                ]
                head[edge] = nodes
                tails += [nodes] * len(left)
                edges += left
                nodes += 1
    # Heads last: where a copied edge leads may be a copy by now.
    again = np.array(edges, np.int64)
    return replace(
        rough,
        tail=np.r_[rough.tail, np.array(tails, np.int64)],
        head=np.r_[head, head[again]],
        segment=np.r_[rough.segment, rough.segment[again]],
        back=np.r_[rough.back, rough.back[again]],
        seconds=np.r_[rough.seconds, rough.seconds[again]],
        nodes=nodes,
    ), len(applied)


def _by_node(ids: NDArray[np.int64], turns: Sequence[Turn]) -> dict[int, list[Turn]]:
    found: dict[int, list[Turn]] = defaultdict(list)
    places = np.searchsorted(ids, np.array([turn.via for turn in turns], np.int64))
    for node, turn in zip(places.tolist(), turns, strict=True):
        if node < len(ids) and ids[node] == turn.via:
            found[node].append(turn)
    return found


def _around(ends: NDArray[np.int64], nodes: dict[int, list[Turn]]) -> dict[int, list[int]]:
    """Return the edges that have one end at each of ``nodes``."""
    found: dict[int, list[int]] = defaultdict(list)
    for edge in np.flatnonzero(np.isin(ends, list(nodes))).tolist():
        found[int(ends[edge])].append(edge)
    return found


def _forbidden(
    turn: Turn,
    edge: int,
    outs: Sequence[int],
    ways: NDArray[np.int64],
    segment: NDArray[np.int64],
) -> set[int]:
    """Return the edges one who comes by ``edge`` may not go on by."""
    led = {out for out in outs if ways[out] in turn.going}
    if ways[edge] not in turn.coming or not led:
        return set()
    if turn.is_only:
        return set(outs) - led
    return {out for out in led if turn.is_back or segment[out] != segment[edge]}
