"""What the page is made of travels compressed; scripts are compressed once and kept.

Compressing plotly takes a tenth of a second; done on the event loop for every reader, everybody
would wait. So it is done in a thread, the first time, and the result served from then on. The
page's layout and the answers of its callbacks differ each time, and are short.
"""

import asyncio
import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LASTING = ("/_dash-component-suites/", "/assets/")
"""Never change while we run."""

PATHS = (*LASTING, "/_dash-layout", "/_dash-dependencies", "/_dash-update-component")
LEVEL = 6
SHORTEST = 1024
TEXTS = ("text/", "application/javascript", "application/json")


class Compressed:
    """Compresses what lies under ``PATHS``, and keeps what lies under ``LASTING``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, compressed where its reader can read that."""
        if not _may_be_compressed(scope):
            await self.app(scope, receive, send)
            return
        told: list[Message] = []

        async def listen(message: Message) -> None:
            told.append(message)

        await self.app(scope, receive, listen)
        start, *parts = told
        body = b"".join(part.get("body", b"") for part in parts)
        headers = MutableHeaders(raw=start["headers"])
        if start["status"] == 200 and _is_text(headers) and len(body) >= SHORTEST:
            body = await self._squeezed(scope["path"], body)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(body))
            headers.add_vary_header("Accept-Encoding")
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _squeezed(self, path: str, body: bytes) -> bytes:
        if path in self._kept:
            return self._kept[path]
        squeezed = await asyncio.to_thread(gzip.compress, body, LEVEL)
        if path.startswith(LASTING):
            self._kept[path] = squeezed
        return squeezed


def _may_be_compressed(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["path"].startswith(PATHS)
        and "gzip" in Headers(scope=scope).get("accept-encoding", "")
    )


def _is_text(headers: Headers) -> bool:
    return "content-encoding" not in headers and headers.get("content-type", "").startswith(TEXTS)
