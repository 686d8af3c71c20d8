"""Serving: the port is ours before anything slow starts, and told once it answers."""

import logging
import re
import socket
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn

from dashboard.text import RefusedError, Text
from dashboard.web.gate import Gate

KEEP_ALIVE_S = 75
"""The usual 5 s resets the connections of whoever writes every 5 s."""

GRACE_S = 5
BEAT_S = 5

DEVICE_TOKEN = re.compile(r"^(/feeds/)[^/]+")

TAKEN = Text(
    fr="Le port {port} de {host} est pris ou interdit : arrêter ce qui l'occupe, ou en choisir un "
    "autre avec --port.",
    en="Port {port} of {host} is taken or forbidden: stop what uses it, or choose another with "
    "--port.",
)


class PortTakenError(RefusedError):
    """Somebody else listens there, or we may not."""


class Server(uvicorn.Server):
    """Says where it listens once it answers, and ends what lasts when it is told to stop."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], closing: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; uvicorn would wait for the live streams, which never end by themselves."""
        self._closing()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        self._ready()


def serve_on(
    listening: socket.socket,
    application: Gate,
    *,
    quiet: bool,
    proxies: Sequence[str],
    ready: Callable[[], None],
    beat: Callable[[], None] = lambda: None,
) -> None:
    """Serve ``application`` until the process is told to stop.

    Args:
        listening: Where.
        application: What.
        quiet: Whether each request is left out of the log.
        proxies: Whom we believe when they say whom they speak for. Nobody by default: uvicorn by
            itself would believe whatever runs on this machine.
        ready: Called once it answers.
        beat: Called every ``BEAT_S``, as long as it answers.
    """
    logging.getLogger("uvicorn.access").addFilter(without_secrets)

    async def beating() -> None:
        beat()

    config = uvicorn.Config(
        application,
        log_level="warning" if quiet else "info",
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        server_header=False,
        callback_notify=beating,
        timeout_notify=BEAT_S,
    )
    Server(config, ready, application.close).run(sockets=[listening])


def without_secrets(record: logging.LogRecord) -> bool:
    """Log an address without what may be secret: its query, the token of a device."""
    if isinstance(record.args, tuple) and len(record.args) == 5:
        client, method, path, version, status = record.args
        told = DEVICE_TOKEN.sub(r"\1…", str(path).partition("?")[0])
        record.args = (client, method, told, version, status)
    return True


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``port``; 0 takes a free one.

    Raises:
        PortTakenError: It cannot be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
            listening.listen(128)
        except OSError:
            listening.close()
            raise
    except OSError:
        raise PortTakenError(TAKEN, host=host, port=port) from None
    return listening


def address_of(listening: socket.socket) -> str:
    """Return what a browser on this machine opens."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104  told, not listened on
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
