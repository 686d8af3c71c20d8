/** Adopting a variant: what it changes, object by object, what waits for a choice, and the way back. */
import type { Geometry } from "geojson";
import type { Compared } from "../types";
import { button, oneOf, post, tick } from "./asking";
import { set } from "./dash";
import { make } from "./dom";
import type { Page } from "./page";
import { present } from "./present";
import { fill } from "./setting";

interface Changed {
  change: string;
  sentence: string;
  before: unknown;
  after: unknown;
}

interface Step {
  object_id: string;
  name: string;
  changed: Changed[];
  since: Changed[];
  conflict: boolean;
  entries: number;
}

interface Proposal {
  mark: string;
  steps: Step[];
}

interface Named {
  id: string;
  name: string;
}

/** So many entries of one gesture are taken at once. */
const TOGETHER = 20;

/** Show what adopting would do, under the table; `done` is told once something was recorded. */
export async function adopting(page: Page, operation: Named, variant: Named, done: () => void, said = ""): Promise<void> {
  const { words } = page.setting;
  const url = `/api/operations/${operation.id}/variants/${variant.id}/adoption`;
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  const box = document.querySelector<HTMLElement>(".variant-adopting");
  if (!box) return;
  const found = answer?.ok ? ((await answer.json()) as Proposal) : null;
  if (!found) {
    box.replaceChildren(make("p", { className: "hint" }, words.variant_lost));
    return;
  }
  set("map", { compared: marks(found.steps) });
  const choices = new Map<string, "variant" | "operation">();
  const adopt = button("", () => void take(), "make");
  const refused = make("p", { className: "refusal" });
  refused.setAttribute("role", "alert");
  refused.textContent = said;

  const open = found.steps.filter(({ entries }) => entries > 0);
  const counted = (): void => {
    const count = open.filter((step) => (choices.get(step.object_id) ?? (step.conflict ? "operation" : "variant")) === "variant").reduce((sum, { entries }) => sum + entries, 0);
    adopt.textContent = fill(words.variant_adopt_all, { count, operation: operation.name });
    adopt.disabled = count === 0 || !page.may("plan");
    adopt.title = page.may("plan") ? "" : page.why("plan");
  };

  async function take(): Promise<void> {
    const waiting = open.filter((step) => step.conflict && !choices.has(step.object_id));
    if (waiting.length) {
      refused.textContent = fill(words.variant_choose_first, { names: waiting.map(({ name }) => name).join(", ") });
      return;
    }
    adopt.disabled = true;
    const taken = await post<{ entries: number[] }>(url, { mark: found!.mark, choices: Object.fromEntries(choices) });
    if (taken && "said" in taken) {
      adopted(page, operation, variant, taken.said.entries, box!, done);
      done();
    } else if (taken?.code === "stale") void adopting(page, operation, variant, done, taken.wrong);
    else {
      refused.textContent = taken?.wrong ?? words.variant_lost;
      counted();
    }
  }

  const close = button(words.variant_close, () => {
    box.replaceChildren();
    set("map", { compared: null });
  });
  counted();
  const title = make("h3", {}, fill(words.variant_differs_of, { name: variant.name }));
  title.tabIndex = -1;
  box.replaceChildren(
    title,
    found.steps.length
      ? make("ul", { className: "variant-steps" }, ...found.steps.map((step) => line(page, step, choices, counted)))
      : make("p", { className: "hint" }, words.variant_same),
    found.steps.length && !open.length ? make("p", { className: "hint" }, words.variant_nothing) : "",
    refused,
    make("div", { className: "actions" }, ...(open.length ? [adopt] : []), close),
  );
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function line(page: Page, step: Step, choices: Map<string, "variant" | "operation">, counted: () => void): HTMLElement {
  const { words } = page.setting;
  const chosen = (choice: "variant" | "operation"): void => {
    choices.set(step.object_id, choice);
    counted();
  };
  const told = (parts: readonly Changed[]): HTMLElement => make("ul", {}, ...parts.map(({ sentence }) => make("li", {}, sentence)));
  const choice =
    step.entries === 0
      ? make("p", { className: "hint" }, words.variant_already)
      : step.conflict
        ? oneOf(`of-${step.object_id}`, [["variant", words.variant_take], ["operation", words.variant_keep]], "", (value) => chosen(value as "variant" | "operation"))
        : tick(words.variant_take, true, (on) => chosen(on ? "variant" : "operation"));
  if (step.conflict) choice.setAttribute("aria-label", fill(words.variant_choice_of, { name: step.name }));
  return make(
    "li", { className: step.conflict ? "conflict" : "" },
    make("button", { className: "told", onclick: () => page.find(step.object_id, null) }, step.name),
    step.conflict ? make("em", {}, ` ${words.variant_conflict}`) : "",
    told(step.changed),
    ...(step.conflict ? [make("p", { className: "hint" }, words.variant_since), told(step.since)] : []),
    choice,
  );
}

/** What was recorded, and the way to take it back: each of its entries is struck. */
function adopted(page: Page, operation: Named, variant: Named, entries: number[], box: HTMLElement, done: () => void): void {
  const { words } = page.setting;
  set("map", { compared: null });
  const said = make("p", {}, entries.length ? fill(words.variant_adopted, { count: entries.length, operation: operation.name }) : words.variant_nothing);
  said.setAttribute("role", "status");
  const undo = button(words.variant_undo, () => {
    undo.disabled = true;
    void strike(page, operation, variant, entries).then((wrong) => {
      said.textContent = wrong ?? words.variant_undone;
      if (wrong === null) undo.remove();
      else undo.disabled = false;
      done();
    });
  });
  box.replaceChildren(said, ...(entries.length ? [undo] : []));
}

/** Strike entries, the last first; answers why not all could be. */
async function strike(page: Page, operation: Named, variant: Named, entries: readonly number[]): Promise<string | null> {
  const { words } = page.setting;
  const reason = fill(words.variant_undo_reason, { name: variant.name });
  const back = [...entries].reverse();
  for (let first = 0; first < back.length; first += TOGETHER) {
    const some = back.slice(first, first + TOGETHER);
    const struck = some.map((seq) => ({ fact: "Struck", body: { seq, reason }, occurred_at: new Date(present()).toISOString(), category: "logistics" }));
    const answer = await post(`/api/operations/${operation.id}/entries/together`, { entries: struck });
    if (!answer) return words.variant_lost;
    if ("wrong" in answer) return answer.wrong;
  }
  return null;
}

/** One mark an object, as what changed between two instants has them. */
function marks(steps: readonly Step[]): Compared[] {
  return steps.map(({ object_id: objectId, changed }): Compared => {
    const part = changed.find(({ change }) => change === "added" || change === "removed" || change === "moved");
    const [from, to] = [part?.before, part?.after].map((place) => (place ?? null) as Geometry | null);
    if (part?.change === "added") return { objectId, as: "added", from: null, to };
    if (part?.change === "removed") return { objectId, as: "removed", from, to: null };
    return part ? { objectId, as: "moved", from, to } : { objectId, as: "changed", from: null, to: null };
  });
}
