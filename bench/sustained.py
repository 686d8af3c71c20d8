"""Positions taken in for half an hour, on each store: none lost, none twice, and the memory.

    python bench/sustained.py [minutes, 30 by default] [positions a second by each way, 60]

Two Vigies, one on each store, each in a process of its own. Each is told by 300 devices over HTTP
(OwnTracks, one position in each request, eight connections) and by 300 more over one TAK
connection, at a pace: sixty a second is what 300 teams tell every five seconds, so each Vigie takes
in twice that. Every position is an instant later than the one before of its device. *MB* is the
server's memory once a minute; *behind* how late the slower way was with its telling. In the end all
of them are counted in the store: one that is missing, or there twice, ends the bench.

How many it could take in a second is measured by ``bench/ingest.py``.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

from bench.ingest import CONNECTIONS, DEVICES, HOUSE, event, location, posted, vigie
from bench.serving import answers, memory_mb
from dashboard.clock import now
from dashboard.storage import SqlTracks, engine_for, tracks_engine
from tests.postgis import MISSING, Cluster

FIRST_PORT = 8395
MINUTE_S = 60


class Paced:
    """Positions at a pace: number ``n`` is told ``n / rate`` seconds after the beginning."""

    def __init__(self, way, rate, minutes):
        self.way, self.rate = way, rate
        self.first = now()
        self.began = time.monotonic()
        self.told = 0
        self.count = int(rate * minutes * MINUTE_S)
        self.behind_s = 0.0

    async def next(self):
        """Return the next position once it is due, or None after the last."""
        number = self.told
        if number >= self.count:
            return None
        self.told += 1
        due = self.began + number / self.rate
        late = time.monotonic() - due
        self.behind_s = max(self.behind_s, late)
        if late < 0:
            await asyncio.sleep(-late)
        device, step = number % DEVICES, number // DEVICES
        # Whole seconds, as both formats have them: a device is heard every five.
        at = round(step * DEVICES / self.rate)
        lat = 47.2 + (step % 200) * 1e-5
        return f"{self.way}-{device}", lat, -1.5 + device * 1e-4, self.first, at


async def by_http(paced, port):
    async def post():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (told := await paced.next()) is not None:
            said = location(told) | {"topic": f"owntracks/{paced.way}/{told[0]}"}
            await posted(reader, writer, port, said)
        writer.close()

    await asyncio.gather(*(post() for _ in range(CONNECTIONS)))


async def by_tak(paced, port):
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    while (told := await paced.next()) is not None:
        writer.write(event(told))
        await writer.drain()
    writer.write_eof()
    writer.close()


class Taking:
    """A Vigie in a process of its own, what it was told, and how much memory it had."""

    def __init__(self, store, url, port):
        self.store, self.url, self.port = store, url, port
        self.server = subprocess.Popen([sys.executable, __file__, "serve", url, str(port)])
        self.since = now() - timedelta(minutes=1)
        self.memory = []

    def kept(self):
        tracks = SqlTracks(tracks_engine(engine_for(self.url)))
        numbers = [device.id for device in tracks.devices(HOUSE)]
        chunks = tracks.chunks(numbers, self.since, now() + timedelta(minutes=1))
        return sum(chunk.count for chunk in chunks)

    async def told(self, rate, minutes):
        ways = Paced("http", rate, minutes), Paced("tak", rate, minutes)

        async def watched():
            while True:
                self.memory.append(memory_mb(self.server.pid))
                await asyncio.sleep(MINUTE_S)

        watching = asyncio.create_task(watched())
        await asyncio.gather(by_http(ways[0], self.port), by_tak(ways[1], self.port + 1))
        watching.cancel()
        return sum(way.told for way in ways), max(way.behind_s for way in ways)


async def all_told(takings, rate, minutes):
    return await asyncio.gather(*(taking.told(rate, minutes) for taking in takings))


def main(minutes, rate):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        cluster = None if MISSING else Cluster(more="")
        stores = {"SQLite": f"sqlite:///{name}/sustained.gpkg"}
        if cluster is not None:
            stores["PostGIS"] = cluster.new_database()
        takings = [
            Taking(store, url, FIRST_PORT + 2 * number)
            for number, (store, url) in enumerate(stores.items())
        ]
        try:
            for taking in takings:
                answers(f"http://127.0.0.1:{taking.port}")
            time.sleep(3)  # it listens once it keeps house
            load = os.getloadavg()[0]
            print(f"{minutes:g} min, {rate:g} positions/s by HTTP and by TAK each; load {load:.1f}")
            told = asyncio.run(all_told(takings, rate, minutes))
            time.sleep(5)
            for taking, (count, behind_s) in zip(takings, told, strict=True):
                memory = taking.memory
                every = max(1, len(memory) // 6)
                print(
                    f"{taking.store}: told {count:,}, kept {taking.kept():,}; behind at most "
                    f"{behind_s:.1f} s; MB {' '.join(f'{mb:.0f}' for mb in memory[::every])}"
                )
                if taking.kept() != count:
                    raise SystemExit(f"{taking.store}: {taking.kept()} of {count} are in the store")
        finally:
            for taking in takings:
                taking.server.terminate()
                taking.server.wait(20)
            if cluster is not None:
                cluster.remove()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", url, port]:
            vigie(url, http=int(port), tak=int(port) + 1)
        case said:
            numbers = [float(number) for number in said]
            main(*(numbers + [30, 60][len(numbers) :]))
