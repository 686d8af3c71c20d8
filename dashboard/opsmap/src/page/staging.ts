/** The stages of the operation: the one chosen says what the map shows; a coordinator adds and changes them. */
import { windowOf } from "../difference";
import { whatHolds } from "../reel";
import type { Reel } from "../reel";
import { windowWords } from "../windows";
import { allow, element, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import type { Page } from "./page";
import { Sending } from "./sending";
import { fill } from "./setting";

const KIND = "stage";
const sending = new Sending("stage-confirm", "stage-refusal");
let chosen = "";
let editing: { id: string; isNew: boolean } = fresh();

export const gestures = {
  staged(stage: string | null): void {
    const changed = chosen !== (stage ?? "");
    chosen = stage ?? "";
    if (here.page && changed) show(here.page, true);
  },

  stageNew(clicks: number | undefined): void {
    if (clicks && here.page) clear(here.page);
  },

  stageRecorded(clicks: number | undefined, name: string | null, part: string | null, from: string | null, to: string | null): void {
    if (clicks && here.page) void record(here.page, (name ?? "").trim(), part ?? "other", from ?? "", to ?? "");
  },
};

export interface StageHeld {
  readonly id: string;
  readonly name: string;
  readonly part: string;
  readonly status: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly version: number;
}

/** The stages that are foreseen or under way at an instant, the first to begin first. */
export function stagesOf(reel: Reel, t: number, known: number | null): StageHeld[] {
  return whatHolds(reel, t, known)
    .filter(({ kind }) => kind === KIND)
    .map(({ object, status, values, version }) => {
      const [from, to] = windowOf(reel, version);
      return { id: object, name: String(values.name ?? object), part: String(values.part ?? "other"), status, from, to, version };
    })
    .sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity) || a.id.localeCompare(b.id));
}

/** Another operation has other stages. */
export function leaveStages(): void {
  chosen = "";
  set("stage", { value: "" });
  set("map", { stage: null });
}

/** The stages are those of today's knowledge: a plan is looked at from before it begins, too. */
export function showStages(page: Page): void {
  show(page, false);
}

function show(page: Page, jump: boolean): void {
  const reel = page.held;
  if (!reel) return;
  const { words } = page.setting;
  const stages = stagesOf(reel, Number.MAX_SAFE_INTEGER, null);
  const told = JSON.stringify([stages, page.may("plan"), page.setting.locale]);
  const box = element("stage-list");
  if (box && box.dataset.told !== told) {
    box.dataset.told = told;
    const all = { value: "", label: words.all_stages };
    set("stage", { data: [all, ...stages.map(({ id, name, version }) => ({ value: id, label: [name, windowWords(reel, version)].filter(Boolean).join(" · ") }))] });
    box.replaceChildren(
      stages.length === 0
        ? make("p", { className: "hint" }, words.no_stage)
        : make("ul", {}, ...stages.map((stage) => make("li", {}, ...line(page, stage)))),
    );
  }
  allow("stage-confirm", page.may("plan"), page.why("plan"));
  const stage = stages.find(({ id }) => id === chosen);
  if (chosen && !stage) leaveStages();
  else if (jump || stage) shows(stage ?? null);
  if (!stage || !jump) return;
  const { time } = page.clock.shown;
  if (time < (stage.from ?? -Infinity) || time >= (stage.to ?? Infinity)) page.clock.goTo(stage.from ?? stage.to ?? time);
}

let shown = "null";
function shows(stage: StageHeld | null): void {
  const wanted = stage && { from: stage.from, to: stage.to };
  if (JSON.stringify(wanted) === shown) return;
  shown = JSON.stringify(wanted);
  set("map", { stage: wanted });
}

function line(page: Page, stage: StageHeld): (Node | string)[] {
  const { words, telling: sentences } = page.setting;
  const { statuses, fields } = sentences.kinds[KIND];
  const part = fields.part.choices[stage.part] ?? stage.part;
  const said = [windowWords(page.held!, stage.version), part, statuses[stage.status]].filter(Boolean).join(" · ");
  const change = make("button", { aria: { label: `${words.change} ${stage.name}` }, onclick: () => edit(page, stage) }, words.change);
  return [make("b", {}, stage.name), ` ${said} `, ...(page.may("plan") ? [change] : [])];
}

async function record(page: Page, name: string, part: string, from: string, to: string): Promise<void> {
  const [start, end] = [page.wording.fromInput(from), page.wording.fromInput(to)];
  if (!name || start === null || end === null || end <= start) return sending.refuse(page.setting.words.stage_incomplete);
  const window = { planned_from: new Date(start).toISOString(), planned_to: new Date(end).toISOString() };
  const { id, isNew } = editing;
  const facts = isNew
    ? [{ fact: "Placed", body: { object_id: id, kind: KIND, status: "planned", values: { name, part }, ...window } }]
    : [
        { fact: "Planned", body: { object_id: id, ...window } },
        { fact: "Changed", body: { object_id: id, values: { name, part } } },
      ];
  const more = { occurred_at: new Date(page.clock.instant).toISOString(), category: "logistics" };
  if ((await sending.recordAll(page, facts, more)) !== null) clear(page);
}

function edit(page: Page, { id, name, part, from, to }: StageHeld): void {
  editing = { id, isNew: false };
  set("stage-name", { value: name });
  set("stage-part", { value: part });
  set("stage-from", { value: from === null ? "" : page.wording.forInput(from) });
  set("stage-to", { value: to === null ? "" : page.wording.forInput(to) });
  say("stage-title", fill(page.setting.words.change_stage, { name }));
  requestAnimationFrame(() => element("stage-name")?.focus());
}

function clear(page: Page): void {
  editing = fresh();
  for (const key of ["name", "from", "to"]) set(`stage-${key}`, { value: "" });
  say("stage-title", page.setting.words.add_stage);
  sending.clear();
}

function fresh(): { id: string; isNew: boolean } {
  return { id: `${KIND}-${crypto.randomUUID().slice(0, 8)}`, isNew: true };
}
