"""Killed in the middle of work, and started again: what was acknowledged is there, and was told."""

import pytest

from tests.running import Running
from tests.storage.stores import SQL_STORES, new_url
from tests.survival import Officer, Reader, Tracker, prepare, settled, verdict, work

WORKED = 10


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", SQL_STORES)
def test_what_was_acknowledged_outlives_kills_and_every_stream_catches_up(kind, tmp_path):
    store = new_url(kind, tmp_path)
    began = prepare(store, 2)
    running = Running(store, tmp_path, workers=1 if kind == "sqlite" else 2)
    running.start()
    try:
        officers = [Officer(running.address, f"officer-{n}", 0.02) for n in range(2)]
        trackers = [Tracker(running.address, f"team-{n}", began, 0.02) for n in range(2)]
        readers = [Reader(running.address, f"reader-{n}") for n in range(2)]
        writers = [*officers, *trackers]
        for one in (*writers, *readers):
            one.start()

        work(writers, WORKED)
        if running.workers():
            running.kill_one()
            work(writers, WORKED)
        running.kill()
        running.start()
        work(writers, WORKED)
        for writer in writers:
            writer.leave()
        head = settled(running.address, readers, trackers)
        for reader in readers:
            reader.leaving.set()
    finally:
        running.stop()
    for reader in readers:
        reader.leave()

    entries, fixes = verdict(store, officers, trackers, readers, head)

    assert entries >= 40
    assert fixes >= 40
    assert all(reader.came_back >= 1 for reader in readers)
