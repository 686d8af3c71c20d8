/** Capacity: the casualties a scenario expects, held against the places left at the instant shown; counts, and no more. */
import { arrivedBy, balancesOf, outlookAt, placesAt, SIDES, turnsOf, type Balance, type Category, type Expected, type Hold, type Side } from "../capacity";
import { versionAt } from "../reel";
import { Pace } from "../pace";
import { element, reveal, say, set } from "./dash";
import { make, table } from "./dom";
import { here } from "./here";
import type { Page } from "./page";
import { fills } from "./plan";
import { draw, erase, palette, plain, type Figure } from "./plotly";
import { fill } from "./setting";
import { Telling } from "./telling";

const LOOK_MS = 500;
const HEIGHT = 210;
/** Told apart by dashes, not by colour alone. */
const DASHES: Record<Side, string> = { posts: "solid", hospitals: "dash", receptions: "dot" };

const state: { open: boolean; chosen: string | null; told: string } = { open: false, chosen: null, told: "" };
const pace = new Pace(LOOK_MS, () => here.page && look(here.page));

export const gestures = {
  capacityOf(scenario: string | null): void {
    if (!scenario || scenario === state.chosen) return;
    state.chosen = scenario;
    again();
  },
};

fills({
  key: "capacity",
  opened(page) {
    state.open = true;
    state.told = "";
    look(page);
  },
  closed() {
    state.open = false;
    pace.stop();
    const box = element("capacity-chart");
    if (box) erase(box);
  },
  renewed: (page) => look(page),
  moved: () => pace.ask(),
});

function again(): void {
  state.told = "";
  if (here.page && state.open) look(here.page);
}

function look(page: Page): void {
  const reel = page.held;
  if (!state.open || !reel) return;
  const { time } = page.clock.shown;
  const { holds, expected } = outlookAt(reel, time, page.known, page.setting.capacity.intake);
  const named = expected.map(({ scenario }) => ({ value: scenario, label: page.nameOf(scenario) }));
  const chosen = expected.find(({ scenario }) => scenario === state.chosen) ?? expected[0] ?? null;
  const width = element("capacity-table")?.clientWidth ?? 0;
  const places = holds.map(({ place }) => page.nameOf(place));
  const signature = JSON.stringify([named, chosen, holds, places, chosen && basisOf(page, chosen), width, page.wording.weekday(time)]);
  if (signature === state.told) return;
  state.told = signature;
  set("capacity-scenario", { data: named, value: chosen?.scenario ?? null });
  reveal("capacity-chart", chosen !== null);
  const tell = new Telling(reel, page.setting.telling, page.wording, (id) => page.nameOf(id));
  tellChosen(page, tell, chosen, holds, time);
  tellPlaces(page, tell, holds, time);
  const box = element("capacity-chart");
  if (chosen && box && width > 0) {
    box.setAttribute("aria-label", page.setting.capacity.chart);
    void draw(box, figureOf(page, chosen, holds, width));
  }
}

function tellChosen(page: Page, tell: Telling, chosen: Expected | null, holds: readonly Hold[], day: number): void {
  const { words, capacity } = page.setting;
  if (!chosen) {
    say("capacity-said", words.capacity_none);
    element("capacity-table")?.replaceChildren();
    return;
  }
  const basis = basisOf(page, chosen);
  say(
    "capacity-said",
    fill(words.capacity_of, {
      ...chosen.counts,
      start: tell.moment(chosen.starts, day),
      end: tell.moment(chosen.ends, day),
      basis: basis ? fill(words.capacity_basis, { basis: basis.charAt(0).toLowerCase() + basis.slice(1) }) : words.capacity_no_basis,
    }),
  );
  const rows = balancesOf(chosen, holds).map((one) => [
    `${capacity.sides[one.side]} · ${capacity.categories[one.category]}`, one.expected, one.left, result(page, tell, one, day),
  ]);
  element("capacity-table")?.replaceChildren(table([words.capacity_for, words.capacity_expected, words.capacity_left, words.capacity_result], rows));
}

function result(page: Page, tell: Telling, { expected, short, first }: Balance, day: number): HTMLElement {
  const { words } = page.setting;
  if (expected === 0) return make("span", { className: "soft" }, words.capacity_nobody);
  if (first === null) return make("span", {}, words.capacity_enough);
  return make("b", { className: "too-few" }, fill(words.capacity_short, { short, first: tell.moment(first, day) }));
}

function tellPlaces(page: Page, tell: Telling, holds: readonly Hold[], day: number): void {
  const { words, capacity } = page.setting;
  const of = new Map<string, Hold[]>();
  for (const hold of holds) of.set(hold.place, [...(of.get(hold.place) ?? []), hold]);
  const hours = ({ opens, closes }: Hold): string =>
    opens === null && closes === null ? words.capacity_always : [opens, closes].map((at) => (at === null ? "…" : tell.moment(at, day))).join("–");
  const left = (some: readonly Hold[], category: Category): string => String(some.find((one) => one.category === category)?.left ?? "–");
  const rank = ([hold]: readonly Hold[]): number => SIDES.findIndex(([side]) => side === hold.side);
  const sorted = [...of].sort(([a, one], [b, other]) => rank(one) - rank(other) || page.nameOf(a).localeCompare(page.nameOf(b)));
  const rows = sorted.map(([place, some]) => [
    make("button", { className: "link", onclick: () => page.pick(place) }, page.nameOf(place)),
    ...(["absolute", "relative", "involved"] as const).map((category) => left(some, category)),
    hours(some[0]),
  ]);
  const headings = [words.capacity_place, capacity.categories.absolute, capacity.categories.relative, capacity.categories.involved, words.capacity_when];
  element("capacity-places")?.replaceChildren(
    make("h3", {}, words.capacity_places),
    rows.length ? table(headings, rows) : make("p", { className: "hint" }, words.capacity_no_places),
  );
}

/** What the counts are worth, in words; null where nothing says so. */
function basisOf(page: Page, { scenario }: Expected): string | null {
  const reel = page.held!;
  const version = versionAt(reel, reel.numbers.get(scenario)!, page.clock.shown.time, page.known);
  const said = version < 0 ? null : (reel.values[reel.versions.values[version]]?.basis ?? null);
  const { choices } = page.setting.telling.kinds[page.setting.capacity.intake.scenario].fields.basis;
  return typeof said === "string" ? (choices[said] ?? said) : null;
}

/** Who has come, and the places left, in steps; one chart for each category that is expected. */
function figureOf(page: Page, chosen: Expected, holds: readonly Hold[], width: number): Figure {
  const { capacity, words } = page.setting;
  const colour = palette();
  const categories = (["absolute", "relative", "involved"] as const).filter((category) => chosen.counts[category] > 0);
  const gap = 0.16;
  const high = (1 - gap * (categories.length - 1)) / Math.max(1, categories.length);
  const layout: Record<string, unknown> = {};
  const data = categories.flatMap((category, i) => {
    const axis = i === 0 ? "" : String(i + 1);
    const top = 1 - i * (high + gap);
    layout[`yaxis${axis}`] = { domain: [Math.max(0, top - high), top], rangemode: "tozero", gridcolor: colour.line, zeroline: false, title: { text: plain(capacity.categories[category]), font: { size: 11 } }, nticks: 4, fixedrange: true };
    const sides: Side[] = category === "involved" ? ["receptions"] : ["posts", "hospitals"];
    const of = (side: Side): Hold[] => holds.filter((one) => one.side === side && one.category === category);
    const step = (name: string, at: number[], y: number[], line: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> => ({
      type: "scatter", mode: "lines", name: plain(name), x: at, y, yaxis: `y${axis}`, line: { shape: "hv", ...line }, showlegend: i === 0 || category === "involved", legendgroup: name, ...more,
    });
    const ends = turnsOf(chosen, category, sides.flatMap(of));
    return [
      step(words.capacity_expected, ends, ends.map((at) => arrivedBy(chosen, category, at)), { color: colour.warn, width: 2 }, { fill: "tozeroy", fillcolor: "rgba(192,57,43,.14)", showlegend: i === 0 }),
      ...sides.map((side) => step(capacity.sides[side], ends, ends.map((at) => placesAt(of(side), at)), { color: colour.ink, width: 2, dash: DASHES[side] })),
    ];
  });
  const ticks = 4;
  const at = Array.from({ length: ticks + 1 }, (_, i) => chosen.starts + ((chosen.ends - chosen.starts) * i) / ticks);
  return {
    data,
    layout: {
      ...layout,
      width,
      height: 60 + HEIGHT * 0.55 * Math.max(1, categories.length),
      margin: { l: 44, r: 10, t: 26, b: 26 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: colour.ink, size: 11, family: "system-ui, 'Segoe UI', Roboto, sans-serif" },
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 11 } },
      xaxis: { range: [chosen.starts, chosen.ends], tickvals: at, ticktext: at.map((one) => page.wording.shortTime(one)), gridcolor: colour.line, fixedrange: true, anchor: categories.length > 1 ? `y${categories.length}` : "y" },
    },
  };
}

// Colours are read when the chart is drawn: another theme is another drawing.
new MutationObserver(() => again()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ag-theme-mode"] });
