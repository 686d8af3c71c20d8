"""Starting from another operation: what it foresaw, to be planned again with its dates shifted.

The rules:
- All that held when the model started is copied, and what was foreseen there since then: an object
  first placed as planned (a person: as expected), as it was first placed.
- Each is planned anew, whatever became of it; a kind that has no such status keeps its own.
- Windows move by the difference of the two starts.
- What another organisation keeps for some is left behind: the new operation may be shared with
  others than the model was.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from dashboard.access.actor import Actor
from dashboard.journal import Draft, Opened, Placed
from dashboard.operations.library import Reading
from dashboard.operations.office import Kinds
from dashboard.picture import MapObject

FORESEEN = ("planned", "expected")
"""The statuses of what is foreseen, the first a kind has is taken."""


def copied(
    reading: Reading,
    opening: Opened,
    *,
    actor: Actor,
    kinds: Kinds,
    at: datetime,
    text: str,
) -> list[Draft]:
    """Return what places the objects of a model in a new operation.

    Args:
        reading: The model, as the actor may read it.
        opening: The new operation.
        actor: Who opens it.
        kinds: The kinds known here, which say what statuses there are.
        at: When it is done.
        text: What each entry says of where it comes from.
    """
    shift = opening.starts_at - reading.operation.starts_at
    kept_back = _kept_by_others(reading, at)
    return [
        Draft(
            author=actor.name,
            organisation=actor.organisation,
            occurred_at=at,
            fact=Placed(
                object_id=one.object_id,
                kind=one.kind,
                status=_status(one, kinds),
                geometry=one.geometry,
                values=one.values,
                planned_from=_shifted(one.planned_from, shift),
                planned_to=_shifted(one.planned_to, shift),
            ),
            text=text,
            category="logistics",
        )
        for one in _foreseen(reading)
        if one.object_id not in kept_back
    ]


def _foreseen(reading: Reading) -> Iterator[Placed | MapObject]:
    with reading.reel.reading():
        at_start = reading.reel.at(reading.operation.starts_at).objects
        placings = [line.entry.fact for line in reading.reel.lines if line.counts]
    yield from at_start.values()
    told = set(at_start)
    for fact in placings:
        if isinstance(fact, Placed) and fact.object_id not in told:
            told.add(fact.object_id)
            if fact.status in FORESEEN:
                yield fact


def _kept_by_others(reading: Reading, at: datetime) -> set[str]:
    """Return the objects of which another organisation keeps something for some."""
    limits = reading.charter.limits(at)
    ours = reading.actor.organisation
    found = {name for name, limit in limits.objects.items() if limit.by != ours}
    for entry in reading.entries():
        limit = limits.entries.get(entry.seq) or limits.written.get(entry.seq)
        if limit is not None and limit.by != ours and not limit.is_none:
            found.update(entry.objects)
    return found


def _status(one: Placed | MapObject, kinds: Kinds) -> str:
    known = kinds[one.kind].statuses if one.kind in kinds else {}
    return next((status for status in FORESEEN if status in known), one.status)


def _shifted(at: datetime | None, shift: timedelta) -> datetime | None:
    return None if at is None else at + shift
