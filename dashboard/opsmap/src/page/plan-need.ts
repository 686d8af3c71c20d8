/** The need: what the rules ask for a gathering at the instant shown, what is placed, and the note that says so. */
import { Pace } from "../pace";
import { element, reveal, say, set } from "./dash";
import { typedIn } from "./inputs";
import type { Field } from "./kinds";
import { watch } from "./job";
import type { Page } from "./page";
import { closePlan, fills } from "./plan";
import * as drawn from "./plan-need-drawn";
import type { Line, Need } from "./plan-need-drawn";
import { present } from "./present";
import { begin, offer } from "./printing";
import { Sending } from "./sending";
import { fill } from "./setting";

export interface NeedInputs {
  readonly fields: readonly (Field & { readonly group: string; readonly bounds: readonly [number, number] | null })[];
  /** The field a crowd is added to, by kind. */
  readonly crowds: Record<string, string>;
  /** More people than any gathering has. */
  readonly most: number;
  readonly sources: Record<string, string>;
}

const ASKED_MS = 400;
/** Of the plot, px: as `views/need_chart.py` leaves them. */
const [LEFT, RIGHT] = [34, 8];
const sending = new Sending("need-save", "need-refusal");
const state: { page: Page | null; object: string | null; lines: Line[]; need: Need | null; of: string; turn: number } = {
  page: null, object: null, lines: [], need: null, of: "", turn: 0,
};
const pace = new Pace(ASKED_MS, () => void ask());

fills({
  key: "need",
  opened(page) {
    state.page = page;
    state.of = "";
    const chosen = page.chosenObject;
    if (chosen) state.object = chosen;
    void ask();
  },
  closed() {
    pace.stop();
    state.page = null;
    state.turn++;
  },
  renewed: () => pace.ask(),
  moved(page) {
    showCursor(page);
    pace.ask();
  },
  chose(page) {
    const chosen = page.chosenObject;
    if (chosen && chosen !== state.object && state.lines.some(({ object }) => object === chosen)) turnTo(chosen);
  },
});

export const gestures = {
  needSaved(clicks: number | undefined): void {
    if (clicks && state.page) void save(state.page);
  },

  needNoted(clicks: number | undefined, base: string | null): void {
    if (clicks && state.page) void print(state.page, base);
  },

  needUnrolled(clicks: number | undefined, base: string | null): void {
    const { page, object } = state;
    if (!clicks || !page || !object) return;
    const asked = new URLSearchParams({ ...instants(page), base: base ?? "none", lang: page.setting.locale });
    window.open(`${address(page, object)}/note?${asked}`, "_blank", "noopener");
  },
};

/** Ask what is needed at the instant shown; what was answered for an instant that is gone is put aside. */
async function ask(): Promise<void> {
  const { page } = state;
  if (!page?.held) return;
  if (page.seeing.as !== null) return showNothing(page, page.setting.words.need_own_eyes);
  const of = JSON.stringify([page.setting.url, page.setting.locale, page.held.head.seq, page.may("draw"), instants(page), state.object]);
  if (of === state.of) return;
  const turn = ++state.turn;
  const asked = `${new URLSearchParams({ ...instants(page), lang: page.setting.locale })}`;
  const lines = await get<Line[]>(`${page.setting.url}/needs?${asked}`);
  if (turn !== state.turn) return;
  if (lines === null) return say("need-said", page.setting.words.need_lost);
  state.lines = lines;
  if (!lines.some(({ object }) => object === state.object)) state.object = lines[0]?.object ?? null;
  if (state.object === null) return showNothing(page, page.setting.words.need_empty, true);
  const need = await get<Need>(`${address(page, state.object)}?${asked}`);
  if (turn !== state.turn) return;
  if (need === null) return say("need-said", page.setting.words.need_lost);
  state.of = of;
  show(page, need);
}

function show(page: Page, need: Need): void {
  const other = state.need?.object !== need.object;
  state.need = need;
  say("need-said", "");
  const tell: drawn.Tell = {
    page,
    choose: (key) => void record(page, need.object, { sized_by: key }),
    count: (team, counts) => void record(page, team, { covers: counts ? need.object : null }),
  };
  put("need-choice", drawn.choice(page, state.lines, need.object, turnTo));
  put("need-body", ...drawn.asked(need, tell));
  put("need-hours", ...drawn.hours(need, tell), ...drawn.teams(need, tell));
  const fields = element("need-fields");
  // What somebody is typing is not taken from under their hands; what was said meanwhile shows once they are done.
  if (fields && (other || !isTouched(fields))) fields.replaceChildren(...drawn.inputs(need, page));
  for (const id of ["need-form", "need-note"]) reveal(id, true);
  reveal("need-save", page.may("draw"));
  reveal("need-chart-box", need.hours.length > 0);
  const { at, known_at: known } = need;
  set("need-asked", {
    data: { operation: page.setting.operation.id, object: need.object, at: Date.parse(at), known: known && Date.parse(known), head: page.held?.head.seq },
  });
  showCursor(page);
}

function showNothing(page: Page, why: string, mayDraw = false): void {
  state.need = null;
  state.of = "";
  for (const id of ["need-choice", "need-body", "need-hours", "need-fields"]) put(id);
  for (const id of ["need-form", "need-note", "need-chart-box"]) reveal(id, false);
  set("need-asked", { data: null });
  say("need-said", why);
  if (mayDraw && page.may("draw")) put("need-body", drawn.drawOne(page, () => closePlan(page)));
}

function turnTo(object: string): void {
  state.object = object;
  say("need-saved", "");
  sending.clear();
  element("need-job")?.replaceChildren();
  void ask();
}

/** Where the slider stands over the hours of the chart. */
function showCursor(page: Page): void {
  const { need } = state;
  const cursor = element("need-cursor");
  if (!cursor) return;
  const [from, to] = need?.hours.length ? [Date.parse(need.hours[0].start), Date.parse(need.hours[need.hours.length - 1].end)] : [0, 0];
  const part = (page.clock.shown.time - from) / (to - from);
  const within = part >= 0 && part <= 1;
  cursor.classList.toggle("hidden", !within);
  if (within) cursor.style.left = `calc(${LEFT}px + (100% - ${LEFT + RIGHT}px) * ${part.toFixed(4)})`;
}

async function save(page: Page): Promise<void> {
  const { need } = state;
  const box = element("need-fields");
  if (!need || !box) return;
  const { words, need: inputs } = page.setting;
  drawn.clearWrong(box);
  const typed = typedIn(box, inputs.fields, { wording: page.wording, words }, true);
  if ("wrong" in typed) return drawn.showWrong(box, typed.field, typed.wrong);
  for (const { key, label, bounds } of inputs.fields) {
    const value = typed.values[key];
    if (bounds && typeof value === "number" && (value < bounds[0] || value > bounds[1])) {
      return drawn.showWrong(box, key, fill(words.need_bounds, { field: label, least: bounds[0], most: bounds[1] }));
    }
  }
  const crowd = drawn.crowdIn(box, need, page);
  if (crowd && "wrong" in crowd) return drawn.showWrong(box, drawn.CROWD, crowd.wrong);
  const values = { ...typed.values, ...crowd?.values };
  if (Object.keys(values).length === 0) return say("need-saved", words.need_nothing);
  if (await record(page, need.object, values)) {
    for (const input of box.querySelectorAll<HTMLInputElement>("[data-before]")) input.dataset.before = input.type === "checkbox" ? String(input.checked) : input.value.trim();
    drawn.emptyCrowd(box);
  }
}

async function record(page: Page, object: string, values: Record<string, unknown>): Promise<boolean> {
  say("need-saved", "");
  const at = Math.min(page.clock.instant, present());
  const more = { occurred_at: new Date(at).toISOString(), category: "decision" };
  const seq = await sending.recordAll(page, [{ fact: "Changed", body: { object_id: object, values } }], more);
  if (seq !== null) say("need-saved", fill(page.setting.words.need_recorded, { seq }));
  return seq !== null;
}

async function print(page: Page, base: string | null): Promise<void> {
  const box = element("need-job");
  if (!box || !state.object) return;
  refuse("");
  set("need-pdf", { loading: true });
  try {
    const body = { ...instants(page), base: base ?? "none" };
    const begun = await begin(`${address(page, state.object)}/note?lang=${page.setting.locale}`, body);
    if (typeof begun === "string") return refuse(begun || page.setting.words.print_unreachable);
    const job = await watch(begun, box, page.setting.words);
    if (job.state === "done") offer(page, job, box);
    else if (job.state === "refused") refuse(job.sentence);
  } finally {
    set("need-pdf", { loading: false });
  }
}

function refuse(sentence: string): void {
  say("need-note-refusal", sentence);
  reveal("need-note-refusal", sentence !== "");
}

function instants(page: Page): Record<string, string> {
  const { time, live } = { time: page.clock.shown.time, live: page.clock.live };
  // Live, the instant runs on by itself: the need is asked anew each minute, not each frame.
  const at = new Date(live ? Math.floor(time / 60_000) * 60_000 + 59_999 : time).toISOString();
  return page.known === null ? { at } : { at, known_at: new Date(page.known).toISOString() };
}

function address(page: Page, object: string): string {
  return `${page.setting.url}/needs/${encodeURIComponent(object)}`;
}

async function get<Said>(url: string): Promise<Said | null> {
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? ((await answer.json().catch(() => null)) as Said | null) : null;
}

function isTouched(box: HTMLElement): boolean {
  return [...box.querySelectorAll<HTMLInputElement>("[data-before]")].some(
    (input) => (input.type === "checkbox" ? String(input.checked) : input.value.trim()) !== input.dataset.before,
  );
}

function put(id: string, ...children: (Node | null)[]): void {
  const box = element(id);
  if (!box) return;
  const held = (document.activeElement as HTMLElement | null)?.dataset?.keeps;
  const inside = box.contains(document.activeElement);
  box.replaceChildren(...children.filter((child) => child !== null));
  if (held && inside) box.querySelector<HTMLElement>(`[data-keeps="${CSS.escape(held)}"]`)?.focus();
}
