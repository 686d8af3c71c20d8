"""From segments to a graph: who goes along them, one way or both, and how long it takes.

The rules:
- Cars and emergency services share segments and junctions; walkers have their own.
- An *edge* is a segment in one direction, with how many seconds it takes to go all along it,
  signals and junctions met on the way and at its end included.
- Where something stands in the way, each segment ends by itself: one comes up to it and turns back.
- A forbidden turn leads to a copy of its junction, which all ways leave but the forbidden ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from dashboard.coverage.ground import Mode
from dashboard.geo import Box
from dashboard.roads.access import Standing
from dashboard.roads.edges import Edges, finished
from dashboard.roads.reading import Drawn
from dashboard.roads.segments import Flags, Floats, Lines, Points, Segments
from dashboard.roads.turns import Rough, turned

SIGNAL_S, SLOW_S, JUNCTION_S = 5.0, 1.0, 1.0
"""What a signal, a crossing or a hump, and a junction of three ways or more cost a car."""

LEAST_S = 1e-3
"""A weight of nothing would be no edge at all."""

CAR: tuple[Mode, ...] = ("drive", "emergency")
FOOT: tuple[Mode, ...] = ("walk",)
STOPPED = {"drive": Standing.SHUT, "emergency": Standing.LOCKED, "walk": Standing.NO_FOOT}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Segments, and the edges of each mode along them."""

    lines: Lines
    edges: Mapping[Mode, Edges]
    counts: Mapping[str, int]


def network_of(drawn: Drawn, modes: Sequence[Mode], box: Box) -> Network:
    """Return the network those who go by ``modes`` share; it may have no segment."""
    kmh = {mode: np.array([getattr(p, mode) for p in drawn.passages]).reshape(-1, 2)
           for mode in modes}  # fmt: skip
    taken = np.zeros(len(drawn.passages), bool)
    for speeds in kmh.values():
        taken |= speeds.any(axis=1)
    points = Points(drawn, taken)
    segments = points.segments(reduce(or_, (STOPPED[mode] for mode in modes)))
    passage = drawn.passage[segments.piece]
    lines = points.lines(segments)
    junction = _junctions(segments, points, np.any(kmh[modes[0]][passage] > 0, axis=1))
    apart, through = (
        np.array([getattr(p, name) for p in drawn.passages], bool)[passage]
        for name in ("is_apart", "is_through")
    )
    ends = points.ends(segments, through, box)
    edges, applied = {}, 0
    for mode in modes:
        rough = _edges(segments, points, kmh[mode][passage], junction, mode)
        if mode == "drive":
            ways = drawn.way[segments.piece]
            rough, applied = turned(rough, ways[rough.segment], points.ids, drawn.turns)
        edges[mode] = finished(rough, segments, len(points.ids), lines.length, apart, ends)
    counts = {"segments": len(passage), "km": round(float(segments.length.sum()) / 1000)}
    return Network(lines=lines, edges=edges, counts={**counts, "turns": applied})


def _junctions(segments: Segments, points: Points, driven: Flags) -> Flags:
    """Tell at which nodes three ways or more meet that the first mode takes."""
    ends = np.r_[segments.a[driven], segments.b[driven]]
    return np.bincount(ends, minlength=len(points.ids)) > 2


def _edges(segments: Segments, points: Points, kmh: Floats, junction: Flags, mode: Mode) -> Rough:
    """Return the edges of a mode; where it is stopped, a segment ends at a node of its own."""
    count, nodes = len(segments.a), len(points.ids)
    stopped = (points.standing & STOPPED[mode]) > 0
    own = nodes + np.arange(2 * count)
    a = np.where(stopped[segments.a], own[:count], segments.a)
    b = np.where(stopped[segments.b], own[count:], segments.b)
    met = np.zeros(nodes)
    if mode != "walk":
        met += ((points.standing & Standing.SIGNAL) > 0) * SIGNAL_S
        met += ((points.standing & Standing.SLOW) > 0) * SLOW_S
        met += junction * JUNCTION_S
    met_along, met_back = points.met_on(met, segments)
    along, back = kmh[:, 0] > 0, kmh[:, 1] > 0
    number = np.arange(count)
    seconds_along = segments.length[along] / (kmh[along, 0] / 3.6) + met_along[along]
    seconds_back = segments.length[back] / (kmh[back, 1] / 3.6) + met_back[back]
    return Rough(
        tail=np.r_[a[along], b[back]],
        head=np.r_[b[along], a[back]],
        segment=np.r_[number[along], number[back]],
        back=np.r_[np.zeros(along.sum(), bool), np.ones(back.sum(), bool)],
        seconds=np.maximum(np.r_[seconds_along, seconds_back], LEAST_S),
        nodes=nodes + 2 * count,
    )
