"""NMEA gateways we connect to: some only wait to be asked. They name each radio on its line."""

import asyncio
from contextlib import suppress

from dashboard.feeds.nmea_stream import SentenceCutter
from dashboard.text import RefusedError, Text
from dashboard.ways import Address
from dashboard.web.listening.board import Board
from dashboard.web.listening.intake import Intake
from dashboard.web.listening.talking import READ, Talk, read_on

BY_GATEWAY = "nmea-gateway"
PATIENCE_S = 10.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0

UNREACHABLE = Text(
    fr="La passerelle NMEA {place} n'est pas joignable ({fault}) ; nouvel essai d'ici {most:.0f} "
    "s.",
    en="The NMEA gateway {place} cannot be reached ({fault}); tried again within {most:.0f} s.",
)
HUNG_UP = Text(
    fr="La passerelle NMEA {place} a raccroché ; nouvel essai d'ici {most:.0f} s.",
    en="The NMEA gateway {place} hung up; tried again within {most:.0f} s.",
)


class Gateway:
    """One gateway, connected to for as long as Vigie runs."""

    def __init__(self, intake: Intake, board: Board, place: Address) -> None:
        self._intake = intake
        self._board = board
        self._at = place
        self.place = str(place)
        self._running: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to connect; nothing is waited for."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Hang up."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            why = RefusedError(HUNG_UP, place=self.place, most=LONGEST_PAUSE_S)
            try:
                if await self._listen():
                    pause_s = FIRST_PAUSE_S
            except (OSError, TimeoutError) as fault:
                told = getattr(fault, "strerror", None) or type(fault).__name__
                why = RefusedError(UNREACHABLE, place=self.place, fault=told, most=LONGEST_PAUSE_S)
            self._board.down(BY_GATEWAY, self.place, why)
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _listen(self) -> bool:
        """Read until the gateway hangs up; return whether it told anything."""
        async with asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection(self._at.host, self._at.port, limit=READ)
        self._board.up(BY_GATEWAY, self.place)
        talk = Talk(way=BY_GATEWAY, sender=self.place, device=self.place, cutter=SentenceCutter())
        try:
            return await read_on(self._intake, talk, reader, writer)
        finally:
            with suppress(OSError):
                writer.close()
