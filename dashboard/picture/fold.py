"""The fold: journal in, picture out. Pure, total, and the only place where state is made.

The rule, for the picture at T as known at K:

1. take the entries recorded at or before K that no counting entry recorded by then strikes or
   replaces (``journal.standing``);
2. of those, the ones that occurred at or before T;
3. apply each to its object in order of (occurred, number).

A fact is a patch of what it speaks of: a move changes the place and leaves the status alone. So a
late entry or a correction changes only what it says, whatever was recorded in between.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import assert_never

from dashboard.journal import (
    Changed,
    Entry,
    Moved,
    ObjectFact,
    Placed,
    Planned,
    Transitioned,
    Withdrawn,
    standing,
)
from dashboard.picture.picture import MapObject, Picture


def picture_at(
    entries: Iterable[Entry], at: datetime, *, known_at: datetime | None = None
) -> Picture:
    """Fold the entries that had occurred at ``at``.

    Args:
        entries: One operation's journal, in any order.
        at: The instant shown on the map.
        known_at: Only count what the cell had recorded by then. ``None`` means everything
            known today, late reports included.
    """
    known = (e for e in entries if known_at is None or e.recorded_at <= known_at)
    objects: dict[str, MapObject] = {}
    for entry in sorted(standing(known), key=lambda e: (e.occurred_at, e.seq)):
        if entry.occurred_at > at:
            break
        if not isinstance(entry.fact, ObjectFact):
            continue
        name = entry.fact.object_id
        after = applied(objects.get(name), entry)
        if after is None:
            objects.pop(name, None)
        else:
            objects[name] = after
    return Picture(at=at, known_at=known_at, objects=objects)


def applied(before: MapObject | None, entry: Entry) -> MapObject | None:  # noqa: PLR0911
    """Return the object after ``entry``; None is an object that is not in the picture.

    What is said of an object that is not there changes nothing; it shows once the late entry
    that places it arrives. An entry that says nothing of objects gives ``before`` back.
    """
    fact = entry.fact
    if not isinstance(fact, ObjectFact):
        return before
    if isinstance(fact, Placed):
        return MapObject(
            object_id=fact.object_id,
            kind=fact.kind,
            status=fact.status,
            geometry=fact.geometry,
            values=fact.values,
            planned_from=fact.planned_from,
            planned_to=fact.planned_to,
            since=entry.occurred_at,
            seq=entry.seq,
        )
    if before is None:
        return None
    told = partial(replace, before, since=entry.occurred_at, seq=entry.seq)
    match fact:
        case Moved():
            return told(geometry=fact.geometry)
        case Changed():
            return told(values={**before.values, **fact.values})
        case Transitioned():
            return told(status=fact.status)
        case Planned():
            return told(planned_from=fact.planned_from, planned_to=fact.planned_to)
        case Withdrawn():
            return None
        case _:
            assert_never(fact)
