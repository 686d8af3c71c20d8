"""An exercise of half an hour, two browsers watching; is the film of it what they saw?

    python bench/half_hour.py [--minutes 30] [--teams 300] [--speed 10]

A Vigie on the embedded store, `vigie simulate` at it, and two pages that follow the present: one on
a good link, one on a poor one (0.4 s, 1 Mbit/s) that is cut twice, for a twentieth and for a tenth
of the time: it goes through a relay of the bench's own, which then ends every connection and takes
no other (what Chromium calls "offline" leaves a stream that is open as it is). WebGL draws nothing
(see ``bench/browser.py``). Every ten seconds each page is asked what it shows: how current it says
it is, how far its journal goes, where the teams are.

Once all is over and both pages are current, without having been loaded anew:

- *entries* and *positions*: what was acknowledged, what the server holds, what each page holds;
- *film*: where every team is at sixty instants of the half hour, in both pages and in a third that
  was opened afterwards, in metres from the third;
- *as seen live*: where a page showed a team at an instant, and where its film shows it at that
  instant as known then. A stream that is half a second late is that much behind a moving team.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from statistics import median

import httpx2

from bench.browser import chromium, opened, until
from bench.serving import answers, cpu_s, memory_mb
from dashboard.tracks.chunk import unpack
from dashboard.tracks.track_file import read
from tests.relay import Relay

OPERATION = "lubrizol-2019"
SIZE = {"width": 1280, "height": 720}
POOR = {"latency": 400, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
ASKED_EVERY_S = 10
INSTANTS = 60
PLAYED = re.compile(r"(\d+) \w+, (\d+) positions, (\d+) ")
M_PER_DEGREE = 111_320.0

NOW = """(ids) => {
  const map = document.getElementById('map').opsmap;
  const places = {};
  for (const id of ids) { const at = map.standsAt(id); if (at) places[id] = at; }
  return { link: document.getElementById('connection').textContent, seq: map.reel().head.seq,
           digest: map.reel().head.digest, places, heap: performance.memory?.usedJSHeapSize ?? 0 };
}"""

FILM = """async ([instants, ids]) => {
  const map = document.getElementById('map').opsmap;
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const told = [];
  for (const [at, known] of instants) {
    map.showAt(at, known);
    await frame(); await frame();
    told.push(Object.fromEntries(ids.map((id) => [id, map.standsAt(id)])));
  }
  return told;
}"""

STILL = """(at) => window.dash_clientside.vigie.jumped({ points: [{ x: at }] })"""


class Watcher:
    """A page that follows an exercise."""

    def __init__(self, browser, address, operation, label):
        self.label = label
        shows = f"operation={operation}"
        self.page = opened(browser, address, shows, viewport=SIZE, locale="en-GB")
        self.network = self.page.context.new_cdp_session(self.page)
        self.network.send("Network.enable")
        self.asked = []

    def slow_down(self):
        self.network.send("Network.emulateNetworkConditions", {"offline": False, **POOR})

    def ask(self, teams):
        at = time.time()
        self.asked.append((at, self.page.evaluate(NOW, teams)))

    def film(self, instants, teams):
        self.page.evaluate(STILL, iso(instants[0][0]))
        self.page.wait_for_timeout(1_000)
        return self.page.evaluate(FILM, [instants, teams])


def iso(ms):
    return datetime.fromtimestamp(ms / 1e3, UTC).isoformat().replace("+00:00", "Z")


def apart(one, other):
    """Return how many metres two places are apart; None where only one of them is there."""
    if one is None or other is None:
        return 0.0 if one is other else None
    east = (one[0] - other[0]) * math.cos(math.radians(other[1]))
    return math.hypot(east, one[1] - other[1]) * M_PER_DEGREE


def compared(label, pairs):
    """Print how far places are apart that should be one."""
    found = [apart(*pair) for pair in pairs]
    missing, metres = found.count(None), sorted(m for m in found if m is not None)
    p50, p99 = (metres[int(len(metres) * part)] for part in (0.5, 0.99))
    print(
        f"  {label:<46}{len(found):>8} places{missing:>6} missing"
        f"{p50:>9.2f}{p99:>9.2f}{metres[-1]:>9.2f} m (p50, p99, most)"
    )


def serve(folder, port, arguments):
    environment = os.environ | {
        "VIGIE_STORE": f"sqlite:///{folder}/half_hour.gpkg",
        "VIGIE_WRITES_PER_MINUTE": "1000000",
        "VIGIE_POSITIONS_PER_MINUTE": "1000000",
    }
    environment.pop("VIGIE_TOKEN", None)
    vigie = [
        sys.executable,
        "-m",
        "dashboard",
        *arguments,
        *(["--port", str(port)] if port else []),
    ]
    return subprocess.Popen(
        vigie, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def exercise_of(client):
    """Return the exercise that was opened, once there is one and its teams are placed."""
    for _ in range(3_000):
        found = [
            one["id"]
            for one in client.get("/api/operations").json()
            if one["id"] not in DEMONSTRATION and one["exercise"]
        ]
        if found:
            return found[0]
        time.sleep(0.2)
    raise TimeoutError("no exercise was opened")


DEMONSTRATION = {OPERATION, "g7-biarritz-2019", "eurovolley-nantes-2019"}


def held(client, operation):
    """Return the last entry, how many positions the server holds, and where they begin and end."""
    entries = client.get(f"/api/operations/{operation}/journal.jsonl").text.splitlines()
    _, chunks = read(client.get(f"/api/operations/{operation}/tracks").content)
    times, teams = Counter(), set()
    for told in chunks:
        track = unpack(told.chunk.body, told.chunk.starts_ms, told.chunk.count)
        teams.add(told.team)
        for at in track.at_ms:
            times[told.team, int(at)] += 1
    return entries, times, sorted(teams)


def watch(server, pages, relay, minutes, teams):
    """Ask both pages, and cut the second one's link twice, until the time is over."""
    good, poor = pages
    began = time.time()
    cuts = [(0.3, 0.35), (0.6, 0.7)]
    lasts, cut_before, memory = minutes * 60, False, []
    names = [f"exercice-{number:03}" for number in range(1, teams + 1)]
    poor.slow_down()
    while (passed := (time.time() - began) / lasts) < 1:
        cut = any(start <= passed < end for start, end in cuts)
        if cut != cut_before:
            (relay.cut if cut else relay.mend)()
            cut_before = cut
        for page in pages:
            page.ask(names[:: max(1, teams // 30)])
        memory.append(memory_mb(server.pid))
        good.page.wait_for_timeout(ASKED_EVERY_S * 1_000)
    return began, memory


def current(pages, seq):
    for page in pages:
        until(page.page, f"document.getElementById('map').opsmap.reel().head.seq >= {seq}", 300)
        # All there were are fetched once a minute while the stream tells the last of each.
        page.page.wait_for_timeout(65_000 / len(pages))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--speed", type=float, default=10)
    asked = parser.parse_args()
    port = 8_400 + os.getpid() % 400
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = serve(folder, port, ["demo"])
        try:
            answers(address)
            run(browser, server, address, asked)
        finally:
            server.terminate()
            server.wait(30)


def run(browser, server, address, asked):
    simulator = serve(
        "", None, ["simulate", OPERATION, f"--teams={asked.teams}", f"--speed={asked.speed}",
                   f"--minutes={asked.minutes + 1}", f"--address={address}"],
    )  # fmt: skip
    cookies = {"vigie_person": "regulator"}
    try:
        with httpx2.Client(base_url=address, cookies=cookies, timeout=120) as client:
            operation = exercise_of(client)
            relay = Relay(int(address.rpartition(":")[2]))
            pages = [
                Watcher(browser, address, operation, "good"),
                Watcher(browser, relay.address, operation, "poor"),
            ]
            before = cpu_s(server.pid)
            began, memory = watch(server, pages, relay, asked.minutes, asked.teams)
            used = (cpu_s(server.pid) - before) / (time.time() - began)
            said, _ = simulator.communicate(timeout=300)
            report(client, browser, pages, operation, said, began)
            third = len(memory) // 3
            print(
                f"  server: {used:.0%} of a core, memory {median(memory[:third]):.0f} MB in the "
                f"first third, {median(memory[-third:]):.0f} MB in the last"
            )
    finally:
        if simulator.poll() is None:
            simulator.terminate()


def report(client, browser, pages, operation, said, began):
    ended = time.time()
    entries, times, teams = held(client, operation)
    head = json.loads(entries[-1])
    seq = head.get("seq", len(entries))
    current(pages, seq)
    played = PLAYED.findall(said)[-1]
    print(f"  simulator: {played[0]} entries, {played[1]} positions, {played[2]} refused")
    print(
        f"  server: {len(entries)} lines of journal, {sum(times.values())} positions of "
        f"{len(teams)} teams, {sum(n - 1 for n in times.values())} twice"
    )
    for page in pages:
        page.ask([])
        links = Counter(re.sub(r"\d+", "n", told["link"]) for _, told in page.asked)
        last = page.asked[-1][1]
        heaps = [told["heap"] / 1e6 for _, told in page.asked]
        print(
            f"  {page.label} link: entry {last['seq']} of {seq}; heap {heaps[0]:.0f} to "
            f"{heaps[-1]:.0f} MB; said {dict(links)}"
        )
    third = Watcher(browser, str(client.base_url).rstrip("/"), operation, "opened afterwards")
    # A page is there before what devices told is.
    until(third.page, "document.getElementById('tracked').textContent")
    film(third, pages, teams, began, ended)


def film(third, pages, teams, began, ended):
    step = (ended - began) / (INSTANTS + 1)
    instants = [[int((began + step * (n + 1)) * 1e3), None] for n in range(INSTANTS)]
    truth = third.film(instants, teams)
    for page in pages:
        ours = page.film(instants, teams)
        compared(
            f"film of the {page.label} link",
            [(a[team], b[team]) for a, b in zip(ours, truth, strict=True) for team in teams],
        )
    for page in pages:
        live = [(at, told["places"]) for at, told in page.asked if told["places"]]
        known = page.film([[int(at * 1e3)] * 2 for at, _ in live], teams)
        compared(
            f"as seen live on the {page.label} link",
            [
                (place, then[team])
                for (_, places), then in zip(live, known, strict=True)
                for team, place in places.items()
            ],
        )


if __name__ == "__main__":
    main()
