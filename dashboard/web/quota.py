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
        now = self._clock()
        with self._lock:
            left, seen_at = self._left.pop(key, (self._most, now))
            left = min(self._most, left + max(now - seen_at, NOW) / self._drop)
            taken = left >= 1
            self._left[key] = (left - 1 if taken else left, now)
            if len(self._left) > ROOM:
                self._left.popitem(last=False)
        return NOW if taken else (1 - left) * self._drop
