"""What became of what each feed received: counted by the day, and the refused kept as they came.

So whoever connects a tracker sees what arrives, what is refused and why, in whole sentences. The
originals are few and bounded: they are there to be looked at, not to be complete.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, Protocol

from dashboard.text import Text

MOST_REFUSED = 200
"""Refused messages kept for one feed of one organisation; then the oldest go."""

LONGEST_ORIGINAL = 64 * 1024
"""Bytes of a refused message that are kept; what follows is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A message, or a fix in it, that was refused.

    Attributes:
        received_at: When it came.
        why: What was wrong with it, and what was expected.
        original: Its bytes as they came, at most ``LONGEST_ORIGINAL`` of them.
    """

    received_at: datetime
    why: Text
    original: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How much came: messages, the fixes in them, and what became of those.

    Attributes:
        messages: How many messages came.
        fixes: How many fixes were kept.
        repeated: How many were kept already.
        doubted: How many of those kept have a doubt.
        refused: How many messages, or fixes in them, were refused.
    """

    messages: int = 0
    fixes: int = 0
    repeated: int = 0
    doubted: int = 0
    refused: int = 0

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(
            messages=self.messages + other.messages,
            fixes=self.fixes + other.fixes,
            repeated=self.repeated + other.repeated,
            doubted=self.doubted + other.doubted,
            refused=self.refused + other.refused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What became of something, and why: the sentence before its names and values are in it.

    There are as many as the program has sentences, so that they can be counted by the day.
    """

    kind: Literal["refused", "doubted", "passed", "slowed"]
    why: Text


Reasons = Mapping[Reason, int]
"""How often each was the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDay:
    """What one feed received in one day (UTC); ``last_at`` is when it last did."""

    feed: str
    day: date
    heard: Heard
    last_at: datetime
    reasons: Reasons = field(default_factory=dict)


class Reception(Protocol):
    """Count and show what feeds receive. Safe to share between threads."""

    def note(
        self,
        organisation: str,
        feed: str,
        at: datetime,
        heard: Heard,
        refused: Sequence[Refused] = (),
        reasons: Reasons | None = None,
    ) -> None:
        """Add what came by a feed at ``at``, and keep the refused as they came."""

    def days(self, organisation: str) -> list[FeedDay]:
        """Return what the feeds of an organisation received, the last day first."""

    def refused(self, organisation: str, feed: str, limit: int = MOST_REFUSED) -> list[Refused]:
        """Return what was refused of a feed, the last first."""

    def forget_refused(self, organisation: str) -> int:
        """Erase the refused messages of an organisation, whatever the feed; return how many.

        The counts stay. Which device a message is of is not known where it could not be read: so
        all of them go, once one person's are to go.
        """


class MemoryReception:
    """What lives as long as the process: tests, trials, exercises."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str, date], FeedDay] = {}
        self._refused: defaultdict[tuple[str, str], list[Refused]] = defaultdict(list)
        self._lock = threading.Lock()

    def note(
        self,
        organisation: str,
        feed: str,
        at: datetime,
        heard: Heard,
        refused: Sequence[Refused] = (),
        reasons: Reasons | None = None,
    ) -> None:
        """Add what came by a feed at ``at``."""
        day = day_of(at)
        with self._lock:
            before = self._days.get((organisation, feed, day))
            self._days[organisation, feed, day] = FeedDay(
                feed=feed,
                day=day,
                heard=before.heard + heard if before else heard,
                last_at=max(before.last_at, at) if before else at,
                reasons=Counter(before.reasons if before else {}) + Counter(reasons or {}),
            )
            kept = self._refused[organisation, feed]
            kept += map(bounded, refused)
            del kept[:-MOST_REFUSED]

    def days(self, organisation: str) -> list[FeedDay]:
        """Return what the feeds of an organisation received, the last day first."""
        with self._lock:
            mine = [day for (whose, _, _), day in self._days.items() if whose == organisation]
        return sorted(sorted(mine, key=lambda day: day.feed), key=lambda day: day.day, reverse=True)

    def refused(self, organisation: str, feed: str, limit: int = MOST_REFUSED) -> list[Refused]:
        """Return what was refused of a feed, the last first."""
        with self._lock:
            return self._refused[organisation, feed][: -limit - 1 : -1]

    def forget_refused(self, organisation: str) -> int:
        """Erase the refused messages of an organisation."""
        with self._lock:
            going = [key for key in self._refused if key[0] == organisation]
            return sum(len(self._refused.pop(key)) for key in going)


def bounded(refused: Refused) -> Refused:
    """Return what is kept of a refused message."""
    if len(refused.original) <= LONGEST_ORIGINAL:
        return refused
    cut = refused.original[:LONGEST_ORIGINAL]
    return Refused(received_at=refused.received_at, why=refused.why, original=cut)


def day_of(at: datetime) -> date:
    """Return the day of ``at``, in UTC."""
    return at.astimezone(UTC).date()
