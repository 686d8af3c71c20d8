"""So many a minute, and no more: a bucket for each person, filled drop by drop."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from dashboard.clock import Clock

ROOM = 10_000
NOW = timedelta(0)


class Quota:
    """Lets each key do something ``per_minute`` times a minute, as many at once at most."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._most = float(per_minute)
        self._drop = timedelta(minutes=1) / per_minute
        self._clock = clock
        self._left: OrderedDict[object, tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: object) -> timedelta:
        """Take one, or return how long to wait for the next."""
        with self._lock:
            left = self._filled(key)
            taken = left >= 1
            self._keep(key, left - 1 if taken else left)
        return NOW if taken else (1 - left) * self._drop

    def spend(self, key: object, count: int) -> timedelta:
        """Take ``count`` that came already; return how long to wait before any more are read."""
        with self._lock:
            left = self._filled(key) - count
            self._keep(key, left)
        return max(NOW, -left * self._drop)

    def _filled(self, key: object) -> float:
        now = self._clock()
        left, seen_at = self._left.pop(key, (self._most, now))
        return min(self._most, left + max(now - seen_at, NOW) / self._drop)

    def _keep(self, key: object, left: float) -> None:
        self._left[key] = (left, self._clock())
        if len(self._left) > ROOM:
            self._left.popitem(last=False)
