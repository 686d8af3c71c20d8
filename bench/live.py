"""How long until what is recorded is on every screen, beside a bare server that only fans out.

    python bench/live.py [viewers ...]      (1 50 200 500 by default)

One Vigie on the embedded store, one process; `viewers` streams of four people of two organisations,
read in another process. Half a second apart, objects are placed over HTTP; the clock runs from
before the request until the news was read from the socket. Then the same again with a page in
Chromium beside the viewers, live, an entry every two seconds, until each is a line of its log and
until the frame after the one that draws it on its map: where a team works that page is on a machine
of its own, and here it shares two cores with the server and its readers, so that two pages at twice
the pace measure those cores. WebGL draws nothing (see ``bench/browser.py``). The limit of streams
for one person is lifted for the bench.

*postgis-1* and *postgis-2* are `vigie serve --workers` 1 and 2 on a PostgreSQL of the bench's own,
on the same two cores, without the page. *Bare* is Starlette with one event for all viewers and the
same bytes ready made: no journal, no rights, no sentence. *CPU* is the server's processor time by
wall time, of all its processes but those of PostgreSQL.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from functools import partial

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bench.browser import chromium, opened, until
from bench.journals import PACE, journal
from bench.serving import answers, cpu_s
from dashboard.access.demonstration import CHAIRS
from dashboard.app import application, create_app, desk_from
from dashboard.clock import now
from dashboard.journal import Draft, Granted
from dashboard.settings import Settings
from dashboard.web import stream_api
from dashboard.web.common import common_of
from dashboard.web.serving import listen
from dashboard.web.workers import serve_together
from tests import postgis

ENTRIES = 40
EVERY_S = 0.5
CALM_S = 2.0
OPERATION = "bench"
SPAN = timedelta(hours=6)


def vigie(port, folder):
    """Serve a Vigie with 2 000 entries, shared with all the people of a demonstration."""
    stream_api.MOST = 10**6
    desk = desk_from(settings(f"sqlite:///{folder}/live.gpkg"))
    fill(desk)
    uvicorn.run(create_app(desk), port=port, log_level="error", timeout_keep_alive=75)


def together(port, workers):
    """Serve the same on PostgreSQL, by so many processes."""
    told = settings(postgis.cluster().new_database(), workers=workers)
    desk = desk_from(told)
    fill(desk)
    with listen("127.0.0.1", port) as listening:
        common = common_of(told, desk.clock)
        make = partial(lifted, told)
        serve_together(listening, make, common, settings=told, locale="fr", ready=lambda: None)


def lifted(told, common):
    """Return the application of one of several processes, where one person may hold all streams."""
    stream_api.MOST = 10**6
    return application(told, common)


def settings(store, **more):
    return Settings(
        store=store, demonstration=True, writes_per_minute=10**6, _env_file=None, **more
    )


def fill(desk):
    """Keep 2 000 entries of an operation that goes on, shared with all of a demonstration."""
    opened_at = desk.clock() - 2_000 * PACE
    entries = journal(200, 2_000, opened_at=opened_at, goes_on=SPAN)
    desk.journal.adopt(entries)
    for organisation in sorted({chair.actor.organisation for chair in CHAIRS}):
        fact = Granted(organisation=organisation, level="contribute", reason="banc")
        said = {"author": "a", "organisation": entries[0].organisation, "occurred_at": opened_at}
        desk.journal.append(OPERATION, Draft(**said, fact=fact))


def bare(port, _folder):
    """Serve the same bytes to all who wait, and nothing else."""
    news = asyncio.Event()
    body = b"event: reel\ndata: " + b"x" * 1_200 + b"\n\n"

    async def record(_request):
        nonlocal news
        before, news = news, asyncio.Event()
        before.set()
        return Response(b"{}", 201)

    async def stream(_request):
        async def told():
            yield b"event: head\ndata: {}\n\n"
            while True:
                await news.wait()
                yield body

        return StreamingResponse(told(), media_type="text/event-stream")

    routes = [
        Route("/api/stream", stream),
        Route(f"/api/operations/{OPERATION}/entries", record, methods=["POST"]),
    ]
    uvicorn.run(Starlette(routes=routes), port=port, log_level="error", timeout_keep_alive=75)


async def view(port, who, arrivals):
    """Read one stream; note when each piece of news was there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    place = f"/api/stream?of={OPERATION}:2000:&locale=fr"
    cookie = f"Cookie: vigie_person={who}"
    writer.write(f"GET {place} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}\r\n\r\n".encode())
    rest, first = b"", True
    while part := await reader.read(65536):
        rest += part
        *events, rest = rest.split(b"\n\n")
        for event in events:
            if b"event: reel" in event and not first:
                arrivals.append(time.perf_counter())
            first = first and b"event: head" not in event


async def viewers(port, count):
    """Hold ``count`` streams until told to stop; then print when each piece of news came."""
    arrivals = [[] for _ in range(count)]
    who = [chair.key for chair in CHAIRS if chair.key != "reader"]
    reading = [
        asyncio.ensure_future(view(port, who[number % len(who)], one))
        for number, one in enumerate(arrivals)
    ]
    await asyncio.sleep(2 + count / 100)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for task in reading:
        task.cancel()
    print(json.dumps(arrivals))


def told(label, waits, load):
    waits.sort()
    p50, p95 = (1e3 * waits[int(len(waits) * part)] for part in (0.5, 0.95))
    print(f"  {label:<34}{p50:>8.1f}{p95:>8.1f}{1e3 * waits[-1]:>8.1f}{len(waits):>8}{load:>7}")
    return p50, p95


def news(number):
    """Return an entry of now that places an object where the pages look."""
    return {
        "fact": "Placed",
        "category": "means",
        "occurred_at": now().isoformat(),
        "text": f"message {number:04d}",
        "body": {
            "object_id": f"drawn-{number:04d}",
            "kind": "site",
            "status": "active",
            "geometry": {"type": "Point", "coordinates": [2.3 + number / 1e4, 48.85]},
            "values": {"name": f"message {number:04d}"},
        },
    }


def measure(kind, count, page=None):
    """Record entries on a server of ``kind`` with ``count`` viewers; return the median and p95.

    Half a second apart; two seconds where a ``page`` watches, too.
    """
    with tempfile.TemporaryDirectory() as folder:
        port = 8300 + os.getpid() % 500
        server = subprocess.Popen([sys.executable, __file__, kind, str(port), folder])
        try:
            base = f"http://127.0.0.1:{port}"
            answers(base)
            crowd = subprocess.Popen(
                [sys.executable, __file__, "viewers", str(port), str(count)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            shown = page(base) if page else None
            crowd.stdout.readline()
            sent, before, started = [], cpu_s(server.pid), time.perf_counter()
            with httpx2.Client(base_url=base, cookies={"vigie_person": "regulator"}) as client:
                for number in range(ENTRIES):
                    sent.append(time.perf_counter())
                    answer = client.post(f"/api/operations/{OPERATION}/entries", json=news(number))
                    answer.raise_for_status()
                    time.sleep(CALM_S if page else EVERY_S)
            load = (cpu_s(server.pid) - before) / (time.perf_counter() - started)
            arrivals = json.loads(crowd.communicate("stop\n")[0].splitlines()[-1])
            lost = sum(ENTRIES - len(one) for one in arrivals)
            waits = [came - at for one in arrivals for came, at in zip(one, sent, strict=False)]
            beside = " and a page" if page else ""
            figures = told(f"{kind}, {count} viewers{beside}, {lost} lost", waits, f"{load:.1%}")
            if shown:
                for where, came in shown(sent).items():
                    told(f"{kind}, {count} viewers{beside}: {where}", came, "")
            return figures
        finally:
            server.terminate()
            server.wait(30)


SEE = """() => {
  const now = () => performance.timeOrigin + performance.now();
  window.seen = { logged: {}, drawn: {} };
  new MutationObserver(() => {
    for (const row of document.querySelectorAll('.ag-row')) {
      const said = /message \\d{4}/.exec(row.textContent)?.[0];
      if (said) window.seen.logged[said] ??= now();
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  const map = document.getElementById('map').opsmap;
  const waiting = new Set();
  map.onReel((reel) => {
    for (const id of reel.objects) {
      if (id.startsWith('drawn-') && !(id in window.seen.drawn)) waiting.add(id);
    }
  });
  // Looked at once a frame is made; in the next one it is on the screen.
  const look = () => {
    const shown = waiting.size ? map.drawn().map(({ id }) => id) : [];
    const there = shown.filter((id) => waiting.delete(id));
    if (there.length) requestAnimationFrame(() => {
      for (const id of there) window.seen.drawn[id] = now();
    });
  };
  const turn = () => {
    if (waiting.size) setTimeout(look);
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
}"""


def a_page(browser):
    """Return what opens a page, and that what reads when each entry was in its log, on its map."""

    def watching(base):
        page = opened(browser, base, f"operation={OPERATION}", who="officer")
        until(page, "document.getElementById('live').classList.contains('on')")
        page.evaluate(SEE)
        offset = time.time() - time.perf_counter()

        def shown(sent):
            waits = {"line of the log": [], "on the map": []}
            seen = page.evaluate("window.seen")
            for number, at in enumerate(sent):
                logged = seen["logged"].get(f"message {number:04d}")
                drawn = seen["drawn"].get(f"drawn-{number:04d}")
                for came, where in ((logged, "line of the log"), (drawn, "on the map")):
                    if came is not None:
                        waits[where].append(came / 1e3 - offset - at)
            page.context.close()
            return waits

        return shown

    return watching


def main():
    counts = [int(argument) for argument in sys.argv[1:]] or [1, 50, 200, 500]
    print(
        f"  {'ms from request to arrival':<34}{'p50':>8}{'p95':>8}{'most':>8}{'news':>8}{'CPU':>7}"
    )
    with chromium() as browser:
        for count in counts:
            ours = measure("vigie", count)
            measure("vigie", count, a_page(browser))
            base = measure("bare", count)
            print(f"  {'ratio':<34}{ours[0] / base[0]:>8.1f}{ours[1] / base[1]:>8.1f}")
            for kind in () if postgis.MISSING else ("postgis-1", "postgis-2"):
                measure(kind, count)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["viewers", port, count]:
            asyncio.run(viewers(int(port), int(count)))
        case ["postgis-1" | "postgis-2" as kind, port, _]:
            together(int(port), int(kind[-1]))
        case ["vigie" | "bare" as kind, port, folder]:
            {"vigie": vigie, "bare": bare}[kind](int(port), folder)
        case _:
            main()
