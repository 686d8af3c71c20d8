"""Which devices an operation follows: who carries what, from when to when, as its journal says.

The rules:
- Of all that was said of one object, one device and one beginning, the last that counts stands:
  so an end is set later, and a team that has the same device on two days has both.
- A device tells of one object at a time: handed on, it stops telling of who had it before.
- What was handed out by mistake, and undone, ends nothing that was before it.
- Whoever may not read of an object does not read whose device is with it: the lines come from the
  reader's own view.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dashboard.journal import Tracked
from dashboard.picture import Line
from dashboard.tracks import Track
from dashboard.tracks.track import milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A device with an object.

    Attributes:
        object_id: What it tells the place of.
        organisation: Whose device it is.
        device: What it calls itself.
        starts_at: From when.
        ends_at: Until when, exclusive; None while it goes on.
    """

    object_id: str
    organisation: str
    device: str
    starts_at: datetime
    ends_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Return whether the device was with the object at ``at``."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def told(self, track: Track) -> NDArray[np.bool_]:
        """Return which fixes of its device were told while it was with the object."""
        within = track.at_ms >= milliseconds(self.starts_at)
        if self.ends_at is not None:
            within &= track.at_ms < milliseconds(self.ends_at)
        return within


def carried(lines: Iterable[Line]) -> list[Carried]:
    """Return which devices were with which objects, device by device, in order of time."""
    said: dict[tuple[str, str, str, datetime], Carried] = {}
    for line in lines:
        fact, whose = line.entry.fact, line.entry.organisation
        if isinstance(fact, Tracked) and line.counts:
            said[whose, fact.device, fact.object_id, fact.starts_at] = Carried(
                object_id=fact.object_id,
                organisation=whose,
                device=fact.device,
                starts_at=fact.starts_at,
                ends_at=fact.ends_at,
            )
    meant = filter(_lasts, said.values())
    in_order = sorted(meant, key=lambda one: (_device(one), one.starts_at))
    return [
        told
        for _, of_device in groupby(in_order, key=_device)
        for told in filter(_lasts, _handed_on(list(of_device)))
    ]


def _lasts(told: Carried) -> bool:
    return told.ends_at is None or told.ends_at > told.starts_at


def _device(told: Carried) -> tuple[str, str]:
    return told.organisation, told.device


def _handed_on(told: list[Carried]) -> Iterable[Carried]:
    """Yield what one device told of, each until it was handed to the next."""
    for one, following in zip(told, [*told[1:], None], strict=True):
        if following is None or (one.ends_at is not None and one.ends_at <= following.starts_at):
            yield one
        else:
            yield replace(one, ends_at=following.starts_at)
