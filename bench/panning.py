"""What a frame of panning costs in Chromium with 5 000 objects: OpsMap beside dash-leaflet.

    python bench/panning.py [--objects 300 5000]

The same reel, symbols, names and ways of measuring as ``bench/scrub.py`` (read its head): one
instant, no base map, the drawing of WebGL switched off, in one run, the maps taking turns. On every
animation frame the map is moved by a few pixels, forth and back: OpsMap by MapLibre's ``panBy``
without animation, Leaflet by its own, which moves one element that holds all its markers.

*CPU ms* is the processor time of Chromium's main thread in a frame (TaskDuration), *frames/s* how
many came while every one asked for another, *longest* the longest between two. What the browser's
compositor and graphics card do is not in it, which flatters Leaflet: it hands them 5 000 elements.
``gather`` is the map as it is, ``apart`` the same without piles.
"""

import argparse
from dataclasses import dataclass, field
from statistics import median

from bench.browser import MainThread, Spent, chromium
from bench.scrub import (
    LEAFLET,
    NOTHING_AT_ALL,
    OPSMAP,
    REPEATED,
    ROUNDS,
    leaflet,
    material,
    opened,
    opsmap,
)

PANNED_S = 4

PAN = """async (seconds) => {
  const gaps = [];
  const end = (await bench.frame()) + seconds * 1000;
  for (let n = 0, last = performance.now(); ; n++) {
    // Sixty frames to the right and a little down, then back.
    const forth = n % 120 < 60 ? 1 : -1;
    bench.pan(6 * forth, 2 * forth);
    const now = await bench.frame();
    gaps.push(now - last);
    last = now;
    if (now > end) return gaps;
  }
}"""

OPSMAP_PANS = f"""async () => {{
  await ({OPSMAP})();
  await bench.show(60);
  const {{ map }} = document.getElementById("map").opsmap;
  bench.pan = (x, y) => map.panBy([x, y], {{ duration: 0 }});
}}"""

APART = f"""async () => {{
  dash_clientside.set_props("map", {{ gather: false }});
  await ({OPSMAP_PANS})();
}}"""

LEAFLET_PANS = f"""async () => {{
  const {{ onAdd }} = L.Marker.prototype;
  L.Marker.prototype.onAdd = function (map) {{
    window.leafletMap = map;
    return onAdd.call(this, map);
  }};
  await ({LEAFLET})();
  await bench.show(60);
  bench.pan = (x, y) => window.leafletMap.panBy([x, y], {{ animate: false }});
}}"""

NOTHING_PANS = f"""async () => {{ await ({NOTHING_AT_ALL})(); bench.pan = () => {{}}; }}"""


@dataclass
class Subject:
    """One map and how it is moved, as ``bench.scrub.opened`` takes it."""

    name: str
    layout: object
    script: str
    ready: str
    way: str = ""
    spent: list[Spent] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)


def subjects():
    held = "document.getElementById('map')?.opsmap?.reel()"
    return [
        Subject("OpsMap, gather", opsmap, OPSMAP_PANS, held),
        Subject("OpsMap, apart", opsmap, APART, held),
        Subject("dash-leaflet, div icons", leaflet, LEAFLET_PANS, "window.L"),
        Subject("(nothing: the loop alone)", opsmap, NOTHING_PANS, held),
    ]


def measure(subject, page):
    """Add one repetition to what is known of a subject."""
    main_thread = MainThread(page)
    main_thread.tidy()
    page.wait_for_timeout(300)
    before = main_thread.spent()
    gaps = page.evaluate(PAN, PANNED_S)
    # Names are chosen once it rests: a part of the cost.
    page.wait_for_timeout(300)
    subject.spent.append(main_thread.spent().since(before, len(gaps)))
    subject.rates.append(len(gaps) / sum(gaps) * 1e3)
    subject.longest.append(max(gaps))


def run(browser, objects):
    reel = material(objects)
    found = subjects()
    print(f"\n{objects} objects, panning", flush=True)
    for _ in range(ROUNDS):
        for subject in found:
            with opened(browser, subject, reel, objects) as page:
                for _ in range(REPEATED):
                    measure(subject, page)
    columns = ("CPU ms", "quietest", "× OpsMap", "frames/s", "longest")
    print(f"  {'':<30}" + "".join(f"{column:>10}" for column in columns))
    baseline = median(spent.cpu for spent in found[0].spent)
    for subject in found:
        cpu = sorted(spent.cpu for spent in subject.spent)
        rate, longest = median(subject.rates), median(subject.longest)
        print(
            f"  {subject.name:<30}{median(cpu):>10.2f}{cpu[0]:>10.2f}"
            f"{median(cpu) / baseline:>10.2f}{rate:>10.1f}{longest:>10.1f}",
            flush=True,
        )


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--objects", type=int, nargs="*", default=[300, 5_000])
    given = asked.parse_args()
    with chromium() as browser:
        for objects in given.objects:
            run(browser, objects)


if __name__ == "__main__":
    main()
