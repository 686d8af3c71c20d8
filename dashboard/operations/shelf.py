"""The shelf: the reels of the operations at hand, each as far as its journal goes."""

import threading
from collections import OrderedDict

from dashboard.journal import Entry, Journal
from dashboard.operations.operation import Operation, operation_from
from dashboard.picture import Reel

ROOM = 8
"""So many reels are kept, however long they are."""

LINES = 200_000
"""More are kept while all of them together are no longer than this: most operations are short, and
whoever watches over twenty of them asks for all twenty in turn."""


class Shelf:
    """Keeps reels wound to the head of their journal, the longest unused put away first."""

    def __init__(self, journal: Journal, *, room: int = ROOM, lines: int = LINES) -> None:
        self._journal = journal
        self._room = room
        self._lines = lines
        self._reels: OrderedDict[str, Reel] = OrderedDict()
        self._openings: dict[str, Entry] = {}
        self._lock = threading.Lock()

    def reel(self, operation: str) -> Reel:
        """Return the reel of ``operation``, up to all that is recorded now.

        Raises:
            UnknownOperationError: Nobody opened it.
        """
        head = self._journal.head(operation)
        with self._lock:
            reel = self._reels.setdefault(operation, Reel())
            self._reels.move_to_end(operation)
            while len(self._reels) > self._room and self._length() > self._lines:
                self._reels.popitem(last=False)
        if reel.head.seq < head.seq:
            reel.extend(self._journal.entries(operation, after=reel.head.seq))
        return reel

    def wind(self) -> None:
        """Read the reels of the latest operations before anybody asks for them."""
        for operation in self.operations()[: self._room]:
            self.reel(operation.id)

    def _length(self) -> int:
        return sum(reel.head.seq for reel in self._reels.values())

    def opening(self, operation: str) -> Entry:
        """Return the first entry of ``operation``; read once, since no entry ever changes.

        Raises:
            UnknownOperationError: Nobody opened it.
        """
        if operation not in self._openings:
            self._openings[operation] = self._journal.entries(operation, limit=1)[0]
        return self._openings[operation]

    def operation(self, operation: str) -> Operation:
        """Return what the opening of ``operation`` says of it.

        Raises:
            UnknownOperationError: Nobody opened it.
        """
        return operation_from(self.opening(operation))

    def operations(self) -> list[Operation]:
        """Return all operations, the latest to start first."""
        all_of_them = map(self.operation, self._journal.operations())
        return sorted(all_of_them, key=lambda o: o.starts_at, reverse=True)
