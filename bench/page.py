"""How long until the map can be used, and what is shipped for it: cold, then with a warm cache.

    python bench/page.py

Two operations: the Lubrizol demonstration, and a made-up journal of 5 000 entries. The page is
opened in a fresh browser profile (cold), then opened again in the same one (warm), several times.
*Map* is the time from the start of the navigation until the reel is held, the map ready to draw it
and two more frames passed; *log* is until the first of its lines can be read. The server is on the
same machine and has answered before; the drawing of WebGL is switched off (``bench/browser.py``).

*Shipped* is what came over the wire until the whole page stood, the density strip included, as the
browser's own Resource Timing tells it, headers and all; *packed* is the size of the bodies as they
were sent (gzip where the server packs), *raw* what the browser then had to read. *Warm* is what
still comes over the wire the second time. What is asked for twice counts twice.
"""

import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.browser import DRAW_NOTHING, SIZE, chromium, served, until
from bench.journals import journal
from dashboard.app import create_app, desk_from
from dashboard.clock import now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.settings import Settings

STORIES = Path(__file__).parents[1] / "data" / "demo"
REPEATED = 5

PARTS = (
    ("reel", "/reel"),
    ("map: worker", "opsmap/dist/worker"),
    ("map: engine", "opsmap/dist/engine"),
    ("map: component, page script", "opsmap/dist/"),
    ("plotly", "plotly"),
    ("mantine", "dash_mantine_components"),
    ("ag-grid", "dash_ag_grid"),
    ("Dash", "_dash-component-suites"),
    ("answers of the server", "_dash-"),
    ("answers of the server", "/api/"),
    ("own style", "/assets/"),
)
"""Which part an address belongs to: the first whose text it holds; else the page itself."""

WATCH = """
performance.setResourceTimingBufferSize(1000);
window.seen = {};
const watch = async () => {
  const map = document.getElementById("map")?.opsmap;
  if (!seen.map && map?.reel()) {
    seen.map = map.whenReady.then(() => new Promise(requestAnimationFrame))
      .then(() => new Promise(requestAnimationFrame)).then(() => performance.now());
  }
  if (!seen.log && document.querySelector(".ag-row .sentence")) seen.log = performance.now();
  if (!seen.map || !seen.log) requestAnimationFrame(watch);
};
watch();
"""


SHIPPED = """
["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
  .map((e) => [e.name, e.transferSize, e.encodedBodySize, e.decodedBodySize])
"""


def part_of(address):
    path = urlsplit(address).path
    return next((part for part, text in PARTS if text in path), "the page")


def visit(context, address):
    """Open the page; return when map and log could be used, in ms, and what came, by part."""
    page = context.new_page()
    page.goto(address)
    until(page, "seen.map && seen.log")
    seen = page.evaluate("Promise.all([seen.map, seen.log])")
    page.wait_for_selector("#density .bars path", state="attached")
    parts = defaultdict(lambda: [0, 0, 0])
    for name, *sizes in page.evaluate(SHIPPED):
        part = part_of(name)
        parts[part] = [sum(pair) for pair in zip(parts[part], sizes, strict=True)]
    page.close()
    return seen, parts


def measure(browser, address, name):
    cold, warm = [], []
    for _ in range(REPEATED):
        context = browser.new_context(viewport=SIZE, locale="fr-FR")
        context.add_init_script(DRAW_NOTHING + WATCH)
        for visits in (cold, warm):
            visits.append(visit(context, address))
        context.close()
    print(f"\n{name}")
    print(f"  {'':<30}{'map ms':>10}{'quietest':>10}{'log ms':>10}")
    for label, visits in (("cold", cold), ("warm", warm)):
        drawn, read = zip(*(seen for seen, _ in visits), strict=True)
        print(f"  {label:<30}{median(drawn):>10.0f}{min(drawn):>10.0f}{median(read):>10.0f}")
    tell_weights(cold[0][1], warm[0][1])


def tell_weights(cold, warm):
    table = [
        (part, *cold[part], warm[part][0]) for part in sorted(cold, key=lambda part: -cold[part][0])
    ]
    whole = (sum(column) for column in zip(*(weights for _, *weights in table), strict=True))
    print(f"  {'kB':<30}{'shipped':>10}{'packed':>10}{'raw':>10}{'warm':>10}")
    for part, *weights in [*table, ("all", *whole)]:
        print(f"  {part:<30}" + "".join(f"{weight / 1e3:>10.1f}" for weight in weights))


def main():
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/vigie.gpkg"
        desk = desk_from(Settings(store=store, demonstration=True, _env_file=None))
        for _ in tell_stories(desk.journal, stories_to_tell(desk.journal, STORIES), now=now()):
            pass
        desk.journal.adopt(journal(200, 5_000))
        with served(create_app(desk)) as address, chromium() as browser:
            measure(browser, f"{address}/?operation=lubrizol-2019", "Lubrizol, the demonstration")
            measure(browser, f"{address}/?operation=bench", "5 000 entries, 200 objects")


if __name__ == "__main__":
    main()
