"""Sealing positions: once an hour is over its fixes become chunks, and the journals their digests.

1. What was sealed and is not yet told of in a journal is told at the next turn, whatever broke off.
2. Every journal that follows a device is told of its chunks, by digests alone: no device, no team.
3. Where anything of an operation is kept for some, how many chunks there are is the owner's alone.
"""

import asyncio
import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from dashboard.desk import Desk
from dashboard.journal import Draft, FixesSealed
from dashboard.operations import Reading
from dashboard.text import RefusedError
from dashboard.tracks import Sealed
from dashboard.web.following import Following

EVERY_S = 60.0
GRACE = timedelta(minutes=5)
"""How long after its end an hour is sealed: most of what comes late has come by then."""

KEPT_OPEN = {"planned", "active", "closed"}
AUTHOR = "Vigie"


class Sealing:
    """Seals what is over, now and then."""

    def __init__(self, desk: Desk, following: Following) -> None:
        self._desk = desk
        self._following = following
        self._all_told = False

    async def keep_on(self) -> None:
        """Seal every minute, until cancelled; what fails is done at the next turn."""
        while True:
            with suppress(RefusedError):
                await run_in_threadpool(self.turn)
            await asyncio.sleep(EVERY_S)

    def turn(self) -> None:
        """Seal the hours that are over, and tell the journals.

        Raises:
            RefusedError: The store does not answer.
        """
        made = self._desk.tracks.seal(self._desk.clock() - GRACE)
        if not made and self._all_told:
            return
        self._all_told = False
        for operation in self._desk.journal.operations():
            reading = self._desk.library.whole(operation)
            if reading.standing.phase in KEPT_OPEN:
                self._tell(reading)
        self._all_told = True

    def _tell(self, reading: Reading) -> None:
        told = {
            digest
            for line in reading.reel.lines
            if isinstance(line.entry.fact, FixesSealed)
            for digest in line.entry.fact.digests
        }
        chunks = [chunk for chunk in self._chunks_of(reading) if chunk.sha256 not in told]
        if not chunks:
            return
        digests = tuple(sorted({chunk.sha256 for chunk in chunks}))
        now = self._desk.clock()
        draft = Draft(
            author=AUTHOR,
            organisation=reading.operation.organisation,
            occurred_at=now,
            category="logistics",
            fact=FixesSealed(
                starts_at=min(chunk.first_at for chunk in chunks),
                ends_at=max(chunk.last_at for chunk in chunks),
                count=sum(chunk.count for chunk in chunks),
                digests=digests,
            ),
            audience=() if reading.charter.limits(now) else None,
        )
        # Two that seal at once tell it once.
        key = f"sealed:{hashlib.sha256(''.join(digests).encode()).hexdigest()}"
        self._desk.journal.append(reading.operation.id, draft, key=key)

    def _chunks_of(self, reading: Reading) -> Iterable[Sealed]:
        found: dict[int, Sealed] = {}
        for one, device in self._following.devices(reading).items():
            until = self._desk.clock() if one.ends_at is None else one.ends_at
            for chunk in self._desk.tracks.sealed([device], one.starts_at, until):
                found[chunk.number] = chunk
        return found.values()
