/** Teams over time: the roster of the instant, what there is to look at in it, and the chart under the map where bars are moved. */
import { clipped, detailOf, rowsOf, type Bar, type By, type Row } from "../gantt";
import { Pace } from "../pace";
import type { Hours } from "../replan";
import { findingsOf, rosterAt, type Finding, type Roster, type Stretch } from "../shifts";
import { element, propOf, reveal, say } from "./dash";
import { make, type Child } from "./dom";
import { GanttView } from "./gantt-view";
import { here } from "./here";
import type { Page } from "./page";
import { fills } from "./plan";
import { Attempt } from "./post";
import { present } from "./present";
import { showRecorded } from "./recorded";
import { fill } from "./setting";
import { Telling } from "./telling";

type Range = "day" | "next" | "near" | "all";

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** The roster is looked at so often while the clock moves; the line of the instant moves with it. */
const LOOK_MS = 500;
/** Bars that were moved and are not in the reel yet. */
interface Pending {
  /** The operation it was asked of. */
  of: string;
  hours: Hours;
  attempt: Attempt;
  seq: number | null;
}

const state: { open: boolean; by: By; range: Range; told: string } = { open: false, by: "team", range: "day", told: "" };
const pending = new Map<string, Pending>();
let roster: Roster = { shifts: [], demands: [], unscheduled: [] };
let findings: Finding[] = [];
let rows: Row[] = [];
const pace = new Pace(LOOK_MS, () => here.page && look(here.page));

const view = new GanttView({
  wording: () => here.page!.wording,
  barred: () => barred(here.page!),
  fixed: (why) => here.page!.setting.words[`shift_${why}`] ?? why,
  told: (bar) => told(here.page!, bar),
  label: (bar) => label(here.page!, bar),
  hours: (hours) => said(here.page!, hours),
  say: (sentence) => speak(sentence),
  open: (id) => here.page!.pick(id),
  replan: (bar, hours) => void replan(here.page!, bar, hours),
  rested: () => again(),
});

export const gestures = {
  shiftsBy(by: By | null): void {
    state.by = by ?? "team";
    again();
  },

  shiftsRanged(range: Range | null): void {
    state.range = range ?? "day";
    again();
  },
};

fills({
  key: "shifts",
  opened(page) {
    state.open = true;
    state.by = propOf<By>("shifts-by", "value") ?? "team";
    state.range = propOf<Range>("shifts-range", "value") ?? "day";
    state.told = "";
    reveal("gantt", true);
    // Where there is no room for the chart, the list is all there is.
    if (window.matchMedia("(max-width: 760px)").matches) element("shifts-list")?.parentElement?.setAttribute("open", "");
    view.open();
    look(page);
  },
  closed() {
    state.open = false;
    pace.stop();
    view.close();
    reveal("gantt", false);
  },
  renewed(page) {
    for (const [id, { of, seq }] of pending) {
      if (of !== page.setting.url || (seq !== null && (page.held?.head.seq ?? 0) >= seq)) pending.delete(id);
    }
    state.told = "";
    look(page);
  },
  moved(page) {
    view.point(page.clock.shown.time);
    pace.ask();
  },
});

function again(): void {
  state.told = "";
  if (here.page && state.open) look(here.page);
}

/** Look at the roster of the instant; what is drawn and listed is changed only where it differs. */
function look(page: Page): void {
  const reel = page.held;
  if (!state.open || !reel || view.moving) return;
  const { time } = page.clock.shown;
  const { staffing, customs } = page.setting.shifts;
  const { starts_at: opens, ends_at: ends, continuous } = page.setting.operation;
  const span: Stretch | null = continuous ? null : [opens, ends];
  const found = rosterAt(reel, time, page.known, staffing, span);
  const bars = found.shifts.map((shift): Bar => {
    const detail = detailOf(reel, shift.id, time, page.known);
    const asked = pending.get(shift.id);
    const bar = { ...shift, ...detail, findings: [] as Finding[], pending: asked !== undefined };
    return asked ? { ...bar, ...asked.hours, start: bar.opened ?? asked.hours.from, end: asked.hours.to } : bar;
  });
  // What is asked for is judged as if it were recorded: whoever moves a bar sees at once what comes of it.
  const judged = bars.map(({ start, end }, i) => ({ ...found.shifts[i], start, end }));
  const matters = findingsOf(judged, found.demands, span, customs);
  const range = rangeOf(page, time, found, span);
  const under = bars.some(({ opened, closed }) => opened !== null && closed === null);
  const signature = JSON.stringify([bars, found, range, state.by, barred(page), names(page, found), under ? Math.floor(time / MINUTE) : 0]);
  if (signature === state.told) return;
  state.told = signature;
  [roster, findings] = [found, matters];
  for (const bar of bars) bar.findings = matters.filter(({ shifts }) => shifts.includes(bar.id));
  const { words } = page.setting;
  const seen = bars.filter(({ start, end }) => clipped(start, end, range));
  const needed = { ...found, demands: found.demands.filter(({ start, end }) => clipped(start, end, range)) };
  rows = rowsOf(needed, seen, matters, state.by, (id) => page.nameOf(id), state.by === "team" ? words.shift_no_team : words.shift_no_place);
  view.show({ rows, range, now: time });
  list(page, bars, time);
}

/** The names of teams and places are drawn too: a rename is a change. */
function names(page: Page, { shifts, demands }: Roster): string[] {
  const ids = new Set([...shifts.flatMap(({ team, place }) => [team, place ?? ""]), ...demands.map(({ place }) => place)]);
  return [...ids].map((id) => page.nameOf(id));
}

function rangeOf(page: Page, time: number, { shifts, demands }: Roster, span: Stretch | null): Stretch {
  if (state.range === "near") {
    const hour = Math.floor(time / HOUR) * HOUR;
    return [hour - 2 * HOUR, hour + 6 * HOUR];
  }
  const day = dayOf(page, time);
  if (state.range === "next") return dayOf(page, day[1]);
  if (state.range === "day") {
    // A day nobody is assigned on shows nothing: then it is the next one that does, or the last.
    if (shifts.length === 0 || shifts.some(({ start, end }) => clipped(start, end, day))) return day;
    const ahead = shifts.map(({ start }) => start).filter((start) => start > time);
    return dayOf(page, ahead.length ? ahead.reduce((a, b) => Math.min(a, b)) : shifts.map(({ end }) => end).reduce((a, b) => Math.max(a, b)) - 1);
  }
  const ends = [...shifts, ...demands].flatMap(({ start, end }) => [start, end]).concat(span ?? day);
  return [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
}

/** The local day of an instant. */
function dayOf(page: Page, time: number): Stretch {
  const { wording } = page;
  const start = (at: number): number => wording.fromInput(`${wording.forInput(at).slice(0, 10)}T00:00`) ?? at;
  const midnight = start(time);
  return [midnight, start(midnight + 30 * HOUR)];
}

/** Why nothing may be moved: who reads only, whoever looks at what was believed, at what others see, or at the past of what goes on. */
function barred(page: Page): string | null {
  const { words } = page.setting;
  if (!page.may("plan")) return page.why("plan");
  if (page.known !== null) return words.shift_believed;
  const { clock } = page;
  const isPast = clock.canFollow && !clock.live && clock.shown.time < present() - MINUTE;
  return isPast ? words.shift_gone : null;
}

async function replan(page: Page, bar: Bar, hours: Hours): Promise<void> {
  const body = { object_id: bar.id, planned_from: iso(hours.from), planned_to: iso(hours.to) };
  const occurred = Math.min(page.clock.instant, present());
  const attempt = new Attempt(`${page.setting.url}/entries`, { fact: "Planned", body, occurred_at: iso(occurred), category: "logistics" });
  pending.set(bar.id, { of: page.setting.url, hours, attempt, seq: null });
  speak(fill(page.setting.words.shift_sending, { name: bar.name, hours: said(page, hours) }));
  again();
  await send(page, bar, attempt);
}

async function send(page: Page, bar: Bar, attempt: Attempt): Promise<void> {
  const { words } = page.setting;
  const answer = await attempt.post();
  const held = pending.get(bar.id);
  if (held?.attempt !== attempt) return;
  if (answer.kind === "recorded") {
    const seq = Number(answer.said.seq);
    held.seq = seq;
    if ((page.held?.head.seq ?? 0) >= seq) pending.delete(bar.id);
    speak(fill(words.shift_recorded, { name: bar.name, hours: said(page, held.hours), seq }));
    showRecorded(page, [seq]);
    page.ask(seq);
    again();
  } else if (answer.kind === "refused") {
    drop(bar.id);
    speak(fill(words.shift_refused, { name: bar.name, why: answer.refusal.sentence }), true);
  } else {
    const { kind } = answer;
    const go = (): void => {
      if (kind === "doubt") attempt.confirm(answer.refusal.code);
      speak(fill(words.shift_sending, { name: bar.name, hours: said(page, held.hours) }));
      void send(page, bar, attempt);
    };
    const back = (): void => {
      drop(bar.id);
      speak("");
    };
    speak(
      kind === "lost" ? words.not_recorded : answer.refusal.sentence,
      true,
      make("button", { onclick: go }, kind === "lost" ? words.shift_retry : words.shift_confirm),
      make("button", { onclick: back }, words.shift_back),
    );
  }
}

function drop(id: string): void {
  pending.delete(id);
  again();
}

function speak(sentence: string, wrong = false, ...buttons: Child[]): void {
  const box = element("gantt-said");
  if (!box) return;
  box.classList.toggle("wrong", wrong);
  box.replaceChildren(sentence, ...buttons.map((button) => button as Node));
}

/** What is to be looked at, and every shift in words, beside the map. */
function list(page: Page, bars: readonly Bar[], time: number): void {
  const { words } = page.setting;
  const tell = telling(page);
  say("shifts-said", summary(page, bars));
  const box = element("shifts-findings");
  box?.replaceChildren(
    ...findings.map((finding) => make("li", { className: finding.matter }, make("button", { className: "told", onclick: () => lead(page, finding) }, sentence(page, finding, time)))),
    ...roster.unscheduled.map((id) =>
      make("li", {}, make("button", { className: "told", onclick: () => page.pick(id) }, fill(page.setting.shifts.unscheduled, { name: page.nameOf(id) }))),
    ),
  );
  element("shifts-list")?.replaceChildren(
    ...rows.map((row) =>
      make(
        "section", {},
        make("h4", {}, row.label),
        row.lanes.flat().length
          ? make("ul", {}, ...row.lanes.flat().sort((a, b) => a.start - b.start).map((bar) => make("li", {}, make("button", { className: "told", onclick: () => page.pick(bar.id) }, line(page, tell, bar, time)))))
          : make("p", { className: "hint" }, words.shift_nobody),
      ),
    ),
  );
  reveal("gantt-empty", rows.length === 0);
  say("gantt-empty", rows.length > 0 ? "" : bars.length ? words.shift_none_then : words.shift_none);
  say("gantt-why", barred(page) ?? words.shift_how);
}

function summary(page: Page, bars: readonly Bar[]): string {
  const { words } = page.setting;
  if (bars.length === 0 && findings.length === 0) return words.shift_none;
  return fill(words.shift_summary, { bars: bars.length, count: findings.length, time: page.wording.dayAndTime(page.clock.shown.time) });
}

/** To what a finding is about: its assignment, else its place; and the clock stays. */
function lead(page: Page, { shifts, place }: Finding): void {
  const button = shifts.map((id) => element("gantt-bars")?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(id)}"]`)).find((one) => one);
  button?.scrollIntoView({ block: "nearest" });
  button?.focus({ preventScroll: true });
  const id = shifts[0] ?? place;
  if (id) page.pick(id);
}

function telling(page: Page): Telling {
  return new Telling(page.held!, page.setting.telling, page.wording, (object) => page.nameOf(object));
}

/** As `review/shifts.py` tells it. */
export function sentence(page: Page, finding: Finding, day: number): string {
  const { sentences, customs, no_place: none } = page.setting.shifts;
  const tell = telling(page);
  const called = (id: string | null): string => (id ? page.nameOf(id) : none);
  const { matter, minutes, teams, needed } = finding;
  const key = matter === "uncovered" && teams ? "short" : matter === "handover" && minutes === 0 ? "no_handover" : matter;
  return fill(sentences[key], {
    team: called(finding.team),
    other: called(finding.other),
    place: called(finding.place),
    to_place: called(finding.toPlace),
    delay: tell.delay(minutes),
    start: tell.moment(finding.start, day),
    end: tell.moment(finding.end, day),
    teams,
    needed: matter === "uncovered" ? needed : tell.delay(matter === "duty" ? customs.duty_min : needed),
    rest: tell.delay(customs.break_min),
  });
}

function said(page: Page, { from, to }: Hours): string {
  const tell = telling(page);
  const day = page.clock.shown.time;
  return `${between(page, tell, from, to, day)} (${tell.delay(Math.round((to - from) / MINUTE))})`;
}

/** "14:20–20:20", with the day where it is not `day`, and both where they differ. */
function between(page: Page, tell: Telling, from: number, to: number, day: number): string {
  const same = page.wording.weekday(from) === page.wording.weekday(to);
  return `${tell.moment(from, day)}–${same ? page.wording.shortTime(to) : tell.moment(to, day)}`;
}

function useOf(page: Page, bar: Bar): string {
  return page.setting.telling.kinds[page.setting.shifts.staffing.assignment].fields.use.choices[bar.use];
}

function statusOf(page: Page, bar: Bar): string {
  return page.statusOf(page.setting.shifts.staffing.assignment, bar.status);
}

/** On a bar: where, of a team; who, at a place; and what for, where it is not to hold the post. */
function label(page: Page, bar: Bar): string {
  const where = state.by === "team" ? (bar.place ? page.nameOf(bar.place) : bar.task || bar.name) : page.nameOf(bar.team);
  return bar.use === "post" ? where : `${useOf(page, bar)} · ${where}`;
}

function told(page: Page, bar: Bar): string {
  return [line(page, telling(page), bar, page.clock.shown.time), ...bar.findings.map((one) => `⚠ ${sentence(page, one, page.clock.shown.time)}`)].join("\n");
}

function line(page: Page, tell: Telling, bar: Bar, day: number): string {
  const { words } = page.setting;
  const hours = between(page, tell, bar.start, bar.end, day);
  const where = bar.place ? page.nameOf(bar.place) : page.setting.shifts.no_place;
  const what = [useOf(page, bar), bar.task].filter(Boolean).join(", ");
  const planned = bar.from !== null && bar.to !== null && (bar.from !== bar.start || bar.to !== bar.end);
  const was = planned ? ` ${fill(words.shift_planned, { hours: between(page, tell, bar.from!, bar.to!, day) })}` : "";
  const status = bar.pending ? words.shift_pending : statusOf(page, bar);
  return `${hours} · ${page.nameOf(bar.team)} → ${where} · ${what} (${status.toLowerCase()})${was}`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

// Colours are read when the chart is drawn: another theme is another drawing.
new MutationObserver(() => again()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ag-theme-mode"] });
