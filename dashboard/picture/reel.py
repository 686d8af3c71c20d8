"""The reel: every version of every object, with when it held and when it was believed.

A version holds in the world during ``[valid_from, valid_to)`` and was believed by the cell during
``[known_from, known_to)``. What was so at T as known at K is then a question of four comparisons,
asked of columns, whatever T and K. The reel grows by one entry at a time, and always in the same
way: numbers of versions agree between processes that read the same journal.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dashboard.clock import EPOCH, microseconds
from dashboard.journal import (
    NOTHING,
    Ceased,
    Entry,
    Head,
    ObjectFact,
    Placed,
    Raised,
    Reserved,
    Tracked,
)
from dashboard.picture.columns import Columns
from dashboard.picture.picture import MapObject, Picture
from dashboard.picture.spans import END, Span, spans, turned

AboutOne = Reserved | Tracked | Raised | Ceased
"""The facts that say something of one object and leave it as it is."""

VALID_FROM, VALID_TO, KNOWN_FROM, KNOWN_TO = range(4)


@dataclass(slots=True, kw_only=True)
class Version:
    """A span of an object's life, and when the cell believed it, in microseconds since 1970."""

    span: Span
    known_from: int
    begun_by: int
    known_to: int = END
    ended_by: int = 0


@dataclass(slots=True, kw_only=True)
class _Life:
    """What the reel holds of one object: all that was said of it, and the versions believed now."""

    said: list[int] = field(default_factory=list)
    living: list[int] = field(default_factory=list)
    latest: datetime = EPOCH


@dataclass(slots=True, kw_only=True)
class Line:
    """An entry in the log: with the object as it was told at its own time, and when it counted.

    Attributes:
        entry: The entry.
        about: The object it speaks of, as the entry left it (or found it, when it left); None if
            there was none. Never told anew: a log that rewrites itself when an object is renamed
            is not a log.
        struck: The intervals of recorded time during which it did not count, in microseconds.
        by: The numbers of the entries that strike or replace it.
    """

    entry: Entry
    about: MapObject | None = None
    struck: list[tuple[int, int]] = field(default_factory=list)
    by: list[int] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether the entry counts, by all that is recorded so far."""
        return not self.struck or self.struck[-1][1] != END


class Reel:
    """The versions and the log of one operation, up to ``head``. Safe to ask from any thread.

    Attributes:
        head: The number and the seal of the last entry taken in.
        lines: The log, in order of number.
        placed: The entry that first placed each object.
        versions: In the order they began to be believed.
        ended: The numbers of the versions no longer believed, in the order that ended.
        renamed: The numbers of an entry and of a line, in order of the entry: it struck the line,
            brought it back, or changed who does.
    """

    def __init__(self) -> None:
        self.head: Head = NOTHING
        self.lines: list[Line] = []
        self.placed: dict[str, int] = {}
        self.versions: list[Version] = []
        self.ended: list[int] = []
        self.renamed: list[tuple[int, int]] = []
        self._times = Columns(4)
        self._lives: dict[str, _Life] = defaultdict(_Life)
        self._lock = threading.RLock()

    def extend(self, entries: Iterable[Entry]) -> None:
        """Take in the entries that follow ``head``, in order; those already taken are skipped."""
        with self._lock:
            for entry in entries:
                if entry.seq > self.head.seq:
                    self._take(entry)

    def called(self, object_id: str) -> str:
        """Return what an object was called when it was placed; "" where it had no name."""
        placed = self.placed.get(object_id)
        fact = None if placed is None else self.lines[placed - 1].entry.fact
        return str(fact.values.get("name") or "") if isinstance(fact, Placed) else ""

    def at(self, at: datetime, *, known_at: datetime | None = None) -> Picture:
        """Return the picture at ``at``, as known at ``known_at`` (None: all that is known)."""
        known = END - 1 if known_at is None else microseconds(known_at)
        with self._lock:
            numbers = self._holding(microseconds(at), known)
            found = [self.versions[number].span.state for number in numbers]
        return Picture(at=at, known_at=known_at, objects={o.object_id: o for o in found})

    def lives_at(self, at: datetime, *, known_at: datetime | None = None) -> dict[str, list[Span]]:
        """Return all that each object had been by ``at``, in order, as known at ``known_at``.

        The last span of a life may have ended before ``at``: the object had then left the map.
        """
        known = END - 1 if known_at is None else microseconds(known_at)
        lives: dict[str, list[Span]] = defaultdict(list)
        with self._lock:
            times = self._times.view
            begun = int(np.searchsorted(times[KNOWN_FROM], known, side="right"))
            told = times[KNOWN_TO, :begun] > known
            told &= times[VALID_FROM, :begun] <= microseconds(at)
            for number in np.flatnonzero(told).tolist():
                span = self.versions[number].span
                lives[span.state.object_id].append(span)
        for life in lives.values():
            life.sort(key=lambda span: span.valid_from)
        return dict(lives)

    def reading(self) -> AbstractContextManager[object]:
        """Return a guard under which ``versions`` and ``lines`` stay as they are."""
        return self._lock

    @property
    def times(self) -> NDArray[np.int64]:
        """What ``VALID_FROM`` … ``KNOWN_TO`` of each version are, shape (4, versions); to read.

        Under ``reading()``: the past of a version does not change, but when it was last believed.
        """
        return self._times.view

    def _holding(self, at: int, known: int) -> list[int]:
        times = self._times.view
        # Beliefs are appended as they begin, so those begun by `known` are the first ones.
        begun = int(np.searchsorted(times[KNOWN_FROM], known, side="right"))
        holds = times[KNOWN_TO, :begun] > known
        holds &= times[VALID_FROM, :begun] <= at
        holds &= times[VALID_TO, :begun] > at
        numbers: list[int] = np.flatnonzero(holds).tolist()
        return numbers

    def _take(self, entry: Entry) -> None:
        line = Line(entry=entry)
        self.lines.append(line)
        own = entry.fact.object_id if isinstance(entry.fact, ObjectFact) else None
        if isinstance(entry.fact, Placed):
            self.placed.setdefault(entry.fact.object_id, entry.seq)
        changed = set(self._fell_or_rose(entry))
        for name in sorted(changed - {own}):
            self._retell(self._lives[name], entry)
        if own is not None:
            life = self._lives[own]
            in_order = own not in changed and life.latest <= entry.occurred_at
            life.said.append(entry.seq)
            life.latest = max(life.latest, entry.occurred_at)
            if in_order:
                self._follow(life, entry)
            else:
                self._retell(life, entry)
            line.about = self._told(life, entry)
        elif isinstance(entry.fact, AboutOne) and entry.fact.object_id in self._lives:
            line.about = self._told(self._lives[entry.fact.object_id], entry)
        self.head = Head(seq=entry.seq, seal=entry.seal)

    def _fell_or_rose(self, entry: Entry) -> Iterator[str]:
        """Strike or bring back what ``entry`` names, and so on down; yield the objects of each."""
        at = microseconds(entry.recorded_at)
        named = entry.target
        if named is not None and 0 < named < entry.seq:
            self.lines[named - 1].by.append(entry.seq)
        while named is not None and 0 < named < entry.seq:
            self.renamed.append((entry.seq, named))
            line = self.lines[named - 1]
            counts = not any(self.lines[seq - 1].counts for seq in line.by)
            if counts == line.counts:
                return
            if counts:
                line.struck[-1] = (line.struck[-1][0], at)
            else:
                line.struck.append((at, END))
            if isinstance(line.entry.fact, ObjectFact):
                yield line.entry.fact.object_id
            named = line.entry.target

    def _follow(self, life: _Life, entry: Entry) -> None:
        """Take in news that comes after all that was said of its object: the usual case."""
        open_number = life.living[-1] if life.living else None
        last = self.versions[open_number].span if open_number is not None else None
        if last is not None and last.valid_to != END:
            open_number = last = None
        new = turned(last, entry)
        if open_number is not None:
            if new == [last]:
                return
            self._end(life.living.pop(), entry)
        life.living += [self._begin(span, entry) for span in new]

    def _retell(self, life: _Life, entry: Entry) -> None:
        """Fold one object anew; end the beliefs that no longer hold and begin the new ones."""
        lines = (self.lines[seq - 1] for seq in life.said)
        held = {self.versions[n].span.valid_from: n for n in life.living}
        living = []
        for span in spans(line.entry for line in lines if line.counts):
            number = held.get(span.valid_from)
            if number is not None and self.versions[number].span == span:
                living.append(held.pop(span.valid_from))
            else:
                living.append(self._begin(span, entry))
        for number in held.values():
            self._end(number, entry)
        life.living = living

    def _told(self, life: _Life, entry: Entry) -> MapObject | None:
        """Return the object as the entry left it, or found it if it took it away."""
        at = microseconds(entry.occurred_at)
        lived = (self.versions[number].span for number in reversed(life.living))
        return next((span.state for span in lived if span.valid_from <= at), None)

    def _begin(self, span: Span, entry: Entry) -> int:
        known_from = microseconds(entry.recorded_at)
        self.versions.append(Version(span=span, known_from=known_from, begun_by=entry.seq))
        return self._times.append((span.valid_from, span.valid_to, known_from, END))

    def _end(self, number: int, entry: Entry) -> None:
        version = self.versions[number]
        version.known_to = self._times.view[KNOWN_TO, number] = microseconds(entry.recorded_at)
        version.ended_by = entry.seq
        self.ended.append(number)
