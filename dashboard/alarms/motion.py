"""How a team moves, as far as timers ask: when it was last heard, and since when it stands."""

from dataclasses import dataclass

from dashboard.geo import apart

MOVED_M = 50.0
"""Nearer than this to where it came to stand, or than its accuracy, a team stands."""


@dataclass(slots=True)
class Motion:
    """What the fixes of a team say of its movement, in milliseconds since 1970.

    Attributes:
        heard_ms: The last fix, whatever is doubtful about it: whoever speaks is not silent.
        placed_ms: The last fix without a doubt.
        stands_ms: The first of those it has not moved since.
    """

    heard_ms: int = 0
    placed_ms: int = 0
    stands_ms: int = 0
    _place: tuple[float, float] = (0.0, 0.0)

    def hear(self, at_ms: int) -> None:
        """Take in that there was a fix."""
        self.heard_ms = max(self.heard_ms, at_ms)

    def place(self, at_ms: int, place: tuple[float, float], accuracy_m: float | None) -> None:
        """Take in where a team was, by a fix without a doubt that is later than the last."""
        if not self.placed_ms or apart(self._place, place).distance_m > max(
            MOVED_M, accuracy_m or 0.0
        ):
            self._place, self.stands_ms = place, at_ms
        self.placed_ms = at_ms
