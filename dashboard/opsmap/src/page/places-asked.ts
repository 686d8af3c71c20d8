/** What is asked about places: whom to reach, how soon, among which places; kept while the tab is out of view. */
import type { Geometry, Polygon } from "geojson";
import { button, choose, labelled, tick, write } from "./asking";
import { make } from "./dom";
import * as outlining from "./outlining";
import type { Page } from "./page";
import { fill } from "./setting";

export interface Area {
  readonly name: string;
  readonly geometry: Geometry;
  readonly density: number;
  readonly unit: "m2" | "ha";
}

/** As the fields stand; numbers as they are typed. */
export interface Asked {
  objects: boolean;
  counting: string;
  areas: Area[];
  document: string;
  column: string;
  within: string;
  launch: string;
  pace: string;
  due: boolean;
  from: string;
  to: string;
  aim: string;
  n: string;
  mode: string;
  area: Geometry | null;
  step: string;
  candidates: string[];
  excluded: string[];
  settled: boolean;
  over: boolean;
  seconds: string;
}

export function asked(page: Page): Asked {
  const { operation } = page.setting;
  const { span } = page.clock;
  return {
    objects: true, counting: "highest", areas: [], document: "", column: "", within: "15", launch: "0", pace: "central", due: true,
    from: page.wording.forInput(operation.continuous ? span.from : operation.starts_at),
    to: page.wording.forInput(operation.continuous ? span.to : operation.ends_at),
    aim: "most", n: "2", mode: "emergency", area: null, step: "200", candidates: [], excluded: [], settled: true, over: true, seconds: "20",
  };
}

export interface Source {
  readonly value: string;
  readonly label: string;
}

interface Doc {
  readonly sha256: string;
  readonly name: string;
  readonly media_type: string;
  readonly here: boolean;
}

const READ = ["text/csv", "application/geo+json", "application/json", "application/geopackage+sqlite3"];

/** The number a field says, with a comma or a point; null where it says none. */
export function number(text: string): number | null {
  const found = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(found) ? found : null;
}

/** The documents a population may be read from, newest last. */
export async function populations(page: Page): Promise<Doc[]> {
  const answer = await fetch(`${page.setting.url}/documents`, { credentials: "same-origin" }).catch(() => null);
  const told = (await answer?.json().catch(() => null)) as { documents?: Doc[] } | null | undefined;
  return (answer?.ok ? (told?.documents ?? []) : []).filter(({ media_type, here }) => here && READ.includes(media_type));
}

/** Whom to reach. `again` draws the form anew. */
export function askWho(page: Page, held: Asked, sources: readonly Source[], documents: readonly Doc[], again: () => void): HTMLElement {
  const { words } = page.setting;
  const countings = [
    ["highest", words.places_highest], ["lowest", words.places_lowest],
    ...sources.map(({ value, label }) => [`source ${value}`, fill(words.places_by, { source: label })] as const),
  ] as const;
  const files = [["", words.places_no_file], ...documents.map(({ sha256, name }) => [sha256, name] as const)] as const;
  const [density, unit] = [write("2", "text"), choose([["m2", words.places_m2], ["ha", words.places_ha]], "m2")];
  density.inputMode = "decimal";
  return make(
    "section",
    {},
    make("h3", {}, words.places_who),
    tick(words.places_objects, held.objects, (on) => void (held.objects = on)),
    labelled(words.places_counting, choose(countings, held.counting, (value) => void (held.counting = value))),
    labelled(words.places_file, choose(files, held.document, (value) => { held.document = value; again(); })),
    held.document ? labelled(words.places_column, typed(held, "column")) : null,
    make(
      "details",
      {},
      make("summary", {}, words.places_density),
      make(
        "div", { className: "two" },
        labelled(words.places_per, unit), labelled(words.places_density, density),
        button(words.places_draw, () => drawCrowd(page, held, density.value, unit.value as Area["unit"], again)),
      ),
    ),
    list(page, held.areas.map(({ name, density: dense, unit: per }) => fill(words.places_area_said, { name, density: dense, unit: words[`places_${per}`] })), (at) => { held.areas.splice(at, 1); again(); }),
  );
}

/** How soon, and from when to when. */
export function askWhen(page: Page, held: Asked): HTMLElement {
  const { words } = page.setting;
  const paces = ["favourable", "central", "prudent"].map((pace) => [pace, words[`places_${pace}`]] as const);
  return make(
    "section",
    {},
    make("h3", {}, words.places_time),
    make(
      "div", { className: "two" },
      labelled(words.places_within, typed(held, "within", "decimal")),
      labelled(words.places_launch, typed(held, "launch", "decimal")),
      labelled(words.places_pace, choose(paces, held.pace, (value) => void (held.pace = value))),
    ),
    make("div", { className: "two" }, labelled(words.places_from, moment(held, "from")), labelled(words.places_to, moment(held, "to"))),
    tick(words.places_due, held.due, (on) => void (held.due = on)),
  );
}

/** Where more may be put. */
export function askWhere(page: Page, held: Asked, again: () => void): HTMLElement {
  const { words } = page.setting;
  const named = (keys: readonly string[]): (readonly [string, string])[] => keys.map((key) => [key, words[`places_${key}`]] as const);
  const aims = named(["most", "all", "mean", "worst"]);
  const said = (text: string): string => page.wording.dayAndTime(page.wording.fromInput(text) ?? page.clock.span.from);
  const period = { from: said(held.from), to: said(held.to) };
  const weigh = [["over", fill(words.places_over, period)], ["at", words.places_at]] as const;
  return make(
    "div",
    {},
    make(
      "div", { className: "two" },
      labelled(words.places_aim, choose(aims, held.aim, (value) => { held.aim = value; again(); })),
      held.aim === "all" ? null : labelled(words.places_n, typed(held, "n", "numeric")),
      labelled(words.places_mode, choose(named(["emergency", "drive", "walk", "helicopter"]), held.mode, (value) => void (held.mode = value))),
    ),
    make("h3", {}, words.places_among),
    make(
      "div", { className: "two" },
      make("p", { className: "hint" }, held.area ? words.places_area_drawn : words.places_no_area),
      labelled(words.places_step, typed(held, "step", "decimal")),
      button(words.places_draw_candidates, () => outline(words.places_draw_candidates, (geometry) => { held.area = geometry; again(); })),
    ),
    make(
      "div", { className: "two" },
      button(words.places_candidate, () => take(page, held.candidates, again)),
      button(words.places_exclude, () => take(page, held.excluded, again)),
    ),
    objects(page, words.places_candidates_said, held.candidates, again),
    objects(page, words.places_excluded_said, held.excluded, again),
    tick(words.places_settled, held.settled, (on) => void (held.settled = on)),
    make(
      "div", { className: "two" },
      labelled(words.places_weigh, choose(weigh, held.over ? "over" : "at", (value) => void (held.over = value === "over"))),
      labelled(words.places_seconds, typed(held, "seconds", "numeric")),
    ),
  );
}

/** What both questions send. */
export function common(page: Page, held: Asked): Record<string, unknown> {
  const source = held.counting.startsWith("source ") ? held.counting.slice(7) : null;
  return {
    demand: {
      objects: held.objects,
      counting: source === null ? held.counting : "source",
      source: source ?? "",
      areas: held.areas,
      document: held.document || null,
      column: held.document ? held.column.trim() : "",
    },
    within_min: number(held.within),
    launch_min: number(held.launch),
    pace: held.pace,
    due: held.due,
    known_at: page.known === null ? null : new Date(page.known).toISOString(),
  };
}

export function period(page: Page, held: Asked): { start: string | null; end: string | null } {
  const said = (text: string): string | null => {
    const at = page.wording.fromInput(text);
    return at === null ? null : new Date(at).toISOString();
  };
  return { start: said(held.from), end: said(held.to) };
}

/** A field that keeps what is typed in it. */
function typed(held: Asked, key: { [K in keyof Asked]: Asked[K] extends string ? K : never }[keyof Asked], mode = ""): HTMLInputElement {
  const field = write(held[key]);
  if (mode) field.inputMode = mode;
  field.addEventListener("input", () => void (held[key] = field.value));
  return field;
}

function moment(held: Asked, key: "from" | "to"): HTMLInputElement {
  const field = typed(held, key);
  field.type = "datetime-local";
  return field;
}

function drawCrowd(page: Page, held: Asked, density: string, unit: Area["unit"], again: () => void): void {
  const { words } = page.setting;
  outline(words.places_draw_crowd, (geometry) => {
    held.areas.push({ name: fill(words.places_area, { number: held.areas.length + 1 }), geometry, density: number(density) ?? 0, unit });
    again();
  });
}

function outline(title: string, drawn: (geometry: Polygon) => void): void {
  outlining.outline({ title, tool: "polygon", drawn: (geometry) => void (geometry.type === "Polygon" && drawn(geometry)) });
}

function take(page: Page, into: string[], again: () => void): void {
  const object = page.chosenObject;
  if (object && !into.includes(object)) into.push(object);
  again();
}

function objects(page: Page, title: string, held: string[], again: () => void): HTMLElement | null {
  if (!held.length) return null;
  const names = held.map((object) => page.nameOf(object));
  return make("div", {}, make("p", { className: "hint" }, title), list(page, names, (at) => { held.splice(at, 1); again(); }));
}

function list(page: Page, names: readonly string[], remove: (at: number) => void): HTMLElement | null {
  if (!names.length) return null;
  const { words } = page.setting;
  return make("ul", {}, ...names.map((name, at) => make("li", {}, name, make("button", { aria: { label: fill(words.places_remove, { name }) }, onclick: () => remove(at) }, "×"))));
}
