"""The course of an object: what was planned for it, when it opened, when it closed.

The plan of an object is what was said of it while its status was ``planned``. So, at T:

- its *planned place* is the one of its last planned version; whoever moves a post that is still
  only planned moves the plan, and whoever puts it in place elsewhere departs from it;
- its *planned start* is the one of that version too (of what is there now, if it never was planned:
  a post may be placed at once and still have a window); its *planned end* is the one last said, for
  what is in place is prolonged by saying so;
- it *opened* when it was first in place after that version: neither planned nor over (``OVER``);
- it *closed* when it was over for good, or left the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.clock import from_microseconds, microseconds
from dashboard.picture.picture import MapObject
from dashboard.picture.spans import Span

PLANNED = "planned"
OVER = frozenset({"closed", "cancelled"})
"""The statuses of what is over; every other one but ``planned`` is in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What became of one object by an instant.

    Attributes:
        state: The object then, or as it was last.
        plan: Its last planned version, if it ever was planned.
        opened_at: When it was put in place, if it was.
        closed_at: When it was over, if it is.
    """

    state: MapObject
    plan: MapObject | None
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def start(self) -> datetime | None:
        """When it was to be put in place."""
        return (self.plan or self.state).planned_from

    @property
    def end(self) -> datetime | None:
        """Until when it was to stand."""
        return self.state.planned_to

    @property
    def is_waiting(self) -> bool:
        """Whether it is still only planned."""
        return self.closed_at is None and self.state.status == PLANNED


def course_of(life: Sequence[Span], at: datetime) -> Course:
    """Return the course of an object by ``at``.

    Args:
        life: Its spans that began by then, in order; one at least.
        at: The instant.
    """
    planned = [number for number, span in enumerate(life) if span.state.status == PLANNED]
    since = life[planned[-1] + 1 :] if planned else life
    opened = next((span.valid_from for span in since if _stands(span)), None)
    closed = _closed(life, microseconds(at))
    return Course(
        state=life[-1].state,
        plan=life[planned[-1]].state if planned else None,
        opened_at=None if opened is None else from_microseconds(opened),
        closed_at=None if closed is None else from_microseconds(closed),
    )


def _closed(life: Sequence[Span], at: int) -> int | None:
    """Return when what is over was over: when its last versions began that are, or it left."""
    closed = life[-1].valid_to if life[-1].valid_to <= at else None
    for span in reversed(life):
        if span.state.status not in OVER:
            break
        closed = span.valid_from
    return closed


def _stands(span: Span) -> bool:
    return span.state.status != PLANNED and span.state.status not in OVER
