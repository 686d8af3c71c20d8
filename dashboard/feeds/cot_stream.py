r"""A stream of TAK events, cut: XML up to ``</event>``, protobuf by the length before it.

As TAK servers cut it (``takproto/protocol.txt`` of ATAK): one event after the other, nothing
between. An event inside an event, which nobody sends, would be cut at the first end.

>>> [piece.body for piece in EventCutter().feed(b"noise<event>a</event>\n<event>b</event><eve")]
[b'noise', b'<event>a</event>', b'<event>b</event>']
"""

import re

from dashboard.feeds.cutting import KEPT, Piece
from dashboard.text import RefusedError, Text

LONGEST_EVENT = 500_000
"""Bytes without an end after which an event is given up: a chat with a picture fits."""

START = re.compile(rb"<(?:\w+:)?event[\s/>]")
END = re.compile(rb"</(?:\w+:)?event\s*>")
EITHER = re.compile(START.pattern + rb"|" + END.pattern)
LONGEST_MARK = 64
"""Bytes at the end of what came that may be the first half of a mark."""

NOT_BLANK = re.compile(rb"\S")

MAGIC = 0xBF
LONGEST_VARINT = 4
FIELDS = frozenset({0x0A, 0x12, 0x18, 0x20})
"""How a message of TAK begins in protobuf; a stray byte 0xBF is hardly followed by one."""

TOO_LONG = Text(
    fr="Un événement TAK dépasse {most} octets sans finir : il n'est pas lu, le suivant le sera.",
    en="A TAK event goes beyond {most} bytes without an end: it is not read, the next one will be.",
)


class EventCutter:
    """Cuts a stream into events."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._searched = 0
        self._passing = False

    def feed(self, data: bytes) -> list[Piece]:
        """Return the events that ``data`` completes, and what is none of them, in order."""
        self._held += data
        found: list[Piece] = []
        while True:
            if self._passing and not self._pass_over():
                return found
            whole = self._next()
            if whole is None:
                break
            found += whole
        if len(self._held) > LONGEST_EVENT:
            why = RefusedError(TOO_LONG, most=LONGEST_EVENT)
            found.append(Piece(body=bytes(self._held[:KEPT]), why=why))
            begun = START.search(self._held)
            self._take(begun.end() if begun else 0)
            self._passing = True
            self._pass_over()
        return found

    def silent(self) -> list[Piece]:
        """Return nothing: an event says itself where it ends."""
        return []

    def rest(self) -> list[Piece]:
        """Return what is held back."""
        rest = b"" if self._passing else bytes(self._held)
        self._held.clear()
        self._searched, self._passing = 0, False
        return [Piece(body=rest)] if rest.strip() else []

    def _next(self) -> list[Piece] | None:
        """Return what lies before the next end; None where it did not come yet."""
        begun = NOT_BLANK.search(self._held)
        blank = begun.start() if begun else len(self._held)
        if blank:
            self._take(blank)
        frame = self._frame()
        if frame is not None:
            return [Piece(body=self._take(frame))] if frame else None
        end = END.search(self._held, self._searched)
        if end is None:
            self._searched = max(0, len(self._held) - LONGEST_MARK)
            return None
        return _parted(self._take(end.end()))

    def _frame(self) -> int | None:
        """Return the length of the frame of protobuf here; 0 where it is not whole, None for none.

        ``BF`` and the length as a varint, or ``BF 01 BF``, the header of a datagram, which no
        stream should have.
        """
        if not self._held or self._held[0] != MAGIC:
            return None
        length = 0
        for place, byte in enumerate(self._held[1 : 1 + LONGEST_VARINT]):
            length |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                starts = place + 2
                if not 0 < length <= LONGEST_EVENT:
                    return None
                if starts < len(self._held) and self._held[starts] not in FIELDS:
                    return None
                return starts + length if len(self._held) >= starts + length else 0
        return None if len(self._held) > LONGEST_VARINT else 0

    def _pass_over(self) -> bool:
        """Drop what belongs to an event that was given up; return whether it is over."""
        mark = EITHER.search(self._held)
        if mark is None:
            self._take(max(0, len(self._held) - LONGEST_MARK))
            return False
        is_end = mark[0].startswith(b"</")
        self._take(mark.end() if is_end else mark.start())
        self._passing = False
        return True

    def _take(self, count: int) -> bytes:
        taken = bytes(self._held[:count])
        del self._held[:count]
        self._searched = 0
        return taken


def _parted(segment: bytes) -> list[Piece]:
    """Return an event, and before it what lies there and is no part of it."""
    starts = [mark.start() for mark in START.finditer(segment)]
    if not starts or not segment[: starts[-1]].strip():
        return [Piece(body=segment)]
    start = starts[-1]
    # What declares a document goes with it, and with it alone.
    since = starts[-2] if len(starts) > 1 else 0
    declared = segment.rfind(b"<?xml", since, start)
    if declared < 0:
        declared = segment.find(b"<!DOCTYPE", since, start)
    start = start if declared < 0 else declared
    before = segment[:start]
    event = Piece(body=segment[start:])
    return [Piece(body=before), event] if before.strip() else [event]


def cut(body: bytes) -> list[bytes]:
    """Return the events of a message that is whole, and what is none of them."""
    cutter = EventCutter()
    return [piece.body for piece in (*cutter.feed(body), *cutter.rest())]
