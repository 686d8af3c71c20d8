"""Leading on a server: who holds an advisory lock of PostgreSQL, as long as its session lasts.

The server ends the session of a process that dies, and lets the lock go: another has it within a
second. A process that cannot reach the server any more does not lead, whoever does.
"""

import threading
from contextlib import suppress

import psycopg
from sqlalchemy import Engine

from dashboard.storage.engine import session_of

TAKE = "SELECT pg_try_advisory_lock(hashtext('vigie.house'))"
GIVE = "SELECT pg_advisory_unlock(hashtext('vigie.house'))"


class StoreLeading:
    """Leads where no other process on the database of ``engine`` does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._session: psycopg.Connection | None = None
        self._leads = False
        self._lock = threading.Lock()

    def lead(self) -> bool:
        """Return whether this process leads now; it takes the place if that is free."""
        with self._lock:
            try:
                if self._session is None:
                    self._session = session_of(self._engine)
                # Asked either way: what leads is the session, and it may have been ended.
                asked = self._session.execute("SELECT true" if self._leads else TAKE).fetchone()
            except (psycopg.Error, OSError):
                self._close()
                return False
            self._leads = asked is not None and bool(asked[0])
            return self._leads

    def leave(self) -> None:
        """Give the place up, if this process has it."""
        with self._lock:
            if self._session is not None and self._leads:
                # A server that is told hands it on at once, not when it notices that we are gone.
                with suppress(psycopg.Error, OSError):
                    self._session.execute(GIVE)
            self._close()

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session, self._leads = None, False
