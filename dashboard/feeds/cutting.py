"""A stream of bytes cut into messages, as a connection brings it. Memory is bounded, nothing lost.

1. Cut where the format says a message ends, a stream gives the same messages however it came.
2. What cannot be a message never takes the good one after it along: it is a piece of its own.
3. A message that never ends is given up at a length, told once, and passed over to the next.
"""

from dataclasses import dataclass
from typing import Protocol

from dashboard.text import RefusedError

KEPT = 64 * 1024
"""Bytes that are kept of what is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A message as it was cut out of a stream.

    Attributes:
        body: Its bytes; of what was given up, the beginning.
        why: Why it is refused unread; None where it is to be read.
    """

    body: bytes
    why: RefusedError | None = None


class Cutter(Protocol):
    """Cuts one stream. Holds back what is not whole yet, and no more than a message may have."""

    def feed(self, data: bytes) -> list[Piece]:
        """Return the messages that ``data`` completes."""

    def silent(self) -> list[Piece]:
        """Return what is whole though nothing follows that says so: the stream is silent."""

    def rest(self) -> list[Piece]:
        """Return what is held back: the stream is over."""
