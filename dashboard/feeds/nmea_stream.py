r"""A stream of NMEA sentences, cut: those of one second go together, as GGA completes its RMC.

A second is over when a sentence of another comes, or when the stream falls silent.

>>> cutter = SentenceCutter()
>>> cutter.feed(b"$GPGGA,180001,\r\n$GPRMC,180001,\r\n$GPGGA,180002,\r\n")
[Piece(body=b'$GPGGA,180001,\r\n$GPRMC,180001,\r\n', why=None)]
"""

import re

from dashboard.feeds.cutting import Piece
from dashboard.feeds.nmea import LONGEST_LINE
from dashboard.text import RefusedError, Text

MOST_LINES = 200
"""Lines that are held together at most: a gateway tells of many in one second."""

SECOND = re.compile(rb"[$]\w{2,6}(?:RMC|GGA),(\d{6})")
LINE_END = re.compile(rb"[\r\n]")

TOO_LONG = Text(
    fr="Une ligne NMEA dépasse {most} octets : elle n'est pas lue, la suivante le sera.",
    en="An NMEA line goes beyond {most} bytes: it is not read, the next one will be.",
)


class SentenceCutter:
    """Cuts a stream into the sentences of one second."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._lines: list[bytes] = []
        self._second = b""
        self._passing = False

    def feed(self, data: bytes) -> list[Piece]:
        """Return the seconds that ``data`` completes."""
        self._held += data
        found: list[Piece] = []
        *whole, rest = bytes(self._held).splitlines(keepends=True) or [b""]
        if LINE_END.search(rest):
            whole, rest = [*whole, rest], b""
        for line in whole:
            if self._passing:
                self._passing = False
                continue
            found += self._add(line)
        self._held = bytearray(rest)
        if self._passing:
            self._held.clear()
        elif len(self._held) > LONGEST_LINE:
            found += [*self._second_over(), self._give_up(bytes(self._held))]
            self._held.clear()
            self._passing = True
        return found

    def silent(self) -> list[Piece]:
        """Return the second that is held back: nothing more comes of it."""
        return self._second_over()

    def rest(self) -> list[Piece]:
        """Return the second that is held back, and half a line if there is one."""
        if self._held.strip():
            self._lines.append(bytes(self._held))
        self._held.clear()
        return self._second_over()

    def _add(self, line: bytes) -> list[Piece]:
        if not line.strip():
            return []
        if len(line) > LONGEST_LINE:
            return [*self._second_over(), self._give_up(line)]
        told = SECOND.search(line)
        is_next = told is not None and self._second not in {b"", told[1]}
        over = self._second_over() if is_next or len(self._lines) >= MOST_LINES else []
        if told is not None:
            self._second = told[1]
        self._lines.append(line)
        return over

    def _second_over(self) -> list[Piece]:
        lines, self._lines, self._second = self._lines, [], b""
        return [Piece(body=b"".join(lines))] if lines else []

    def _give_up(self, line: bytes) -> Piece:
        return Piece(body=line, why=RefusedError(TOO_LONG, most=LONGEST_LINE))
