"""The views: a reel of its own for each organisation that does not see everything.

A view is wound once, and then only taken further as entries come. Winding a long journal takes a
while: it is done beside the journal, without holding up who writes there or reads elsewhere.
"""

import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from datetime import datetime

from dashboard.access.charter import Charter
from dashboard.access.sight import Sight
from dashboard.clock import EPOCH, FAR
from dashboard.picture import Reel

ROOM = 32
"""Views kept wound, the longest unused put away first."""

STEP = 5_000
"""Entries a view may be behind and be taken further at once, while its journal waits."""


@dataclass(slots=True)
class _View:
    """A reel of its own for an organisation that does not see everything."""

    base: Reel
    generation: str
    reel: Reel
    last_read_at: datetime = EPOCH
    since: datetime = FAR
    until: datetime = EPOCH

    @property
    def behind(self) -> int:
        """How many entries of the journal it has not taken in."""
        return self.base.head.seq - self.reel.head.seq

    def is_current(self, base: Reel, at: datetime) -> bool:
        """Return whether nothing was recorded, and no embargo passed, since it was wound."""
        same = self.base is base and self.reel.head.seq == base.head.seq
        return same and self.since <= at < self.until

    def extend(self, sight: Sight, head: int) -> None:
        """Take in what was recorded since, up to ``head``, as it may be seen."""
        fresh = (line.entry for line in self.base.lines[self.reel.head.seq : head])
        seen = list(sight.seen(fresh, self.last_read_at))
        self.reel.extend(seen)
        if seen:
            self.last_read_at = seen[-1].recorded_at


class Views:
    """Hands out the reel an organisation may see. Safe to ask from any thread."""

    def __init__(self, room: int = ROOM, step: int = STEP) -> None:
        self._room = room
        self._step = step
        self._views: OrderedDict[tuple[str, str], _View] = OrderedDict()
        self._lock = threading.Lock()
        self._winding: defaultdict[tuple[str, str], threading.Lock] = defaultdict(threading.Lock)

    def view(
        self, operation: str, organisation: str, base: Reel, charter: Charter, at: datetime
    ) -> tuple[Reel, str]:
        """Return the reel an organisation sees at ``at``, and its generation.

        That is ``base`` itself, everybody's, while nothing in the operation is limited.
        """
        key = (operation, organisation)
        with self._lock:
            winding = self._winding[key]
        with winding:  # one winds; the others of the organisation would only wind the same
            view = self._views.get(key)
            while True:
                # Under the reel's lock: the limits are those of the very entries looked at.
                with base.reading():
                    if view is not None and view.is_current(base, at):
                        break
                    limits = charter.limits(at)
                    if not limits:
                        return base, ""
                    sight = Sight(organisation, limits, at, base.lines)
                    if view is None or view.base is not base or view.generation != sight.generation:
                        view = _View(base, sight.generation, Reel())
                    head = base.head.seq
                    if view.behind <= self._step:
                        view.extend(sight, head)
                        view.since, view.until = at, limits.until(at)
                        break
                # No further than the limits are of; what was limited since shows above, in
                # another generation.
                view.extend(sight, head)
            self._keep(key, view)
            return view.reel, view.generation

    def _keep(self, key: tuple[str, str], view: _View) -> None:
        with self._lock:
            self._views[key] = view
            self._views.move_to_end(key)
            while len(self._views) > self._room:
                dropped, _ = self._views.popitem(last=False)
                self._winding.pop(dropped, None)
