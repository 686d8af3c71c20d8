"""Starting from another operation: what it foresaw, to be planned again with its dates shifted.

The rules:
- All that held when the model started is copied, and what was foreseen there since then: an object
  first placed as planned (a person: as expected), as it was first placed.
- Each is planned anew, whatever became of it; a kind that has no such status keeps its own.
- Windows move by the difference of the two starts.
- What another organisation keeps for some is left behind: the new operation may be shared with
  others than the model was.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard.access.actor import Actor
from dashboard.journal import Attached, Draft, Granted, Noted, Opened, Placed, Tracked, Watched
from dashboard.operations.library import Reading
from dashboard.operations.office import Kinds
from dashboard.operations.operation import Operation
from dashboard.picture import MapObject

FORESEEN = ("planned", "expected")
"""The statuses of what is foreseen, the first a kind has is taken."""


STAYING = (Noted, Attached, Granted, Tracked, Watched)
"""The facts that are of their own day and are not copied: notes, documents, shares, trackers, alarm
rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What comes along when an operation is started from another, and what does not.

    Attributes:
        comes: How many objects of each kind are planned again.
        came_up: Objects that were never foreseen: they came up on the day.
        kept_back: Objects that another organisation keeps for some.
        stays: How many entries of each kind of fact stay where they are, by the fact's name.
    """

    comes: Mapping[str, int]
    came_up: int
    kept_back: int
    stays: Mapping[str, int]


def copy_of(reading: Reading, at: datetime) -> Copy:
    """Return what would come along of a model, as its reader may see it."""
    kept_back = kept_by_others(reading, at)
    foreseen = {one.object_id: one.kind for one in _foreseen(reading)}
    with reading.reel.reading():
        facts = [line.entry.fact for line in reading.reel.lines if line.counts]
    placed = {fact.object_id for fact in facts if isinstance(fact, Placed)}
    told = Counter(type(fact).__name__ for fact in facts if isinstance(fact, STAYING))
    return Copy(
        comes=Counter(kind for name, kind in foreseen.items() if name not in kept_back),
        came_up=len(placed - foreseen.keys()),
        kept_back=len(foreseen.keys() & kept_back),
        stays={fact.__name__: told[fact.__name__] for fact in STAYING if told[fact.__name__]},
    )


def same_weekday(model: Operation, near: date) -> tuple[datetime, datetime]:
    """Return the start and the end a model would have on its own weekday, nearest to ``near``.

    At the same local hours; three days before or after at most.
    """
    start, end = (at.astimezone(model.zone) for at in (model.starts_at, model.ends_at))
    away = (start.weekday() - near.weekday() + 3) % 7 - 3
    shift = near + timedelta(days=away) - start.date()
    return start + shift, end + shift


def next_time(model: Operation, today: date) -> date:
    """Return the first anniversary of a model's start that is not before ``today``.

    One on 29 February comes on the 28th of other years.
    """
    start = model.starts_at.astimezone(model.zone).date()
    year = max(start.year + 1, today.year)
    found = _in_year(start, year)
    return found if found >= today else _in_year(start, year + 1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


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
    kept_back = kept_by_others(reading, at)
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


def kept_by_others(reading: Reading, at: datetime) -> set[str]:
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
