"""The bell: rung when something was recorded, so that whoever waits looks at the journal again.

A hint, never data: whoever hears it reads the journal from where they were. A ring that is lost
costs the time until they look by themselves.
"""

import threading
from collections.abc import Callable, Sequence

from dashboard.journal.entry import Draft, Entry, Head
from dashboard.journal.store import Journal, Told, unheard

Heard = Callable[[str | None], None]
"""Called with the id of the operation something was recorded in; None: look at all of them."""


class Bell:
    """Rings in this process. Safe to ring and to listen to from any thread."""

    def __init__(self) -> None:
        self._listening: list[Heard] = []
        self._lock = threading.Lock()

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Call ``heard`` at each ring, from the thread that rings; returns the way to stop."""
        with self._lock:
            self._listening.append(heard)

        def stop() -> None:
            with self._lock:
                self._listening.remove(heard)

        return stop

    def follow(self) -> None:
        """Hear what other processes record, too, from now on; here there are none to hear."""

    def close(self) -> None:
        """Hear them no more."""

    def ring(self, operation: str | None) -> None:
        """Tell that something was recorded in ``operation``, or maybe anywhere."""
        with self._lock:
            listening = list(self._listening)
        for heard in listening:
            heard(operation)


class Ringing:
    """A journal that rings ``bell`` once an entry is kept; all else is the journal's own."""

    def __init__(self, journal: Journal, bell: Bell) -> None:
        self._journal = journal
        self._bell = bell

    def append(self, operation: str, draft: Draft, *, key: str | None = None) -> Entry:
        """Seal ``draft`` after the last entry of ``operation``, keep it, and ring."""
        entry = self._journal.append(operation, draft, key=key)
        self._bell.ring(operation)
        return entry

    def append_all(
        self,
        operation: str,
        drafts: Sequence[Draft],
        *,
        key: str | None = None,
        told: Told = unheard,
    ) -> list[Entry]:
        """Seal ``drafts`` one after the other, keep all of them or none, and ring once."""
        entries = self._journal.append_all(operation, drafts, key=key, told=told)
        self._bell.ring(operation)
        return entries

    def adopt(self, entries: Sequence[Entry]) -> None:
        """Keep a whole journal sealed elsewhere, and ring."""
        self._journal.adopt(entries)
        self._bell.ring(None)

    def entries(self, operation: str, *, after: int = 0, limit: int | None = None) -> list[Entry]:
        """Return at most ``limit`` entries of ``operation`` numbered above ``after``, in order."""
        return self._journal.entries(operation, after=after, limit=limit)

    def head(self, operation: str) -> Head:
        """Return the last number and seal of ``operation``."""
        return self._journal.head(operation)

    def operations(self) -> list[str]:
        """Return the ids of all operations, in the order they were opened here."""
        return self._journal.operations()
