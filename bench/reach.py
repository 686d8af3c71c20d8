"""What reach costs a step of the slider: the whole page, with it and without, twenty posts.

    python bench/reach.py

The material: twenty posts that open and close in turn, so that at every step who helps is not who
helped at the step before, and a road that is closed half of the time. The page is the whole one:
map, log, figures and address follow. Each step is two minutes on or back, by the page's own clock.

The same tab is stepped by turns without reach (the baseline) and with it, once all its fields have
come. *Main thread* is Chromium's own TaskDuration over the steps, by processor time, so neighbours
on this machine lengthen it little. The drawing of WebGL is switched off (``bench/browser.py``):
there is no graphics card here. The least of twenty fields alone is timed in the page beside it, by
the clock on the wall; so is a field on the server, by processor time.
"""

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.browser import MainThread, chromium, opened, served, until
from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app, desk_from
from dashboard.coverage.cells import cells_of
from dashboard.coverage.crow import CrowGround
from dashboard.coverage.ground import Closed
from dashboard.journal import Draft, Opened, Placed, Transitioned
from dashboard.settings import Settings

OURS = BY_KEY["regulator"].actor.organisation
BEGINS = datetime(2026, 6, 21, 8, 0, tzinfo=UTC)
POSTS, STEPS = 20, 60
STEP = timedelta(minutes=2)
ROUNDS = 3
VIEW = "-1.55,47.22,12"
WALL = {"type": "LineString", "coordinates": [[-1.6, 47.2], [-1.5, 47.21]]}

STEPPED = """async ([begins, step, steps]) => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let i = 0; i < steps; i++) {
    const x = new Date(begins + step * i).toISOString();
    dash_clientside.vigie.jumped({ points: [{ x }] });
    await frame();
  }
  await frame();
}"""
SAID = "document.getElementById('reach-legend-body')?.textContent ?? ''"
LEAST = """() => {
  const shown = document.getElementById('map').opsmap.map.getLayer('opsmap-reach')
    .implementation.shown;
  const fields = Array.from({ length: 20 }, (_, i) => shown.seconds.map((each) => each ^ i));
  const into = new Uint16Array(shown.seconds.length);
  const least = () => {
    into.set(fields[0]);
    for (let f = 1; f < fields.length; f++) {
      const field = fields[f];
      for (let i = 0; i < into.length; i++) if (field[i] < into[i]) into[i] = field[i];
    }
  };
  for (let i = 0; i < 20; i++) least();
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now();
    least();
    return performance.now() - began;
  });
  return [times.sort((a, b) => a - b)[25], into.length];
}"""


def tell(journal):
    """Tell the day: at each step one post opens, and the one that is longest open closes."""

    def record(fact, step):
        at = BEGINS + step * STEP
        draft = Draft(author="ada", organisation=OURS, occurred_at=at, fact=fact)
        journal.append("bench-reach", draft)

    record(Opened(name="Banc", starts_at=BEGINS, ends_at=BEGINS + STEPS * STEP), 0)
    for number in range(2 * POSTS):
        lon, lat = -1.62 + 0.003 * number, 47.2 + 0.002 * (number * 7 % 20)
        place = {"type": "Point", "coordinates": [lon, lat]}
        said = {"values": {"name": f"Poste {number}"}, "geometry": place}
        status = "active" if number < POSTS else "planned"
        post = Placed(object_id=f"p{number}", kind="medical_post", status=status, **said)
        record(post, 0)
    road = Placed(object_id="mur", kind="closure", status="active", geometry=WALL, values={})
    record(road, STEPS // 2)
    open_now, waiting = list(range(POSTS)), list(range(POSTS, 2 * POSTS))
    for step in range(1, STEPS):
        goes, comes = open_now.pop(0), waiting.pop(0)
        record(Transitioned(object_id=f"p{goes}", verb="close", status="closed"), step)
        verb = "open" if step <= POSTS else "reopen"
        record(Transitioned(object_id=f"p{comes}", verb=verb, status="active"), step)
        open_now.append(comes)
        waiting.append(goes)


def stepped(page):
    """Step through the day; return the milliseconds of main thread a step."""
    main_thread = MainThread(page)
    main_thread.tidy()
    page.wait_for_timeout(300)
    before = main_thread.spent()
    page.evaluate(STEPPED, [BEGINS.timestamp() * 1e3, STEP.seconds * 1e3, STEPS])
    return main_thread.spent().since(before, STEPS).cpu


def come(page):
    """Go to each step until all it needs has come."""
    for step in range(STEPS):
        page.evaluate(STEPPED, [(BEGINS + step * STEP).timestamp() * 1e3, 0, 1])
        until(page, f"/Secours de 20 lieux/.test({SAID})")


def field_ms():
    """Return what a field costs the server, without and with something closed."""
    cells = cells_of((-1.68, 47.14, -1.4, 47.3), 240, 200)
    told = []
    for closed in ((), (Closed(geometry=WALL),)):
        times = []
        for _ in range(5):
            began = time.process_time()
            CrowGround().field((-1.55, 47.2), cells, mode="walk", limit_s=2700, closed=closed)
            times.append((time.process_time() - began) * 1e3)
        told.append(median(times))
    return told


def main():
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{Path(folder) / 'bench.gpkg'}"
        desk = desk_from(Settings(store=store, demonstration=True, _env_file=None))
        tell(desk.journal)
        with served(create_app(desk)) as address, chromium() as browser:
            at = BEGINS.isoformat().replace("+00:00", "Z")
            query = f"operation=bench-reach&at={at}&view={VIEW}"
            page = opened(browser, address, query, locale="fr-FR")
            stepped(page)
            without, with_it = [], []
            page.keyboard.press("i")
            come(page)
            least, cells = page.evaluate(LEAST)
            for _ in range(ROUNDS):
                with_it.append(stepped(page))
                page.keyboard.press("i")
                page.wait_for_timeout(500)
                without.append(stepped(page))
                page.keyboard.press("i")
                page.wait_for_timeout(1500)
    free, closed = field_ms()
    print(f"a step of the whole page, ms of main thread: {median(without):.1f} without reach,")
    print(f"  {median(with_it):.1f} with {POSTS} posts ({cells} cells), one of them new each step")
    print(f"the least of 20 fields: {least:.2f} ms")
    print(f"a field of 48 000 cells on the server: {free:.0f} ms, {closed:.0f} with a closure")


if __name__ == "__main__":
    main()
