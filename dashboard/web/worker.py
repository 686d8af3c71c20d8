"""A process of several that serve one Vigie, and its place as the parent sees it."""

import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from dashboard.text import Locale, RefusedError
from dashboard.web import serving
from dashboard.web.asking import Line
from dashboard.web.common import Common, far
from dashboard.web.gate import Gate

SILENT_S = 60.0
"""How long a worker may be silent, its start included: the machine may be busy, a fold long."""

GRACE_S = serving.GRACE_S + 4
"""What uvicorn waits for, and what a job may take to notice; containers are killed after ten."""

LONGEST_PAUSE_S = 30.0
LIVED_S = 60.0
"""Whoever lived so long did not die of how it was started: the next is started at once."""

SPAWN = multiprocessing.get_context("spawn")
LOG = logging.getLogger(__name__)

Make = Callable[[Common], Gate]
"""Makes the application in a worker; sent there, so a function of a module or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What a worker is given when it is started."""

    listening: socket.socket
    make: Make
    line: Line
    secret: str
    locale: Locale
    quiet: bool
    proxies: Sequence[str]


class Place:
    """The place of a process that serves; one after the other takes it.

    Attributes:
        process: Who has it; None where it is free.
        starts_at: When the next may be started, or the last was.
        told: Where the process tells that it answers.
        ready: Whether it did.
        heard_at: When it last did, or was started.
    """

    process: SpawnProcess | None
    told: Connection

    def __init__(self, given: Serving) -> None:
        self._given = given
        self._pause_s = 0.0
        self.starts_at = self.heard_at = time.monotonic()
        self.ready = False
        self.process = None

    def start(self) -> None:
        """Start a process in this place."""
        self.ready, self.heard_at = False, time.monotonic()
        self.told, telling = SPAWN.Pipe(duplex=False)
        self.process = SPAWN.Process(target=work, args=(self._given, telling), name="vigie")
        self.process.start()
        telling.close()

    def listen(self) -> None:
        """Hear what it told: that it answers, and then that it still does."""
        with suppress(EOFError, OSError):
            while self.told.poll():
                self.told.recv()
                self.ready, self.heard_at = True, time.monotonic()

    def gone(self) -> int | None:
        """Return the number of the process if it is no more; one that is silent is killed first."""
        process = self.process
        if process is None:
            return None
        if process.is_alive() and time.monotonic() - self.heard_at > SILENT_S:
            LOG.error("process %s is silent: killed", process.pid)
            process.kill()
            process.join()
        if process.is_alive():
            return None
        lived_s = time.monotonic() - self.starts_at
        self._pause_s = next_pause_s(self._pause_s, lived_s)
        self.starts_at = time.monotonic() + self._pause_s
        LOG.error("process %s ended (%s)", process.pid, process.exitcode)
        self.told.close()
        self.process = None
        return process.pid


def next_pause_s(pause_s: float, lived_s: float) -> float:
    """Return how long to wait before what lived so long, after such a pause, is started again.

    >>> [next_pause_s(pause, lived_s=2) for pause in (0.0, 0.5, 1.5, 20.0)]
    [0.5, 1.5, 3.5, 30.0]
    >>> next_pause_s(30.0, lived_s=3600)
    0.0
    """
    return 0.0 if lived_s > LIVED_S else min(2 * pause_s + 0.5, LONGEST_PAUSE_S)


def work(given: Serving, telling: Connection) -> None:
    """Serve, in a worker."""
    # Ctrl-C in a terminal is for all of the group; from here on it is the parent that tells.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        application = given.make(far(given.line, given.secret))
    except RefusedError as refused:
        sys.exit(refused.say(given.locale))

    def beat() -> None:
        with suppress(OSError):  # the parent is gone: so will this be
            telling.send(None)

    serving.serve_on(
        given.listening,
        application,
        quiet=given.quiet,
        proxies=given.proxies,
        ready=beat,
        beat=beat,
    )


def _end_with_parent() -> None:
    """End when the parent has, however it did."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_S)
        os._exit(1)
