"""The bell between processes: PostgreSQL tells each of them what the others have recorded.

The notice is sent by the transaction that keeps the entry, so nobody hears of one that was not
kept; it carries the operation's name and nothing else. A connection of its own listens: not
through a pooler that shares connections between transactions.
"""

import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import Connection, Engine, func, select

from dashboard.journal import Bell
from dashboard.storage.engine import is_embedded, session_of

CHANNEL = "vigie_recorded"

LOOK_EVERY_S = 5.0
"""How often everybody looks by themselves: a notice that was lost costs no more, in seconds."""

LONGEST_NAME = 200
"""PostgreSQL takes 8 000 bytes; a longer name rings for all operations."""


def notify(connection: Connection, operation: str) -> None:
    """Tell the other processes, once the transaction of ``connection`` is kept."""
    if connection.dialect.name == "postgresql":
        told = operation if len(operation) <= LONGEST_NAME else ""
        connection.execute(select(func.pg_notify(CHANNEL, told)))


class StoreBell(Bell):
    """Rings for what is recorded in the store of ``engine``, whichever process records it."""

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
                    target=self._run, args=(listen,), name="bell", daemon=True
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
            self.ring(None)

    def _listen(self) -> None:
        with session_of(self._engine) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self.ring(None)  # for what was recorded while nobody listened
            while not self._stopped.is_set():
                heard: set[str | None] = set()
                for notice in connection.notifies(timeout=LOOK_EVERY_S, stop_after=1):
                    heard.add(notice.payload or None)
                for operation in heard or {None}:
                    self.ring(operation)
