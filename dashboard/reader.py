"""The reader: who is asking, on whose behalf, in which language. Set once, at the gate."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.access.actor import Actor
from dashboard.text import Locale

Way = Literal["session", "token", "tracker", "demonstration"]
"""How somebody was let in: they signed in, a program showed a token, a device showed one that only
sends positions, or they sit here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person (or a program) that was let in, and the language they read.

    Attributes:
        actor: Who, on whose behalf, with which role.
        locale: The language they read.
        way: How they were let in.
        session: The number of their session, where there is one.
        csrf: What a page of ours shows with each request that writes; empty for a program.
        device: What the telephone of who asks calls itself, when it tells where it is.
        ends_at: From when on their token is refused; None where they show none.
    """

    actor: Actor
    locale: Locale = "fr"
    way: Way = "session"
    session: int | None = None
    csrf: str = ""
    device: str = ""
    ends_at: datetime | None = None

    @property
    def name(self) -> str:
        """Name and function, as entries carry it."""
        return self.actor.name

    @property
    def organisation(self) -> str:
        """On whose behalf."""
        return self.actor.organisation


_READER: ContextVar[Reader] = ContextVar("reader")


def reader() -> Reader:
    """Return who is asking; a fault of ours to call where nobody passed the gate.

    Follows into threads and into Dash callbacks, where ``ctx.cookies`` may be empty.
    """
    return _READER.get()


def reader_or_none() -> Reader | None:
    """Return who is asking, or None where nobody passed the gate."""
    return _READER.get(None)


def enter(who: Reader) -> None:
    """Let ``who`` be the reader of the request being served, and of what it starts."""
    _READER.set(who)
