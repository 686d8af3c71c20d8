"""On which side of an outline a team is: settled slowly, for receivers wander and people walk.

- A place nearer to the outline than its accuracy is on neither side: nothing changes.
- A side is settled by two places of it, twenty seconds apart at least, none of the other between.
- What somebody put on the map by hand is certain, and settles at once.
"""

from dataclasses import dataclass

SETTLES_MS = 20_000

LEAST_M, USUAL_M, MOST_M = 10.0, 30.0, 100.0
"""How near the outline a place is on neither side: its accuracy between two bounds, if told."""


@dataclass(slots=True)
class Side:
    """The side of one team on one area; ``since_ms`` is when it came there.

    Attributes:
        inside: Which side; None until it is settled.
        since_ms: The first place of that side.
        last_ms: The last place of any side, or of neither.
        crossed: Whether it was seen on the other side before.
    """

    inside: bool | None = None
    since_ms: int = 0
    last_ms: int = 0
    crossed: bool = False
    _coming: tuple[bool, int] | None = None

    def tell(self, at_ms: int, *, inside: bool | None, certain: bool = False) -> None:
        """Take in on which side a place of ``at_ms`` lies; None is neither."""
        self.last_ms = max(self.last_ms, at_ms)
        if inside is None:
            return
        if inside is self.inside:
            self._coming = None
            return
        if self._coming is None or self._coming[0] is not inside:
            self._coming = (inside, at_ms)
        since_ms = self._coming[1]
        if certain or at_ms - since_ms >= SETTLES_MS:
            self.crossed = self.inside is not None
            self.inside, self.since_ms, self._coming = inside, since_ms, None


def side_of(depth_m: float, enough_m: float, accuracy_m: float | None) -> bool | None:
    """Return on which side a place lies, ``depth_m`` inside; None near the outline.

    In an area so small that its middle is not ``accuracy_m`` from the outline, ``enough_m`` is.

    >>> side_of(40, 500, 12), side_of(8, 500, 12), side_of(-8, 500, 12), side_of(-40, 500, 12)
    (True, None, None, False)
    >>> side_of(8, 5, 50), side_of(-8, 5, 50)
    (True, None)
    """
    margin = USUAL_M if accuracy_m is None else min(max(accuracy_m, LEAST_M), MOST_M)
    if depth_m >= min(margin, enough_m):
        return True
    return False if depth_m <= -margin else None
