"""Sealing positions: once an hour is over its fixes become chunks, and the journals their digests.

1. What was sealed and is not yet told of in a journal is told at the next turn, whatever broke off.
2. Every journal that follows a device is told of its chunks, by digests alone: no device, no team.
3. Where anything of an operation is kept for some, how many chunks there are is the owner's alone.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from dashboard.clock import Clock
from dashboard.journal import Draft, FixesSealed, Journal, Tracked
from dashboard.operations.following import Following
from dashboard.operations.library import Library, Reading
from dashboard.tracks import Sealed, Tracks

GRACE = timedelta(minutes=5)
"""How long after its end an hour is sealed: most of what comes late has come by then."""

KEPT_OPEN = {"planned", "active", "closed"}
AUTHOR = "Vigie"


class Sealing:
    """Seals what is over, whenever it is asked to."""

    def __init__(
        self, journal: Journal, library: Library, tracks: Tracks, following: Following, clock: Clock
    ) -> None:
        self._journal = journal
        self._library = library
        self._tracks = tracks
        self._following = following
        self._clock = clock
        self._all_told = False

    def turn(self) -> None:
        """Seal the hours that are over, and tell the journals.

        Raises:
            RefusedError: The store does not answer.
        """
        made = self._tracks.seal(self._clock() - GRACE)
        # Where nothing was ever kept, no journal need be read for it when Vigie starts.
        if not made and (self._all_told or self._tracks.cursor() == 0):
            return
        self._all_told = False
        for operation in self._journal.operations():
            if not self._library.tells(operation, Tracked):
                continue
            reading = self._library.whole(operation)
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
        followed = chunks_of(reading, self._following, self._tracks, self._clock())
        chunks = [chunk for chunk in followed if chunk.sha256 not in told]
        if not chunks:
            return
        digests = tuple(sorted({chunk.sha256 for chunk in chunks}))
        now = self._clock()
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
        self._journal.append(reading.operation.id, draft, key=key)


def chunks_of(
    reading: Reading, following: Following, tracks: Tracks, until: datetime
) -> Iterable[Sealed]:
    """Return the chunks of the devices an operation follows, while it does, and ``until`` then."""
    found: dict[int, Sealed] = {}
    for one, device in following.devices(reading).items():
        ends_at = until if one.ends_at is None else one.ends_at
        for chunk in tracks.sealed([device], one.starts_at, ends_at):
            found[chunk.number] = chunk
    return found.values()
