"""The sessions of those who signed in, and the port of what keeps them.

A session ends by itself after some time without use, and in any case after a shift and its
handover. Its secret is in the browser alone; the store has its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from dashboard.access.people import Person

SEEN_EVERY = timedelta(minutes=1)
"""How often the use of a session or of a token is written down; no request waits for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody signed in, in one browser.

    Attributes:
        id: What it is closed by; says nothing of its secret.
        person: Who signed in, as they are now.
        opened_at: When.
        seen_at: When it was last used, to the minute.
        ends_at: When it ends, however much it is used.
        address: Where from.
        device: What the browser calls itself, for its owner to recognise.
    """

    id: int
    person: Person
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    address: str
    device: str

    def holds(self, now: datetime, idle: timedelta) -> bool:
        """Return whether it lets its person in at ``now``."""
        return not self.person.disabled and now < min(self.ends_at, self.seen_at + idle)


class Sessions(Protocol):
    """Keeps the sessions."""

    def open_session(
        self,
        person: int,
        digest: bytes,
        *,
        at: datetime,
        ends_at: datetime,
        address: str,
        device: str,
    ) -> int:
        """Keep a new session, and forget those that ended; return its number."""

    def session(self, digest: bytes) -> Session | None:
        """Return the session of this secret, ended or not, until it is closed."""

    def seen_session(self, number: int, at: datetime) -> None:
        """Note that it was used."""

    def sessions(self, person: int) -> Sequence[Session]:
        """Return the sessions of a person that are not closed, the last used first."""

    def close_session(self, person: int, number: int) -> bool:
        """Close a session of this person; False if there is no such one."""

    def close_sessions(self, person: int, *, but: int | None = None) -> int:
        """Close all sessions of a person, or all ``but`` one; return how many."""
