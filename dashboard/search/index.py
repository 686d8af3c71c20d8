"""An index of texts: which of them have every word that is asked for. It only grows.

A text is kept as the numbers of the distinct words it has; how words find one another is worked
out once for each distinct word, not for each text. Asking is then a few passes over bits.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dashboard.search.analysis import fold, terms, tokens
from dashboard.search.query import Query

Mask = NDArray[np.bool_]
"""One bit for each text, by its number."""

NUMBERS = "I"
"""Texts and words are numbered in 32 bits."""

NOTHING: Mapping[str, Sequence[int]] = MappingProxyType({})


class Index:
    """Texts by the words they have, numbered from 0 in the order they were added."""

    def __init__(self) -> None:
        self.size = 0
        self._texts: list[array[int]] = []  # of each word, the texts that have it
        self._numbers: dict[str, int] = {}
        self._by_term: dict[str, list[int]] = {}
        self._sorted: list[tuple[str, int]] = []

    def add(self, text: str) -> int:
        """Add a text and return its number."""
        for word in set(tokens(text)):
            number = self._numbers.get(word)
            if number is None:
                number = self._learn(word)
            self._texts[number].append(self.size)
        self.size += 1
        return self.size - 1

    def matching(self, query: Query, also: Mapping[str, Sequence[int]] = NOTHING) -> Mask:
        """Return which texts have every word that is wanted; none when nothing is.

        Args:
            query: What is asked for.
            also: The texts a word finds though they do not have it, by their numbers.
        """
        found = np.full(self.size, bool(query.wanted))
        for word in query.wanted:
            numbers = {n for term in terms(word) for n in self._by_term.get(term, ())}
            if word == query.typing:
                numbers.update(self._begun_by(fold(word)))
            having = self._having(numbers)
            having[list(also.get(word, ()))] = True
            found &= having
        return found

    def saying(self, query: Query) -> Mask:
        """Return which texts have the very words of the query, accents apart, in any order."""
        found = np.full(self.size, bool(query.said))
        for word in query.said:
            found &= self._having(self._by_term.get(fold(word), ()))
        return found

    def _learn(self, word: str) -> int:
        number = self._numbers[word] = len(self._texts)
        self._texts.append(array(NUMBERS))
        for term in terms(word):
            self._by_term.setdefault(term, []).append(number)
        return number

    def _begun_by(self, start: str) -> Iterator[int]:
        if len(self._sorted) != len(self._numbers):
            self._sorted = sorted((fold(word), n) for word, n in self._numbers.items())
        for at in range(bisect_left(self._sorted, (start, -1)), len(self._sorted)):
            word, number = self._sorted[at]
            if not word.startswith(start):
                return
            yield number

    def _having(self, numbers: Iterable[int]) -> Mask:
        """Return which texts have one of the words of these numbers."""
        mask = np.zeros(self.size, dtype=np.bool_)
        for number in numbers:
            mask[np.frombuffer(self._texts[number], dtype=np.uint32)] = True
        return mask
