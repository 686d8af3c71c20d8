"""What is found: results in words, each with where it is and when it is to be seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dashboard.geo import Box, bounds, centre
from dashboard.search import Query

APART = " · "
"""What stands between the parts of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text, and where in it the words asked for stand: from, to (exclusive), in characters."""

    text: str
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing found.

    Attributes:
        key: The object's id, or the entry's number.
        label: What it is called, or what it says.
        text: What else tells it from others.
        note: Where in time it is, when it is not there at the instant shown; "" when it is.
        kind: The key of its layer; of an entry, of the object it speaks of.
        status: The object's status, as the journal says it.
        at: The instant to show to see it; None when it holds at the one that is shown.
        box: West, south, east, north of where it is, in degrees, if it is anywhere.
        counts: False for an entry that is struck out or replaced.
    """

    key: str
    label: Told
    text: Told
    note: str = ""
    kind: str | None = None
    status: str | None = None
    at: datetime | None = None
    box: Box | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Results of one sort.

    Attributes:
        results: The first of them.
        total: How many there are.
        later: How many more there would be by all that is known today.
    """

    results: tuple[Result, ...] = ()
    total: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an operation answers to a query."""

    objects: Group = field(default_factory=Group)
    people: Group = field(default_factory=Group)
    entries: Group = field(default_factory=Group)


def told(text: str, query: Query) -> Told:
    """Return ``text`` with what is asked for marked in it."""
    return Told(text=text, ranges=tuple(query.ranges(text)))


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something, apart from one another."""
    return APART.join(part for part in parts if part)


def box_of(geometry: Mapping[str, Any] | None) -> Box | None:
    """Return the box around a geometry; None where another house's is none."""
    return bounds(geometry) if geometry and centre(geometry) else None
