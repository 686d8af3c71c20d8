"""The last few things that were worked out, for whoever asks again; safe between threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """At most so many values, the longest unasked forgotten first.

    >>> kept = Kept[int, int](2)
    >>> [kept.get(number, lambda: number * 10) for number in (1, 2, 1, 3)]
    [10, 20, 10, 30]
    >>> kept.get(1, lambda: 0), kept.get(2, lambda: 0)
    (10, 0)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of ``key``, made if need be: perhaps twice, by two who ask at once."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
