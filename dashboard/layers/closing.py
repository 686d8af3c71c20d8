"""What closes the ways at an instant, and for whom: the one place where that is said.

The rules (the page keeps them in ``opsmap/src/reach/closing.ts``):
- A road, a bridge or a tunnel that is closed, and an exclusion zone, are passed by nobody on the
  ground; emergency services pass where a closure says so, and a cordon.
- Closed airspace and a no-fly zone are passed by nobody in the air, and by all on the ground.
- Railways and waterways are no ways of ours. Other zones (a plume, an evacuated area) close
  nothing by themselves: whoever closes a way says so.
- What is planned closes while it is due, and only where what is due is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.coverage.ground import Closed, Mode
from dashboard.layers import closures, zones
from dashboard.picture import MapObject

Realm = Literal["ground", "air"]

IN_FORCE = "active"
FORESEEN = "planned"
PASSAGE = "emergency_passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What objects of a kind close, by the value of one of their fields.

    Attributes:
        by: That field.
        realms: What each of its values closes; the empty one is that of who says nothing.
        lets_through: The values that let emergency services through.
    """

    by: str
    realms: Mapping[str, Realm]
    lets_through: tuple[str, ...] = ()


CLOSING: Mapping[str, Bars] = {
    closures.LAYER.key: Bars(
        by="way",
        realms={
            "": "ground",
            "road": "ground",
            "bridge": "ground",
            "tunnel": "ground",
            "air": "air",
        },
    ),
    zones.LAYER.key: Bars(
        by="rule",
        realms={"exclusion": "ground", "cordon": "ground", "no_fly": "air"},
        lets_through=("cordon",),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What is closed, and which version of which object says so."""

    said_by: str
    closed: Closed


def closed_at(
    objects: Iterable[MapObject], at: datetime, mode: Mode, *, due: bool = False
) -> list[Closure]:
    """Return what is closed at ``at`` to who goes by ``mode``, by the id of what says so.

    Args:
        objects: Those that hold at that instant.
        at: The instant.
        mode: How one goes.
        due: Whether what is planned counts while it is due.
    """
    found = []
    for obj in objects:
        bars = CLOSING.get(obj.kind)
        if bars is None or obj.geometry is None or not _holds(obj, at, due=due):
            continue
        value = str(obj.values.get(bars.by) or "")
        if bars.realms.get(value) != ("air" if mode == "helicopter" else "ground"):
            continue
        passes = obj.values.get(PASSAGE) is True or value in bars.lets_through
        closed = Closed(geometry=obj.geometry, open_to_emergency=passes)
        found.append(Closure(said_by=f"{obj.object_id}@{obj.seq}", closed=closed))
    return sorted(found, key=lambda one: one.said_by)


def _holds(obj: MapObject, at: datetime, *, due: bool) -> bool:
    return obj.status == IN_FORCE or (due and obj.status == FORESEEN and obj.is_due(at))
