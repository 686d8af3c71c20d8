"""Finding a place by its name: every word first, then what is spelt nearly so.

Answers are ranked by how well they match, then by how near they are:

1. the name itself; 2. what it is ("pompiers" and a fire station, whatever its name); 3. every word
asked for, in the name; 4. every word, some of them the town's or another name's; 5. nearly spelt
so. Of equal ones, the nearer, then the one that says least beside what was asked, then the larger.
"""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from dashboard.territory.indexing import metres
from dashboard.territory.kinds import SYNONYMS
from dashboard.territory.names import SMALL, asked_words, folded, house_in, written_out
from dashboard.territory.place import KINDS, Gazetteer, LngLat, NoGazetteer, Place

__all__ = ["KINDS", "Gazetteer", "LngLat", "NoGazetteer", "Place", "Several", "SqliteGazetteer"]

LONGEST = 200
"""What is typed beyond is not a name."""

CANDIDATES = 300
ENOUGH = 3
"""With fewer answers than this, what is nearly spelt so is looked for too."""

ALIKE = 0.7
"""How alike two words must be to be one misspelt, from 0 to 1."""

BANDS_M = (2_000.0, 10_000.0, 50_000.0)
KIND_WORDS = {kind: set(words.split()) for kind, words in SYNONYMS.items()}
Row = tuple[int, str, str, str, str, str, float, float, int]
FIELDS = "p.id, p.name, p.key, p.kind, p.words, p.context, p.lon, p.lat, p.rank"


class SqliteGazetteer:
    """The names of one map, in the file ``vigie basemap build`` made."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._rows = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:
        """Return the places ``text`` may name, the likeliest first."""
        text = text[:LONGEST]
        with self._lock:
            found = self._matching(text)
            house = house_in(text)
            numbered = self._numbered(*house) if house else []
            if len(found) + len(numbered) < ENOUGH:
                rest = house[1] if house else text
                found += [each for each in self._alike(rest) if each not in found]
        answers = [*numbered, *(_Answer(row, match) for row, match in found)]
        return [answer.place for answer in sorted(answers, key=lambda a: a.order(near))[:limit]]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._rows.close()

    def _matching(self, text: str) -> list[tuple[Row, float]]:
        """Return the rows that have every word, the last one perhaps unfinished."""
        words = asked_words(text)
        if not words:
            return []
        last = len(words) - 1
        asked = " AND ".join(_either(word, unfinished=i == last) for i, word in enumerate(words))
        sql = (
            f"SELECT {FIELDS} FROM found JOIN place p ON p.id = found.rowid"  # noqa: S608
            " WHERE found MATCH ? ORDER BY bm25(found, 10, 3, 1) - p.rank * 0.5 LIMIT ?"
        )
        name = written_out(text)
        rows = self._asked(sql, (asked, CANDIDATES))
        return [(row, _match(row, name, words)) for row in rows]

    def _numbered(self, number: str, street: str) -> list["_Answer"]:
        """Return the houses of that number in the streets of that name."""
        found = []
        for row, match in self._matching(street):
            if row[3] != "street":
                continue
            house = "SELECT lon, lat FROM house WHERE street = ? AND number = ?"
            for lon, lat in self._asked(house, (row[0], number)):
                named = (row[0], f"{_shown(number)} {row[1]}", row[2], "address", *row[4:6])
                found.append(_Answer((*named, lon, lat, row[8]), match + 1))
            if not any(answer.row[0] == row[0] for answer in found):
                found.append(_Answer(row, match - 5))
        return found

    def _alike(self, text: str) -> list[tuple[Row, float]]:
        words = [word for word in written_out(text).split() if word not in SMALL]
        pieces = {word[i : i + 3] for word in words if len(word) > 3 for i in range(len(word) - 2)}
        if not pieces:
            return []
        sql = (
            f"SELECT {FIELDS} FROM alike JOIN place p ON p.id = alike.rowid"  # noqa: S608
            " WHERE alike MATCH ? ORDER BY alike.rank LIMIT ?"
        )
        asked = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        rows = self._asked(sql, (asked, CANDIDATES))
        told = [(row, _alike_by(words, row[2].split())) for row in rows]
        return [(row, 70 * alike) for row, alike in told if alike >= ALIKE]

    def _asked(self, sql: str, values: Sequence[object]) -> list[Any]:
        with closing(self._rows.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()


class Several:
    """The gazetteers of several maps, asked as one."""

    def __init__(self, gazetteers: Iterable[Gazetteer]) -> None:
        self._gazetteers = tuple(gazetteers)

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:
        """Return the places of all of them, a place two of them have once."""
        found = [place for each in self._gazetteers for place in each.find(text, near, limit)]
        found.sort(key=lambda place: (-place.score, _band(place.lon, place.lat, near)))
        once = {(p.name, p.kind, round(p.lon, 4), round(p.lat, 4)): p for p in found[::-1]}
        return sorted(once.values(), key=found.index)[:limit]


class _Answer:
    """A row of the gazetteer, and how well it answers."""

    def __init__(self, row: Row, match: float) -> None:
        self.row = row
        self.match = match

    def order(self, near: LngLat | None) -> tuple[float, ...]:
        """Return what answers are sorted by, the first the smallest."""
        _, _, _, _, _, _, lon, lat, rank = self.row
        far = metres(lon, lat, *near) if near else 0.0
        return -(self.match // 10), _band(lon, lat, near), -self.match, -rank, far

    @property
    def place(self) -> Place:
        """The answer as it is given."""
        _, name, _, kind, _, context, lon, lat, _ = self.row
        score = round(min(self.match, 100.0), 1)
        return Place(name=name, kind=kind, lon=lon, lat=lat, context=context, score=score)


def _match(row: Row, name: str, words: list[tuple[str, ...]]) -> float:
    """Return how well a row that has every word answers: 70 to 100."""
    key = row[2]
    if key == name:
        return 100.0
    if all(set(word) & KIND_WORDS.get(row[3], set()) for word in words):
        return 92.0
    own = f" {key} "
    named = [next((w for w in word if f" {w}" in own), None) for word in words]
    if all(named):
        said = sum(len(word) for word in named if word)
        whole = sum(len(word) for word in key.split() if word not in SMALL) or 1
        return 80.0 + 9.0 * min(said / whole, 1.0)
    beside = f" {key} {row[4]} {folded(row[5])} "
    there = sum(any(f" {w}" in beside for w in word) for word in words) / len(words)
    return 70.0 + 9.0 * there


def _alike_by(words: list[str], own: list[str]) -> float:
    """Return how alike the words are to those of a name, each to its best: 0 where one is not."""
    alike = []
    for word in words:
        best = max(
            (DamerauLevenshtein.normalized_similarity(word, other) for other in own), default=0.0
        )
        if best < (ALIKE if len(word) > 3 else 1.0):
            return 0.0
        alike.append(best)
    return sum(alike) / len(alike)


def _either(word: tuple[str, ...], *, unfinished: bool) -> str:
    """Return a word, or what it stands for, as FTS5 is asked for it."""
    star = " *" if unfinished else ""
    return "(" + " OR ".join(f'"{each}"{star}' for each in word) + ")"


def _band(lon: float, lat: float, near: LngLat | None) -> int:
    """Return 0 for near, and more the farther."""
    far = metres(lon, lat, *near) if near else 0.0
    return sum(far > limit for limit in BANDS_M)


def _shown(number: str) -> str:
    """Return a house number as it is written.

    >>> _shown("12bis"), _shown("7")
    ('12 bis', '7')
    """
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return f"{digits} {number[len(digits) :]}".strip()
