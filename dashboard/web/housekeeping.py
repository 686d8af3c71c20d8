"""Housekeeping: what one process does for all: sealing, watching, listening. It is whoever leads.

    housekeeping.add("sealing", every(60, sealing.turn))

1. A keeper is a coroutine that works until it is cancelled: each is started where this process
   leads, and cancelled where it does no longer, or ends.
2. One that fails is noted in the log and started again; the others do not notice.
3. Two may keep house for a moment, where the leader lost its store: what a keeper writes is to be
   the same when it is written twice (an idempotency key, a number given by the store).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, suppress

from starlette.concurrency import run_in_threadpool

from dashboard.journal import Bell
from dashboard.operations.leading import Leading
from dashboard.text import RefusedError

LOOK_EVERY_S = 1.0
"""How long a place stays empty at most, and how soon who lost it stops, in seconds."""

AGAIN_S = 5.0
"""How long a keeper that failed waits before it is started again, in seconds."""

Keeper = Callable[[], Awaitable[None]]

LOG = logging.getLogger(__name__)


def every(seconds: float, turn: Callable[[], object]) -> Keeper:
    """Return a keeper that does ``turn`` in a thread, then waits; what is refused waits its turn.

    A store that is away is the usual refusal.
    """

    async def keep() -> None:
        while True:
            with suppress(RefusedError):
                await run_in_threadpool(turn)
            await asyncio.sleep(seconds)

    return keep


def woken(
    at_least_s: float, at_most_s: float, bells: Sequence[Bell], turn: Callable[[], object]
) -> Keeper:
    """Return a keeper that does ``turn`` in a thread whenever a bell rings.

    Between two turns it waits ``at_least_s``, however much rings, and ``at_most_s`` where nothing
    does: time alone may have something come due.
    """

    async def keep() -> None:
        loop, rung = asyncio.get_running_loop(), asyncio.Event()

        def hear(_operation: str | None) -> None:
            loop.call_soon_threadsafe(rung.set)

        with ExitStack() as listening:
            for bell in bells:
                listening.callback(bell.listen(hear))
            while True:
                rung.clear()
                with suppress(RefusedError):
                    await run_in_threadpool(turn)
                await asyncio.sleep(at_least_s)
                with suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), at_most_s - at_least_s)

    return keep


class Housekeeping:
    """The keepers, and when they work. Lives on one event loop."""

    def __init__(self, leading: Leading) -> None:
        self._leading = leading
        self._keepers: dict[str, Keeper] = {}

    def add(self, name: str, keep: Keeper) -> None:
        """Let ``keep`` be done where this process leads; ``name`` is what the log calls it."""
        self._keepers[name] = keep

    async def run(self) -> None:
        """Keep house whenever this process leads, until cancelled."""
        at_work: list[asyncio.Task[None]] = []
        try:
            while True:
                leads = await run_in_threadpool(self._leading.lead)
                if leads and not at_work:
                    LOG.info("this process keeps house: %s", ", ".join(self._keepers))
                    told = self._keepers.items()
                    at_work = [asyncio.create_task(_kept(name, keep)) for name, keep in told]
                elif at_work and not leads:
                    LOG.warning("this process does not keep house any more")
                    await _end(at_work)
                    at_work = []
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await _end(at_work)
            self._leading.leave()


async def _end(at_work: list[asyncio.Task[None]]) -> None:
    for task in at_work:
        task.cancel()
    await asyncio.gather(*at_work, return_exceptions=True)


async def _kept(name: str, keep: Keeper) -> None:
    while True:
        try:
            await keep()
        except Exception:
            LOG.exception("%s failed; it is started again", name)
            await asyncio.sleep(AGAIN_S)
        else:
            return
