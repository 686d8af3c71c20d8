"""What a step of the clock costs while every team moves: OpsMap with trails, dash-leaflet, plotly.

    python bench/tracks.py [--teams 300 2000 20000] [--pictures FOLDER]

The material: a million fixes in all, of teams that are all in view and never stand still, every
five seconds (every minute of 20 000 teams). A step is ten seconds later, or earlier: all of them
have moved. The same ways of measuring as ``bench/scrub.py`` (read its head): no base map, the
drawing of WebGL switched off, in one run, the maps taking turns.

- OpsMap is handed the fixes once (``track``), which is timed by itself, and told the instant
  (``showAt``): it finds where each team is between two fixes, and draws the trails of the last
  quarter of an hour, or none.
- dash-leaflet's ``GeoJSON`` layer and plotly's ``Scattermap`` are given the places of the instant,
  worked out beforehand and not measured, and draw no trails. At 20 000 they are left out.
"""

import argparse
import random
from datetime import timedelta
from statistics import median

from bench.browser import DRAW_NOTHING, SIZE, chromium, served, until
from bench.scrub import (
    CENTRE,
    GROUND,
    LEAFLET,
    LEAFLET_DRAWS,
    NOTHING_AT_ALL,
    OPENED_AT,
    PLOTLY,
    REPEATED,
    ROUNDS,
    STAGE,
    Subject,
    application,
    leaflet,
    measure,
    opsmap,
    plotly,
    point,
    statuses,
    take_picture,
)
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import NOTHING, Draft, Head, Opened, Placed, seal
from dashboard.operations import operation_from
from dashboard.picture import Reel

FIXES = 1_000_000
PACE_S = 10
BASELINES_MOST = 2_000


def material(teams):
    """Return the reel of so many teams that the journal placed once."""
    rng = random.Random(1)
    reel, head = Reel(), NOTHING
    opening = Opened(name="Banc", starts_at=OPENED_AT, ends_at=OPENED_AT + timedelta(hours=12))
    for fact in [opening, *(placed(rng, number) for number in range(teams))]:
        draft = Draft(author="ada", organisation="SAMU", occurred_at=OPENED_AT, fact=fact)
        entry = seal(
            draft, operation="bench", after=head, recorded_at=OPENED_AT, nonce=rng.randbytes(16)
        )
        reel.extend([entry])
        head = Head(seq=entry.seq, seal=entry.seal)
    return reel_json(reel, operation_from(reel.lines[0].entry), tell=lambda _: "")


def placed(rng, number):
    place = point(*(c + rng.uniform(-far, far) for c, far in zip(CENTRE, GROUND, strict=True)))
    return Placed(
        object_id=f"o{number}",
        kind="team",
        status=rng.choice(statuses("team")),
        geometry=place,
        values={"name": f"EQ {number}"},
    )


WALK = """
bench.walk = async () => {
  const { versions, values, geometries } = await (await fetch("/reel.json")).json();
  const teams = versions.object.length;
  const every = teams > 5000 ? 60_000 : 5_000;
  const count = Math.round(bench.fixes / teams);
  let seed = 1;
  const chance = () => {
    // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  bench.chunks = versions.object.map((object, team) => {
    let [lng, lat] = geometries[versions.geometry[team]].coordinates;
    let course = chance() * 360;
    const column = () => new Int32Array(count);
    const chunk = {
      object, device: team, starts: bench.start, count, from: 0, to: Infinity,
      at: column(), received: column().fill(1), lon: column(), lat: column(), speed: column(),
      course: column(), accuracy: column().fill(80), altitude: column(), battery: column(),
      doubt: column(),
    };
    for (let i = 0; i < count; i++) {
      course = (course + (chance() - 0.5) * 40 + 360) % 360;
      const far = (every / 1000) * 1.2e-4 * (every > 5_000 ? 0.2 : 1);
      lng += Math.sin((course * Math.PI) / 180) * far * 1.5;
      lat += Math.cos((course * Math.PI) / 180) * far;
      chunk.at[i] = i * every;
      [chunk.lon[i], chunk.lat[i]] = [Math.round(lng * 1e7), Math.round(lat * 1e7)];
      [chunk.speed[i], chunk.course[i]] = [480, Math.round(course * 10)];
    }
    return chunk;
  });
  if (teams > bench.baselines) return;
  bench.pictures = Array.from({ length: 120 }, (_, n) => {
    const at = (bench.instant(n) - bench.start) / every;
    const [i, share] = [Math.floor(at), at % 1];
    const between = (column) => (column[i] + (column[i + 1] - column[i]) * share) / 1e7;
    return bench.chunks.map(({ lon, lat }, team) => ({
      name: values[versions.values[team]].name,
      symbol: `team-${versions.status[team]}`,
      place: [between(lon), between(lat)],
    }));
  });
  bench.things = bench.pictures.flat();
  const addresses = await (await fetch("/symbols.json")).json();
  bench.symbols = await Promise.all(Object.entries(addresses).map(bench.bitmap));
};
"""

OPSMAP = """async (minutes) => {
  const { opsmap } = document.getElementById("map");
  await opsmap.whenReady;
  dash_clientside.set_props("map", { trail: Number(minutes) });
  await bench.frame();
  const before = performance.now();
  const tracked = opsmap.track({ cursor: 1, chunks: bench.chunks });
  bench.loaded = performance.now() - before;
  if (tracked !== bench.chunks.length) throw Error(`${tracked} teams are tracked`);
  bench.ask = (n) => opsmap.showAt(bench.instant(n));
  bench.show = async (n) => { bench.ask(n); await bench.frame(); };
  await bench.show(7);
  // The baselines must be given what the map finds by itself.
  const places = new Map(opsmap.drawn().map(({ name, place }) => [name, place]));
  for (const { name, place: [lng, lat] } of bench.pictures?.[7] ?? []) {
    const [x, y] = places.get(name);
    if (Math.hypot(x - lng, y - lat) > 1e-9) throw Error(`${name} is elsewhere`);
  }
}"""


def subjects(teams):
    map_ready = "document.getElementById('map')?.opsmap?.reel()"
    graph_ready = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
    ours = [
        Subject("OpsMap, trails of 15 minutes", opsmap, OPSMAP, map_ready, "15"),
        Subject("OpsMap, no trails", opsmap, OPSMAP, map_ready, "0"),
        Subject("(nothing: the loop alone)", opsmap, NOTHING_AT_ALL, map_ready),
    ]
    if teams > BASELINES_MOST:
        return ours
    return [
        *ours,
        Subject("dash-leaflet, GeoJSON, div icons", leaflet, LEAFLET, "window.L"),
        Subject("plotly Scattermap, restyle", plotly, PLOTLY, graph_ready, "restyle"),
    ]


def run(browser, subject, reel, teams, folder):
    context = browser.new_context(viewport=SIZE)
    told = (
        f"bench.start = {OPENED_AT.timestamp() * 1e3}; bench.pace = {PACE_S * 1e3};"
        f"bench.fixes = {FIXES}; bench.baselines = {BASELINES_MOST};"
    )
    context.add_init_script(DRAW_NOTHING + STAGE + told + WALK + LEAFLET_DRAWS)
    page = context.new_page()
    page.on("pageerror", lambda error: print(f"  {subject.name}: {error}"))
    page.on(
        "console",
        lambda said: said.type in {"error", "warning"} and print(f"  {subject.name}: {said.text}"),
    )
    with served(application(subject.layout, reel)) as address:
        page.goto(address)
        until(page, subject.ready)
        page.evaluate("bench.walk()")
        page.evaluate(subject.script, subject.way)
        page.evaluate("bench.steps(10, 20)")
        for _ in range(REPEATED):
            measure(subject, page)
        loaded = page.evaluate("bench.loaded ?? null")
        if folder:
            take_picture(subject, page, folder, teams)
    context.close()
    return loaded


def maps(browser, teams, folder):
    reel = material(teams)
    found = subjects(teams)
    loads = {}
    print(f"\n{teams} teams, {FIXES} fixes, all of them move a step", flush=True)
    for last in (False,) * (ROUNDS - 1) + (True,):
        for subject in found:
            loaded = run(browser, subject, reel, teams, folder if last else None)
            loads.setdefault(subject.name, []).append(loaded)
    columns = ("CPU ms", "quietest", "× OpsMap", "wall ms", "steps/s", "best", "load ms")
    print(f"  {'':<34}" + "".join(f"{column:>10}" for column in columns))
    baseline = median(spent.cpu for spent in found[0].spent)
    for subject in found:
        usual = median(spent.cpu for spent in subject.spent)
        load = [each for each in loads[subject.name] if each is not None]
        print(
            f"  {subject.name:<34}{usual:>10.2f}{min(s.cpu for s in subject.spent):>10.2f}"
            f"{usual / baseline:>10.2f}{median(s.wall for s in subject.spent):>10.2f}"
            f"{median(subject.rates):>10.1f}{max(subject.rates):>10.1f}"
            + (f"{median(load):>10.0f}" if load else ""),
            flush=True,
        )


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--teams", type=int, nargs="*", default=[300, 2_000, 20_000])
    asked.add_argument("--pictures", help="a folder for screenshots of the maps")
    given = asked.parse_args()
    with chromium() as browser:
        for teams in given.teams:
            maps(browser, teams, given.pictures)


if __name__ == "__main__":
    main()
