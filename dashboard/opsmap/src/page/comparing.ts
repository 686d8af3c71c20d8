/** The panel that compares: what changed between two instants, listed and marked on the map; and what is not as planned. */
import { differenceOf, placeIn } from "../difference";
import type { Part } from "../difference";
import { deviationsOf, DEPARTURES } from "../plan";
import type { Compared } from "../types";
import { element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import type { Page } from "./page";
import { begin } from "./placing";
import { closePlan } from "./plan";
import { showSchedule } from "./scheduling";
import { fill } from "./setting";
import { Telling } from "./telling";

type Tab = "difference" | "plan" | "schedule";
const HOUR = 3_600_000;

/** What the panel stands at; one panel on the page. */
const panel: { open: boolean; tab: Tab; from: number | null; to: number | null } = {
  open: false, tab: "difference", from: null, to: null,
};
/** What the difference shown was told of: the clock may run on without anything being told again. */
let told = "";
let marked = false;

export const gestures = {
  comparing(clicks: number | undefined): void {
    if (clicks && here.page) turn(here.page, !panel.open);
  },

  compareClosed(clicks: number | undefined): void {
    if (clicks && here.page) turn(here.page, false);
  },

  compareTurned(tab: Tab): void {
    panel.tab = tab;
    if (here.page && panel.open) showComparing(here.page);
  },

  compareTimed(from: string | null, to: string | null): void {
    if (!here.page || !panel.open) return;
    panel.from = from ? here.page.wording.fromInput(from) : null;
    panel.to = to ? here.page.wording.fromInput(to) : null;
    showComparing(here.page);
  },

  compareShown(from: number | undefined, to: number | undefined): void {
    const trigger = window.dash_clientside?.callback_context?.triggered_id;
    if (!here.page || !(from || to)) return;
    const side = trigger === "compare-from-shown" ? "compare-from" : "compare-to";
    set(side, { value: here.page.wording.forInput(here.page.clock.shown.time) });
  },
};

/** Open the panel on the hour before the instant shown, or close it and take its marks off the map. */
function turn(page: Page, open: boolean): void {
  if (open) closePlan(page);
  panel.open = open;
  reveal("compare-panel", open);
  element("compare")?.setAttribute("aria-expanded", String(open));
  if (!open) {
    mark(null);
    element("compare")?.focus();
    return;
  }
  const { time } = page.clock.shown;
  [panel.from, panel.to] = [time - HOUR, time];
  set("compare-from", { value: page.wording.forInput(panel.from) });
  set("compare-to", { value: page.wording.forInput(panel.to) });
  showComparing(page);
  requestAnimationFrame(() => element("compare-panel")?.querySelector<HTMLElement>("input")?.focus());
}

/** Close the panel if it is open; answers whether it was. */
export function closeComparing(page: Page): boolean {
  if (!panel.open) return false;
  turn(page, false);
  return true;
}

/** Another operation has other instants. */
export function leaveComparing(page: Page): void {
  if (panel.open) turn(page, false);
}

/** The clock moved, or the reel grew: only what depends on it is told again. */
export function showComparing(page: Page): void {
  if (!panel.open || !page.held) return;
  const { tab } = panel;
  reveal("compare-instants", tab === "difference");
  reveal("compare-teams", tab === "schedule");
  reveal("assignment-form", tab === "schedule");
  reveal("compare-export", tab !== "schedule" && page.seeing.as === null);
  if (tab === "difference") showDifference(page);
  else mark(null);
  if (tab === "plan") showPlan(page);
  if (tab === "schedule") showSchedule(page);
}

export function telling(page: Page): Telling {
  return new Telling(page.held!, page.setting.telling, page.wording, (object) => page.nameOf(object));
}

function showDifference(page: Page): void {
  const { from, to } = panel;
  const { words } = page.setting;
  if (from === null || to === null || to <= from) {
    list(page, words.compare_order, []);
    mark(null);
    return;
  }
  const believed = page.clock.shown.way === "believed";
  const known = believed ? ("then" as const) : page.known;
  const { head, view } = page.held!;
  const of = JSON.stringify([page.setting.operation.id, page.setting.locale, page.seeing.as, head.seq, view, from, to, known]);
  if (of === told) return;
  const parts = differenceOf(page.held!, from, to, known);
  const tell = telling(page);
  const times = { from: page.wording.dayAndTime(from), to: page.wording.dayAndTime(to), count: parts.length };
  const groups = Object.entries(page.setting.telling.groups).map(([change, label]) => ({
    label,
    sign: signOf(change),
    rows: parts
      .filter((part) => part.change === change)
      .map((part) => ({ object: part.object, said: tell.part(part, to), at: change === "removed" ? from : to, late: false })),
  }));
  list(page, fill(parts.length ? words.changed_between : words.changed_nothing, times), groups);
  mark(marksOf(page, parts));
  told = of;
  const asked = new URLSearchParams({ from: iso(from), to: iso(to), ...(believed ? { believed: "true" } : knownAsked(page)) });
  element("compare-export")?.setAttribute("href", `${page.setting.url}/difference.csv?${asked}`);
}

function showPlan(page: Page): void {
  const { words, telling: sentences } = page.setting;
  const { time } = page.clock.shown;
  const found = deviationsOf(page.held!, time, page.known, sentences.foresight);
  const tell = telling(page);
  const groups = DEPARTURES.map((departure) => ({
    label: sentences.deviations[departure],
    sign: "",
    rows: found
      .filter((one) => one.departure === departure)
      .sort((a, b) => (b.minutes ?? 0) - (a.minutes ?? 0))
      .map((one) => ({
        object: one.object,
        said: tell.deviation(one, time),
        at: null,
        late: departure === "missing" || departure === "missed",
      })),
  }));
  const times = { time: page.wording.dayAndTime(time), count: found.length };
  list(page, fill(found.length ? words.departed : words.as_planned, times), groups);
  const asked = new URLSearchParams({ at: iso(time), ...knownAsked(page) });
  element("compare-export")?.setAttribute("href", `${page.setting.url}/plan.csv?${asked}`);
}

/** Mark what changed on the map, or take the marks off; then the difference is to be told again. */
function mark(compared: Compared[] | null): void {
  told = "";
  if (compared === null && !marked) return;
  marked = compared !== null;
  set("map", { compared });
}

interface Group {
  label: string;
  sign: string;
  rows: { object: string; said: string; at: number | null; late: boolean }[];
}

/** One group a kind of change, each line a button that shows what it speaks of. */
function list(page: Page, said: string, groups: Group[]): void {
  const now = JSON.stringify([said, groups, page.may("draw")]);
  say("compare-said", said);
  const box = element("compare-list");
  if (!box || box.dataset.told === now) return;
  box.dataset.told = now;
  box.replaceChildren(
    ...groups
      .filter(({ rows }) => rows.length > 0)
      .map(({ label, sign, rows }) =>
        make(
          "section", {},
          make("h3", {}, sign ? make("span", { className: `sign ${sign}`, aria: { hidden: "true" } }, SIGNS[sign]) : null, `${label} (${rows.length})`),
          make("ul", {}, ...rows.map((row) => make("li", {}, ...line(page, row)))),
        ),
      ),
  );
}

function line(page: Page, { object, said, at, late }: Group["rows"][number]): HTMLElement[] {
  const show = make("button", { className: "told", onclick: () => page.find(object, at) }, said);
  if (!late || !page.may("draw")) return [show];
  const label = page.setting.words.put_in_place;
  const put = make("button", { className: "put", aria: { label: `${label} ${page.nameOf(object)}` }, onclick: () => begin(page, object) }, label);
  return [show, put];
}

const SIGNS: Record<string, string> = { added: "+", removed: "−", moved: "→", changed: "≠" };

function signOf(change: string): string {
  return change in SIGNS ? change : "changed";
}

/** One mark an object: what came, what left, what moved; else, that it changed. */
export function marksOf(page: Page, parts: readonly Part[]): Compared[] {
  const marks = new Map<string, Compared>();
  for (const { object, change, version, before, after } of parts) {
    if (change === "added") marks.set(object, { objectId: object, as: "added", from: null, to: after as Compared["to"] });
    else if (change === "removed") marks.set(object, { objectId: object, as: "removed", from: before as Compared["from"], to: null });
    else if (change === "moved") {
      marks.set(object, { objectId: object, as: "moved", from: before as Compared["from"], to: after as Compared["to"] });
    } else if (!marks.has(object)) {
      marks.set(object, { objectId: object, as: "changed", from: null, to: placeIn(page.held!, version) });
    }
  }
  return [...marks.values()];
}

function knownAsked(page: Page): Record<string, string> {
  return page.known === null ? {} : { known_at: iso(page.known) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
