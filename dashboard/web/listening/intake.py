"""The intake: where whatever listens hands over what came, and hears how much more it may read.

1. It is all kept in threads of its own: neither the page nor HTTP ever waits for a radio.
2. What waits for the store is held where it came from: TCP is not read on, the broker is not told
   that it may forget, and only what UDP brings meanwhile is dropped, and counted.
3. One sender has as many messages a minute as a person has by HTTP. Beyond, TCP is read more
   slowly, and what cannot be slowed is refused and counted.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from ipaddress import IPv6Address, ip_address
from threading import Event

from dashboard.access.actor import Actor
from dashboard.desk import Desk
from dashboard.feeds import Message
from dashboard.text import RefusedError, Text
from dashboard.web.listening.board import WAYS
from dashboard.web.quota import NOW, Quota
from dashboard.web.receiving import Receiver

THREADS = 2
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
"""Between two tries while the store does not answer: twice as long each time."""

TOLD_PER_MINUTE = 6
"""How often the same is told of a sender."""

logger = logging.getLogger("vigie.listening")

NOT_FROM_THERE = Text(
    fr="« {sender} » n'est pas d'un réseau d'où des positions peuvent venir "
    "(VIGIE_POSITIONS_FROM) : rien n'en est lu.",
    en="“{sender}” is of no network positions may come from (VIGIE_POSITIONS_FROM): nothing of it "
    "is read.",
)
TOO_OFTEN = Text(
    fr="« {sender} » envoie plus de {most} messages par minute : ceux-ci n'ont pas été lus.",
    en="“{sender}” sends more than {most} messages a minute: these were not read.",
)
SLOWED = Text(
    fr="un expéditeur envoie plus de messages par minute que permis : il est lu moins vite, rien "
    "n'est perdu ici",
    en="somebody sends more messages a minute than they may: they are read more slowly, nothing "
    "is lost here",
)
FAULT = Text(
    fr="Vigie n'a pas su traiter ces messages ({fault}) : c'est une faute de Vigie, à signaler.",
    en="Vigie could not deal with these messages ({fault}): that is a fault of Vigie, to be told.",
)


class Intake:
    """Takes in what listeners hear, for the organisation of the settings."""

    def __init__(self, desk: Desk, receiver: Receiver) -> None:
        settings = desk.settings
        self.clock = desk.clock
        self.most = settings.positions_per_minute
        self._receiver = receiver
        self._who = Actor(
            name="Vigie", organisation=settings.positions_organisation, role="contributor"
        )
        self._senders = settings.senders
        self._quota = Quota(self.most, desk.clock)
        self._told = Quota(TOLD_PER_MINUTE, desk.clock)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="listening")
        self._closing = Event()

    def admits(self, sender: str) -> bool:
        """Return whether positions may come from an address."""
        if not self._senders:
            return True
        try:
            address = ip_address(sender.partition("%")[0])
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self._senders)

    def may(self, sender: str) -> bool:
        """Return whether a sender may be read one more message of, and count it."""
        return self._quota.take(sender) == NOW

    async def keep(
        self, way: str, sender: str, messages: Sequence[Message], given_up: int = 0
    ) -> None:
        """Keep what came by a stream; return once its sender may be read on."""
        if messages:
            await self._off_loop(partial(self.keep_now, way, messages))
        pause = self._quota.spend(sender, len(messages) + given_up)
        if pause > NOW:
            if self._told.take(sender) == NOW:
                await self._off_loop(
                    partial(self._note, partial(self._receiver.slow_down, self._who, way, SLOWED))
                )
            await asyncio.sleep(min(pause, timedelta(minutes=1)).total_seconds())

    async def keep_all(self, way: str, messages: Sequence[Message]) -> None:
        """Keep messages whose senders were counted already."""
        await self._off_loop(partial(self.keep_now, way, messages))

    async def refuse(
        self, way: str, why: RefusedError, count: int = 1, original: bytes = b""
    ) -> None:
        """Count what is not read, and keep why."""
        await self._off_loop(partial(self.refuse_now, way, why, count, original))

    def is_news(self, sender: str) -> bool:
        """Return whether what is wrong with a sender is to be told again."""
        return self._told.take(sender) == NOW

    def keep_now(self, way: str, messages: Sequence[Message]) -> bool:
        """Keep messages, in this thread; wait for the store. False where Vigie stops before."""
        wait_s = FIRST_WAIT_S
        while True:
            try:
                self._receiver.take_all(self._who, WAYS[way].feed, messages, way=way)
            except RefusedError as refused:
                logger.warning("%s: %s", way, refused)
                if self._closing.wait(wait_s):
                    return False
                wait_s = min(2 * wait_s, LONGEST_WAIT_S)
            except Exception as fault:
                # Whatever is wrong with these, those after them are taken; and it is told.
                logger.exception("%s", way)
                why = RefusedError(FAULT, fault=type(fault).__name__)
                self.refuse_now(way, why, len(messages), messages[0].body)
                return True
            else:
                return True

    def refuse_now(self, way: str, why: RefusedError, count: int, original: bytes) -> None:
        """Count what is not read, in this thread."""
        self._note(
            partial(
                self._receiver.turn_away,
                self._who,
                WAYS[way].feed,
                why,
                way=way,
                count=count,
                original=original,
            )
        )

    def wait_no_longer(self) -> None:
        """Give up what waits for the store; the broker keeps its messages."""
        self._closing.set()

    def close(self) -> None:
        """Take in nothing more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _note(self, count: Callable[[], None]) -> None:
        """Count something; that the store cannot count now stops nobody."""
        try:
            count()
        except RefusedError as refused:
            logger.warning("%s", refused)

    async def _off_loop(self, work: Callable[[], object]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, work)
