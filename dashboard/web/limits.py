"""No request is read further than a body may be long."""

import re
from collections.abc import AsyncIterable

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text import Text
from dashboard.web.errors import refused
from dashboard.web.reader import locale_of

LONGEST_BODY = 1024 * 1024

TOO_LONG = Text(
    fr="La demande dépasse {most} octets ; rien n'a été enregistré.",
    en="The request is longer than {most} bytes; nothing was recorded.",
)


class BodyLimit:
    """Reads the body of a request before it is served, and refuses one that is too long.

    Read at once, because a limit found halfway would come as an error inside whoever reads it.

    Args:
        app: What is served.
        most: The longest body, in bytes.
        apart: The addresses that read their bodies themselves, under a limit of their own.
    """

    def __init__(
        self, app: ASGIApp, most: int = LONGEST_BODY, apart: re.Pattern[str] | None = None
    ) -> None:
        self.app = app
        self._most = most
        self._apart = apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request whose body is short enough."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return
        if self._apart is not None and self._apart.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        if announced(HTTPConnection(scope)) > self._most:
            await self._refuse(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                await self._refuse(scope, receive, send)
                return
        waiting: list[Message] = [{"type": "http.request", "body": bytes(body)}]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.app(scope, replay, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        sentence = TOO_LONG.say(locale_of(HTTPConnection(scope)), most=self._most)
        await refused(413, "too_long", sentence)(scope, receive, send)


async def read_at_most(request: Request, most: int) -> bytes | None:
    """Return the body of a request; None as soon as it is longer, or says so, than ``most``."""
    return None if announced(request) > most else await joined(request.stream(), most)


async def joined(parts: AsyncIterable[bytes], most: int) -> bytes | None:
    """Return ``parts`` as one, read no further than ``most`` bytes; None where they go on."""
    body = bytearray()
    async for part in parts:
        body += part
        if len(body) > most:
            return None
    return bytes(body)


def announced(asked: HTTPConnection) -> int:
    """Return how long a request says its body is; 0 where it does not say."""
    length = asked.headers.get("content-length", "")
    return int(length[:20]) if length.isascii() and length.isdecimal() else 0
