"""Words of a text, and the terms by which one word finds another.

The rules:
- A word is a run of letters or a run of digits: "PMA1" and "PMA 1" are the same two words, and so
  are "l'hôpital" and "hôpital" but for an "l". Case never counts.
- Two words find one another when they share a term. The terms of a word are itself without
  accents; its French stem, from the word as written and from the word without accents, since
  people type both; those stems without the vowels they end in; and its English stem.
- French is stemmed before accents are taken away, not after: the stemmer needs them.

Snowball's stemmers are those of https://snowballstem.org/algorithms/.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import snowballstemmer

APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode does not take apart, and people do."""

LEAST = 4
"""A stem keeps this many letters whatever it ends in."""

FRENCH, ENGLISH = "~", "="
"""What a stem begins with, so that it is never taken for a whole word."""


def _marks() -> str:
    """Return the combining marks of the first plane, as ranges of a regular expression."""
    marks = (code for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M")
    runs = (list(run) for _, run in groupby(enumerate(marks), lambda one: one[1] - one[0]))
    return "".join(f"\\u{run[0][1]:04x}-\\u{run[-1][1]:04x}" for run in runs)


WORD = re.compile(rf"(?:[^\W\d_][{_marks()}]*)+|\d+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, without case and as accented as it was written, and where it stands in its text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[str]:
    """Return the words of ``text``, in order.

    >>> tokens("SMUR Bayonne 2 : l'Hôpital, 14h30")
    ['smur', 'bayonne', '2', 'l', 'hôpital', '14', 'h', '30']
    """
    return [unicodedata.normalize("NFC", word) for word in WORD.findall(_apart(text))]


def words(text: str) -> list[Word]:
    """Return the words of ``text`` with where each begins and ends (exclusive) in it."""
    pieces = [_apart(letter) for letter in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    return [
        Word(
            unicodedata.normalize("NFC", found.group()),
            origin[found.start()],
            origin[found.end() - 1] + 1,
        )
        for found in WORD.finditer("".join(pieces))
    ]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return ``word`` without accents.

    >>> fold("évacué")
    'evacue'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def terms(word: str) -> frozenset[str]:
    """Return what ``word`` finds and is found by; ``word`` is one of ``tokens``.

    >>> sorted(terms("évacués"))
    ['=evacu', 'evacues', '~evac', '~evacu']
    """
    plain = fold(word)
    return frozenset((plain, *_stems(word, plain))) if word.isalpha() else frozenset((plain,))


def _stems(word: str, plain: str) -> Iterator[str]:
    # A stemmer keeps the word it works on in itself: one each, so that threads do not mix theirs.
    french, english = snowballstemmer.stemmer("french"), snowballstemmer.stemmer("english")
    for form in (word, plain):
        stem = fold(french.stemWord(form))
        yield FRENCH + stem
        yield FRENCH + stem[:LEAST] + stem[LEAST:].rstrip("eiu")
    yield ENGLISH + english.stemWord(plain)


def _apart(text: str) -> str:
    """Return ``text`` without case, accents behind their letters; the same letter by letter."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(APART)
    return unicodedata.normalize("NFKD", apart)
