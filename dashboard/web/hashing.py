"""Passwords are hashed a few at a time: whoever guesses takes a share of the machine, not all.

One hash costs 64 MiB and a tenth of a second on purpose. They are made in threads of their own, so
that those who wait for one hold up nothing else; when too many wait, the next is told to come back.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from threading import Lock
from typing import TypeVar

from dashboard.text import RefusedError, Text

AT_ONCE = 2
MOST_WAITING = 16

Made = TypeVar("Made")


class BusyError(RefusedError):
    """Too many passwords are being compared."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Trop de connexions en même temps : réessayer dans un instant.",
                en="Too many sign in at once: try again in a moment.",
            )
        )


class Hashing:
    """Runs what hashes, ``AT_ONCE`` at a time."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "hashing")
        self._lock = Lock()
        self._waiting = 0

    async def run(self, work: Callable[..., Made], *given: object) -> Made:
        """Return what ``work`` makes of what is given.

        Raises:
            BusyError: Too many wait already.
        """
        with self._lock:
            if self._waiting >= AT_ONCE + MOST_WAITING:
                raise BusyError
            self._waiting += 1
        try:
            called = partial(copy_context().run, work, *given)
            return await asyncio.get_running_loop().run_in_executor(self._threads, called)
        finally:
            with self._lock:
                self._waiting -= 1
