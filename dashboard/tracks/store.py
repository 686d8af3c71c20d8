"""Where fixes live: the port every storage implements.

A fix is *hot* until the hour it was told of is sealed; a chunk is never altered, only erased.
Every fix is given a number when it is kept, in the order in which they are kept for good: whoever
has read up to one of them misses nothing by asking for what follows it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dashboard.tracks.fix import Doubt, Kept
from dashboard.tracks.track import Track
from dashboard.tracks.track_file import Chunk

LOOK_BACK_S = 900
"""How old a last position may be: beyond a quarter of an hour, a team is lost, not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What tells where it is.

    Attributes:
        id: Its number here.
        organisation: Whose it is.
        name: What it calls itself: unique in its organisation.
        feed: The feed it last came by.
        first_seen_at: When something was first received of it.
        last_seen_at: When something was last received of it.
    """

    id: int
    organisation: str
    name: str
    feed: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What became of a batch: ``new`` fixes were kept, ``repeated`` ones were here already."""

    new: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was kept after a cursor.

    Attributes:
        cursor: Where to go on from.
        tracks: The fixes, by the number of their device.
    """

    cursor: int
    tracks: Mapping[int, Track]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What the journal is told of a chunk.

    Attributes:
        number: The chunk's own.
        device: The number of its device.
        first_at: The time of its first fix.
        last_at: The time of its last fix.
        count: How many fixes it holds, or held.
        sha256: The digest of its body, in hexadecimal.
        erased_at: When its bytes were taken away; None while they are here.
    """

    number: int
    device: int
    first_at: datetime
    last_at: datetime
    count: int
    sha256: str
    erased_at: datetime | None


class Tracks(Protocol):
    """Keep fixes, read them, seal them, erase them. Safe to share between threads."""

    def device(self, organisation: str, name: str, feed: str) -> int:
        """Return the number of a device, given at first sight; it now comes by ``feed``."""

    def devices(self, organisation: str) -> list[Device]:
        """Return the devices of an organisation, in the order they were first seen."""

    def keep(self, batch: Mapping[int, Sequence[Kept]]) -> Counted:
        """Keep fixes, by the number of their device, in any order: all of them, or none.

        One device has one fix at an instant (a millisecond): the first that came stays, whether it
        is hot, sealed, or was erased since: between the first and the last fix of a chunk that was
        erased, nothing is kept anew. When this returns, the fixes are kept whatever happens.
        """

    def cursor(self) -> int:
        """Return the number of the last fix that was kept, which never goes back."""

    def since(self, cursor: int, devices: Collection[int], limit: int) -> News:
        """Return what was kept of ``devices`` after ``cursor``, about ``limit`` fixes at a time.

        Nothing is missed, whoever else keeps and seals meanwhile. What was sealed since comes by
        the chunk: so more than ``limit`` fixes may come, and some that came before.
        """

    def latest(
        self,
        devices: Collection[int],
        at: datetime,
        *,
        known_at: datetime | None = None,
        look_back_s: int = LOOK_BACK_S,
        passing_over: Collection[Doubt] = (),
    ) -> dict[int, Kept]:
        """Return the last fix of each device at an instant, by the device's number.

        Args:
            devices: Their numbers.
            at: The instant; a fix of this very instant counts.
            known_at: Leave out what was received later.
            look_back_s: Leave out what is older, in seconds; a device without a fix that recent
                is not in what is returned.
            passing_over: Leave out fixes with one of these doubts.
        """

    def chunks(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime, *, after: int = 0
    ) -> list[Chunk]:
        """Return the fixes of ``devices`` from ``starts_at`` to before ``ends_at``, packed.

        Sealed chunks come as they are kept, whole even if they begin earlier or end later; hot
        fixes are packed now, by the hour. No fix is in two of them.

        Args:
            devices: Their numbers.
            starts_at: From when.
            ends_at: Until when.
            after: A cursor: leave out the chunks that hold nothing kept since.
        """

    def seal(self, before: datetime) -> list[Sealed]:
        """Make chunks of the fixes of whole hours that were over at ``before``; return those made.

        A chunk is kept at the same instant as its fixes stop being hot: cut short anywhere, this
        loses nothing and doubles nothing, and is done again. What came late for an hour that is
        sealed makes a further chunk of it.
        """

    def sealed(
        self, devices: Collection[int], starts_at: datetime, ends_at: datetime
    ) -> list[Sealed]:
        """Return the chunks of ``devices`` with a fix in this time, erased ones too, in order."""

    def erase(self, device: int, starts_at: datetime, ends_at: datetime) -> list[Sealed]:
        """Take away where a device was in this time; return the chunks whose bytes went.

        Times, count and digest of each chunk stay, with ``erased_at``: so the journal verifies as
        before, and tells that something was there. Hot fixes are sealed first, even if their hour
        is not over.

        It goes by whole hours, outwards: an hour that is touched goes altogether. Whoever asks for
        an hour to be forgotten must be sure that it is; and what is left of a chunk, packed anew,
        would be bytes the journal knows nothing of.
        """
