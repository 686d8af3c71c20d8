/** The day of a team: where it is to be, from when to when; gaps and overlaps between one place and the next. */
import { placeOf } from "../place";
import { whatHolds } from "../reel";
import type { HeldObject, Reel } from "../reel";
import { windowOf } from "../difference";
import { windowWords } from "../windows";
import { aimAt } from "./aiming";
import { showComparing, telling } from "./comparing";
import { allow, element, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import type { Page } from "./page";
import { Sending } from "./sending";
import { fill } from "./setting";

const KIND = "assignment";
const DAY = 86_400_000;
const MINUTE = 60_000;
const sending = new Sending("assignment-confirm", "assignment-refusal");
let team: string | null = null;
let editing: string | null = null;
let point: [number, number] | null = null;
/** Of a new one: kept until it is recorded, so that the same sent again is the same. */
let id: string | null = null;

export const gestures = {
  scheduled(chosen: string | null): void {
    team = chosen;
    clear();
    if (here.page) showComparing(here.page);
  },

  assignmentAimed(clicks: number | undefined): void {
    if (!clicks || !here.page) return;
    say("assignment-point-said", here.page.setting.words.point_it);
    aimAt((lng, lat) => {
      point = [lng, lat];
      say("assignment-point-said", `${lat.toFixed(5)}, ${lng.toFixed(5)}`);
    });
  },

  assignmentNew(clicks: number | undefined): void {
    if (clicks) clear();
  },

  assigned(clicks: number | undefined, of: string | null, place: string | null, from: string | null, to: string | null, task: string | null): void {
    if (clicks && here.page) void record(here.page, { of, place, from: from ?? "", to: to ?? "", task: (task ?? "").trim() });
  },
};

export interface Assignment {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly place: string | null;
  readonly task: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly version: number;
}

/** The assignments of a team that meet `[from, to)`, the first to begin first. */
export function assignmentsOf(reel: Reel, t: number, known: number | null, of: string, [from, to]: readonly [number, number]): Assignment[] {
  return whatHolds(reel, t, known)
    .filter(({ kind, values }) => kind === KIND && values.team === of)
    .map((held) => assignmentOf(reel, held))
    .filter((one) => (one.from ?? -Infinity) < to && from < (one.to ?? Infinity))
    .sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity) || a.id.localeCompare(b.id));
}

/**
 * How long after each assignment the next one begins, ms: 0 where one follows the other, less than nothing where they
 * overlap, null after the last. What is over does not count.
 */
export function pauses(day: readonly Assignment[]): (number | null)[] {
  return day.map((one, i) => {
    if (one.status === "closed" || one.to === null) return null;
    const next = day.slice(i + 1).find(({ status, from }) => status !== "closed" && from !== null);
    return next ? next.from! - one.to : null;
  });
}

export function showSchedule(page: Page): void {
  const reel = page.held;
  const box = element("compare-list");
  if (!reel || !box) return;
  const { words } = page.setting;
  const { time } = page.clock.shown;
  offer(page, whatHolds(reel, time, page.known));
  allow("assignment-confirm", page.may("plan"), page.why("plan"));
  const day = page.wording.weekday(time);
  const said = team === null ? [] : assignmentsOf(reel, time, page.known, team, dayOf(page, time));
  const name = team === null ? "" : page.nameOf(team);
  say("compare-said", team === null ? words.no_team : fill(said.length ? words.assignments_of : words.no_assignment, { name, day }));
  const told = JSON.stringify(["schedule", team, said, page.may("plan")]);
  if (box.dataset.told === told) return;
  box.dataset.told = told;
  const waits = pauses(said);
  box.replaceChildren(make("ul", { className: "day" }, ...said.map((one, i) => make("li", {}, ...line(page, one, waits[i])))));
}

function line(page: Page, one: Assignment, wait: number | null): HTMLElement[] {
  const { words, telling: sentences } = page.setting;
  const status = sentences.kinds[KIND].statuses[one.status] ?? one.status;
  const window = windowWords(page.held!, one.version);
  const shown = make(
    "button", { className: "told", onclick: () => page.find(one.id, null) },
    make("b", {}, window), ` ${one.place ? page.nameOf(one.place) : one.name}${one.task ? `, ${one.task}` : ""} (${status.toLowerCase()})`,
  );
  const buttons = page.may("plan") && one.status === "planned"
    ? [
        make("button", { className: "put", aria: { label: `${words.change} ${one.name}` }, onclick: () => edit(page, one) }, words.change),
        make("button", { className: "put", aria: { label: `${words.remove} ${one.name}` }, onclick: () => void cancel(page, one) }, words.remove),
      ]
    : [];
  if (wait === null || Math.abs(wait) < MINUTE) return [shown, ...buttons];
  const delay = telling(page).delay(Math.round(Math.abs(wait) / MINUTE));
  const said = fill(wait < 0 ? words.overlap : words.gap, { delay });
  return [shown, ...buttons, make("p", { className: wait < 0 ? "overlap" : "gap" }, wait < 0 ? `⚠ ${said}` : said)];
}

/** The teams and places there are at the instant shown. */
function offer(page: Page, held: readonly HeldObject[]): void {
  const named = ({ object, values }: HeldObject): { value: string; label: string } => ({ value: object, label: String(values.name ?? object) });
  const sorted = (some: HeldObject[]): object[] => some.map(named).sort((a, b) => a.label.localeCompare(b.label));
  const offered = [sorted(held.filter(({ kind }) => kind === "team")), sorted(held.filter(isPlace))];
  const told = JSON.stringify(offered);
  const select = element("assignment-form");
  if (!select || select.dataset.offered === told) return;
  select.dataset.offered = told;
  set("schedule-team", { data: offered[0] });
  set("assignment-place", { data: offered[1] });
  if (team === null && page.chosenObject && held.some(({ object, kind }) => object === page.chosenObject && kind === "team")) {
    set("schedule-team", { value: page.chosenObject });
  }
}

function isPlace({ kind, geometry }: HeldObject): boolean {
  return geometry !== null && !["team", KIND, "zone", "route", "incident"].includes(kind);
}

interface Asked {
  of: string | null;
  place: string | null;
  from: string;
  to: string;
  task: string;
}

async function record(page: Page, { of, place, from, to, task }: Asked): Promise<void> {
  const { words } = page.setting;
  const [start, end] = [page.wording.fromInput(from), page.wording.fromInput(to)];
  if (!of) return sending.refuse(words.no_team);
  const where = point ?? placeAt(page, place) ?? (editing ? placeAt(page, editing) : null);
  if (!where) return sending.refuse(words.assignment_where);
  if (start === null || end === null || end <= start) return sending.refuse(words.assignment_when);
  const name = fill(words.assignment_name, { team: page.nameOf(of), place: place ? page.nameOf(place) : task || words.map_point });
  const values = { name, team: of, place: point ? null : place, task: task || null };
  const window = { planned_from: new Date(start).toISOString(), planned_to: new Date(end).toISOString() };
  const geometry = { type: "Point", coordinates: where };
  const facts = editing
    ? [
        { fact: "Planned", body: { object_id: editing, ...window } },
        { fact: "Moved", body: { object_id: editing, geometry } },
        { fact: "Changed", body: { object_id: editing, values } },
      ]
    : [{ fact: "Placed", body: { object_id: fresh(), kind: KIND, status: "planned", geometry, values: given(values), ...window } }];
  if ((await sending.recordAll(page, facts, when(page))) !== null) clear();
}

async function cancel(page: Page, { id }: Assignment): Promise<void> {
  await sending.recordAll(page, [{ fact: "Transitioned", body: { object_id: id, verb: "cancel", status: "closed" } }], when(page));
}

function edit(page: Page, one: Assignment): void {
  clear();
  editing = one.id;
  set("assignment-place", { value: one.place });
  set("assignment-from", { value: one.from === null ? "" : page.wording.forInput(one.from) });
  set("assignment-to", { value: one.to === null ? "" : page.wording.forInput(one.to) });
  set("assignment-task", { value: one.task });
  say("assignment-title", fill(page.setting.words.change_assignment, { name: one.name }));
  requestAnimationFrame(() => element("assignment-from")?.focus());
}

function clear(): void {
  editing = point = id = null;
  for (const key of ["from", "to", "task"]) set(`assignment-${key}`, { value: "" });
  set("assignment-place", { value: null });
  say("assignment-point-said", "");
  if (here.page) say("assignment-title", here.page.setting.words.add_assignment);
  aimAt(null);
  sending.clear();
}

/** Where an object stands at the instant shown. */
function placeAt(page: Page, object: string | null): [number, number] | null {
  const held = object === null ? undefined : whatHolds(page.held!, page.clock.shown.time, page.known).find((one) => one.object === object);
  return held?.geometry ? placeOf(held.geometry) : null;
}

/** The local day of an instant. */
function dayOf(page: Page, time: number): [number, number] {
  const start = page.wording.fromInput(`${page.wording.forInput(time).slice(0, 10)}T00:00`) ?? time;
  return [start, start + DAY];
}

function when(page: Page): Record<string, unknown> {
  return { occurred_at: new Date(page.clock.instant).toISOString(), category: "logistics" };
}

function fresh(): string {
  id ??= `${KIND}-${crypto.randomUUID().slice(0, 8)}`;
  return id;
}

function given(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null));
}

function assignmentOf(reel: Reel, { object, status, values, version }: HeldObject): Assignment {
  const [from, to] = windowOf(reel, version);
  const place = typeof values.place === "string" && values.place ? values.place : null;
  return { id: object, name: String(values.name ?? object), status, place, task: String(values.task ?? ""), from, to, version };
}
