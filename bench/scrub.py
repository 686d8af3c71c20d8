"""What a step of the slider costs in Chromium: OpsMap, dash-leaflet and plotly, the same picture.

    python bench/scrub.py [--objects 300 5000] [--pictures FOLDER]

The material: teams, medical posts and incidents that for 12 hours move and change status; a step
is three minutes later (or earlier), by when some 3 % of them have changed. All three maps are given
the same reel, the same symbols (``views/symbols``) and the same names, and no base map:

- OpsMap takes the reel and is told the instant (``showAt``);
- dash-leaflet's ``GeoJSON`` layer takes the features of the instant, drawn as div icons;
- plotly's ``Scattermap`` takes the columns of the instant, through ``Plotly.restyle`` and through
  ``Plotly.react``: the quicker of the two counts. Its layer is given our symbols as images and
  keeps a symbol whose name has no room, which plotly itself has no setting for.

The two baselines get their features and columns made beforehand, unmeasured; OpsMap finds what
holds by itself, measured. OpsMap and plotly leave out names that have no room, Leaflet draws all.

How it is measured: in one run, one tab at a time, the maps taking turns. The drawing of WebGL is
switched off (``bench/browser.py``). *ms a step* is Chromium's own TaskDuration over 60 steps, each
asked once the one before is on the screen: by the processor time of the main thread, which is what
the ratios are made from, and by the clock on the wall, which neighbours on this machine lengthen.
*Shown* is the wall time from one picture to the next. *Steps a second* is counted for three seconds
in which every animation frame asks for another instant, if the map has let go of the one before; 60
cannot be better. The loop alone is a row of its own, and is in all the others.

Then the whole page: our slider is dragged with the mouse across 5 000 entries, while the map, the
log, the figures and the address follow. A step is one ``input`` event of the slider; how many come
in a second depends on the mouse too, which Playwright moves on only once the page has answered.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import dash_leaflet as dl
import plotly.graph_objects as go
from dash import Dash, dcc, html
from dash.development.base_component import Component
from fastapi import FastAPI, Response

from bench.browser import DRAW_NOTHING, SIZE, MainThread, Spent, chromium, served, until
from bench.journals import journal
from dashboard.app import create_app, desk_from
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import NOTHING, Draft, Head, Moved, Opened, Placed, Transitioned, seal
from dashboard.layers import KINDS, LAYERS
from dashboard.operations import operation_from
from dashboard.opsmap import OpsMap
from dashboard.picture import Reel
from dashboard.settings import Settings
from dashboard.views.map import drawn
from dashboard.views.symbols import as_address, symbol_of

OPENED_AT = datetime(2026, 6, 21, 6, 0, tzinfo=UTC)
STEP = timedelta(minutes=3)
STEPS = 240
CHANGING = 0.03
"""The share of objects that change in a step."""

CENTRE, ZOOM = (2.35, 48.86), 12
GROUND = (0.11, 0.038)
"""How far from the centre objects stand at most, in degrees: all of them are in view."""

HOP = 0.004
KIND_OF = ("team", "team", "team", "medical_post", "incident")

ROUNDS, REPEATED = 3, 2
"""Times a tab is opened for each map; repetitions in one."""

COUNTED, PATIENCE_S, PLAYED_S = 60, 10, 3
"""Steps of a repetition, unless they take longer than we wait; seconds of playing."""


# The material -------------------------------------------------------------------------------------


def material(objects):
    """Return the reel of twelve hours of ``objects`` objects, as the page receives it."""
    rng = random.Random(1)
    reel, head = Reel(), NOTHING
    opening = Opened(name="Banc", starts_at=OPENED_AT, ends_at=OPENED_AT + STEPS * STEP)
    for second, fact in [(0, opening), *placings(rng, objects), *news(rng, objects)]:
        at = OPENED_AT + timedelta(seconds=second)
        draft = Draft(author="ada", organisation="SAMU", occurred_at=at, fact=fact)
        entry = seal(draft, operation="bench", after=head, recorded_at=at, nonce=rng.randbytes(16))
        reel.extend([entry])
        head = Head(seq=entry.seq, seal=entry.seal)
    operation = operation_from(reel.lines[0].entry)
    return reel_json(reel, operation, tell=lambda _: "")


def placings(rng, objects):
    for number in range(objects):
        kind = kind_of(number)
        values = {"name": f"{KINDS[kind].code} {number}"}
        place = point(*(c + rng.uniform(-far, far) for c, far in zip(CENTRE, GROUND, strict=True)))
        status = rng.choice(statuses(kind))
        yield (
            0,
            Placed(object_id=f"o{number}", kind=kind, status=status, geometry=place, values=values),
        )


def news(rng, objects):
    """Yield moves of teams and changes of status, in order of time."""
    changing = round(objects * CHANGING)
    for step in range(STEPS):
        seconds = sorted(rng.randrange(STEP.seconds) for _ in range(changing))
        numbers = rng.sample(range(objects), changing)
        for second, number in zip(seconds, numbers, strict=True):
            kind, name = kind_of(number), f"o{number}"
            at = step * STEP.seconds + second + 1
            if kind == "team" and rng.random() < 0.7:
                yield at, Moved(object_id=name, geometry=point(*somewhere(rng, number)))
            else:
                status = rng.choice(statuses(kind))
                yield at, Transitioned(object_id=name, verb="set", status=status)


def somewhere(rng, number):
    home = random.Random(number)
    return (
        c + home.uniform(-far, far) + rng.uniform(-HOP, HOP)
        for c, far in zip(CENTRE, GROUND, strict=True)
    )


def kind_of(number):
    return KIND_OF[number % len(KIND_OF)]


def statuses(kind):
    return [name for name in KINDS[kind].statuses if name != "planned"]


def point(lng, lat):
    return {"type": "Point", "coordinates": [round(lng, 6), round(lat, 6)]}


def symbols():
    """Return the address of every symbol, by kind and status."""
    return {
        f"{kind}-{name}": as_address(symbol_of(KINDS[kind], status))
        for kind in set(KIND_OF)
        for name, status in KINDS[kind].statuses.items()
    }


# The three maps -----------------------------------------------------------------------------------

STAGE = """
const bench = (window.bench = {
  frame: () => new Promise(requestAnimationFrame),
  // The instants go forth and back through the middle of the day, so that neighbours follow.
  turn: (n) => (n % 238 < 120 ? n % 238 : 238 - (n % 238)),
  instant: (n) => bench.start + (60 + bench.turn(n)) * bench.pace,
  at: 0,

  async fetch() {
    const { versions, values, geometries } = await (await fetch("/reel.json")).json();
    bench.things = versions.object.map((id, v) => ({
      believed: versions.known_to[v] === null,
      from: versions.valid_from[v],
      to: versions.valid_to[v] ?? Infinity,
      name: values[versions.values[v]].name,
      symbol: `${versions.kind[v]}-${versions.status[v]}`,
      place: geometries[versions.geometry[v]].coordinates,
    }));
    // Features and columns of the baselines: made here, before anything is measured.
    bench.pictures = Array.from({ length: 120 }, (_, n) => {
      const t = bench.instant(n);
      return bench.things.filter(({ believed, from, to }) => believed && from <= t && t < to);
    });
    const addresses = await (await fetch("/symbols.json")).json();
    bench.symbols = await Promise.all(Object.entries(addresses).map(bench.bitmap));
  },

  /** A symbol at twice its size in CSS pixels, for the baselines: neither is to draw SVG itself. */
  async bitmap([name, address]) {
    const image = new Image(60, 60);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 60;
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, 60, 60);
    return [name, canvas.toDataURL(), pen.getImageData(0, 0, 60, 60)];
  },

  /** Steps, each once the one before is on the screen; returns how many there was patience for. */
  async steps(count, patience) {
    const end = performance.now() + patience * 1000;
    let done = 0;
    await bench.frame();
    while (done < count && performance.now() < end) {
      await bench.show(bench.at++);
      done++;
    }
    return done;
  },

  /** Asks for another instant on every animation frame; returns how many the map took. */
  async play(seconds) {
    let asked = 0, busy = false, end = (await bench.frame()) + seconds * 1000;
    while ((await bench.frame()) < end) {
      if (busy) continue;
      busy = true;
      asked++;
      Promise.resolve(bench.ask(bench.at++)).then(() => (busy = false));
    }
    while (busy) await bench.frame();
    return asked;
  },
});
"""

OPSMAP = """async () => {
  const { opsmap } = document.getElementById("map");
  await opsmap.whenReady;
  // The baselines must be given what the map finds by itself.
  const held = vigie.whatHolds(opsmap.reel(), bench.instant(7));
  const places = new Set(held.map(({ geometry: { coordinates } }) => `${coordinates}`));
  if (!bench.pictures[7].every(({ place }) => places.has(`${place}`))) throw Error("not the same");
  bench.ask = (n) => opsmap.showAt(bench.instant(n));
  bench.show = async (n) => { bench.ask(n); await bench.frame(); };
}"""

NOTHING_AT_ALL = """async () => {
  bench.ask = () => {};
  bench.show = bench.frame;
}"""

LEAFLET_DRAWS = """
bench.marker = ({ properties: { name, symbol, last } }, place) => {
  if (last) bench.built = true;
  const className = `thing ${symbol}`;
  const icon = L.divIcon({ html: `<b>${name}</b>`, className, iconSize: [30, 30] });
  return L.marker(place, { icon });
};
"""

LEAFLET = """async () => {
  const style = document.createElement("style");
  style.textContent = `
    .thing { background-size: 30px }
    .thing b { position: absolute; top: 32px; left: -25px; width: 80px; text-align: center;
               font: 600 12px "Noto Sans", sans-serif; color: #14202b;
               -webkit-text-stroke: 4px #fff; paint-order: stroke fill }` +
    bench.symbols.map(([name, url]) => `.${name} { background-image: url("${url}") }`).join("");
  document.head.append(style);
  const features = new Map(bench.things.map((thing) => [thing, {
    type: "Feature",
    geometry: { type: "Point", coordinates: thing.place },
    properties: { name: thing.name, symbol: thing.symbol },
  }]));
  const collections = bench.pictures.map((things) => {
    const found = things.map((thing) => features.get(thing));
    const last = found.at(-1);
    found[found.length - 1] = { ...last, properties: { ...last.properties, last: true } };
    return { type: "FeatureCollection", features: found };
  });
  bench.ask = async (n) => {
    bench.built = false;
    dash_clientside.set_props("objects", { data: collections[bench.turn(n)] });
    while (!bench.built) await bench.frame();
  };
  bench.show = async (n) => { await bench.ask(n); await bench.frame(); };
}"""

PLOTLY = """async (way) => {
  const graph = document.querySelector(".js-plotly-plot");
  const columns = bench.pictures.map((things) => ({
    lon: things.map(({ place }) => place[0]),
    lat: things.map(({ place }) => place[1]),
    text: things.map(({ name }) => name),
    symbol: things.map(({ symbol }) => symbol),
  }));
  const ways = {
    restyle: ({ lon, lat, text, symbol }) =>
      Plotly.restyle(graph, { lon: [lon], lat: [lat], text: [text], "marker.symbol": [symbol] }),
    react({ lon, lat, text, symbol }) {
      const [trace] = graph.data;
      const marker = { ...trace.marker, symbol };
      return Plotly.react(graph, [{ ...trace, lon, lat, text, marker }], graph.layout);
    },
  };
  const map = graph._fullLayout.map._subplot.map;
  for (const [name, , pixels] of bench.symbols) map.addImage(name, pixels, { pixelRatio: 2 });
  bench.ask = (n) => ways[way](columns[bench.turn(n)]);
  bench.show = async (n) => {
    await bench.ask(n);
    do await bench.frame(); while (!map.areTilesLoaded());
    await bench.frame();
  };
  await bench.show(0);
  for (const { id, type } of map.getStyle().layers) {
    if (type === "symbol") map.setLayoutProperty(id, "text-optional", true);
  }
}"""


def opsmap():
    lng, lat = CENTRE
    return OpsMap(
        id="map",
        layers=[drawn(layer, "fr") for layer in LAYERS],
        reel={"url": "/reel.json"},
        view={"center": [lng, lat], "zoom": ZOOM, "duration": 0},
        graticule=False,
        style={"height": "100vh"},
    )


def leaflet():
    lng, lat = CENTRE
    layer = dl.GeoJSON(id="objects", pointToLayer={"variable": "bench.marker"})
    # Leaflet counts zooms on tiles of 256 pixels, MapLibre on tiles of 512.
    return dl.Map(layer, center=[lat, lng], zoom=ZOOM + 1, style={"height": "100vh"})


def plotly():
    lng, lat = CENTRE
    ground = {"id": "ground", "type": "background", "paint": {"background-color": "#eef1f3"}}
    trace = go.Scattermap(
        mode="markers+text",
        textposition="bottom center",
        textfont={"size": 12, "color": "#14202b"},
        marker={"size": 10, "allowoverlap": True},
    )
    figure = go.Figure(trace).update_layout(
        map={
            "style": {"version": 8, "sources": {}, "layers": [ground]},
            "center": {"lon": lng, "lat": lat},
            "zoom": ZOOM,
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )
    return dcc.Graph(figure=figure, style={"height": "100vh"})


# Measuring ----------------------------------------------------------------------------------------


@dataclass
class Subject:
    """One way to draw the picture: a page that shows it, a script that steps it, what it cost."""

    name: str
    layout: Callable[[], Component]
    script: str
    ready: str
    way: str = ""
    spent: list[Spent] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


def subjects():
    map_ready = "document.getElementById('map')?.opsmap?.reel()"
    graph_ready = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
    return [
        Subject("OpsMap, showAt", opsmap, OPSMAP, map_ready),
        Subject("dash-leaflet, GeoJSON, div icons", leaflet, LEAFLET, "window.L"),
        Subject("plotly Scattermap, restyle", plotly, PLOTLY, graph_ready, "restyle"),
        Subject("plotly Scattermap, react", plotly, PLOTLY, graph_ready, "react"),
        Subject("(nothing: the loop alone)", opsmap, NOTHING_AT_ALL, map_ready),
    ]


def application(layout, reel):
    api = FastAPI()
    drawn_symbols = json.dumps(symbols())

    @api.get("/reel.json")
    def reel_() -> Response:
        return Response(reel, media_type="application/json")

    @api.get("/symbols.json")
    def symbols_() -> Response:
        return Response(drawn_symbols, media_type="application/json")

    Dash(__name__, server=api, include_assets_files=False).layout = html.Div(layout())
    return api


@contextmanager
def opened(browser, subject, reel, objects):
    """Yield the page of a subject, ready to be stepped."""
    context = browser.new_context(viewport=SIZE)
    times = f"bench.start = {OPENED_AT.timestamp() * 1e3}; bench.pace = {STEP.seconds * 1e3};"
    context.add_init_script(DRAW_NOTHING + STAGE + times + LEAFLET_DRAWS)
    page = context.new_page()
    page.on("pageerror", lambda error: print(f"  {subject.name}: {error}"))
    with served(application(subject.layout, reel)) as address:
        page.goto(address)
        until(page, subject.ready)
        page.evaluate("bench.fetch()")
        drawn_at_once = page.evaluate("[...new Set(bench.pictures.map((things) => things.length))]")
        if drawn_at_once != [objects]:
            raise SystemExit(f"the pictures hold {drawn_at_once} objects, not {objects}")
        page.evaluate(subject.script, subject.way)
        page.evaluate("bench.steps(10, 20)")
        yield page
        context.close()


def measure(subject, page):
    """Add one repetition to what is known of a subject."""
    main_thread = MainThread(page)
    main_thread.tidy()
    page.wait_for_timeout(200)
    before = main_thread.spent()
    started = page.evaluate("performance.now()")
    steps = page.evaluate(f"bench.steps({COUNTED}, {PATIENCE_S})")
    ended = page.evaluate("performance.now()")
    # What a step leaves to be done later (names, fading) is a part of its cost.
    page.wait_for_timeout(400)
    subject.spent.append(main_thread.spent().since(before, steps))
    subject.shown.append((ended - started) / steps)
    started = page.evaluate("performance.now()")
    asked = page.evaluate(f"bench.play({PLAYED_S})")
    subject.rates.append(asked / (page.evaluate("performance.now()") - started) * 1e3)


def maps(browser, objects, folder):
    reel = material(objects)
    found = subjects()
    print(f"\n{objects} objects, {round(objects * CHANGING)} change a step", flush=True)
    for last in (False,) * (ROUNDS - 1) + (True,):
        for subject in found:
            with opened(browser, subject, reel, objects) as page:
                for _ in range(REPEATED):
                    measure(subject, page)
                if folder and last:
                    take_picture(subject, page, folder, objects)
    columns = ("CPU ms", "quietest", "× OpsMap", "wall ms", "shown ms", "steps/s", "best")
    print(f"  {'':<34}" + "".join(f"{column:>10}" for column in columns))
    baseline = median(spent.cpu for spent in found[0].spent)
    for subject in found:
        usual = median(spent.cpu for spent in subject.spent)
        quietest = min(spent.cpu for spent in subject.spent)
        wall = median(spent.wall for spent in subject.spent)
        print(
            f"  {subject.name:<34}{usual:>10.2f}{quietest:>10.2f}{usual / baseline:>10.2f}"
            f"{wall:>10.2f}{median(subject.shown):>10.1f}"
            f"{median(subject.rates):>10.1f}{max(subject.rates):>10.1f}",
            flush=True,
        )


def take_picture(subject, page, folder, objects):
    """Draw one instant, the same in all maps, to be looked at."""
    page.evaluate("drawForReal(); bench.show(40)")
    page.wait_for_timeout(1500)
    name = re.sub(r"\W+", "-", subject.name)
    page.screenshot(path=Path(folder) / f"{objects}-{name}.png", timeout=120_000)


# The whole page -----------------------------------------------------------------------------------

COUNT_STEPS = """() => {
  window.dragged = 0;
  const slider = document.getElementById("time-slider");
  slider.addEventListener("input", () => window.dragged++);
}"""


def whole_page(browser, objects=200, entries=5_000):
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/vigie.gpkg"
        desk = desk_from(Settings(store=store, demonstration=True, _env_file=None))
        desk.journal.adopt(journal(objects, entries))
        with served(create_app(desk)) as address:
            context = browser.new_context(viewport=SIZE, locale="fr-FR")
            context.add_init_script(DRAW_NOTHING)
            page = context.new_page()
            page.goto(f"{address}/?operation=bench")
            until(page, "document.getElementById('map')?.opsmap?.reel()")
            page.wait_for_selector(".ag-row")
            page.wait_for_timeout(1500)
            page.evaluate(COUNT_STEPS)
            found = [drag(page) for _ in range(1 + ROUNDS * REPEATED)][1:]
            context.close()
    print(f"\nthe whole page: our slider dragged across {entries} entries, {objects} objects")
    print("  " + "".join(f"{name:>10}" for name in ("CPU ms", "quietest", "wall ms", "steps/s")))
    spent, rates = zip(*found, strict=True)
    cpu = sorted(each.cpu for each in spent)
    wall = median(each.wall for each in spent)
    print(f"  {median(cpu):>10.2f}{cpu[0]:>10.2f}{wall:>10.2f}{median(rates):>10.1f}", flush=True)


def drag(page):
    """Drag the thumb across the slider; return what a step cost, and steps a second."""
    box = page.locator("#time-slider").bounding_box()
    main_thread = MainThread(page)
    middle = box["y"] + box["height"] / 2
    left, right = box["x"] + 10, box["x"] + box["width"] - 10
    page.mouse.move(left, middle)
    page.mouse.down()
    page.wait_for_timeout(400)
    main_thread.tidy()
    before = main_thread.spent()
    started, counted = page.evaluate("[performance.now(), window.dragged]")
    page.mouse.move(right, middle, steps=300)
    ended, dragged = page.evaluate("[performance.now(), window.dragged]")
    page.mouse.up()
    page.wait_for_timeout(400)
    steps = dragged - counted
    return main_thread.spent().since(before, steps), steps / (ended - started) * 1e3


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--objects", type=int, nargs="*", default=[300, 5_000])
    asked.add_argument("--pictures", help="a folder for screenshots of the four maps")
    given = asked.parse_args()
    with chromium() as browser:
        for objects in given.objects:
            maps(browser, objects, given.pictures)
        whole_page(browser)


if __name__ == "__main__":
    main()
