"""Leading: of the processes that share a store, one does what is to be done once."""

from typing import Protocol


class Leading(Protocol):
    """A place one process has at a time. Safe to share between threads."""

    def lead(self) -> bool:
        """Return whether this process leads now; it takes the place if that is free.

        Asked anew every second: who leads learns here that it does no longer.
        """

    def leave(self) -> None:
        """Give the place up, if this process has it."""


class Alone:
    """The one process of a store that only one may serve: it leads."""

    def lead(self) -> bool:
        """Return that it does."""
        return True

    def leave(self) -> None:
        """Nobody else wants the place."""
