"""What a turn of the watch costs: 300 teams, 50 zones, every kind of rule; nothing rings, or much.

    python bench/watching.py [--teams 300] [--zones 50]

The journal is in memory, the fixes in a file as on one machine: a turn asks it for what came since
the last. Teams walk in a square of twelve kilometres full of zones, and
tell where they are every five seconds. A turn with fixes takes in one of every team; a turn without
has nothing new; the first one of a process reads back what its timers need.
"""

import argparse
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from dashboard.geo.measure import away, circle
from dashboard.journal import Bell, Draft, MemoryJournal, Opened, Placed, Raised, Tracked, Watched
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.operations.following import Following
from dashboard.operations.watching import Watching
from dashboard.storage import SqlTracks, engine_for, tracks_engine
from dashboard.tracks import Fix, Kept

HEART = (2.35, 48.85)
SIDE_M = 6_000
BEGUN = datetime(2026, 6, 21, 18, 0, tzinfo=UTC)
TURNS = 60
EVERY = timedelta(seconds=5)
BACK = timedelta(minutes=30)


class Clock:
    now = BEGUN

    def __call__(self):
        return self.now


def place(rng):
    return away(away(HEART, 90, rng.uniform(-SIDE_M, SIDE_M)), 0, rng.uniform(-SIDE_M, SIDE_M))


def facts(rng, teams, zones):
    yield Opened(name="Banc", starts_at=BEGUN, ends_at=BEGUN + timedelta(hours=12))
    for number in range(zones):
        shape = circle(place(rng), rng.uniform(150, 900))
        yield Placed(object_id=f"z{number}", kind="zone", status="active", geometry=shape)
    for number in range(teams):
        status = rng.choice(["en_route", "on_scene", "transporting", "available"])
        yield Placed(object_id=f"t{number}", kind="team", status=status)
        yield Tracked(object_id=f"t{number}", device=f"d{number}", starts_at=BEGUN)
    every = tuple(f"z{number}" for number in range(zones))
    yield Watched(rule="in", watch="inside", zone_ids=every[: zones // 2])
    yield Watched(rule="left", watch="left", zone_ids=every[zones // 2 :])
    yield Watched(rule="out", watch="outside", zone_ids=every[:10], minutes=2)
    for watch, minutes in (("silent", 10), ("still", 10), ("unheard", 20)):
        yield Watched(rule=watch, watch=watch, minutes=minutes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--zones", type=int, default=50)
    asked, clock = parser.parse_args(), Clock()
    with TemporaryDirectory() as folder:
        engine = tracks_engine(engine_for(f"sqlite:///{Path(folder) / 'bench.gpkg'}"))
        run(asked, SqlTracks(engine, clock), clock)
        engine.dispose()


def run(asked, tracks, clock):
    rng, journal = random.Random(1), MemoryJournal(clock)
    for fact in facts(rng, asked.teams, asked.zones):
        draft = Draft(author="ada", organisation="SAMU", occurred_at=BEGUN, fact=fact)
        journal.append("banc", draft)
    devices = [tracks.device("SAMU", f"d{number}", "osmand") for number in range(asked.teams)]
    stands = [place(rng) for _ in devices]

    def walk():
        clock.now += EVERY
        batch = {}
        for number, device in enumerate(devices):
            stands[number] = away(stands[number], rng.uniform(0, 360), rng.uniform(0, 60))
            lon, lat = stands[number]
            fix = Fix(device=f"d{number}", at=clock.now, lon=lon, lat=lat, accuracy_m=8.0)
            batch[device] = [Kept(fix=fix, received_at=clock.now)]
        tracks.keep(batch)

    for _ in range(BACK // EVERY):
        walk()
    shelf = Shelf(journal)
    library = Library(journal, shelf, ShelfPictures(shelf), clock)
    watching = Watching(journal, library, tracks, Following(tracks), Bell(), clock)

    def timed():
        begun = perf_counter()
        watching.turn()
        return (perf_counter() - begun) * 1000

    first = timed()
    # The second tells what rang at first sight; the rest is how it goes on.
    second = timed()
    busy, idle = [], []
    for _ in range(TURNS):
        walk()
        busy.append(timed())
        idle.append(timed())
    rang = sum(isinstance(entry.fact, Raised) for entry in journal.entries("banc"))
    print(f"{asked.teams} teams, {asked.zones} zones, 6 rules; {rang} alarms in all")
    print(f"first turn  {first:8.1f} ms   second {second:8.1f} ms")
    for name, times in (("with fixes", busy), ("without", idle)):
        times.sort()
        print(f"{name:11} {median(times):8.1f} ms   p95 {times[int(len(times) * 0.95)]:8.1f} ms")


if __name__ == "__main__":
    main()
