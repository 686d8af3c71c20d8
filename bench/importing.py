"""How long it takes to import a file of many features, beside the least it could take.

    python bench/importing.py [features, 10 000 by default]

The baseline is what nobody who imports can do without: GeoPandas reading the file, and SQLite
inserting as many rows of the same texts in one transaction, with the durability we sell.
"""

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import geopandas
import numpy as np
import shapely

from bench.journals import OPENED_AT
from dashboard.access.actor import Actor
from dashboard.documents import admit
from dashboard.journal import Draft, Opened
from dashboard.layers import LAYERS
from dashboard.operations import Library, Shelf, record_lot
from dashboard.storage import SqlJournal, SqlPictures, engine_for, upgrade
from dashboard.surveys import survey_of
from dashboard.surveys.making import harvest
from dashboard.surveys.recipe import Recipe

DRAWN = {layer.key: layer for layer in LAYERS}
ADA = Actor(name="Ada", organisation="SAMU", role="coordinator")
RECIPE = Recipe(kind="site", name="nom", fields={"capacite": "capacity", "adresse": "address"})


class Office:
    """What recording needs."""

    def __init__(self, url):
        engine = engine_for(url)
        upgrade(engine)
        self.journal = SqlJournal(engine)
        self.library = Library(self.journal, Shelf(self.journal), SqlPictures(engine))

    def clock(self):
        return OPENED_AT + timedelta(hours=1)


def written(folder, count):
    """Write the file in each format; return their paths."""
    rng = np.random.default_rng(1)
    places = shapely.points(rng.uniform(-1.6, -1.5, count), rng.uniform(47.15, 47.3, count))
    rows = {
        "nom": [f"École n° {n}" for n in range(count)],
        "capacite": rng.integers(10, 900, count),
        "adresse": [f"{n} rue de l'Écluse, Nantes" for n in range(count)],
    }
    table = geopandas.GeoDataFrame(rows, geometry=places, crs="EPSG:4326")
    table.to_file(folder / "sites.geojson", driver="GeoJSON")
    table.to_crs("EPSG:2154").to_file(folder / "sites.gpkg", driver="GPKG")
    return [folder / "sites.geojson", folder / "sites.gpkg"]


def timed(work):
    started = time.perf_counter()
    made = work()
    return made, time.perf_counter() - started


def baseline(path, folder):
    """Read alone, and insert alone."""
    table, read = timed(lambda: geopandas.read_file(path))
    rows = [(n, str(row)) for n, row in enumerate(table.to_dict("records"))]

    def insert():
        with closing(sqlite3.connect(folder / f"{path.name}.db", isolation_level=None)) as store:
            store.execute("PRAGMA journal_mode = WAL")
            store.execute("PRAGMA synchronous = FULL")
            store.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, content TEXT)")
            store.execute("BEGIN")
            store.executemany("INSERT INTO entry VALUES (?, ?)", rows)
            store.execute("COMMIT")

    return read, timed(insert)[1]


def ours(path, office, count):
    """Admit, read, make and record; return how long each took, in seconds."""
    content, name = path.read_bytes(), f"op-{path.suffix[1:]}"
    opening = Opened(name=name, starts_at=OPENED_AT, ends_at=OPENED_AT + timedelta(hours=9))
    said = {"author": "Ada", "organisation": "SAMU", "occurred_at": OPENED_AT}
    office.journal.append(name, Draft(**said, fact=opening))
    admitted, looked = timed(lambda: admit(content, path.name))
    media_type = admitted.kind.media_type
    survey, read = timed(lambda: survey_of(content, media_type, {}, None, lambda _: None))
    made, making = timed(lambda: harvest(survey, RECIPE, DRAWN, "import", lambda _: None))
    drafts = [Draft(**said, fact=one.placed) for one in made.makings]
    entries, kept = timed(lambda: record_lot(office, ADA, name, drafts, key="k"))
    if len(entries) != count:
        sys.exit(f"{len(entries)} of {count} were recorded")
    return looked, read, making, kept


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        office = Office(f"sqlite:///{folder}/store.gpkg")
        print(f"{count} points with three values, seconds")
        print("file           read alone  insert alone |  admit   read   make  record   all")
        for path in written(folder, count):
            read, insert = baseline(path, folder)
            steps = ours(path, office, count)
            told = "  ".join(f"{step:5.2f}" for step in (*steps, sum(steps)))
            print(f"{path.name:<14} {read:10.2f}  {insert:12.2f} |  {told}")


if __name__ == "__main__":
    main()
