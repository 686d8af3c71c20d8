"""What is told to many is made once: whoever asks the same a moment later gets what was made."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

KEPT = 512
"""Tellings kept for whoever asks the same a moment later."""

T = TypeVar("T")


class Tellings(Generic[T]):
    """Makes each telling once, off the event loop. Lives on one loop."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[object, ...], asyncio.Future[T]] = OrderedDict()

    async def of(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` makes, made once for all who ask with the same ``key``."""
        if key not in self._made:
            self._made[key] = asyncio.ensure_future(run_in_threadpool(make))
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return await asyncio.shield(self._made[key])
