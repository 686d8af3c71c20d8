"""The reader: who is asking, on whose behalf, in which language. Set once, at the gate."""

from contextvars import ContextVar
from dataclasses import dataclass

from dashboard.access.actor import Actor
from dashboard.text import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person (or a program) that was let in, and the language they read."""

    name: str
    organisation: str
    locale: Locale = "fr"

    @property
    def actor(self) -> Actor:
        """Who this is, for the rules."""
        return Actor(name=self.name, organisation=self.organisation, role="administrator")


_READER: ContextVar[Reader] = ContextVar("reader")


def reader() -> Reader:
    """Return who is asking; a fault of ours to call where nobody passed the gate.

    Follows into threads and into Dash callbacks, where ``ctx.cookies`` may be empty.
    """
    return _READER.get()


def enter(who: Reader) -> None:
    """Let ``who`` be the reader of the request being served, and of what it starts."""
    _READER.set(who)
