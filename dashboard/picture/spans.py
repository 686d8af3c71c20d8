"""The life of one object: the successive states it was in, each with the interval it held."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.clock import FAR, microseconds
from dashboard.journal import Entry
from dashboard.picture.fold import applied
from dashboard.picture.picture import MapObject

END = microseconds(FAR)


@dataclass(frozen=True, slots=True)
class Span:
    """A state and the interval ``[valid_from, valid_to)`` it held in, microseconds since 1970."""

    valid_from: int
    valid_to: int
    state: MapObject


def spans(entries: Iterable[Entry], last: Span | None = None) -> list[Span]:
    """Return the states one object went through, from its counting ``entries``, in order.

    Given the open span ``last``, the entries are those that come after it.
    """
    life = [last] if last else []
    for entry in sorted(entries, key=lambda e: (e.occurred_at, e.seq)):
        last = life.pop() if life and life[-1].valid_to == END else None
        life += turned(last, entry)
    return life


def turned(last: Span | None, entry: Entry) -> list[Span]:
    """Return what becomes of the open span ``last`` when ``entry`` comes after it.

    That is ``last`` itself when the entry changes nothing; else ``last`` ended (dropped when it
    would have no length), then the new state, if the object is still there.
    """
    before = last.state if last else None
    after = applied(before, entry)
    if last and after is before:
        return [last]
    at = microseconds(entry.occurred_at)
    life = []
    if last and last.valid_from < at:
        life.append(Span(last.valid_from, at, last.state))
    if after:
        life.append(Span(at, END, after))
    return life
