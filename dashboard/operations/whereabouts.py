"""Where teams are at an instant, as known at another: as their devices tell, else as the log does.

The rules, which are those of the page (``opsmap/src/whereabouts.ts``):
- The later of two news says where an object is: the last fix of its devices that counts, or when
  the journal put it there, which a change of its status is not. At one instant the device is
  believed.
- Between two fixes close in time it is on its way from one to the other; else the last one stands,
  and ages.
- An object with a line or a zone is in it, whatever device is named for it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from dashboard.clock import from_microseconds, microseconds
from dashboard.geo import centre
from dashboard.operations.following import Following
from dashboard.operations.library import Reading
from dashboard.operations.trackers import Carried
from dashboard.picture import MapObject
from dashboard.picture.spans import Span
from dashboard.tracks import Kept, Track, Tracks, unpack
from dashboard.tracks.movement import GAP_S, NOT_DRAWN, drawn, known, place_at
from dashboard.tracks.track import joined, milliseconds

Source = Literal["device", "log"]

GAP = timedelta(seconds=GAP_S)

STEP = timedelta(milliseconds=1)
"""What devices tell time by."""

STALE_S = 300
"""So long after its last fix a device has fallen silent: it may be elsewhere by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an object is.

    Attributes:
        obj: The object, as the journal has it then.
        lon: Degrees east.
        lat: Degrees north.
        source: Who says so: its device, or the log.
        told_at: When that was so: the time of the last fix, or of the entry that put it there.
    """

    obj: MapObject
    lon: float
    lat: float
    source: Source
    told_at: datetime


def whereabouts(
    reading: Reading,
    following: Following,
    tracks: Tracks,
    at: datetime,
    *,
    known_at: datetime | None = None,
    kinds: Collection[str],
) -> list[Whereabouts]:
    """Return where the objects of some kinds are, those that are somewhere, by their ids in order.

    Args:
        reading: The operation, as its reader may see it.
        following: Who carries which device.
        tracks: Where devices have been.
        at: The instant.
        known_at: Leave out what was recorded or received later.
        kinds: Of which kinds.
    """
    objects = reading.picture(at, known_at=known_at, kinds=tuple(kinds)).objects
    lives = reading.reel.lives_at(at, known_at=known_at)
    told = _told(reading, following, tracks, objects, at, known_at)
    found = []
    for key in sorted(objects):
        obj, place = objects[key], centre(objects[key].geometry)
        placed_at = _placed_at(lives.get(key, ()), obj)
        fix = None if _has_shape(obj) else told.get(key)
        if fix is not None and fix[2] >= placed_at:
            lon, lat, fix_at = fix
            found.append(Whereabouts(obj=obj, lon=lon, lat=lat, source="device", told_at=fix_at))
        elif place is not None:
            lon, lat = place
            found.append(Whereabouts(obj=obj, lon=lon, lat=lat, source="log", told_at=placed_at))
    return found


def _told(
    reading: Reading,
    following: Following,
    tracks: Tracks,
    objects: Mapping[str, MapObject],
    at: datetime,
    known_at: datetime | None,
) -> dict[str, tuple[float, float, datetime]]:
    """Return where devices say objects are, and when the last fix was, by the object's id."""
    carried = {
        one: number
        for one, number in following.devices(reading).items()
        if one.object_id in objects and one.starts_at <= at
    }
    last = _last(tracks, carried, at, known_at)
    moving = {
        one: number
        for one, number in carried.items()
        if one.object_id in last and timedelta(0) < at - last[one.object_id].fix.at < GAP
    }
    ways = _ways(tracks, moving, last, at, known_at)
    told = {}
    for key, kept in last.items():
        on_way = place_at(ways[key], milliseconds(at)) if key in ways else None
        place = (kept.fix.lon, kept.fix.lat) if on_way is None else (on_way.lon, on_way.lat)
        told[key] = (*place, kept.fix.at)
    return told


def _last(
    tracks: Tracks, carried: Mapping[Carried, int], at: datetime, known_at: datetime | None
) -> dict[str, Kept]:
    """Return the last fix of each object that counts, told while it carried the device."""
    until: defaultdict[datetime, list[tuple[Carried, int]]] = defaultdict(list)
    for one, number in carried.items():
        until[at if one.holds(at) else min(at, (one.ends_at or at) - STEP)].append((one, number))
    last: dict[str, Kept] = {}
    for instant, some in until.items():
        # However old it is, the last fix is told with its age; what a device told before it was
        # handed over is nobody's, and not looked for.
        since = instant - min(one.starts_at for one, _ in some)
        latest = tracks.latest(
            [number for _, number in some],
            instant,
            known_at=known_at,
            look_back_s=max(0, ceil(since.total_seconds())),
            passing_over=NOT_DRAWN,
        )
        for one, number in some:
            kept = latest.get(number)
            if kept is None or kept.fix.at < one.starts_at:
                continue
            before = last.get(one.object_id)
            if before is None or before.fix.at < kept.fix.at:
                last[one.object_id] = kept
    return last


def _ways(
    tracks: Tracks,
    moving: Mapping[Carried, int],
    last: Mapping[str, Kept],
    at: datetime,
    known_at: datetime | None,
) -> dict[str, Track]:
    """Return what devices told from the last fix of each object on, as long as it is on its way."""
    told: defaultdict[int, list[Track]] = defaultdict(list)
    if moving:
        for chunk in tracks.chunks(set(moving.values()), at - GAP, at + GAP + STEP):
            track = drawn(unpack(chunk.body, chunk.starts_ms, chunk.count))
            told[chunk.device].append(track)
    parts: defaultdict[str, list[Track]] = defaultdict(list)
    for one, number in moving.items():
        starts_at = last[one.object_id].fix.at
        since, until = milliseconds(starts_at), milliseconds(starts_at + GAP + STEP)
        for track in told[number]:
            near = (track.at_ms >= since) & (track.at_ms < until)
            parts[one.object_id].append(track[near & one.told(track)])
    ways = {key: joined(some) for key, some in parts.items()}
    if known_at is None:
        return ways
    return {key: known(way, microseconds(known_at) // 1_000_000) for key, way in ways.items()}


def _placed_at(life: Sequence[Span], obj: MapObject) -> datetime:
    """Return since when the journal has an object where it is, whatever else of it changed."""
    if not life:
        return obj.since
    since = life[-1]
    for span in reversed(life[:-1]):
        if span.valid_to != since.valid_from or span.state.geometry != since.state.geometry:
            break
        since = span
    return from_microseconds(since.valid_from)


def _has_shape(obj: MapObject) -> bool:
    """Return whether an object is a line or a zone, which it is in whatever its device says."""
    kind = None if obj.geometry is None else obj.geometry.get("type")
    return kind not in {None, "Point", "MultiPoint"}


def age_s(found: Whereabouts, at: datetime) -> float:
    """Return how old what is said of a place is at ``at``, in seconds."""
    return (at - found.told_at).total_seconds()
