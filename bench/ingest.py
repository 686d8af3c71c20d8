"""How many positions a second are taken in, by each way, on each store; and that none is lost.

    python bench/ingest.py [positions by each way, 20000 by default]

One Vigie in a process of its own; 300 devices tell a hundred positions a second in turn, as fast as
they are taken, from this process: over HTTP (eight connections, one position in each request; then
a hundred), over one TCP connection (TAK), and through a Mosquitto (OwnTracks, quality 1). The clock
runs from the first byte to the last position kept; then all of them are counted in the store, and
one that is missing ends the bench. *Bare* reads the same bytes and throws them away: Starlette, a
TCP server, a subscriber that acknowledges. *MB* is the server's memory before and after.

The limit of messages a minute is lifted for the bench.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import uvicorn
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bench.serving import answers, memory_mb
from dashboard.access.demonstration import CHAIRS
from dashboard.app import create_app, desk_from
from dashboard.clock import now
from dashboard.settings import Settings
from dashboard.storage import SqlTracks, engine_for, tracks_engine
from tests.postgis import MISSING, Cluster
from tests.web.listening.mosquitto import MISSING as NO_MOSQUITTO
from tests.web.listening.mosquitto import Mosquitto

DEVICES = 300
TOGETHER = 100
CONNECTIONS = 8
END = b"</event>"
HTTP, TAK, MQTT = 8391, 8392, 8393
HOUSE = CHAIRS[0].actor.organisation
PATIENCE_S = 300


def vigie(url, http=HTTP, tak=TAK, **listens):
    """Serve a Vigie that listens."""
    settings = Settings(
        _env_file=None,
        store=url,
        demonstration=True,
        positions_per_minute=10**7,
        positions_organisation=HOUSE,
        cot_tcp=f"{tak}",
        **listens,
    )
    uvicorn.run(create_app(desk_from(settings)), port=http, log_level="error")


def bare(_url):
    """Read what comes, and throw it away; tell how much did, since that is what is waited for."""
    taken = {"http": 0, "cot": 0, "mqtt": 0}

    async def post(request):
        taken["http"] += (await request.body()).count(b"_type")
        return Response(b"{}")

    async def count(_request):
        return Response(json.dumps(taken))

    async def read(reader, writer):
        tail = b""
        while some := await reader.read(65_536):
            taken["cot"] += (tail + some).count(END)
            tail = (tail + some)[1 - len(END) :]
        writer.close()

    def message(_client, _told, _message):
        taken["mqtt"] += 1

    async def main():
        subscriber = paho.Client(
            CallbackAPIVersion.VERSION2, client_id="bare", protocol=MQTTProtocolVersion.MQTTv5
        )
        subscriber.on_message = message
        subscriber.connect("127.0.0.1", MQTT)
        subscriber.subscribe("owntracks/+/+", qos=1)
        subscriber.loop_start()
        routes = [Route("/{any:path}", post, methods=["POST"]), Route("/{any:path}", count)]
        web = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=HTTP, log_level="error"))
        async with await asyncio.start_server(read, "127.0.0.1", TAK):
            await web.serve()

    asyncio.run(main())


def positions(way, count):
    """Yield the name of a device, where it is and when: a second apart, now the last."""
    first = now() - timedelta(seconds=count / DEVICES + 2)
    for number in range(count):
        device, step = number % DEVICES, number // DEVICES
        yield f"{way}-{device}", 47.2 + step * 1e-4, -1.5 + device * 1e-4, first, step


def location(told):
    _, lat, lon, first, step = told
    at = int(first.timestamp()) + step
    return {"_type": "location", "lat": lat, "lon": lon, "tst": at, "acc": 5}


def event(told):
    name, lat, lon, first, step = told
    at = f"{first + timedelta(seconds=step):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'<event version="2.0" uid="{name}" type="a-f-G-U-C" how="m-g" time="{at}" start="{at}" '
        f'stale="{at}"><point lat="{lat}" lon="{lon}" hae="9999999.0" ce="5.0" le="9999999.0"/>'
        f'<detail><contact callsign="{name}"/><track speed="3.1" course="90.0"/></detail></event>'
    ).encode()


async def posted(reader, writer, port, said):
    """Post what OwnTracks says over an open connection; an answer other than 200 ends the bench.

    Written by hand: a library's client takes longer to ask than the bare server to answer.
    """
    body = json.dumps(said).encode()
    head = f"POST /api/feeds/owntracks HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    if not answer.startswith(b"HTTP/1.1 200"):
        raise SystemExit(answer.decode())
    await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", answer)[1]))


async def by_http(way, count, together):
    """Post ``together`` positions in each request, over a few connections."""
    waiting = list(positions(way, count))[::-1]

    async def post():
        reader, writer = await asyncio.open_connection("127.0.0.1", HTTP)
        while waiting:
            some = [waiting.pop() for _ in range(min(together, len(waiting)))]
            said = [location(told) | {"topic": f"owntracks/{way}/{told[0]}"} for told in some]
            await posted(reader, writer, HTTP, said if together > 1 else said[0])
        writer.close()

    await asyncio.gather(*(post() for _ in range(CONNECTIONS)))


async def by_tak(way, count, _together):
    _, writer = await asyncio.open_connection("127.0.0.1", TAK)
    for told in positions(way, count):
        writer.write(event(told))
        await writer.drain()
    writer.write_eof()
    writer.close()


async def by_mqtt(way, count, _together):
    phone = paho.Client(CallbackAPIVersion.VERSION2)
    phone.max_inflight_messages_set(500)
    phone.connect("127.0.0.1", MQTT)
    phone.loop_start()
    said = [
        phone.publish(f"owntracks/{way}/{told[0]}", json.dumps(location(told)), qos=1)
        for told in positions(way, count)
    ]
    await asyncio.to_thread(lambda: [one.wait_for_publish(PATIENCE_S) for one in said])
    phone.disconnect()
    phone.loop_stop()


WAYS = {
    "HTTP, one at a time": ("single", "http", by_http, 1),
    "HTTP, a hundred at a time": ("batched", "http", by_http, TOGETHER),
    "TAK over TCP": ("tak", "cot", by_tak, 0),
    "OwnTracks by MQTT": ("mqtt", "mqtt", by_mqtt, 0),
}


def kept_in(tracks, since):
    """Return how many positions the store has of all devices, counted one by one."""
    numbers = [device.id for device in tracks.devices(HOUSE)]
    chunks = tracks.chunks(numbers, since, now() + timedelta(minutes=1))
    return sum(chunk.count for chunk in chunks)


def measure(kind, url, count):
    """Return positions a second by each way, and the memory before and after."""
    since = now() - timedelta(hours=1)
    server = subprocess.Popen([sys.executable, __file__, kind, url])
    try:
        answers(f"http://127.0.0.1:{HTTP}")
        time.sleep(3)  # it listens once it keeps house
        engine = tracks_engine(engine_for(url)) if kind == "vigie" else None
        tracks = SqlTracks(engine) if engine is not None else None
        found, already = {}, {}
        for name, (way, counted, tell, together) in WAYS.items():
            before_mb = memory_mb(server.pid)
            last = tracks.cursor() if tracks else already.get(counted, 0)
            started = time.perf_counter()
            asyncio.run(tell(way, count, together))
            while (have := tracks.cursor() if tracks else taken(counted)) < last + count:
                if time.perf_counter() - started > PATIENCE_S:
                    raise SystemExit(f"{kind}, {name}: {have - last} of {count}")
                time.sleep(0.05)
            took_s = time.perf_counter() - started
            already[counted] = have
            found[name] = (count / took_s, before_mb, memory_mb(server.pid))
        if tracks is not None:
            kept = kept_in(tracks, since)
            if kept != count * len(WAYS):
                raise SystemExit(f"{kept} of {count * len(WAYS)} positions are in the store")
            engine.dispose()
        return found
    finally:
        server.terminate()
        server.wait(20)


def taken(counted):
    with urlopen(f"http://127.0.0.1:{HTTP}/taken") as answer:
        return json.load(answer)[counted]


def main(count):
    if NO_MOSQUITTO:
        raise SystemExit(NO_MOSQUITTO)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        broker = Mosquitto(folder, MQTT, "max_queued_messages 0", "max_inflight_messages 500")
        broker.start()
        cluster = None if MISSING else Cluster(more="")
        try:
            base = measure("bare", "", count)
            stores = {"SQLite": f"sqlite:///{folder}/ingest.gpkg"}
            if cluster is not None:
                stores["PostGIS"] = cluster.new_database()
            print(
                f"{count:,} positions by each way, {DEVICES} devices; load {os.getloadavg()[0]:.1f}"
            )
            print(f"{'':<10}{'':<28}{'positions/s':>12}{'bare':>10}{'ratio':>8}{'MB':>14}")
            for store, url in stores.items():
                for way, (rate, before, after) in measure("vigie", url, count).items():
                    bare_rate = base[way][0]
                    ratio, room = bare_rate / rate, f"{before:.0f} → {after:.0f}"
                    told = f"{rate:>12,.0f}{bare_rate:>10,.0f}{ratio:>8.1f}{room:>14}"
                    print(f"{store:<10}{way:<28}{told}")
        finally:
            broker.stop()
            if cluster is not None:
                cluster.remove()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["vigie", url]:
            vigie(url, mqtt_host="127.0.0.1", mqtt_port=MQTT)
        case ["bare", url]:
            bare(url)
        case said:
            main(int(said[0]) if said else 20_000)
