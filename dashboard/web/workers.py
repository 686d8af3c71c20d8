"""Several processes serve one Vigie: a parent starts them, starts again what died, and ends all.

1. The parent binds the port, makes the store ready and keeps what all have in common; it serves
   nobody. The workers accept from the one socket.
2. A worker that dies, or whose loop is silent for ``SILENT_S``, is started again: at once, then
   after ever longer pauses. One that ends before all have answered once ends Vigie: it would not
   start a second time either.
3. SIGTERM and SIGINT end all: each finishes what it answers, and is killed after ``GRACE_S``.
4. A worker whose parent is gone ends as if it had been told to.

Not uvicorn's own supervisor: it starts again without pause, asks a thread of the worker and not its
loop, has no word for “all answer”, and leaves its workers behind when it is killed.
"""

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
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType

from dashboard.settings import Settings
from dashboard.text import Locale, RefusedError, Text
from dashboard.web import serving
from dashboard.web.asking import Line, answering
from dashboard.web.common import Common, far
from dashboard.web.gate import Gate

SILENT_S = 60.0
"""How long a worker may be silent, its start included: the machine may be busy, a fold long."""

GRACE_S = serving.GRACE_S + 4
"""What uvicorn waits for, and what a job may take to notice; containers are killed after ten."""

LONGEST_PAUSE_S = 30.0
LIVED_S = 60.0
"""Whoever lived so long did not die of how it was started: the next is started at once."""

LOOK_EVERY_S = 0.5
SPAWN = multiprocessing.get_context("spawn")
LOG = logging.getLogger(__name__)

NOT_STARTED = Text(
    fr="Vigie ne démarre pas : un de ses processus s'est arrêté avant de répondre ; la raison est "
    "dite plus haut.",
    en="Vigie does not start: one of its processes ended before it answered; why is said above.",
)
ONE_FILE = Text(
    fr="Un stockage embarqué est servi par un seul processus : le fichier n'a qu'un écrivain et "
    "n'avertit personne. Retirer --workers (VIGIE_WORKERS), ou passer à PostgreSQL.",
    en="An embedded store is served by one process: the file has one writer and tells nobody. "
    "Leave --workers (VIGIE_WORKERS) out, or go to PostgreSQL.",
)


class NotStartedError(RefusedError):
    """A worker ended before all had answered once."""


class OneProcessError(RefusedError):
    """Several processes are asked for on a store that one serves."""


Make = Callable[[Common], Gate]
"""Makes the application in a worker; sent there, so a function of a module or a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Serving:
    """What a worker is given when it is started."""

    listening: socket.socket
    make: Make
    line: Line
    secret: str
    locale: Locale
    quiet: bool
    proxies: Sequence[str]


class _Worker:
    """A process that serves, as its parent sees it; the same place is taken by one after other."""

    def __init__(self, given: _Serving) -> None:
        self._given = given
        self._pause_s = 0.0
        self.starts_at = time.monotonic()
        self.process: SpawnProcess | None = None

    def start(self) -> None:
        """Start a process in this place."""
        self.ready, self.heard_at = False, time.monotonic()
        self.told, telling = SPAWN.Pipe(duplex=False)
        self.process = SPAWN.Process(target=_work, args=(self._given, telling), name="vigie")
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
        LOG.error(
            "process %s ended (%s); another is started in %.1f s",
            process.pid,
            process.exitcode,
            self._pause_s,
        )
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


def serve_together(
    listening: socket.socket,
    make: Make,
    common: Common,
    *,
    settings: Settings,
    locale: Locale,
    ready: Callable[[], None],
) -> None:
    """Serve what ``make`` makes by so many processes, until this one is told to stop.

    Args:
        listening: Where.
        make: What, made in each of them.
        common: What they have in common, kept here.
        settings: How many, whom we believe when they say whom they speak for, and so on.
        locale: The language of a worker that cannot start.
        ready: Called once all answer.

    Raises:
        NotStartedError: One ended before all had answered.
    """
    ending = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ending.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    with answering(common) as line:
        given = _Serving(
            listening=listening,
            make=make,
            line=line,
            secret=common.secret,
            locale=locale,
            quiet=settings.demonstration,
            proxies=settings.proxies,
        )
        places = [_Worker(given) for _ in range(settings.workers)]
        try:
            _keep(places, common, ready, ending)
        finally:
            _end([place.process for place in places if place.process is not None])
            for each, handler in before.items():
                signal.signal(each, handler)


def _keep(
    places: Sequence[_Worker], common: Common, ready: Callable[[], None], ending: threading.Event
) -> None:
    """Keep all places taken, until told to end."""
    answered = False
    while not ending.is_set():
        for place in places:
            if place.process is None and time.monotonic() >= place.starts_at:
                place.starts_at = time.monotonic()
                place.start()
        at_work = [(place, place.process) for place in places if place.process is not None]
        wait([each for place, process in at_work for each in (place.told, process.sentinel)],
             LOOK_EVERY_S)  # fmt: skip
        for place, _ in at_work:
            place.listen()
            number = place.gone()
            if number is not None:
                common.board.lost(number)
                if not answered and not ending.is_set():
                    raise NotStartedError(NOT_STARTED)
        if not answered and all(place.process and place.ready for place in places):
            answered = True
            ready()


def _end(processes: Sequence[SpawnProcess]) -> None:
    """End all, each within the grace."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE_S
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            LOG.error("process %s does not end: killed", process.pid)
            process.kill()
            process.join()


def _work(given: _Serving, telling: Connection) -> None:
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
