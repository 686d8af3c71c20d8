"""What was begun and is not finished: a sign-in that waits for its code, or for the provider.

Kept in memory, for a few minutes, under a secret only the browser that began it has. A restart
forgets it: one begins anew.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from dashboard.access.secret import digest_of, new_secret
from dashboard.clock import Clock

LASTING = timedelta(minutes=10)
ROOM = 10_000

Begun = TypeVar("Begun")


class Pending(Generic[Begun]):
    """Keeps what was begun, each under its secret."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun: OrderedDict[bytes, tuple[Begun, datetime]] = OrderedDict()
        self._lock = Lock()

    def begin(self, what: Begun) -> str:
        """Keep ``what``; return the secret to finish it by."""
        secret = new_secret()
        with self._lock:
            self._begun[digest_of(secret)] = (what, self._clock() + LASTING)
            if len(self._begun) > ROOM:
                self._begun.popitem(last=False)
        return secret

    def find(self, secret: str) -> Begun | None:
        """Return what was begun under ``secret``, and leave it there."""
        with self._lock:
            what, until = self._begun.get(digest_of(secret), (None, None))
        return what if until is not None and self._clock() < until else None

    def take(self, secret: str) -> Begun | None:
        """Return what was begun under ``secret``, once."""
        found = self.find(secret)
        with self._lock:
            gone = self._begun.pop(digest_of(secret), None)
        return found if gone is not None else None
