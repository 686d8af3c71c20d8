"""How a million positions come into a page: bytes and seconds, beside the same numbers as JSON.

    python bench/film_in.py [positions of each of 300 teams, 3400 by default: a million in all]

One Vigie on the embedded store, in a process of its own, with 300 teams whose trackers told of five
hours, sealed by the hour (the vehicles of ``bench/fixes.py``). A page in Chromium opens the
operation in their midst (WebGL draws nothing, see ``bench/browser.py``) and asks for them while its
log and its map are still being made; then, at rest, once more, because a tracker was handed over.
From when they are asked for: the first byte, the last, and the frame in which the map knows where
the last team was at the end.

*JSON* is the same ten numbers of each as arrays, by team, made and gzipped beforehand, which is not
counted, fetched by the same page and parsed: nothing is looked up in it, nothing drawn. Medians of
five pages.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median

import httpx2
import uvicorn

from bench.browser import chromium, opened, until
from bench.fixes import NOON, PACE_S, fixes_of
from bench.live import settings
from bench.positions import OPERATION, OURS, TEAMS, open_operation, team_of
from bench.serving import answers
from dashboard.app import create_app, desk_from
from dashboard.clock import FAR, now
from dashboard.tracks.track import row_of

PAGES = 5
REST_MS = 4_000
PORT = 8_970

HEAR = """([team, at]) => {
  const map = document.getElementById('map').opsmap;
  let forgotten = !map.fixAt(team, at, null);
  window.known = null;
  const look = () => {
    const there = map.fixAt(team, at, null);
    forgotten ||= !there;
    if (there && forgotten) window.known = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""
TOLD = """() => {
  const all = performance.getEntriesByType('resource');
  const one = all.findLast(({ name }) => /\\/tracks/.test(name));
  return { asked: one.startTime, first: one.responseStart, last: one.responseEnd,
           bytes: one.encodedBodySize, known: window.known };
}"""
PLAIN = """async (url) => {
  const began = performance.now();
  const answer = await fetch(url);
  const first = performance.now();
  const text = await answer.text();
  const last = performance.now();
  const teams = JSON.parse(text);
  const known = performance.now();
  const count = Object.values(teams).reduce((sum, rows) => sum + rows.length, 0);
  return { count, asked: began, first, last, known };
}"""


def vigie(port, folder, count):
    """Serve a Vigie that keeps ``count`` positions of each of 300 teams, sealed."""
    desk = desk_from(settings(f"sqlite:///{folder}/film.gpkg"))
    open_operation(desk, NOON, NOON + timedelta(seconds=PACE_S * count, minutes=5))
    for team in range(TEAMS):
        device = desk.tracks.device(OURS, team_of(team), "bench")
        desk.tracks.keep({device: fixes_of(team, count)})
    desk.tracks.seal(FAR)
    uvicorn.run(create_app(desk), port=port, log_level="error", timeout_keep_alive=75)


def as_json(count):
    """Return the same numbers as JSON, gzipped as a server would."""
    rows = {team_of(n): [row_of(kept) for kept in fixes_of(n, count)] for n in range(TEAMS)}
    return gzip.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)


def hand_over(base, turn):
    """Give a team a tracker more, which never told anything: all positions are read anew."""
    said = {
        "fact": "Tracked",
        "body": {"object_id": team_of(0), "device": f"autre-{turn}", "starts_at": NOON.isoformat()},
        "occurred_at": now().isoformat(),
        "category": "means",
        "confirmed": ["future", "late", "past"],
    }
    cookies = {"vigie_person": "regulator"}
    answer = httpx2.post(f"{base}/api/operations/{OPERATION}/entries", json=said, cookies=cookies)
    answer.raise_for_status()


class Json(BaseHTTPRequestHandler):
    """Answers with the same bytes, always; and with an empty page that asks for them."""

    body = b""

    def do_GET(self):  # the name http.server calls
        body = b"" if self.path == "/" else self.body
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if body else "text/html")
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def row(name, size, told):
    def of(key):
        return median(one[key] - one["asked"] for one in told)

    print(
        f"  {name:<34}{size / 1e6:>8.1f}{of('first'):>12.0f}{of('last'):>12.0f}{of('known'):>12.0f}"
    )


def main(count):
    total = count * TEAMS
    Json.body = as_json(count)
    beside = ThreadingHTTPServer(("127.0.0.1", PORT + 1), Json)
    threading.Thread(target=beside.serve_forever, daemon=True).start()
    ends_ms = round(NOON.timestamp() * 1e3) + (count - 1) * PACE_S * 1_000
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = subprocess.Popen(
            [sys.executable, __file__, "vigie", str(PORT), folder, str(count)]
        )
        try:
            base = f"http://127.0.0.1:{PORT}"
            answers(base, patience_s=600)
            opening, ours, theirs = [], [], []
            for turn in range(PAGES):
                middle = f"{NOON + timedelta(seconds=PACE_S * count / 2):%Y-%m-%dT%H:%M:%SZ}"
                page = opened(browser, base, f"operation={OPERATION}&at={middle}")
                last = [team_of(TEAMS - 1), ends_ms + 1_000]
                page.evaluate(HEAR, last)
                until(page, "window.known")
                opening.append(page.evaluate(TOLD))
                page.wait_for_timeout(REST_MS)
                page.evaluate(HEAR, last)
                hand_over(base, turn)
                until(page, "window.known")
                ours.append(page.evaluate(TOLD))
                page.context.close()
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{PORT + 1}/")
                theirs.append(page.evaluate(PLAIN, "/all.json"))
                page.close()
        finally:
            server.kill()
            server.wait(20)
            beside.shutdown()
    if {one["count"] for one in theirs} != {total}:
        raise SystemExit(f"not {total} came as JSON")
    print(f"{total:,} positions; ms since they were asked for")
    print(f"  {'':<34}{'MB':>8}{'first byte':>12}{'last byte':>12}{'known':>12}")
    size = median(one["bytes"] for one in ours)
    row("Vigie, in the map, read anew", size, ours)
    row("the same while the page opens", size, opening)
    row("JSON, parsed", len(Json.body), theirs)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["vigie", port, folder, count]:
            vigie(int(port), folder, int(count))
        case said:
            main(int(said[0]) if said else 3_400)
