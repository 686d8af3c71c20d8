/** Afterwards: delays of posts, places left alone, response times, and what was known late; each line leads to its instant. */
import { Pace } from "../pace";
import { post } from "./asking";
import { Curves } from "./curves";
import { element } from "./dash";
import { make, table, type Child } from "./dom";
import { here } from "./here";
import { follow, stop, watch, type Job } from "./job";
import type { Page } from "./page";
import { fills } from "./plan";
import { modelsSaid, type Told } from "./model-said";
import { fill } from "./setting";

interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
  most: number | null;
}

interface Turning {
  object_id: string;
  name: string;
  kind_label: string;
  turn: "opening" | "closing";
  kept: "done" | "never" | "given_up";
  planned_at: string;
  actual_at: string | null;
  known_at: string | null;
  minutes: number | null;
}

interface Place {
  object_id: string;
  name: string;
  needed: number;
  minutes: number;
  alone_min: number;
  short_min: number;
  lacks: { starts_at: string; ends_at: string; teams: number; minutes: number }[];
}

interface Response {
  object_id: string;
  name: string;
  begun_at: string;
  arrived_at: string | null;
  launch_s: number | null;
  travel_s: number | null;
  response_s: number | null;
  predicted_s: number | null;
  untold_sentence: string;
}

interface Afterwards {
  turnings: Turning[];
  openings: Spread;
  places: Place[];
  unassigned: { object_id: string; name: string }[];
  responses: Response[];
  launch_min: Spread;
  travel_min: Spread;
  response_min: Spread;
  predicted_min: Spread;
  compared_min: Spread;
  excess_min: Spread;
  untold: { sentence: string; count: number }[];
  models: Told[];
  reports_min: Spread;
  reports_late: number;
  hours: { starts_at: string; minutes: Spread }[];
  latest: { seq: number; minutes: number; sentence: string }[];
}

/** So many lines of a table are shown; the file has them all. */
const SHOWN = 25;
const HOUR = 3_600_000;
const charts: Curves[] = [];
const pace = new Pace(10_000, () => here.page && void load(here.page));
/** What is being computed, and for which operation: never twice at once. */
let under: { job: Job | null; url: string } | null = null;

fills({
  key: "afterwards",
  opened: (page) => void load(page),
  closed: () => {
    pace.stop();
    halt();
    wipe();
  },
  renewed: () => pace.ask(),
});

function wipe(): void {
  for (const chart of charts.splice(0)) chart.erase();
}

/** Whoever looks elsewhere needs no answer. */
function halt(): void {
  if (under?.job) void stop(under.job);
  under = null;
}

async function load(page: Page): Promise<void> {
  const { url, words } = page.setting;
  if (under?.url === url) {
    pace.ask();
    return;
  }
  halt();
  const mine = (under = { job: null as Job | null, url });
  const begun = await post<Job>(`${url}/afterwards`, {});
  const job = begun && "said" in begun ? begun.said : null;
  if (job && under !== mine) void stop(job);
  mine.job = job;
  const [room, shown] = [element("afterwards-work"), element("afterwards-body")];
  // What was told last stays while it is computed again.
  const ended = job && room && under === mine ? await (shown?.childElementCount ? follow(job, () => undefined) : watch(job, room, words)) : null;
  if (under !== mine) return;
  under = null;
  const body = element("afterwards-body");
  if (here.page !== page || page.setting.url !== url || !body) return;
  if (ended?.state !== "done") {
    const wrong = begun && "wrong" in begun ? begun.wrong : ended?.sentence;
    body.replaceChildren(make("p", { className: "hint" }, wrong || words.variant_lost));
    return;
  }
  const found = ended.result as unknown as Afterwards;
  wipe();
  body.replaceChildren(
    page.setting.operation.exercise ? make("p", { className: "hint" }, words.after_exercise) : "",
    ...responses(page, found),
    ...turnings(page, found),
    ...places(page, found),
    ...reports(page, found),
  );
}

function turnings(page: Page, found: Afterwards): (Node | string)[] {
  const { words } = page.setting;
  const title = make("h3", {}, words.after_openings);
  if (!found.turnings.length) return [title, make("p", { className: "hint" }, words.after_no_openings)];
  const opened = found.turnings.filter(({ turn }) => turn === "opening");
  const of = (kept: string): number => opened.filter((one) => one.kept === kept).length;
  const { openings: spread } = found;
  const said = fill(words.after_openings_said, {
    count: spread.count, median: minutes(page, spread.median), p90: minutes(page, spread.p90), never: of("never"), given_up: of("given_up"),
  });
  const latest = [...found.turnings].sort((a, b) => weight(b) - weight(a) || a.planned_at.localeCompare(b.planned_at));
  const rows = latest.slice(0, SHOWN).map((one): Child[] => [
    leading(page, one.object_id, `${one.name} (${one.turn === "opening" ? words.after_opening : words.after_closing})`, one.actual_at ?? one.planned_at),
    moment(page, one.planned_at),
    one.kept === "done" ? moment(page, one.actual_at) : one.kept === "never" ? words.after_never : words.after_given_up,
    moment(page, one.known_at),
    late(page, one.minutes),
  ]);
  const headings = [words.after_object, words.after_planned, words.after_actual, words.after_known, words.after_late];
  return [title, make("p", {}, said), listed(headings, rows), rest(page, latest.length), csv(page, "turnings")];
}

/** What never happened first, then the latest; what was given up is no delay. */
function weight({ kept, minutes: delay }: Turning): number {
  return kept === "never" ? Infinity : kept === "given_up" ? -Infinity : (delay ?? 0);
}

function places(page: Page, found: Afterwards): (Node | string)[] {
  const { words } = page.setting;
  const title = make("h3", {}, words.after_places);
  const names = found.unassigned.map(({ name }) => name).join(", ");
  const unassigned = names ? make("p", { className: "hint" }, fill(words.after_unassigned, { names })) : "";
  if (!found.places.length) return [title, make("p", { className: "hint" }, words.after_no_places), unassigned];
  const sum = (key: "alone_min" | "short_min" | "minutes"): number => found.places.reduce((total, one) => total + one[key], 0);
  const said = fill(words.after_places_said, { alone: minutes(page, sum("alone_min")), short: minutes(page, sum("short_min")), minutes: minutes(page, sum("minutes")), count: found.places.length });
  const rows = [...found.places]
    .sort((a, b) => b.alone_min + b.short_min - a.alone_min - a.short_min)
    .slice(0, SHOWN)
    .map((one): Child[] => [
      leading(page, one.object_id, one.name, one.lacks[0]?.starts_at ?? null),
      one.needed,
      minutes(page, one.alone_min),
      minutes(page, one.short_min),
      make("span", { className: "after-lacks" }, ...one.lacks.slice(0, 6).map((lack) => leading(page, one.object_id, `${moment(page, lack.starts_at)}–${until(page, lack)}`, lack.starts_at))),
    ]);
  const headings = [words.after_place, words.after_needed, words.after_alone, words.after_short, words.after_when];
  return [title, make("p", {}, said), listed(headings, rows), unassigned, csv(page, "places")];
}

function responses(page: Page, found: Afterwards): (Node | string)[] {
  const { words } = page.setting;
  const title = make("h3", {}, words.after_responses);
  if (!found.responses.length) return [title, make("p", { className: "hint" }, words.after_no_responses)];
  const compared: [string, Spread][] = [
    [words.after_compared, found.compared_min], [words.after_predicted, found.predicted_min], [words.after_excess, found.excess_min],
  ];
  const measured: [string, Spread][] = [
    [words.after_launch, found.launch_min], [words.after_travel, found.travel_min], [words.after_response, found.response_min],
    ...(found.compared_min.count ? compared : []),
  ];
  const summary = listed(
    [words.after_measure, words.after_count, words.after_median, words.after_p90, words.after_most],
    measured.map(([label, { count, median, p90, most }]): Child[] => [label, count, ...[median, p90, most].map((one) => minutes(page, one))]),
  );
  const untold = found.untold.length
    ? [make("h4", {}, words.after_untold), make("ul", {}, ...found.untold.map(({ sentence: reason, count }) => make("li", {}, fill(words.after_untold_one, { count, reason }))))]
    : [];
  const rows = found.responses.slice(0, SHOWN).map((one): Child[] => [
    leading(page, one.object_id, one.name, one.arrived_at ?? one.begun_at),
    moment(page, one.begun_at),
    minutes(page, one.launch_s === null ? null : one.launch_s / 60),
    minutes(page, one.travel_s === null ? null : one.travel_s / 60),
    one.predicted_s === null ? make("small", {}, one.untold_sentence) : minutes(page, one.predicted_s / 60),
  ]);
  const headings = [words.after_team, words.after_begun, words.after_launch, words.after_travel, words.after_predicted_min];
  return [title, summary, ...madeWith(page, found), ...scatter(page, found), ...untold, listed(headings, rows), rest(page, found.responses.length), csv(page, "responses")];
}

/** What travel was predicted with, each way of computing it once. */
function madeWith(page: Page, { models }: Afterwards): Node[] {
  const said = modelsSaid(page, models);
  if (!said.length) return [];
  return [...said, page.setting.words.pace_central].map((one) => make("p", { className: "hint" }, one));
}

/** What was predicted along, what was reached up: a point on the line came as predicted. */
function scatter(page: Page, found: Afterwards): Node[] {
  const { words } = page.setting;
  const compared = found.responses.filter(({ predicted_s: told, travel_s: went }) => told !== null && went !== null);
  if (!compared.length) return [];
  const box = make("div", { className: "after-chart" });
  const chart = new Curves(box);
  charts.push(chart);
  requestAnimationFrame(() =>
    void chart.points(
      compared.map((one) => ({ name: one.name, x: one.predicted_s! / 60, y: one.travel_s! / 60 })),
      { x: words.after_predicted_min, y: words.after_actual_min, alike: words.after_alike, label: words.after_scatter },
    ),
  );
  return [make("h4", {}, words.after_scatter), box];
}

function reports(page: Page, found: Afterwards): (Node | string)[] {
  const { words, operation, locale } = page.setting;
  const title = make("h3", {}, words.after_reports);
  const { reports_min: spread } = found;
  if (!spread.count) return [title, make("p", { className: "hint" }, words.after_no_reports)];
  const said = fill(words.after_reports_said, { count: spread.count, median: minutes(page, spread.median), p90: minutes(page, spread.p90), late: found.reports_late });
  const box = make("div", { className: "after-chart" });
  const chart = new Curves(box);
  charts.push(chart);
  const lines = [
    { name: words.after_median, ...hourly(found.hours, ({ median }) => median) },
    { name: words.after_most, ...hourly(found.hours, ({ most }) => most) },
  ];
  requestAnimationFrame(() => void chart.draw(lines, { label: words.after_hours, axis: "min", zone: operation.time_zone, locale, steps: true }));
  const latest = found.latest.map((one) =>
    make("li", {}, make("button", { className: "told", onclick: () => page.showEntry(one.seq) }, `${minutes(page, one.minutes)} · ${one.sentence}`)),
  );
  return [title, make("p", {}, said), make("h4", {}, words.after_hours), box, make("ul", { className: "after-latest" }, ...latest), csv(page, "reports")];
}

/** A figure for as long as its hour lasts, and none where nothing was reported. */
function hourly(hours: Afterwards["hours"], of: (spread: Spread) => number | null): { times: number[]; values: (number | null)[] } {
  const points = hours.flatMap(({ starts_at: at, minutes: spread }): [number, number | null][] => {
    const start = Date.parse(at);
    return [[start, of(spread)], [start + HOUR - 1, of(spread)], [start + HOUR, null]];
  });
  return { times: points.map(([time]) => time), values: points.map(([, value]) => value) };
}

function listed(headings: string[], rows: Child[][]): HTMLElement {
  const made = table(headings, rows);
  made.className = "variant-figures cards";
  return make("div", { className: "variant-table" }, made);
}

/** How many lines are in the file alone. */
function rest(page: Page, count: number): Node | string {
  return count > SHOWN ? make("p", { className: "hint" }, fill(page.setting.words.after_more, { count: count - SHOWN })) : "";
}

/** A name that shows its object, at an instant. */
function leading(page: Page, object: string, name: string, at: string | null): HTMLElement {
  return make("button", { className: "told", onclick: () => page.find(object, at === null ? null : Date.parse(at)) }, name);
}

function moment(page: Page, at: string | null): string {
  return at === null ? "–" : page.wording.dayAndTime(Date.parse(at));
}

/** The end of a stretch, with its day if that is another one. */
function until(page: Page, { starts_at: from, ends_at: to }: { starts_at: string; ends_at: string }): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return page.wording.weekday(start) === page.wording.weekday(end) ? page.wording.shortTime(end) : page.wording.dayAndTime(end);
}

/** Minutes as they are said: with a tenth below ten, with hours from sixty on. */
function minutes(page: Page, told: number | null): string {
  if (told === null) return "–";
  const sign = told < 0 ? "−" : "";
  const size = Math.abs(told);
  if (size >= 60) return `${sign}${Math.floor(size / 60)}\u00a0h\u00a0${String(Math.floor(size % 60)).padStart(2, "0")}`;
  const number = new Intl.NumberFormat(page.setting.locale, { maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
  return `${sign}${number}\u00a0min`;
}

function late(page: Page, told: number | null): string {
  const { words } = page.setting;
  if (told === null) return "–";
  if (told === 0) return words.after_punctual;
  return told > 0 ? minutes(page, told) : fill(words.after_early, { delay: minutes(page, -told) });
}

function csv(page: Page, part: string): HTMLElement {
  return make("a", { className: "export", href: `${page.setting.url}/afterwards/${part}.csv` }, page.setting.words.after_csv);
}
