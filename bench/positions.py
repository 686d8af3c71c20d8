"""How long until a team that moved is where it is on every screen: 300 teams, every 5 s.

    python bench/positions.py [viewers ...]      (1 50 200 by default)

One Vigie on the embedded store, one process. 300 trackers tell where they are in turn, sixty a
second, each message one position (Traccar's form). `viewers` streams of the operation are read in
another process, and two pages in Chromium show it live (WebGL draws nothing, see
``bench/browser.py``). The clock runs from before the message was sent until the page's map has the
team there, in the frame it is asked in. What is told is the last of each team, twice a second: the
half of that is what no server is faster than here. *Told* counts the positions a page showed; one
that was followed by another within the half second is not shown by itself, and is not lost.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

import httpx2
import uvicorn

from bench.browser import chromium, opened
from bench.live import settings, told
from bench.serving import answers, cpu_s
from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app, desk_from
from dashboard.clock import now
from dashboard.journal import Draft, Opened, Placed, Tracked
from dashboard.web import stream_api

OPERATION = "bench"
OURS = BY_KEY["regulator"].actor.organisation
TEAMS = 300
EVERY_S = 5.0
ROUNDS = 8
WARM = 2
NORTH = 48.8
STEP = 1e-5
"""Each position of a team is a metre further north: its latitude says which it is."""

SEE = """([teams, north, step]) => {
  const map = document.getElementById('map').opsmap;
  const last = new Map();
  window.seen = [];
  const look = () => {
    const at = performance.timeOrigin + performance.now();
    for (const team of teams) {
      const place = map.standsAt(team);
      if (!place || place[1] === last.get(team)) continue;
      last.set(team, place[1]);
      window.seen.push([team, Math.round((place[1] - north) / step), at]);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def vigie(port, folder):
    """Serve a Vigie with an operation that goes on, of 300 teams with a tracker each."""
    stream_api.MOST = 10**6
    desk = desk_from(settings(f"sqlite:///{folder}/positions.gpkg", positions_per_minute=10**6))
    at = now() - timedelta(minutes=5)
    open_operation(desk, at, at + timedelta(hours=6))
    uvicorn.run(create_app(desk), port=port, log_level="error", timeout_keep_alive=75)


def team_of(number):
    """Return what a team is called, and its tracker."""
    return f"team-{number:03}"


def open_operation(desk, at, ends_at):
    """Open an operation of 300 teams, each with a tracker of its own name."""

    def record(fact):
        desk.journal.append(
            OPERATION, Draft(author="ada", organisation=OURS, occurred_at=at, fact=fact)
        )

    record(Opened(name="Banc", starts_at=at, ends_at=ends_at))
    for team in range(TEAMS):
        geometry = {"type": "Point", "coordinates": [2.3 + team / 1e3, NORTH]}
        name = team_of(team)
        record(
            Placed(object_id=name, kind="team", status="en_route", geometry=geometry,
                   values={"name": name})
        )  # fmt: skip
        record(Tracked(object_id=name, device=name, starts_at=at))


async def view(port, counted):
    """Read one stream, and count the rounds of positions it tells."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    place = f"/api/stream?of={OPERATION}:{2 * TEAMS + 1}:&locale=fr"
    cookie = "Cookie: vigie_person=regulator"
    writer.write(f"GET {place} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}\r\n\r\n".encode())
    while part := await reader.read(65536):
        counted[0] += part.count(b"event: fixes")


async def viewers(port, count):
    """Hold ``count`` streams until told to stop; then print how often each was told."""
    counts = [[0] for _ in range(count)]
    reading = [asyncio.ensure_future(view(port, one)) for one in counts]
    await asyncio.sleep(2 + count / 100)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for task in reading:
        task.cancel()
    print(json.dumps([one for (one,) in counts]))


def move(base):
    """Let every team tell where it is, eight times over; return when each was sent."""
    sent = {}
    with httpx2.Client(base_url=base, cookies={"vigie_person": "regulator"}) as client:
        began = time.perf_counter()
        for number in range(TEAMS * ROUNDS):
            time.sleep(max(0, began + number * EVERY_S / TEAMS - time.perf_counter()))
            turn, team = divmod(number, TEAMS)
            name, step = team_of(team), turn + 1
            # A device tells in whole seconds; one that told before in this second told it twice.
            said = {
                "id": name,
                "lon": 2.3 + team / 1e3,
                "lat": f"{NORTH + step * STEP:.6f}",
                "timestamp": int(time.time()),
                "accuracy": 5,
            }
            sent[name, step] = time.time()
            client.get("/api/feeds/osmand", params=said).raise_for_status()
    return sent


def two_pages(browser, base):
    two = [opened(browser, base, f"operation={OPERATION}") for _ in range(2)]
    for page in two:
        page.evaluate(SEE, [[team_of(team) for team in range(TEAMS)], NORTH, STEP])
    return two


def measure(browser, count):
    with tempfile.TemporaryDirectory() as folder:
        port = 8_900 + count % 90
        server = subprocess.Popen([sys.executable, __file__, "vigie", str(port), folder])
        try:
            base = f"http://127.0.0.1:{port}"
            answers(base)
            crowd = subprocess.Popen(
                [sys.executable, __file__, "viewers", str(port), str(count)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            pages = two_pages(browser, base)
            crowd.stdout.readline()
            before, started = cpu_s(server.pid), time.perf_counter()
            sent = move(base)
            load = (cpu_s(server.pid) - before) / (time.perf_counter() - started)
            pages[0].wait_for_timeout(2_000)
            rounds = json.loads(crowd.communicate("stop\n")[0].splitlines()[-1])
            waits, shown = [], 0
            for page in pages:
                for team, step, at in page.evaluate("window.seen"):
                    if (team, step) in sent:
                        shown += 1
                        if step > WARM:
                            waits.append(at / 1e3 - sent[team, step])
                page.context.close()
            label = f"{count} viewers, each told {min(rounds)} to {max(rounds)} times"
            told(label, waits, f"{load:.1%}")
            print(f"    shown {shown} of {2 * len(sent)}")
        finally:
            server.terminate()
            server.wait(20)


def main():
    counts = [int(argument) for argument in sys.argv[1:]] or [1, 50, 200]
    print(f"  {'ms from message to map':<34}{'p50':>8}{'p95':>8}{'most':>8}{'moves':>8}{'CPU':>7}")
    with chromium() as browser:
        for count in counts:
            measure(browser, count)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["viewers", port, count]:
            asyncio.run(viewers(int(port), int(count)))
        case ["vigie", port, folder]:
            vigie(int(port), folder)
        case _:
            main()
