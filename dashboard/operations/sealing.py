"""Sealing positions: once an hour is over its fixes become chunks, and the journals their digests.

1. What was sealed and is not yet told of in a journal is told at the next turn, whatever broke off;
   what another process sealed and did not live to tell, or of a device that is followed only since,
   at the first turn of the next hour.
2. Every journal that follows a device is told of its chunks, by digests alone: no device, no team.
3. Where anything of an operation is kept for some, how many chunks there are is the owner's alone.
"""

from datetime import datetime, timedelta

from dashboard.clock import Clock
from dashboard.journal import FixesSealed, Journal, Tracked
from dashboard.operations.chunks import chunks_of, not_told, tell
from dashboard.operations.following import Following
from dashboard.operations.library import Library, Reading
from dashboard.tracks import Tracks
from dashboard.tracks.sealing import hour_of

GRACE = timedelta(minutes=5)
"""How long after its end an hour is sealed: most of what comes late has come by then."""

KEPT_OPEN = {"planned", "active", "closed"}


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
        self._told_in: int | None = None
        """The hour in which all was told last; None while something is not."""

    def turn(self) -> None:
        """Seal the hours that are over, and tell the journals.

        Raises:
            RefusedError: The store does not answer.
        """
        now = self._clock()
        made = self._tracks.seal(now - GRACE)
        # Where nothing was ever kept, no journal need be read for it when Vigie starts.
        if not made and (self._told_in == hour_of(now) or self._tracks.cursor() == 0):
            return
        self._told_in = None
        for operation in self._journal.operations():
            if not self._library.tells(operation, Tracked):
                continue
            reading = self._library.whole(operation)
            if reading.standing.phase in KEPT_OPEN:
                self._tell(reading, now)
        self._told_in = hour_of(now)

    def _tell(self, reading: Reading, now: datetime) -> None:
        followed = chunks_of(reading, self._following, self._tracks, now)
        tell(self._journal, reading, FixesSealed, not_told(reading, FixesSealed, followed), now)
