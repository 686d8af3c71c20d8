"""What changed on the map between two instants: added, removed, moved, changed.

The rules:

- Two pictures are alike when what a reader sees of each object is: kind, status, place, planned
  window and values. Which entry said it, and since when, is not looked at.
- A value nobody gave and one that is said to be unknown (None) are the same. Yes is not one.
- An object that moved, and whose values changed too, is one change with both parts.
- How far it moved is measured between the middles of the boxes around both places; what was redrawn
  about the same middle has moved by nothing, and has moved all the same. Without a place before or
  after there is no way to measure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.geo import Apart, apart, centre
from dashboard.journal import Geometry, Value, Values
from dashboard.picture.picture import MapObject, Picture

Window = tuple[datetime | None, datetime | None]
Way = Literal["added", "removed", "kind", "status", "moved", "window", "value"]
"""In which way an object differs; ``moved`` is redrawn, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one object that is in both pictures; what stayed alike is None, or empty.

    Attributes:
        before: The object in the earlier picture.
        after: The object in the later one.
        kind: From and to.
        status: From and to.
        window: The planned window, from and to.
        moved: Whether its place is another one.
        way: How far and where to, if both places can be measured from.
        values: From and to, by key, in the order of the keys.
    """

    before: MapObject
    after: MapObject
    kind: tuple[str, str] | None
    status: tuple[str, str] | None
    window: tuple[Window, Window] | None
    moved: bool
    way: Apart | None
    values: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has to be done to the earlier picture to have the later one, by id of the object."""

    added: tuple[MapObject, ...]
    removed: tuple[MapObject, ...]
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether the two pictures are not alike."""
        return bool(self.added or self.removed or self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of the list: one way in which one object differs.

    Attributes:
        change: In which way.
        about: The object as it is in the later picture, or as it was if it is not in it.
        before: The kind, status, place, window or value there was; None where there was none.
        after: What there is instead.
        key: Of the value that changed.
        way: How far and where to it moved, if that can be measured.
    """

    change: Way
    about: MapObject
    before: Value | Geometry | Window = None
    after: Value | Geometry | Window = None
    key: str = ""
    way: Apart | None = None


def parts(change: Difference) -> list[Part]:
    """Return a difference line by line, ordered by object id, then as ``Way`` lists them."""
    found = [Part(change="added", about=new, after=new.geometry) for new in change.added]
    found += [Part(change="removed", about=old, before=old.geometry) for old in change.removed]
    found += [part for one in change.changes for part in _parts(one)]
    return sorted(found, key=lambda part: part.about.object_id)


def difference(before: Picture, after: Picture) -> Difference:
    """Return what changed from one picture to another, each part ordered by object id."""
    ours, theirs = before.objects, after.objects
    both = sorted(ours.keys() & theirs.keys())
    changes = (_change(ours[name], theirs[name]) for name in both)
    return Difference(
        added=tuple(theirs[name] for name in sorted(theirs.keys() - ours.keys())),
        removed=tuple(ours[name] for name in sorted(ours.keys() - theirs.keys())),
        changes=tuple(change for change in changes if change is not None),
    )


def _parts(change: Change) -> Iterator[Part]:
    one = change.after
    if change.kind:
        yield Part(change="kind", about=one, before=change.kind[0], after=change.kind[1])
    if change.status:
        yield Part(change="status", about=one, before=change.status[0], after=change.status[1])
    if change.moved:
        places = change.before.geometry, one.geometry
        yield Part(change="moved", about=one, before=places[0], after=places[1], way=change.way)
    if change.window:
        start, end = change.window
        yield Part(change="window", about=one, before=start, after=end)
    for key, (old, new) in change.values.items():
        yield Part(change="value", about=one, before=old, after=new, key=key)


def way_between(start: Geometry | None, end: Geometry | None) -> Apart | None:
    """Return the way from the middle of one place to that of another; None where one is missing."""
    here, there = centre(start), centre(end)
    return None if here is None or there is None else apart(here, there)


def _change(before: MapObject, after: MapObject) -> Change | None:
    moved = before.geometry != after.geometry
    windows = (
        (before.planned_from, before.planned_to),
        (after.planned_from, after.planned_to),
    )
    change = Change(
        before=before,
        after=after,
        kind=_turned(before.kind, after.kind),
        status=_turned(before.status, after.status),
        window=windows if windows[0] != windows[1] else None,
        moved=moved,
        way=way_between(before.geometry, after.geometry) if moved else None,
        values=_values(before.values, after.values),
    )
    alike = not (change.kind or change.status or change.window or moved or change.values)
    return None if alike else change


def _turned(before: str, after: str) -> tuple[str, str] | None:
    return None if before == after else (before, after)


def _values(before: Values, after: Values) -> dict[str, tuple[Value, Value]]:
    pairs = {key: (before.get(key), after.get(key)) for key in sorted({*before, *after})}
    return {key: (old, new) for key, (old, new) in pairs.items() if not _same(old, new)}


def _same(one: Value, other: Value) -> bool:
    """Return whether two values are the same; in Python yes equals one, in a log it does not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)
