"""What a feed is: a message in, fixes out. No network, no clock, no store here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

LARGEST = 8_000_000
"""Bytes of a file that are read at all: a day of one fix a second."""

LARGEST_LIVE = 1_000_000
"""Bytes of a message on its way: what a phone sends after a day without a network."""

TOO_LARGE = Text(
    fr="Le message fait {size} octets ; {most} au plus sont lus. Le couper en plusieurs.",
    en="The message has {size} bytes; {most} at most are read. Cut it into several.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What came in, and what is known of it from the way it came.

    Attributes:
        body: The bytes of one message, or of one file, as they came.
        received_at: When they came, aware. It is the time of a position in the one format where
            none means now, and the day of one that tells only its hour.
        device: Whose they are by their connection, their topic or the person who hands them in;
            stands in where the format names no device.
        is_proven: Whether that is certain: then what the message itself names counts for nothing.
    """

    body: bytes
    received_at: datetime
    device: str = ""
    is_proven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A part of a message that was not understood.

    Attributes:
        number: Which part it was, from 1; the line, where the format has lines.
        why: What was wrong, where, and what was expected.
        original: The part as it came, so that nothing is lost.
    """

    number: int
    why: RefusedError
    original: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of one message or file.

    Attributes:
        fixes: The positions, in the order they were written.
        refused: The parts that were not understood; the good ones after them were read.
        passed: How many parts were well formed and told no position: a greeting, a zone.
        names: What people call the devices, where the message says: a call sign, a vehicle.
    """

    fixes: tuple[Fix, ...] = ()
    refused: tuple[Refused, ...] = ()
    passed: int = 0
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A format positions come in.

    Attributes:
        key: Its name in addresses and in counts.
        label: What people call it.
        reading: A message as fixes; raises ``RefusedError`` when no part of it can be told.
        largest: Bytes of a message that are read at all.
    """

    key: str
    label: Text
    reading: Callable[[Message], Reading]
    largest: int = LARGEST

    def read(self, message: Message) -> Reading:
        """Return what ``message`` tells. Raises nothing: what is not understood is ``refused``."""
        if len(message.body) > self.largest:
            why = RefusedError(TOO_LARGE, size=len(message.body), most=self.largest)
            return _nothing_of(message, why)
        try:
            return self.reading(message)
        except RefusedError as fault:
            return _nothing_of(message, fault)


def _nothing_of(message: Message, why: RefusedError) -> Reading:
    # A traceback would keep the message in memory as long as its refusal.
    whole = Refused(number=1, why=why.with_traceback(None), original=message.body)
    return Reading(refused=(whole,))
