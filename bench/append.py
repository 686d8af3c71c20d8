"""How fast entries are recorded: one writer, then ten at once, on each store.

    python bench/append.py [entries of each writer, 100 by default]

Each writer is a process; each entry moves a team, and its versions are written with it. Servers
and files are kept on a real disk with full durability (fsync, synchronous=FULL): that is what is
sold. Afterwards each journal is read back and verified: no fork, no gap, nothing lost.
"""

import multiprocessing
import sys
import tempfile
import time
from datetime import timedelta
from functools import partial
from itertools import chain

from bench.journals import OPENED_AT
from dashboard.journal import Draft, Journal, MemoryJournal, Moved, Opened, Placed, first_break
from dashboard.storage import SqlJournal, engine_for, upgrade
from tests.postgis import MISSING, Cluster

WRITERS = 10
PROCESSES = multiprocessing.get_context("forkserver")


def said(author, fact, second=0):
    occurred_at = OPENED_AT + timedelta(seconds=second)
    return Draft(author=author, organisation="SAMU", occurred_at=occurred_at, fact=fact)


def stage(journal: Journal):
    """Open the operation and place one team for each writer."""
    opening = Opened(name="Banc", starts_at=OPENED_AT, ends_at=OPENED_AT)
    journal.append("bench", said("bench", opening))
    for number in range(WRITERS):
        team = Placed(object_id=f"team{number}", kind="team", status="active")
        journal.append("bench", said("bench", team))


def write(journal: Journal, number: int, count: int):
    """Append ``count`` moves; return how long each took, in seconds."""
    took = []
    for step in range(count):
        place = {"type": "Point", "coordinates": [2 + step / 10_000, 48.8]}
        draft = said(f"team{number}", Moved(object_id=f"team{number}", geometry=place), step)
        started = time.perf_counter()
        journal.append("bench", draft)
        took.append(time.perf_counter() - started)
    return took


def write_apart(url, count, start, number):
    """Write from a process of its own, once all stand ready."""
    journal = SqlJournal(engine_for(url))
    journal.head("bench")
    start.wait()
    return write(journal, number, count)


def run(url, writers, count):
    """Return the time of each append and of the whole, in seconds, verified."""
    engine = engine_for(url)
    upgrade(engine)
    journal = SqlJournal(engine)
    stage(journal)
    with PROCESSES.Manager() as manager, PROCESSES.Pool(writers) as pool:
        start = manager.Barrier(writers + 1)
        work = pool.map_async(partial(write_apart, url, count, start), range(writers), chunksize=1)
        start.wait()
        started = time.perf_counter()
        took = list(chain.from_iterable(work.get()))
        whole = time.perf_counter() - started
    entries = journal.entries("bench")
    broken = first_break(entries, head=journal.head("bench"))
    if broken or len(entries) != 1 + WRITERS + writers * count:
        raise SystemExit(f"the journal does not hold: {broken or len(entries)}")
    engine.dispose()
    return took, whole


def row(name, took, whole, baseline):
    took = sorted(took)
    rate = len(took) / whole
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(
        f"{name:<34}{rate:>10.0f}{rate / baseline:>9.3f}"
        f"{p50 * 1e3:>10.2f}{p95 * 1e3:>10.2f}{took[-1] * 1e3:>10.1f}"
    )


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    memory = MemoryJournal()
    stage(memory)
    took = write(memory, 0, WRITERS * count)
    baseline = len(took) / sum(took)
    print(f"{'':<34}{'entries/s':>10}{'ratio':>9}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}")
    row("in memory, 1 writer (baseline)", took, sum(took), baseline)
    for writers, each in ((1, count * 4), (WRITERS, count)):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/bench.gpkg"
            row(f"SQLite file, {writers} writer(s)", *run(url, writers, each), baseline)
    if MISSING:
        print(MISSING)
        return
    cluster = Cluster(more="")
    for writers, each in ((1, count * 4), (WRITERS, count)):
        row(f"PostGIS, {writers} writer(s)", *run(cluster.new_database(), writers, each), baseline)
    cluster.remove()
    print("every journal verified: no fork, no gap, no loss")


if __name__ == "__main__":
    main()
