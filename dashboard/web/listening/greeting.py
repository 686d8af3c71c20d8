r"""The first line of an NMEA connection: who it is, and what proves it where that is asked.

The rule, for whose positions they are: a name on the line of a sentence, or the source of its tag
block (``feeds/nmea``); else the first line of the connection, if it is no sentence; else the
address it comes from. Where a secret is set the first line is the secret and, after a blank, the
name. It goes in the clear, as NMEA does.
"""

import asyncio
import hmac

from dashboard.clock import Clock
from dashboard.feeds.nmea import LONGEST_LINE
from dashboard.feeds.values import device_name
from dashboard.text import RefusedError, Text
from dashboard.web.throttle import NOW, OF_AN_ADDRESS, Throttle, place_of

PATIENCE_S = 60.0
"""How long the first line is waited for."""

SENTENCE = frozenset(b"$!\\")

NO_SECRET = Text(
    fr="« {sender} » s'est connecté sans donner le bon secret sur sa première ligne "
    "(VIGIE_NMEA_SECRET) : rien n'en est lu.",
    en="“{sender}” connected without the right secret on its first line (VIGIE_NMEA_SECRET): "
    "nothing of it is read.",
)


class UnreadableGreetingError(RefusedError):
    """A first line that names nobody, or proves nothing."""


class Greeting:
    """Reads first lines."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock
        self._guesses = Throttle(OF_AN_ADDRESS)

    async def read(self, reader: asyncio.StreamReader, sender: str) -> tuple[str, bytes]:
        """Return the name the first line gives, if it does, and what came after it.

        Raises:
            UnreadableGreetingError: The secret is missing or wrong, or the name is none.
        """
        data = b""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while b"\n" not in data and len(data) <= LONGEST_LINE:
                    if not self._secret and SENTENCE & set(data):
                        break
                    some = await reader.read(LONGEST_LINE)
                    data += some
                    if not some:
                        break
        except TimeoutError:
            pass  # a receiver that has nothing to say yet, or nobody who knows the secret
        line, _, rest = data.partition(b"\n")
        if self._secret:
            return self._proven(line, sender), rest
        if SENTENCE & set(line) or len(line) > LONGEST_LINE or b"\n" not in data:
            return "", data
        return _name(line), rest

    def _proven(self, line: bytes, sender: str) -> str:
        place, now = place_of(sender), self._clock()
        said, _, name = line.strip().partition(b" ")
        waits = self._guesses.wait(place, now) > NOW
        if waits or not hmac.compare_digest(said, self._secret.encode()):
            self._guesses.count(place, now)
            raise UnreadableGreetingError(NO_SECRET, sender=sender)
        return _name(name)


def _name(line: bytes) -> str:
    said = line.decode("utf-8", "replace").strip()
    try:
        return device_name({"1": said}) if said else ""
    except RefusedError as why:
        raise UnreadableGreetingError(why.text, **why.values) from None
