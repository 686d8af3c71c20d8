"""What of a plan is drawn beside its need: the gathering, and what is planned for it.

The rules:
- It is drawn at the instant of the need while the gathering goes on; before and after, at its
  fullest hour, so that a plan asked for weeks ahead shows the day.
- The teams that count for it then are drawn, where each is to be by its assignment, and the place
  it is assigned to; and the posts within reach of the eye, planned or there.
- What stands further away than a map of it can show is named instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.geo import Box, bounds
from dashboard.geo.places import centre
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.sizing.need import Need
from dashboard.sizing.placed import NEAR_M, Ways, counted_at, is_on

POSTS = frozenset(
    {
        "medical_post",
        "casualty_point",
        "survivor_reception",
        "command_post",
        "marshalling_area",
        "landing_zone",
    }
)
OVER = frozenset({"closed", "cancelled"})
FRAME_M = 3_000.0
"""What is further from the gathering is named, not drawn: it would make the rest a dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A gathering and what is planned for it at an instant.

    Attributes:
        at: The instant.
        objects: What is drawn, the gathering first.
        outside: What is too far away to be.
        frame: What the map must show: west, south, east, north.
    """

    at: datetime
    objects: tuple[MapObject, ...]
    outside: tuple[MapObject, ...]
    frame: Box


def around(reading: Reading, need: Need, now: datetime) -> Around | None:
    """Return what is drawn beside a need; None where nothing says where the gathering is."""
    at = _instant(need)
    objects = reading.reel.at(at, known_at=need.known_at).objects
    about = objects.get(need.about.object_id, need.about)
    if centre(about.geometry) is None:
        return None
    ways, horizon = Ways(), min(need.known_at or now, now)
    near: list[MapObject] = [about]
    outside: list[MapObject] = []
    for obj in _planned_for(about, objects, at, horizon, ways):
        away_m = _away(about, obj, ways)
        if away_m is not None:
            (near if away_m <= FRAME_M else outside).append(obj)
    boxes = [bounds(obj.geometry) for obj in near if obj.geometry is not None]
    west, south, east, north = zip(*boxes, strict=True)
    return Around(
        at=at,
        objects=tuple(near),
        outside=tuple(outside),
        frame=(min(west), min(south), max(east), max(north)),
    )


def _instant(need: Need) -> datetime:
    if is_on(need.about, need.at) or not need.hours:
        return need.at
    return max(need.hours, key=lambda hour: hour.there + hour.planned).start


def _planned_for(
    about: MapObject, objects: Mapping[str, MapObject], at: datetime, horizon: datetime, ways: Ways
) -> Iterator[MapObject]:
    """Yield the posts, teams, assignments and places of a gathering, each once, posts first."""
    counted = counted_at(objects.values(), at, about.kind, horizon, ways)
    teams = {one.team.object_id for one in counted if one.covers == about.object_id}
    tasks = [
        obj
        for obj in objects.values()
        if obj.kind == "assignment"
        and obj.status not in OVER
        and obj.is_due(at)
        and obj.values.get("team") in teams
    ]
    places = {str(task.values.get("place")) for task in tasks}
    names = {
        obj.object_id
        for obj in objects.values()
        if obj.kind in POSTS
        and obj.status not in OVER
        and obj.is_due(at)
        and _is_near(about, obj, ways)
    }
    wanted = names | places | teams | {task.object_id for task in tasks}
    yield from sorted(
        (objects[name] for name in wanted - {about.object_id} if name in objects),
        key=lambda obj: (obj.kind not in POSTS, obj.kind != "team", obj.name, obj.object_id),
    )


def _is_near(about: MapObject, obj: MapObject, ways: Ways) -> bool:
    away_m = _away(about, obj, ways)
    return away_m is not None and away_m <= NEAR_M


def _away(about: MapObject, obj: MapObject, ways: Ways) -> float | None:
    spot = centre(obj.geometry)
    return None if spot is None or about.geometry is None else ways.away(about.geometry, spot)
