"""All that listens, as one object: started where one process keeps house, and stopped with it.

What cannot listen says so on the board and tries again; it never stops Vigie, nor the others.
"""

import asyncio
import logging
import ssl
from collections.abc import Iterator
from functools import partial
from typing import Protocol

from dashboard.desk import Desk
from dashboard.feeds.cot_stream import EventCutter
from dashboard.feeds.nmea_stream import SentenceCutter
from dashboard.text import RefusedError, Text
from dashboard.ways import Ways
from dashboard.web.listening.board import WAYS, Board
from dashboard.web.listening.broker import BY_MQTT, Broker
from dashboard.web.listening.connections import Connections, Port
from dashboard.web.listening.datagrams import Datagrams
from dashboard.web.listening.gateways import BY_GATEWAY, Gateway
from dashboard.web.listening.greeting import Greeting
from dashboard.web.listening.intake import Intake
from dashboard.web.receiving import Receiver

FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0

logger = logging.getLogger("vigie.listening")

CANNOT_LISTEN = Text(
    fr="{place} ne peut pas être écouté ({fault}) : libérer ce port ou en choisir un autre. Nouvel "
    "essai d'ici {most:.0f} s.",
    en="{place} cannot be listened on ({fault}): free that port or choose another. Tried again "
    "within {most:.0f} s.",
)
CERTIFICATE = Text(
    fr="Le certificat {certificate}, sa clé ou l'autorité des clients n'est pas lisible "
    "({fault}). Nouvel essai d'ici {most:.0f} s.",
    en="The certificate {certificate}, its key or the authority of clients cannot be read "
    "({fault}). Tried again within {most:.0f} s.",
)


class Listener(Protocol):
    """What can be opened and closed."""

    async def open(self) -> None:
        """Begin; raises OSError or RefusedError where it cannot."""

    async def close(self) -> None:
        """End."""


class Listeners:
    """Every way positions come in besides HTTP."""

    def __init__(self, desk: Desk, receiver: Receiver, board: Board) -> None:
        self._desk = desk
        self._receiver = receiver
        self.board = board
        self._intake: Intake | None = None
        self._listeners: list[Listener] = []
        self._opening: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        """Listen until cancelled: a keeper of the house."""
        await self.start()
        try:
            await asyncio.Event().wait()
        finally:
            await self.stop()

    async def start(self) -> None:
        """Listen to all that settings name; returns at once."""
        if not self._desk.settings.listens or self._intake is not None:
            return
        self._intake = Intake(self._desk, self._receiver)
        for way, place, listener in self._made(self._desk.settings, self._intake):
            self.board.expect(way, place)
            self._listeners.append(listener)
            self._opening.append(asyncio.create_task(self._keep_opening(way, place, listener)))

    async def stop(self) -> None:
        """Listen no more; what came whole is kept."""
        if self._intake is None:
            return
        for task in self._opening:
            task.cancel()
        await asyncio.gather(*self._opening, return_exceptions=True)
        self._intake.wait_no_longer()
        for listener in self._listeners:
            await listener.close()
        await asyncio.to_thread(self._intake.close)
        self._listeners, self._opening, self._intake = [], [], None
        self.board.clear()

    async def _keep_opening(self, way: str, place: str, listener: Listener) -> None:
        """Open a listener, again and again until it is."""
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                await listener.open()
            except (OSError, RefusedError) as fault:
                why = fault if isinstance(fault, RefusedError) else _cannot(place, fault)
                self.board.down(way, place, why)
                logger.warning("%s", why)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            else:
                # Who connects says itself when it is up: opened, it only begins to.
                if not WAYS[way].connects:
                    self.board.up(way, place)
                return

    def _made(self, ways: Ways, intake: Intake) -> Iterator[tuple[str, str, Listener]]:
        """Yield what settings ask for: its way, its place, and what listens."""
        if ways.mqtt_host:
            broker = Broker(intake, self.board, ways)
            yield BY_MQTT, broker.place, broker
        greeting = Greeting(ways.nmea_secret.get_secret_value(), self._desk.clock)
        for port in _ports(ways, greeting):
            counted = partial(self.board.connected, port.way, str(port.place))
            yield port.way, str(port.place), Connections(intake, port, counted)
        if ways.cot_udp is not None:
            yield "cot-udp", str(ways.cot_udp), Datagrams(intake, "cot-udp", ways.cot_udp)
        for at in ways.nmea_gateways:
            yield BY_GATEWAY, str(at), Gateway(intake, self.board, at)


def _ports(ways: Ways, greeting: Greeting) -> Iterator[Port]:
    """Yield the ports others connect to."""
    if ways.cot_tcp is not None:
        yield Port(way="cot-tcp", place=ways.cot_tcp, cutter=EventCutter)
    if ways.cot_tls is not None:
        tls = partial(_tls, ways)
        yield Port(way="cot-tls", place=ways.cot_tls, cutter=EventCutter, tls=tls)
    if ways.nmea_tcp is not None:
        at = ways.nmea_tcp
        yield Port(way="nmea-tcp", place=at, cutter=SentenceCutter, greeting=greeting)


def _cannot(place: str, fault: OSError) -> RefusedError:
    told = fault.strerror or str(fault)
    return RefusedError(CANNOT_LISTEN, place=place, fault=told, most=LONGEST_PAUSE_S)


def _tls(ways: Ways) -> ssl.SSLContext:
    """Return what TLS is spoken with; read when it is opened, so that it can be put right."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(ways.cot_certificate or "", ways.cot_key)
        if ways.cot_clients_ca is not None:
            context.load_verify_locations(ways.cot_clients_ca)
            context.verify_mode = ssl.CERT_REQUIRED
    except OSError as fault:
        told = fault.strerror or str(fault)
        raise RefusedError(
            CERTIFICATE, certificate=ways.cot_certificate, fault=told, most=LONGEST_PAUSE_S
        ) from None
    return context
