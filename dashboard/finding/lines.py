"""The log by its words: which entries say what is asked for, the newest first.

The rules:
- An entry is found by its sentence, its number, and the names of who wrote, told and was told it.
- What is kept for others has no words, and is never found.
- Those that say the query exactly come first; among equals, what occurred last.
"""

from collections.abc import Sequence
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from dashboard.clock import microseconds
from dashboard.finding.found import Group, Result, box_of, joined, told
from dashboard.journal import Noted, Withheld
from dashboard.picture import Line
from dashboard.picture.columns import Columns
from dashboard.review.sentences import sentence
from dashboard.search import Index, Query
from dashboard.text import Locale, Text

LOOKED_AT = 1000
"""How many of the newest candidates are read again for the very words that were asked for."""

NUMBER = Text(fr="n° {seq}", en="no. {seq}")

Numbers = NDArray[np.int64]


class Lines:
    """An index of the lines of one log, told in one language. It grows with the log."""

    def __init__(self, locale: Locale, zone: tzinfo) -> None:
        self._locale = locale
        self._zone = zone
        self._index = Index()
        self._times = Columns(2)
        self._lines: list[Line] = []

    def __len__(self) -> int:
        return len(self._lines)

    def extend(self, lines: Sequence[Line]) -> None:
        """Take in the lines that follow those already taken."""
        for line in lines:
            withheld = isinstance(line.entry.fact, Withheld)
            self._index.add("" if withheld else searched(line, self.tell(line)))
            occurred, recorded = line.entry.occurred_at, line.entry.recorded_at
            self._times.append((microseconds(occurred), microseconds(recorded)))
            self._lines.append(line)

    def tell(self, line: Line) -> str:
        """Return what a line says."""
        return sentence(line, self._locale, self._zone)

    def numbers(self, query: Query) -> list[int]:
        """Return the numbers of all entries that are found, in order."""
        found: list[int] = (np.flatnonzero(self._matching(query)) + 1).tolist()
        return found

    def found(self, query: Query, known: int, limit: int) -> Group:
        """Return the entries that are found among those recorded by ``known``, in microseconds."""
        matching, recorded = self._matching(query), self._times.view[1] <= known
        seen = matching & recorded
        exact = self._exact(query, seen, limit)
        others = seen.copy()
        others[exact] = False
        rest = self._newest(np.flatnonzero(others), limit - len(exact))
        return Group(
            results=tuple(self._result(self._lines[n], query) for n in (*exact, *rest)),
            total=int(np.count_nonzero(seen)),
            later=int(np.count_nonzero(matching)) - int(np.count_nonzero(seen)),
        )

    def _matching(self, query: Query) -> NDArray[np.bool_]:
        return self._index.matching(query, {word: self._numbered(word) for word in query.wanted})

    def _numbered(self, word: str) -> list[int]:
        """Return the line whose number ``word`` is, if there is one that may be read."""
        if not word.isdecimal() or len(word) > 9 or not 0 < int(word) <= len(self._lines):
            return []
        number = int(word) - 1
        return [] if isinstance(self._lines[number].entry.fact, Withheld) else [number]

    def _exact(self, query: Query, seen: NDArray[np.bool_], limit: int) -> list[int]:
        saying = np.flatnonzero(seen & self._index.saying(query))
        exact: list[int] = []
        if len(query.said) == 1:
            exact += self._newest(saying, limit).tolist()
            return exact
        for number in self._newest(saying, LOOKED_AT):
            line = self._lines[number]
            if len(exact) < limit and query.is_said_in(searched(line, self.tell(line))):
                exact.append(int(number))
        return exact

    def _newest(self, numbers: Numbers, most: int) -> Numbers:
        """Return the ``most`` that occurred last, the last first; of one instant, by number."""
        occurred = self._times.view[0]
        if most <= 0:
            return numbers[:0]
        if len(numbers) > most:
            least = np.partition(occurred[numbers], -most)[-most]
            numbers = numbers[occurred[numbers] >= least]
        order = np.argsort(occurred[numbers], kind="stable")[::-1]
        return numbers[order][:most]

    def _result(self, line: Line, query: Query) -> Result:
        entry = line.entry
        geometry = entry.fact.place if isinstance(entry.fact, Noted) else None
        geometry = geometry or (line.about.geometry if line.about else None)
        number = NUMBER.say(self._locale, seq=entry.seq)
        return Result(
            key=str(entry.seq),
            label=told(self.tell(line), query),
            text=told(joined((number, entry.organisation, entry.author)), query),
            kind=line.about.kind if line.about else None,
            status=line.about.status if line.about else None,
            at=entry.occurred_at,
            box=box_of(geometry),
            counts=line.counts,
        )


def searched(line: Line, said: str) -> str:
    """Return the text an entry is found by, but for its number."""
    entry = line.entry
    # Of an author, the name: their function says nothing of what they wrote.
    name = entry.author.partition(",")[0]
    return joined((said, name, entry.organisation, entry.origin, entry.recipient))
