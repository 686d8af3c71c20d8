"""What a feed is: bytes in, fixes out. No network, no clock, no store here."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

LARGEST = 8_000_000
"""Bytes of one message, or of one file, that are read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A part of a message that was not understood.

    Attributes:
        why: What was wrong, where, and what was expected.
        original: The part as it came, so that nothing is lost.
    """

    why: RefusedError
    original: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of the bytes of one message or file.

    Attributes:
        fixes: The positions, in the order they were written.
        refused: The parts that were not understood; the good ones after them were read.
        passed: How many parts were well formed and told no position: a greeting, a zone.
    """

    fixes: tuple[Fix, ...] = ()
    refused: tuple[Refused, ...] = ()
    passed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A format positions come in.

    Attributes:
        key: Its name in addresses and in counts.
        label: What people call it.
        read: The bytes of one message or file as fixes. Raises nothing: what is not understood
            is ``refused``.
    """

    key: str
    label: Text
    read: Callable[[bytes], Reading]
