"""How long the state at T as known at K takes: folded, asked of the shelf, asked in SQL.

    python bench/as_of.py [objects entries]...    (200 5000 and 5000 500000 by default)

The page and the API are answered by ``Shelf.reel(operation).at(T, known_at=K)``: the shelf asks the
store how far the journal goes, then reads the reel's columns. Instants are drawn at random over
the whole operation, K is today for half of them. Every way must give the same picture.
"""

import random
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import text

from bench.journals import OPENED_AT, PACE, journal
from dashboard.journal import MemoryJournal
from dashboard.operations import Shelf
from dashboard.picture import picture_at
from dashboard.storage import SqlJournal, SqlPictures, engine_for, upgrade
from tests.postgis import MISSING, Cluster

DISTRICT = (2.25, 48.85, 2.27, 48.87)
"""A hundredth of the ground."""

ASKED = 100


def moments(entries, count):
    rng = random.Random(7)
    for number in range(count):
        at = OPENED_AT + rng.randrange(entries) * PACE
        known_at = OPENED_AT + rng.randrange(entries) * PACE + timedelta(milliseconds=1)
        yield at, None if number % 2 else known_at


def row(name, entries, ask, baseline=None, count=ASKED):
    """Time ``ask``, print it, and return its median in ms."""
    took = []
    for at, known_at in moments(entries, count):
        started = time.perf_counter()
        ask(at, known_at)
        took.append((time.perf_counter() - started) * 1e3)
    took.sort()
    median, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    ratio = f"{median / baseline:>9.3f}" if baseline else f"{1:>9.3f}"
    print(f"  {name:<46}{median:>10.2f}{p95:>10.2f}{took[-1]:>10.2f}{ratio}", flush=True)
    return median


@contextmanager
def lap(name):
    started = time.perf_counter()
    yield
    print(f"  {name:<46}{time.perf_counter() - started:>9.1f}s", flush=True)


def stores():
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", f"sqlite:///{folder}/bench.gpkg"
    if MISSING:
        print(MISSING)
        return
    cluster = Cluster(more="shared_buffers = 512MB")
    yield "PostGIS", cluster.new_database()
    cluster.remove()


def measure(objects, entries):
    print(f"\n{entries} entries, {objects} objects")
    with lap("sealing the journal"):
        sealed = journal(objects, entries)
    print(f"  {'':<46}{'median ms':>10}{'p95':>10}{'max':>10}{'ratio':>9}")
    folds = max(3, min(ASKED, 100_000 // entries))
    baseline = row(
        "pure fold (baseline)",
        entries,
        lambda at, known_at: picture_at(sealed, at, known_at=known_at),
        count=folds,
    )
    memory = MemoryJournal()
    memory.adopt(sealed)
    shelf = Shelf(memory)
    with lap("reel, cold start from memory"):
        shelf.reel("bench")
    row("shelf, journal in memory", entries, reel_of(shelf), baseline)
    for name, url in stores():
        engine = engine_for(url)
        upgrade(engine)
        kept, pictures = SqlJournal(engine), SqlPictures(engine)
        with lap(f"{name}: adopt, with its projection"):
            kept.adopt(sealed)
        settle(engine)
        shelf = Shelf(kept)
        with lap(f"{name}: reel, cold start from the store"):
            shelf.reel("bench")
        row(f"{name}: shelf, asking the store its head", entries, reel_of(shelf), baseline)
        row(f"{name}: SQL, everything", entries, sql_of(pictures), baseline)
        row(f"{name}: SQL, a district", entries, sql_of(pictures, box=DISTRICT), baseline)
        for at, known_at in moments(entries, 4):
            told = shelf.reel("bench").at(at, known_at=known_at)
            if pictures.picture("bench", at, known_at=known_at) != told:
                raise SystemExit(f"{name} tells another picture at {at} as known at {known_at}")
        engine.dispose()


def reel_of(shelf):
    return lambda at, known_at: shelf.reel("bench").at(at, known_at=known_at)


def sql_of(pictures, **asked):
    return lambda at, known_at: pictures.picture("bench", at, known_at=known_at, **asked)


def settle(engine):
    """Do what an idle server would have done by itself."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def main():
    given = [int(argument) for argument in sys.argv[1:]] or [200, 5_000, 5_000, 500_000]
    for objects, entries in zip(given[::2], given[1::2], strict=True):
        measure(objects, entries)


if __name__ == "__main__":
    main()
