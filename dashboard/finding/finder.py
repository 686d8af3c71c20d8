"""The finder: an index of each reel at hand, in each language it is asked in, kept as it grows.

An index belongs to one reel and holds nothing else: what a reader may not read is in none of the
reels that are theirs (``operations.library``), so it is in none of the indexes either. When a reel
is put away or replaced, its indexes go with it.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

from dashboard.clock import microseconds
from dashboard.finding.found import Found
from dashboard.finding.lines import Lines
from dashboard.finding.things import Things
from dashboard.operations import Reading
from dashboard.picture import END, Reel
from dashboard.search import Query
from dashboard.text import Locale


@dataclass(slots=True)
class _Indexes:
    """The log and the objects of one reel, in one language."""

    lines: Lines
    things: Things
    lock: threading.Lock = field(default_factory=threading.Lock)

    def catch_up(self, reel: Reel) -> None:
        """Take in what the reel got since; whoever writes meanwhile need not wait for us."""
        with reel.reading():
            lines, versions = reel.lines[len(self.lines) :], reel.versions[len(self.things) :]
        self.lines.extend(lines)
        self.things.extend(versions)


class Finder:
    """Finds in readings. Safe to ask from any thread."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Reel, dict[Locale, _Indexes]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def found(
        self,
        reading: Reading,
        query: Query,
        locale: Locale,
        *,
        at: datetime,
        known_at: datetime | None = None,
        limit: int = 8,
    ) -> Found:
        """Return what is found, ``limit`` of each sort at most.

        Args:
            reading: The operation as its reader may see it.
            query: What is asked for; nothing asked for finds nothing.
            locale: The language things are told in.
            at: The instant shown.
            known_at: Find only what the cell had recorded by then; None is all known today.
            limit: How many results of each sort.
        """
        indexes = self._indexes(reading, locale)
        with indexes.lock:
            indexes.catch_up(reading.reel)
            if not query.wanted:
                return Found()
            objects, people = indexes.things.found(query, reading.reel, at, known_at, limit)
            known = END if known_at is None else microseconds(known_at)
            entries = indexes.lines.found(query, known, limit)
        return Found(objects=objects, people=people, entries=entries)

    def entries(self, reading: Reading, query: Query, locale: Locale) -> list[int]:
        """Return the numbers of all entries that are found, in order."""
        indexes = self._indexes(reading, locale)
        with indexes.lock:
            indexes.catch_up(reading.reel)
            return indexes.lines.numbers(query)

    def _indexes(self, reading: Reading, locale: Locale) -> _Indexes:
        reel, zone = reading.reel, reading.operation.zone
        with self._lock:
            kept = self._kept.setdefault(reel, {})
            if locale not in kept:
                kept[locale] = _Indexes(Lines(locale, zone), Things(locale, zone))
            return kept[locale]
