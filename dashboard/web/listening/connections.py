"""Listening for connections: TAK clients by TCP or TLS, NMEA receivers and gateways by TCP."""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from dashboard.feeds.cutting import Cutter
from dashboard.text import RefusedError, Text
from dashboard.ways import Address
from dashboard.web.listening.greeting import Greeting, UnreadableGreetingError
from dashboard.web.listening.intake import NOT_FROM_THERE, Intake
from dashboard.web.listening.talking import READ, Talk, read_on

MOST = 500
"""Connections to one listener at once: what 300 teams need, and some."""

FULL = Text(
    fr="« {sender} » n'a pas été écouté : {most} connexions sont déjà ouvertes, c'est le plus.",
    en="“{sender}” was not listened to: {most} connections are open already, which is the most.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """What is spoken at a port others connect to.

    Attributes:
        way: What comes is counted under.
        place: Where to listen.
        cutter: Makes what cuts a stream.
        greeting: Reads the first line of a connection, where there may be one.
        tls: Makes what TLS is spoken with.
    """

    way: str
    place: Address
    cutter: Callable[[], Cutter]
    greeting: Greeting | None = None
    tls: Callable[[], ssl.SSLContext] | None = None


class Connections:
    """Listens at one port.

    Args:
        intake: Where what comes is handed over.
        port: What is spoken there.
        counted: Told how many are connected.
    """

    def __init__(self, intake: Intake, port: Port, counted: Callable[[int], None]) -> None:
        self._intake = intake
        self._port = port
        self._counted = counted
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken, or the address is not ours.
            RefusedError: The certificate cannot be read.
        """
        tls = None if self._port.tls is None else self._port.tls()
        self._server = await asyncio.start_server(
            self._serve, self._port.place.host, self._port.place.port, limit=READ, ssl=tls
        )

    async def close(self) -> None:
        """Listen no more, and end what is connected."""
        if self._server is not None:
            self._server.close()
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  asyncio runs this as a task of its own
        peer = writer.get_extra_info("peername")
        sender = str(peer[0]) if peer else ""
        is_room = len(self._open) < MOST
        try:
            self._open.add(task)
            self._counted(len(self._open))
            if not self._intake.admits(sender):
                await self._turn_away(RefusedError(NOT_FROM_THERE, sender=sender), sender)
            elif not is_room:
                await self._turn_away(RefusedError(FULL, sender=sender, most=MOST), sender)
            else:
                await self._listen_to(sender, reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the line was cut, or we stop: what came whole is kept
        finally:
            self._open.discard(task)
            self._counted(len(self._open))
            with suppress(OSError):
                writer.close()

    async def _listen_to(
        self, sender: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        device, begun = sender, b""
        if self._port.greeting is not None:
            try:
                named, begun = await self._port.greeting.read(reader, sender)
            except UnreadableGreetingError as why:
                await self._turn_away(why, sender)
                return
            device = named or sender
        talk = Talk(way=self._port.way, sender=sender, device=device, cutter=self._port.cutter())
        await read_on(self._intake, talk, reader, writer, begun)

    async def _turn_away(self, why: RefusedError, sender: str) -> None:
        """Count who is not listened to: not each time, or strangers would fill the store."""
        if self._intake.is_news(sender):
            await self._intake.refuse(self._port.way, why)
