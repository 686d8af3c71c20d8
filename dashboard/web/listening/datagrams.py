"""Listening for datagrams: TAK by UDP, sent to us or to a multicast group, one event in each.

Nobody waits for us here: what comes while too much is waiting is dropped, and counted. What the
machine itself dropped before we read it is known to nobody.
"""

import asyncio
import socket
import struct
from collections import deque

from dashboard.feeds import Message
from dashboard.text import RefusedError, Text
from dashboard.ways import Address
from dashboard.web.listening.intake import NOT_FROM_THERE, TOO_OFTEN, Intake

MOST_WAITING = 8 * 1024 * 1024
"""Bytes that wait to be kept."""

SMALLEST = 1024
"""What a datagram takes at least, its wrapping counted in: small ones may not come in millions."""

AT_ONCE = 500
RECEIVE_BUFFER = 4 * 1024 * 1024

CROWDED = Text(
    fr="Trop de datagrammes attendaient d'être enregistrés : ceux-ci, dont de « {sender} », n'ont "
    "pas été lus.",
    en="Too many datagrams were waiting to be kept: these, some of “{sender}”, were not read.",
)


class Datagrams(asyncio.DatagramProtocol):
    """One port datagrams come to.

    Args:
        intake: Where what comes is handed over.
        way: What it is counted under.
        place: Where to listen; the address of a group is joined, on every network of the machine.
    """

    def __init__(self, intake: Intake, way: str, place: Address) -> None:
        self._intake = intake
        self._way = way
        self._place = place
        self._waiting: deque[Message] = deque()
        self._size = 0
        self._refused: dict[Text, tuple[RefusedError, int, bytes]] = {}
        self._came = asyncio.Event()
        self._transport: asyncio.DatagramTransport | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to listen.

        Raises:
            OSError: The port is taken, or the address is not ours.
        """
        self._transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, sock=_bound(self._place)
        )
        self._keeping = asyncio.create_task(self._keep())

    async def close(self) -> None:
        """Listen no more."""
        if self._transport is not None:
            self._transport.close()
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
        """Put a datagram by, or count it as refused."""
        sender = str(addr[0])
        if not self._intake.admits(sender):
            self._refuse(RefusedError(NOT_FROM_THERE, sender=sender), data)
        elif not self._intake.may(sender):
            self._refuse(RefusedError(TOO_OFTEN, sender=sender, most=self._intake.most), data)
        elif self._size > MOST_WAITING:
            self._refuse(RefusedError(CROWDED, sender=sender), data)
        else:
            self._waiting.append(Message(body=data, received_at=self._intake.clock()))
            self._size += max(len(data), SMALLEST)
        self._came.set()

    def _refuse(self, why: RefusedError, data: bytes) -> None:
        _, count, first = self._refused.get(why.text, (why, 0, data))
        self._refused[why.text] = (why, count + 1, first)

    async def _keep(self) -> None:
        while True:
            await self._came.wait()
            self._came.clear()
            while self._waiting:
                some = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
                self._size -= sum(max(len(one.body), SMALLEST) for one in some)
                await self._intake.keep_all(self._way, some)
            refused, self._refused = self._refused, {}
            for why, count, first in refused.values():
                await self._intake.refuse(self._way, why, count, first)


def _bound(place: Address) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        place.host, place.port, type=socket.SOCK_DGRAM
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setblocking(False)  # noqa: FBT003  the socket's own word
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        if place.is_group:
            # Others on this machine may be of the group, too.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        if place.is_group:
            group = struct.pack("4sI", socket.inet_aton(place.host), socket.INADDR_ANY)
            bound.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    except OSError:
        bound.close()
        raise
    return bound
