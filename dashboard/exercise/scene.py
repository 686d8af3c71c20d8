"""What an exercise takes from the journal it plays: its opening, its places, where to begin."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from dashboard.geo import centre
from dashboard.journal import Entry, Moved, Opened, Placed
from dashboard.text import Text

NAME = Text(fr="Exercice : {name}", en="Exercise: {name}")


def opening_of(
    entries: Sequence[Entry], at: datetime, lasts: timedelta, name: str
) -> dict[str, Any]:
    """Return what an exercise of this journal is opened with, at ``at``, as the API takes it."""
    opened = entries[0].fact
    said: dict[str, Any] = {
        "name": name,
        "starts_at": at.isoformat(),
        "ends_at": (at + max(lasts, timedelta(hours=1))).isoformat(),
    }
    if isinstance(opened, Opened):
        said |= {"time_zone": opened.time_zone, "area": opened.area}
    return said


def name_of(entries: Sequence[Entry]) -> str:
    """Return what the operation is called."""
    opened = entries[0].fact
    return opened.name if isinstance(opened, Opened) else entries[0].operation


def places_of(entries: Sequence[Entry]) -> list[tuple[float, float]]:
    """Return the places things were put at: longitude, latitude, each once, in order."""
    facts = (entry.fact for entry in entries)
    found = (centre(fact.geometry) for fact in facts if isinstance(fact, Placed | Moved))
    return list(dict.fromkeys(place for place in found if place is not None))


def busiest_of(entries: Sequence[Entry]) -> datetime:
    """Return the beginning of the hour in which most was written."""
    hours = Counter(e.recorded_at.replace(minute=0, second=0, microsecond=0) for e in entries[1:])
    return max(hours, key=lambda hour: hours[hour]) if hours else entries[0].recorded_at
