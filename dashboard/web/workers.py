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
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from types import FrameType

from dashboard.settings import Settings
from dashboard.text import Locale, RefusedError, Text
from dashboard.web.asking import answering
from dashboard.web.common import Common
from dashboard.web.worker import GRACE_S, Make, Place, Serving

LOOK_EVERY_S = 0.5
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
        given = Serving(
            listening=listening,
            make=make,
            line=line,
            secret=common.secret,
            locale=locale,
            quiet=settings.demonstration,
            proxies=settings.proxies,
        )
        places = [Place(given) for _ in range(settings.workers)]
        try:
            _keep(places, common, ready, ending)
        finally:
            _end([place.process for place in places if place.process is not None])
            for each, handler in before.items():
                signal.signal(each, handler)


def _keep(
    places: Sequence[Place], common: Common, ready: Callable[[], None], ending: threading.Event
) -> None:
    """Keep all places taken, until told to end."""
    answered = False
    while not ending.is_set():
        for place in places:
            if place.process is None and time.monotonic() >= place.starts_at:
                place.starts_at = time.monotonic()
                place.start()
        at_work = [(place, place.process) for place in places if place.process is not None]
        heard = [each for place, process in at_work for each in (place.told, process.sentinel)]
        wait(heard, LOOK_EVERY_S)
        for place, _ in at_work:
            place.listen()
            number = place.gone()
            if number is not None:
                common.board.lost(number)
                if not answered and not ending.is_set():
                    raise NotStartedError(NOT_STARTED)
                LOG.error("another is started in %.1f s", place.starts_at - time.monotonic())
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
