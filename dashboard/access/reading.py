"""How far each person has read the log of each operation: the port of what keeps it."""

from typing import Protocol


class ReadMarks(Protocol):
    """Keeps the number of the last entry each person has read."""

    def read_up_to(self, person: int, operation: str) -> int:
        """Return the number of the last entry read; 0 if none was."""

    def mark_read(self, person: int, operation: str, seq: int) -> None:
        """Note that a person read up to ``seq``. It never goes down."""
