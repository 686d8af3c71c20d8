"""Fields of times, computed a few at a time and kept for who asks next.

A field is told by what it is made from: the ground, the place, how one goes, the grid and the
geometries that are closed. Whoever asks for the same is answered the same, without work; who may
see which place and which closure was settled before it is asked for here.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from dashboard.coverage.cells import packed
from dashboard.coverage.ground import Cells, Closed, Ground, Mode

AT_ONCE = 2
ROOM = 200
"""Fields kept: 140 kB each at most, so some 28 MB; the longest unasked goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A field somebody asks for.

    Attributes:
        start: Longitude and latitude of who goes out.
        cells: The grid.
        mode: How one goes.
        limit_s: Beyond it nothing is told.
        closed: What nobody passes.
    """

    start: tuple[float, float]
    cells: Cells
    mode: Mode
    limit_s: float
    closed: Sequence[Closed] = ()


class Fields:
    """Makes fields. Safe to ask from any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._turn = BoundedSemaphore(AT_ONCE)

    def field(self, ground: Ground, wanted: Wanted) -> bytes:
        """Return a field as it is sent (``coverage/cells.py``)."""
        key = _key(ground, wanted)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        with self._turn:
            times = ground.field(
                wanted.start,
                wanted.cells,
                mode=wanted.mode,
                limit_s=wanted.limit_s,
                closed=wanted.closed,
            )
        made = packed(times)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > ROOM:
                self._kept.popitem(last=False)
        return made


def _key(ground: Ground, wanted: Wanted) -> str:
    model = ground.model(wanted.mode)
    closed = sorted(
        json.dumps([dict(one.geometry), one.open_to_emergency], sort_keys=True)
        for one in wanted.closed
    )
    cells = wanted.cells
    grid = [cells.box, cells.columns, cells.rows]
    told: list[object] = [model.kind, model.name, model.taken_at, wanted.start, grid]
    made_of = [*told, wanted.mode, wanted.limit_s, closed]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()
