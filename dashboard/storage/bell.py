"""The bells between processes: PostgreSQL tells each what the others recorded, and received.

The notice is sent by the transaction that keeps the entry, so nobody hears of one that was not
kept; it carries the operation's name and nothing else. A connection of its own listens: not
through a pooler that shares connections between transactions.
"""

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy import Connection, Engine, func, select

from dashboard.journal import Bell
from dashboard.storage.engine import (
    SILENCE_S,
    StoreUnreachableError,
    is_embedded,
    session_of,
    writing,
)

CHANNEL = "vigie_recorded"
POSITIONS = "vigie_positions"

LOOK_EVERY_S = 5.0
"""How often everybody looks by themselves: a notice that was lost costs no more, in seconds."""

TELL_EVERY_S = 0.5
"""How often a process tells the others that positions came, at most: each notice takes a lock of
the whole database when its transaction ends."""

LONGEST_NAME = 200
"""PostgreSQL takes 8 000 bytes; a longer name rings for all operations."""


def notify(connection: Connection, operation: str) -> None:
    """Tell the other processes, once the transaction of ``connection`` is kept."""
    if connection.dialect.name == "postgresql":
        told = operation if len(operation) <= LONGEST_NAME else ""
        connection.execute(select(func.pg_notify(CHANNEL, told)))


class StoreBell(Bell):
    """Rings for what is recorded in the store of ``engine``, whichever process records it."""

    channel = CHANNEL

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def follow(self) -> None:
        """Hear what other processes record, too, from now on.

        A file has no notices: what other programs write there (an import from the terminal) is
        heard when everybody looks by themselves.
        """
        with self._starting:
            if self._thread is None:
                listen = self._wait if is_embedded(self._engine) else self._listen
                self._thread = threading.Thread(
                    target=self._run, args=(listen,), name=self.channel, daemon=True
                )
                self._thread.start()

    def close(self) -> None:
        """Hear them no more."""
        self._stopped.set()

    def _run(self, listen: Callable[[], None]) -> None:
        while not self._stopped.is_set():
            try:
                listen()
            except (psycopg.Error, OSError):
                self._stopped.wait(1.0)  # the store is away: all look again once it is back

    def _wait(self) -> None:
        if not self._stopped.wait(LOOK_EVERY_S):
            self._heard("")

    def _listen(self) -> None:
        with session_of(self._engine) as connection:
            connection.execute(f"LISTEN {self.channel}")
            self._heard("")  # for what was recorded while nobody listened
            while not self._stopped.is_set():
                heard = {
                    notice.payload
                    for notice in connection.notifies(timeout=LOOK_EVERY_S, stop_after=1)
                }
                for payload in heard or {""}:
                    self._heard(payload)

    def _heard(self, payload: str) -> None:
        """Ring for what a notice says: the name of an operation, or nothing to look at all."""
        self.ring(payload or None)


class StoreBeacon(StoreBell):
    """Rings when positions came, in whichever process: at most every ``TELL_EVERY_S`` of each."""

    channel = POSITIONS

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._self = secrets.token_hex(8)
        self._came = threading.Event()
        self._telling: threading.Thread | None = None

    def ring(self, operation: str | None) -> None:
        """Tell that positions came: here at once, the others a moment later."""
        super().ring(operation)
        self._came.set()
        with self._starting:
            if self._telling is None and not is_embedded(self._engine):
                self._telling = threading.Thread(
                    target=self._tell, name="telling of positions", daemon=True
                )
                self._telling.start()

    def close(self) -> None:
        """Hear and tell no more; what is being told is told first, for the engine goes next."""
        super().close()
        self._came.set()
        if self._telling is not None:
            self._telling.join(SILENCE_S)

    def _tell(self) -> None:
        told = select(func.pg_notify(POSITIONS, self._self))
        while not self._stopped.is_set():
            if self._came.wait(LOOK_EVERY_S) and not self._stopped.is_set():
                self._came.clear()
                # Where the store is away nobody keeps positions either; all look again later.
                with suppress(StoreUnreachableError), writing(self._engine) as connection:
                    connection.execute(told)
                self._stopped.wait(TELL_EVERY_S)

    def _heard(self, payload: str) -> None:
        """Ring here alone, for what others told."""
        if payload != self._self:
            super().ring(None)
