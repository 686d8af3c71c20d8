"""Making the gazetteer: names are put down as they are read, then sorted out by SQLite.

Two rules at the end. A street is in pieces in OpenStreetMap: those of one name in one town, each
within a kilometre of the next, are one street. A place lies in the town whose boundary is around
it, or else by the nearest town or village.
"""

import math
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import shapely

from dashboard.territory.kinds import RANKS, USEFUL_UNNAMED, kind_of, other_words
from dashboard.territory.names import house_number, written_out
from dashboard.territory.place import LngLat
from dashboard.territory.schema import STREETS
from dashboard.territory.shortbread import Tags

APART_M = 1000.0
NEAR_A_TOWN_M = 8000.0
TOWNS = ("city", "town", "village")
METRES_A_DEGREE = 111_195.0

SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE raw (name TEXT, key TEXT, kind TEXT, words TEXT, lon REAL, lat REAL, length REAL,
                  town TEXT);
CREATE TABLE raw_house (street TEXT, key TEXT, number TEXT, town TEXT, lon REAL, lat REAL);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL,
                    kind TEXT NOT NULL, words TEXT NOT NULL, context TEXT NOT NULL,
                    lon REAL NOT NULL, lat REAL NOT NULL, rank INTEGER NOT NULL);
CREATE TABLE house (street INTEGER NOT NULL, number TEXT NOT NULL, lon REAL NOT NULL,
                    lat REAL NOT NULL, PRIMARY KEY (street, number)) WITHOUT ROWID;
"""
INDEXES = """
CREATE VIRTUAL TABLE found USING fts5(key, words, context, content='place', content_rowid='id',
                                      tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE VIRTUAL TABLE alike USING fts5(key, content='place', content_rowid='id', tokenize='trigram');
INSERT INTO found(found) VALUES ('rebuild');
INSERT INTO alike(alike) VALUES ('rebuild');
INSERT INTO found(found) VALUES ('optimize');
DROP TABLE raw;
DROP TABLE raw_house;
"""


@dataclass(frozen=True, slots=True)
class House:
    """A numbered house, as OpenStreetMap or the national address base (BAN) has it."""

    number: str
    street: str
    town: str
    lon: float
    lat: float


class Names:
    """Takes what is read from an extract, and makes a gazetteer of it at the end."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(path)
        self._rows.executescript(SCHEMA)
        self._communes: list[tuple[str, bytes]] = []

    def point(self, tags: Tags, lon: float, lat: float) -> None:
        """Take a place, or a numbered house, or both."""
        if "addr:housenumber" in tags and "addr:street" in tags:
            town = tags.get("addr:city", "")
            house = House(tags["addr:housenumber"], tags["addr:street"], town, lon, lat)
            self.houses([house])
        kind = kind_of(tags)
        name = tags.get("name") or USEFUL_UNNAMED.get(kind or "")
        if kind and name:
            self._put(name, kind, other_words(kind, tags), (lon, lat), 0.0)

    def street(self, tags: Tags, middle: LngLat, length_m: float) -> None:
        """Take a piece of a street, or of a river, by its middle."""
        kind = "street" if tags.get("highway", "").removesuffix("_link") in STREETS else None
        kind = kind or kind_of(tags)
        name = tags.get("name") or tags.get("ref")
        if name and kind in {"street", "water"}:
            words = " ".join(filter(None, (tags.get("ref"), other_words("", tags))))
            self._put(name, kind, words, middle, length_m)

    def commune(self, name: str, outline: bytes) -> None:
        """Take the boundary of a town, as WKB."""
        self._communes.append((name, outline))

    def houses(self, houses: Iterable[House]) -> None:
        """Take numbered houses."""
        self._rows.executemany(
            "INSERT INTO raw_house VALUES (?, ?, ?, ?, ?, ?)",
            (
                (each.street, written_out(each.street), house_number(each.number), each.town,
                 each.lon, each.lat)
                for each in houses
            ),
        )  # fmt: skip

    def finish(self) -> int:
        """Sort out what was taken; return how many names can be found."""
        towns = _Towns(self._communes, self._rows)
        self._name_towns(towns, "raw")
        self._name_towns(towns, "raw_house")
        self._rows.execute("CREATE INDEX by_key ON raw (kind IN ('street', 'water'), key, town)")
        self._rows.executemany(
            "INSERT INTO place (name, key, kind, words, context, lon, lat, rank)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self._places(),
        )
        self._rows.execute("CREATE INDEX street_by_key ON place (key, context)")
        self._settle_houses()
        self._rows.executescript(INDEXES)
        (count,) = self._rows.execute("SELECT count(*) FROM place").fetchone()
        self._rows.commit()
        self._rows.execute("VACUUM")
        self.close()
        return int(count)

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def _put(self, name: str, kind: str, words: str, place: LngLat, length_m: float) -> None:
        row = (name, written_out(name), kind, written_out(words), *place, length_m, None)
        self._rows.execute("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _name_towns(self, towns: "_Towns", table: str) -> None:
        asked = f"SELECT rowid, lon, lat FROM {table} WHERE coalesce(town, '') = ''"  # noqa: S608
        reading = self._rows.execute(asked)
        while rows := reading.fetchmany(20_000):
            ids, lons, lats = zip(*rows, strict=True)
            named = zip(towns.around(np.array(lons), np.array(lats)), ids, strict=True)
            self._rows.executemany(f"UPDATE {table} SET town = ? WHERE rowid = ?", named)  # noqa: S608

    def _places(self) -> Iterator[tuple[str, str, str, str, str, float, float, int]]:
        """Give what can be found: places as they are, pieces of streets put together."""
        asked = (
            "SELECT name, key, kind, words, town, lon, lat, length FROM raw"
            " WHERE kind IN ('street', 'water') = ? ORDER BY kind, key, town"
        )
        for name, key, kind, words, town, lon, lat, _ in self._rows.execute(asked, (0,)).fetchall():
            context = "" if kind in TOWNS and town == name else town
            yield name, key, kind, words, context, lon, lat, RANKS[kind]
        pieces = self._rows.execute(asked, (1,))
        for (kind, key, town), same in groupby(pieces, itemgetter(2, 1, 4)):
            for group in _within(list(same), APART_M):
                longest = max(group, key=itemgetter(7))
                words = " ".join(dict.fromkeys(" ".join(row[3] for row in group).split()))
                yield longest[0], key, kind, words, town, longest[5], longest[6], RANKS[kind]

    def _settle_houses(self) -> None:
        """Give each house to its street; a street known by its houses alone is made of them."""
        asked = "SELECT street, key, number, town, lon, lat FROM raw_house ORDER BY key, town"
        for (key, town), same in groupby(
            self._rows.execute(asked).fetchall(), lambda row: (row[1], row[3])
        ):
            houses = list(same)
            streets = self._streets(key, town) or [self._street_of(houses, key, town)]
            self._rows.executemany(
                "INSERT OR IGNORE INTO house VALUES (?, ?, ?, ?)",
                (
                    (_nearest(streets, lon, lat), number, lon, lat)
                    for _, _, number, _, lon, lat in houses
                ),
            )

    def _streets(self, key: str, town: str) -> list[tuple[int, float, float]]:
        asked = "SELECT id, lon, lat FROM place WHERE key = ? AND kind = 'street' AND context = ?"
        return self._rows.execute(asked, (key, town)).fetchall()

    def _street_of(self, houses: list[tuple], key: str, town: str) -> tuple[int, float, float]:  # type: ignore[type-arg]
        name, _, _, _, lon, lat = houses[len(houses) // 2]
        made = self._rows.execute(
            "INSERT INTO place (name, key, kind, words, context, lon, lat, rank)"
            " VALUES (?, ?, 'street', '', ?, ?, ?, ?) RETURNING id",
            (name, key, town, lon, lat, RANKS["street"]),
        ).fetchone()
        return int(made[0]), lon, lat


class _Towns:
    """Says which town is around a point."""

    def __init__(self, communes: list[tuple[str, bytes]], rows: sqlite3.Connection) -> None:
        self._names = [name for name, _ in communes]
        self._outlines = shapely.STRtree(shapely.from_wkb([outline for _, outline in communes]))
        kinds = ", ".join(f"'{kind}'" for kind in TOWNS)
        asked = f"SELECT name, lon, lat FROM raw WHERE kind IN ({kinds})"  # noqa: S608
        self._centres = rows.execute(asked).fetchall()
        self._flat = np.array([(lon, lat) for _, lon, lat in self._centres]).reshape(-1, 2)

    def around(self, lons: np.ndarray, lats: np.ndarray) -> list[str]:
        """Return the town around each point, empty where none is near."""
        found = [""] * len(lons)
        points = shapely.points(lons, lats)
        for point, outline in self._outlines.query(points, predicate="within").T:
            found[point] = self._names[outline]
        return [name or self._near(*at) for name, *at in zip(found, lons, lats, strict=True)]

    def _near(self, lon: float, lat: float) -> str:
        if not len(self._flat):
            return ""
        east, north = (self._flat - (lon, lat)).T * METRES_A_DEGREE
        far = np.hypot(east * math.cos(math.radians(lat)), north)
        nearest = int(far.argmin())
        return str(self._centres[nearest][0]) if far[nearest] < NEAR_A_TOWN_M else ""


def metres(lon: float, lat: float, to_lon: float, to_lat: float) -> float:
    """Return how far two near points are, on a flat earth: right to a thousandth in a town.

    >>> round(metres(0, 45, 0, 45.009))
    1001
    """
    east = (to_lon - lon) * math.cos(math.radians((lat + to_lat) / 2))
    return math.hypot(east, to_lat - lat) * METRES_A_DEGREE


def _within(rows: list[tuple], apart_m: float) -> Iterator[list[tuple]]:  # type: ignore[type-arg]
    """Give the rows in groups, each row within ``apart_m`` of another of its group."""
    waiting = rows
    while waiting:
        group, waiting = [waiting[0]], waiting[1:]
        for row in group:  # grows as it goes
            near = [o for o in waiting if metres(row[5], row[6], o[5], o[6]) <= apart_m]
            group += near
            waiting = [o for o in waiting if o not in near]
        yield group


def _nearest(streets: list[tuple[int, float, float]], lon: float, lat: float) -> int:
    return min(streets, key=lambda street: metres(lon, lat, street[1], street[2]))[0]
