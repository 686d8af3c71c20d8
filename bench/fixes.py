"""How fast fixes are kept, sealed and sent, on each store, beside the plain way with rows.

    python bench/fixes.py [fixes of each of 300 devices, 3400 by default: a million in all]

The plain way, measured in the same run: SQLAlchemy inserts the same numbers as dictionaries into a
table of the same columns, and reads them back as rows. Files and servers are on a real disk with
full durability. What was kept is read back and compared before anything is printed.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, MetaData, Table, func, insert, select

from dashboard.clock import EPOCH, FAR
from dashboard.storage import SqlTracks, engine_for, tracks_engine, upgrade
from dashboard.storage.engine import reading, writing
from dashboard.storage.track_tables import FixRow
from dashboard.tracks import Fix, Kept, pack, unpack
from dashboard.tracks.sealing import HOUR_MS
from dashboard.tracks.track import row_of, track_of
from tests.postgis import MISSING, Cluster

DEVICES = 300
PACE_S = 5
BATCH = 60
BATCHES = 200
BULK = 50_000
ROUNDS = 9
NOON = datetime(2026, 6, 21, 12, 0, tzinfo=UTC)
PLAIN = Table(
    "plain_fix",
    MetaData(),
    *(
        Column(each.name, each.type, primary_key=each.primary_key, autoincrement=False)
        for each in FixRow.__table__.columns
    ),
    sqlite_with_rowid=False,
)
COLUMNS = [column.name for column in PLAIN.columns]


def fixes_of(seed, count):
    """Return a vehicle's fixes: it drives, stands, turns; the noise is that of a good receiver."""
    rng = random.Random(seed)
    lon, lat, course, speed = 2.3 + rng.random() / 5, 48.8 + rng.random() / 10, 0.0, 0.0
    kept = []
    for step in range(count):
        course = (course + rng.gauss(0, 8)) % 360
        speed = min(110.0, max(0.0, speed + rng.gauss(0, 6)))
        lon += speed * 1e-5 * rng.uniform(0.9, 1.1) + rng.gauss(0, 5e-6)
        lat += speed * 5e-6 * rng.uniform(-1, 1) + rng.gauss(0, 5e-6)
        at = NOON + timedelta(seconds=step * PACE_S, milliseconds=rng.randrange(300))
        fix = Fix(
            device=f"balise-{seed}",
            at=at,
            lon=lon,
            lat=lat,
            altitude_m=rng.uniform(30, 60),
            accuracy_m=rng.uniform(3, 12),
            speed_kmh=speed,
            course_deg=course,
            battery=1 - step / 10_000,
        )
        kept.append(Kept(fix=fix, received_at=at + timedelta(seconds=rng.uniform(0.2, 3))))
    return kept


def timed(work):
    started = time.perf_counter()
    told = work()
    return time.perf_counter() - started, told


def median(work):
    """Return the time that half of some runs stay below; the first only warms."""
    runs = [timed(work) for _ in range(ROUNDS + 1)][1:]
    return sorted(took for took, _ in runs)[ROUNDS // 2], runs[0][1]


def row(name, took_s, base_s, unit):
    print(f"  {name:<38}{unit:>14}{took_s * 1000:>11.1f}{base_s / took_s:>9.2f}")


def dicts(device, kept, start):
    """Return fixes as the plain way keeps them."""
    return [
        dict(zip(COLUMNS, (device, each[0], start + n, *each[1:]), strict=True))
        for n, each in enumerate(map(row_of, kept))
    ]


def plain_insert(engine, rows):
    with writing(engine) as connection:
        connection.execute(insert(PLAIN), rows)


def inserting(engine, tracks, devices, fixes):
    """Time live batches of sixty, then what a gateway kept back for an hour."""
    live = [
        {
            devices[(n * BATCH + i) % DEVICES]: [fixes[(n * BATCH + i) % DEVICES][n]]
            for i in range(BATCH)
        }
        for n in range(BATCHES)
    ]
    took = sorted(timed(lambda batch=batch: tracks.keep(batch))[0] for batch in live)
    plain = sorted(
        timed(
            lambda batch=batch: plain_insert(
                engine, [d for device, its in batch.items() for d in dicts(device, its, 0)]
            )
        )[0]
        for batch in live
    )
    row("keep 60 fixes, median", took[BATCHES // 2], plain[BATCHES // 2], "60")
    row("keep 60 fixes, 95 of 100", took[int(BATCHES * 0.95)], plain[int(BATCHES * 0.95)], "60")
    bulk, count = {}, 0
    for device, its in zip(devices, fixes, strict=True):
        bulk[device] = its[BATCHES:]
        count += len(its) - BATCHES
        if count >= BULK:
            break
    base, _ = timed(
        lambda: plain_insert(engine, [d for dev, its in bulk.items() for d in dicts(dev, its, 0)])
    )
    took_s, counted = timed(lambda: tracks.keep(bulk))
    if counted.new != count:
        raise SystemExit(f"{counted} of {count}")
    row("keep a bulk", took_s, base, f"{count:,}")


def plain_read(engine):
    """Read rows and pack them, by device and hour, as the page wants them."""
    asked = select(FixRow.__table__).order_by(FixRow.device_id, FixRow.at_ms)
    hours = {}
    with reading(engine) as connection:
        for device, at_ms, _, *rest in connection.execute(asked):
            hours.setdefault((device, at_ms // HOUR_MS), []).append((at_ms, *rest))
    return [pack(track_of(rows), hour * HOUR_MS) for (_, hour), rows in hours.items()]


def plain_latest(engine, at_ms):
    last = (
        select(FixRow.device_id, func.max(FixRow.at_ms).label("at_ms"))
        .where(FixRow.at_ms <= at_ms)
        .group_by(FixRow.device_id)
        .subquery()
    )
    joined = select(FixRow.__table__).join(
        last, (FixRow.device_id == last.c.device_id) & (FixRow.at_ms == last.c.at_ms)
    )
    with reading(engine) as connection:
        return connection.execute(joined).all()


def run(name, url, fixes):
    print(name)
    engine = engine_for(url)
    upgrade(engine)
    beside = tracks_engine(engine)
    tracks = SqlTracks(beside)
    PLAIN.create(beside)
    devices = [tracks.device("SAMU", f"balise-{n}", "bench") for n in range(DEVICES)]
    inserting(beside, tracks, devices, fixes)
    for device, its in zip(devices, fixes, strict=True):
        tracks.keep({device: its})
    total = sum(map(len, fixes))
    middle = NOON + timedelta(seconds=PACE_S * len(fixes[0]) / 2)

    last_s, last = median(lambda: tracks.latest(devices, middle))
    base_last, plain = median(lambda: plain_latest(beside, round(middle.timestamp() * 1000)))
    if {d: row_of(k)[0] for d, k in last.items()} != {each[0]: each[1] for each in plain}:
        raise SystemExit("the last fixes differ")
    row("last fix of 300 devices, hot", last_s, base_last, "300")
    base_read, bodies = timed(lambda: plain_read(beside))
    seal_s, sealed = timed(lambda: tracks.seal(FAR))
    row("seal (beside: only read and pack)", seal_s, base_read, f"{total:,}")
    sealed_last_s, sealed_last = median(lambda: tracks.latest(devices, middle))
    if sealed_last != last:
        raise SystemExit("the last fixes differ once sealed")
    row("last fix of 300 devices, sealed", sealed_last_s, base_last, "300")
    read_s, chunks = timed(lambda: tracks.chunks(devices, EPOCH, FAR))
    if [chunk.body for chunk in chunks] != bodies or sum(each.count for each in sealed) != total:
        raise SystemExit("the chunks differ from the rows")
    row("chunks of all fixes, as kept", read_s, base_read, f"{total:,}")
    open_s, _ = timed(lambda: [unpack(c.body, c.starts_ms, c.count) for c in chunks])
    row("and unpacked", read_s + open_s, base_read, f"{total:,}")
    print(f"  {sum(len(c.body) for c in chunks) / total:.1f} bytes for each fix, sealed")
    beside.dispose()
    engine.dispose()


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3400
    fixes = [fixes_of(seed, count) for seed in range(DEVICES)]
    print(f"{'':<40}{'fixes':>14}{'ms':>11}{'ratio':>9}   ratio: times as fast as the plain way")
    with tempfile.TemporaryDirectory() as folder:
        run("SQLite file", f"sqlite:///{folder}/bench.gpkg", fixes)
    if MISSING:
        print(MISSING)
        return
    cluster = Cluster(more="")
    try:
        run("PostGIS", cluster.new_database(), fixes)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
