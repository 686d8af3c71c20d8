"""A bell rings for what is recorded in its store, whichever process records it."""

import threading

import pytest

from dashboard.journal import Bell, Draft, MemoryJournal, Ringing
from dashboard.storage import SqlJournal, StoreBeacon, StoreBell, bell, engine_for
from tests.conftest import OPENED
from tests.storage.stores import SQL_STORES, needs_postgis, new_engine
from tests.stories import OPENING as OPENED_SO

PATIENCE_S = 20
OPENING = Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=OPENED_SO)


class Heard:
    """Listens, and says when an operation was rung for."""

    def __init__(self, rings):
        self.names = []
        self.came = threading.Condition()
        self.stop = rings.listen(self)

    def __call__(self, operation):
        with self.came:
            self.names.append(operation)
            self.came.notify_all()

    def waits_for(self, name):
        with self.came:
            return self.came.wait_for(lambda: name in self.names, PATIENCE_S)


def test_it_rings_in_its_own_process_once_an_entry_is_kept(journal):
    rings = Bell()
    heard = Heard(rings)
    ringing = Ringing(journal, rings)

    entry = ringing.append("soir", OPENING)
    assert ringing.head("soir").seq == entry.seq
    assert ringing.entries("soir") == [entry]
    assert "soir" in ringing.operations()
    heard.stop()
    ringing.append("nuit", OPENING)

    assert heard.names == ["soir"]


def test_a_journal_taken_in_rings_for_all(journal):
    rings = Bell()
    heard = Heard(rings)

    Ringing(MemoryJournal(), rings).adopt(journal.entries("demo"))

    assert heard.names == [None]


@pytest.mark.parametrize("kind", SQL_STORES)
def test_it_rings_for_what_another_process_records(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(bell, "LOOK_EVERY_S", 0.1 if kind == "sqlite" else 60)
    engine = new_engine(kind, tmp_path)
    SqlJournal(engine).append("soir", OPENING)
    rings = StoreBell(engine)
    heard = Heard(rings)

    rings.follow()
    assert heard.waits_for(None)  # it listens now
    heard.names.clear()
    SqlJournal(engine).append("nuit", OPENING)

    assert heard.waits_for(None if kind == "sqlite" else "nuit")
    rings.close()
    engine.dispose()


@pytest.fixture
def beacons(tmp_path, monkeypatch):
    """Two that receive positions, each its own to the server; nobody looks by themselves."""
    monkeypatch.setattr(bell, "LOOK_EVERY_S", 60)
    monkeypatch.setattr(bell, "TELL_EVERY_S", 60)
    engine = new_engine("postgis", tmp_path)
    two = [StoreBeacon(engine), StoreBeacon(engine)]
    yield two
    for one in two:
        one.close()
    engine.dispose()


@needs_postgis
def test_positions_that_came_to_one_process_ring_in_another_and_once_here(beacons):
    here, there = beacons
    heard_here, heard_there = Heard(here), Heard(there)
    here.follow()
    there.follow()
    assert heard_here.waits_for(None)  # they listen now
    assert heard_there.waits_for(None)
    heard_here.names.clear()
    heard_there.names.clear()

    for _ in range(100):
        here.ring("ours")
    assert heard_there.waits_for(None)
    there.ring("theirs")

    assert heard_here.waits_for(None)
    assert heard_here.names == ["ours"] * 100 + [None]
    # The first at once; what followed waits, and will be one.
    assert heard_there.names.count(None) == 1


@needs_postgis
def test_positions_that_came_while_others_were_told_ring_there_once_more(beacons, monkeypatch):
    monkeypatch.setattr(bell, "TELL_EVERY_S", 0.01)
    here, there = beacons
    heard_there = Heard(there)
    there.follow()
    assert heard_there.waits_for(None)  # it listens now

    for _ in range(3):
        heard_there.names.clear()
        here.ring("ours")
        assert heard_there.waits_for(None)


@needs_postgis
def test_where_the_store_is_away_positions_ring_here_all_the_same():
    alone = StoreBeacon(engine_for("postgresql+psycopg://vigie@/none?host=/nowhere"))
    heard = Heard(alone)

    alone.ring(None)

    assert heard.names == [None]
    alone.close()
