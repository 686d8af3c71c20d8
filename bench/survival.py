"""Whether a Vigie that is killed under load loses, repeats or hides anything.

    python bench/survival.py [--kills 8] [--workers 2]

A real `vigie serve` on the embedded store, then one of so many processes on a PostGIS of its own.
Four officers write lines and eight trackers tell positions as fast as each is answered, each
message again until it is acknowledged; six streams are held over HTTP, and one page in Chromium
shows the operation. Meanwhile the server is ended by SIGKILL, all of it (and, of several processes,
every other time one of them), and started again. Then: the chain holds, every line and position
acknowledged is there exactly once, every stream was told every entry exactly once and where each
team was last, and the page shows as many entries as the journal has, without having been reloaded.

A process is killed, not the machine: what a power cut does is for the disk and PostgreSQL to keep.
"""

import argparse
import signal
import sys
import tempfile
import time

from bench.browser import chromium, opened, until
from tests.postgis import MISSING, Cluster
from tests.running import Running
from tests.survival import OPERATION, Officer, Reader, Tracker, prepare, settled, verdict, work

OFFICERS, TRACKERS, STREAMS = 4, 8, 6
WORKED = 25
"""What each writer gets acknowledged between two kills, at least."""

HELD = "document.getElementById('map').opsmap.reel().head.seq"
RELOADED = "performance.getEntriesByType('navigation').length + '/' + (window.never ?? 'reloaded')"


def survive(browser, store, folder, workers, kills):
    """Kill a server under load; print what was counted, or fail."""
    began = prepare(store, TRACKERS)
    running = Running(store, folder, workers=workers)
    running.start()
    page = opened(browser, running.address, f"operation={OPERATION}")
    page.evaluate("window.never = 'reloaded never'")
    officers = [Officer(running.address, f"officer-{n}") for n in range(OFFICERS)]
    trackers = [Tracker(running.address, f"team-{n}", began) for n in range(TRACKERS)]
    readers = [Reader(running.address, f"reader-{n}") for n in range(STREAMS)]
    writers = [*officers, *trackers]
    for one in (*writers, *readers):
        one.start()
    started = time.monotonic()
    try:
        for number in range(kills):
            work(writers, WORKED)
            if workers > 1 and number % 2:
                running.kill_one()
            else:
                running.kill()
                running.start()
        work(writers, WORKED)
        lasted = time.monotonic() - started
        for one in writers:
            one.leave()
        head = settled(running.address, readers, trackers)
        until(page, f"{HELD} === {head}")
        reloaded = page.evaluate(RELOADED)
        if reloaded != "1/reloaded never":
            raise RuntimeError(f"the page was reloaded: {reloaded}")
        for one in readers:
            one.leaving.set()
    finally:
        running.stop()
    for one in readers:
        one.leave()
    page.context.close()
    entries, fixes = verdict(store, officers, trackers, readers, head)
    came_back = sum(reader.came_back for reader in readers)
    print(
        f"  {store.partition(':')[0]}, {workers} process(es): {kills} kills in {lasted:.0f} s; "
        f"{entries} entries and {fixes} fixes acknowledged, each there once; {STREAMS} streams "
        f"came back {came_back} times, missed nothing, got nothing twice; the page holds {head}"
    )


def main():
    told = argparse.ArgumentParser()
    told.add_argument("--kills", type=int, default=8)
    told.add_argument("--workers", type=int, default=2)
    asked = told.parse_args()
    # Told to end, it ends what it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with chromium() as browser:
        with tempfile.TemporaryDirectory() as folder:
            store = f"sqlite:///{folder}/survival.gpkg"
            survive(browser, store, folder, 1, asked.kills)
        if MISSING:
            print(MISSING)
            return
        # With what a production server has: what was committed is on the disk.
        cluster = Cluster(more="")
        try:
            with tempfile.TemporaryDirectory() as folder:
                survive(browser, cluster.new_database(), folder, asked.workers, asked.kills)
        finally:
            cluster.remove()


if __name__ == "__main__":
    main()
